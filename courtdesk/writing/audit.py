"""The digit audit: no figure reaches print unless it is bound to a fact."""

from collections.abc import Iterator

from courtdesk.models.finding import Finding
from courtdesk.writing.texts import Words

UNBOUND = "unbound-figure"


def unbound(words: Words) -> Iterator[Finding]:
    """Every numeral of the article that is not bound, with the facts that would fit it."""
    yield from ()
