"""From whatever table a department sends to figures of the sheet, each with its cell."""
