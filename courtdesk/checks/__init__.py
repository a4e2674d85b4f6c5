"""Arithmetic over the sheet: every relation, with intervals."""
