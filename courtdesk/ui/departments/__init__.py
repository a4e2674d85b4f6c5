"""The departments: their forms out, and who has answered."""
