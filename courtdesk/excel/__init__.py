"""The fact-sheet workbook, out and back in."""
