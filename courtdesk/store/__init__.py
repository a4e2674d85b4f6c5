"""One document is one SQLite file: journal, snapshot, audit chain."""
