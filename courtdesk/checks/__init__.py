"""The arithmetic of a fact sheet: what cannot be true, what wants a word, what is worth a look."""

from courtdesk.checks.check import check, counted, worst

__all__ = ["check", "counted", "worst"]
