"""The proof of words and figures: the findings, what mends them, rules and set phrases."""
