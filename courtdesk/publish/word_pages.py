"""The two Word documents as pages, for the eye and the printer: their paragraphs, set in Typst.

Word and WPS break lines and pages by themselves; what is set here keeps the same measure, so that
the pages are theirs but for a line here and there.
"""

from collections.abc import Iterable
from typing import Any

from courtdesk.models.value import element
from courtdesk.publish import newspaper_docx as newspaper
from courtdesk.publish import report_docx as report
from courtdesk.publish.edition import Edition
from courtdesk.publish.pictures import drawn
from courtdesk.publish.typesetting import Shown, Template, keep_picture
from courtdesk.publish.word import CENTRE, LEFT, MISSING, RIGHT, Look, Words

_ALIGNED = {CENTRE: "center", LEFT: "left", RIGHT: "right"}
_RUNS = {  # character styles: face, bold, colour
    report.LEVEL_2: ("kai", False, ""),
    newspaper.RUN_IN: ("sans", True, ""),
    newspaper.END_MARK: ("sans", False, ""),
    MISSING: ("", False, report.RED),
}


def report_pages(edition: Edition) -> Shown:
    """Return the official document's pages. Raises UserError."""
    named = {"title": "小标宋", "text": "仿宋", "kai": "楷体"}
    looks = {name: _look(look) for _, name, look in report.looks(named)}
    return _pages(
        edition,
        report.paragraphs(edition),
        looks,
        margins=(report.TOP, report.OUTER, report.BOTTOM, report.INNER),
        header="",
        ascent=0,
        descent=7,  # the number's dashes stand that far below the text
        folio={"look": report.FOLIO_ODD, "words": ["— ", "PAGE", " —"], "outer": True},
    )


def newspaper_pages(edition: Edition) -> Shown:
    """Return the manuscript's pages. Raises UserError."""
    side = (210 - newspaper.WIDE) / 2
    return _pages(
        edition,
        newspaper.paragraphs(edition),
        {name: _look(look) for _, name, look in newspaper.looks(edition.article)},
        margins=(newspaper.TOP, side, newspaper.BOTTOM, side),
        header=newspaper.about(edition),
        ascent=newspaper.TOP - newspaper.HEAD - 4,
        descent=newspaper.BOTTOM - newspaper.FOOT - 4,
        folio={
            "look": newspaper.MARGIN,
            "words": [word for pair in newspaper.NUMBERED for word in pair],
            "outer": False,
        },
    )


def _pages(
    edition: Edition, paragraphs: Iterable[Words], looks: dict[str, Any], **page: Any
) -> Shown:
    sheet = edition.sheet
    shown = [_paragraph(edition, words) for words in paragraphs]
    about = {"title": f"{sheet.court}{sheet.period}", "court": sheet.court}
    data = about | page | {"looks": looks, "paragraphs": shown}
    return Template("word", draft=True).preview(data, edition.on)  # Word finds other fonts


def _paragraph(edition: Edition, words: Words) -> dict[str, Any]:
    runs = [_run(text, style) for text, style in words.runs]
    picture, wide = "", 0.0
    if words.photo:
        photo = element(edition.sheet.photos, words.photo)
        picture, wide = keep_picture(drawn(photo, edition.photos)), newspaper.width(photo)
    return {
        "look": words.style,
        "runs": runs,
        "picture": picture,
        "wide": wide,
        "tall": newspaper.TALL,
    }


def _run(text: str, style: str | None) -> dict[str, Any]:
    face, bold, colour = _RUNS[style] if style else ("", False, "")
    return {"text": text.replace("\n", " "), "face": face, "bold": bold, "colour": colour}


def _look(look: Look) -> dict[str, Any]:
    bold = look.bold or "小标宋" in look.face
    return look._asdict() | {
        "face": _face(look.face),
        "bold": bold,
        "align": _ALIGNED.get(look.align, "both"),
    }


def _face(name: str) -> str:
    for word, face in (("仿宋", "fang"), ("楷", "kai"), ("黑", "sans")):
        if word in name:
            return face
    return "serif"
