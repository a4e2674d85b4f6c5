"""From tables to a sheet of their own outline."""
