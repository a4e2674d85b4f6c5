"""courtdesk: a county court's yearly figures and its feature article, kept true to each other."""

__version__ = "0.1.0"
