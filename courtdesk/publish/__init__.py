"""Article and sheet, typeset and written."""
