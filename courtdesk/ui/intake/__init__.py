"""What departments send, looked through before anything changes."""
