"""An article turned into a sheet: its parts, an outline, and passages with every figure bound."""
