"""The window. The only floor that may import Qt."""
