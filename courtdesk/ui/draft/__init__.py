"""From an article to a sheet."""
