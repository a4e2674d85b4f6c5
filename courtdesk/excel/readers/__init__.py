"""The readers of strangers' files, one a format; they run in the child process alone."""
