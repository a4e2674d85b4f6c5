"""Passages with bound figures and the article they make."""
