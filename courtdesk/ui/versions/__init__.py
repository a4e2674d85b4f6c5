"""Kept versions, comparisons, what a damaged file lost."""
