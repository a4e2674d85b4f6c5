"""The forms of a tab: sections, items, figures in rows, the head of the article."""
