"""The article as Markdown (CommonMark): every word of it literal."""

import re

from courtdesk.models.article import Article, Block, BlockKind
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.reread import markdown_text
from courtdesk.publish.typesetting import shown
from courtdesk.writing.article import around

NAME = "article.md"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_OPENING = re.compile(r"^(\s*)(\d*)([-+=.)])")  # what would make the line a list or a rule


def make(edition: Edition) -> Made:
    """Write the article: heads as headings, run-in headings in bold."""
    return Made({NAME: markdown(edition.article).encode()})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures."""
    return {NAME: article_readings(markdown_text(files[NAME]), edition.article)}


def markdown(article: Article) -> str:
    """Return the article as Markdown."""
    paragraphs = [_paragraph(block) for block in article.blocks]
    if article.last >= 0:
        paragraphs[article.last] += literal(article.end_mark)
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def literal(text: str) -> str:
    """Return words so that Markdown shows them as they are."""
    words = _MARKUP.sub(r"\\\g<0>", shown(text).replace("\n", " "))
    return _OPENING.sub(r"\1\2\\\3", words)


def _paragraph(block: Block) -> str:
    words = literal(block.text)
    match block.kind:
        case BlockKind.TITLE:
            return f"# {words}"
        case BlockKind.CROSSHEAD:
            return f"## {words}　{literal(block.heading)}" if block.heading else f"## {words}"
        case BlockKind.PHOTO:
            before, after = around(words)
            return f"{before}图：{words}{after}" if words else "（图）"
        case _:
            return f"{_bold(block.heading)}{words}"


def _bold(heading: str) -> str:
    """The mark that closes a heading stands outside: Markdown closes no bold after a mark."""
    words = shown(heading)
    if not words:
        return ""
    return f"**{literal(words[:-1])}**{literal(words[-1])}" if len(words) > 1 else literal(words)
