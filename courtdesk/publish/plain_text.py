"""The article as plain text."""

from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.writing.article import plain

NAME = "article.txt"


def make(edition: Edition) -> Made:
    """Write the article, a line a paragraph."""
    return Made({NAME: plain(edition.article).encode("utf-8", "replace")})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures."""
    return {NAME: article_readings(files[NAME].decode(), edition.article)}
