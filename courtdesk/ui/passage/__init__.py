"""Running text with its bound figures as chips, and what is found in its words."""
