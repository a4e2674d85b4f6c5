"""Frozen values: what a fact sheet is. Standard library and pydantic only; no Qt, no files."""
