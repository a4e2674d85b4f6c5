"""The article for WeChat: inline styles of the safe subset, figures emphasised, charts as pictures.

The editor of a WeChat account keeps nothing but inline styles, and takes pictures along when they
stand in the text itself. Words have no colour of their own, so that they read on white and on
black; what is coloured reads on both.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from courtdesk.models.article import Block, BlockKind, Run
from courtdesk.models.errors import UserError
from courtdesk.models.value import element
from courtdesk.publish.edition import Edition
from courtdesk.publish.footing import footing
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pictures import AWAITED, UNTOLD, drawn
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.reread import html_text
from courtdesk.publish.themes import THEMES, Colours
from courtdesk.publish.typesetting import shown
from courtdesk.publish.wechat_subset import outside

NAME = "wechat.html"
CHARTS = 2  # of a section; more would push its words off the telephone
EDGE = 1080  # px, the widest a telephone shows
_QUIET = "#767676"
_MISSING = "color:#D93A31"  # a figure that is still to come
_BLANKS = re.compile(r"\s+(?![^<>]*>)")  # between words, not inside a tag
_KEPT = 12  # characters of a figure that stays on one line; a telephone's line has twenty
_PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title></head>\n'
    # Not pasted: an account's articles have a face of their own, a browser would show Times.
    "<body style=\"font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\">\n"
    "{body}\n</body></html>\n"
)


def make(edition: Edition) -> Made:
    """Write the article. Raises UserError for what would not survive the paste."""
    body = fragment(edition)
    beyond = outside(body)
    if beyond:
        raise UserError(f"“{NAME}”里有公众号不接受的内容：{'、'.join(beyond[:5])}；没有导出。")
    title = _said(f"{edition.sheet.court}{edition.sheet.period}")
    note = "自检：没有公众号可用范围以外的标签、属性、样式和图片"
    return Made({NAME: _PAGE.format(title=title, body=body).encode("utf-8", "replace")}, (note,))


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures."""
    return {NAME: article_readings(html_text(files[NAME]), edition.article)}


def fragment(edition: Edition) -> str:
    """Return what is pasted: one ``<section>`` with everything in it."""
    parts = "\n".join(_Writer(edition).parts())
    style = "max-width:677px;margin:0 auto;padding:0 16px;box-sizing:border-box;font-size:16px"
    return f'<section style="{style};line-height:1.9;word-break:break-word">\n{parts}\n</section>'


class _Writer:
    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._look: Colours = THEMES[edition.sheet.layout.theme]
        items = edition.sheet.outline.items()
        self._sections = {item.id: section.id for section, item in items if section}

    def parts(self) -> Iterator[str]:
        """Yield the article block by block, with the charts of each section at its end."""
        if self._edition.sheet.fictional:
            yield _p("虚构数据，仅供演示", f"color:{self._look.accent};text-align:center")
        section, number = "", 0
        article = self._edition.article
        for n, block in enumerate(article.blocks):
            place = self._section(block, section)
            if place != section:
                yield from self._charts(section)
                section = place
            if block.kind is BlockKind.CROSSHEAD:
                number += 1
                yield self._crosshead(block, number)
            else:
                yield self._block(block, _said(article.end_mark) if n == article.last else "")
        yield from self._charts(section)
        yield self._foot()

    def _section(self, block: Block, now: str) -> str:
        """The id of the section a block belongs to; "" above all of them, "-" below."""
        if block.kind is BlockKind.CLOSING:
            return "-"
        named = block.path.split(".")
        if block.kind is BlockKind.CROSSHEAD:
            return named[2]
        return self._sections.get(named[1], now) if block.kind is BlockKind.ITEM else now

    def _block(self, block: Block, mark: str) -> str:
        words, accent = self._words(block) + mark, self._look.accent
        match block.kind:
            case BlockKind.KICKER:
                style = f"margin:8px 0 4px;color:{accent};font-size:15px;letter-spacing:1px"
                return _p(words, f"{style};text-align:center")
            case BlockKind.TITLE:
                halves = _BLANKS.sub("<br>", words.strip())
                style = "margin:0 0 10px;font-size:24px;font-weight:bold;line-height:1.45"
                return _p(halves, f"{style};text-align:center")
            case BlockKind.SUBTITLE:
                return _p(words, "margin:0 0 8px;font-size:16px;text-align:center")
            case BlockKind.BYLINE:
                style = f"margin:0 0 24px;color:{_QUIET};font-size:14px;text-align:center"
                return _p(words, style)
            case BlockKind.LEAD:
                bar = f"border-left:4px solid {accent};padding:2px 0 2px 14px"
                return _p(words, f"margin:0 0 20px;{bar};text-align:justify")
            case BlockKind.PHOTO:
                return self._photo(block, words)
            case _:  # the closing paragraph stands below the last charts
                above = 32 if block.kind is BlockKind.CLOSING else 0
                return _p(words, f"margin:{above}px 0 18px;text-align:justify")

    def _words(self, block: Block) -> str:
        """The words of a block after its bold heading, their figures in the theme's colour."""
        figure = f"color:{self._look.accent}"
        return _runs(block.titled, figure, bold=True) + _runs(block.runs, figure)

    def _crosshead(self, block: Block, number: int) -> str:
        """A number, the section's name on the theme's ground, its slogan below."""
        look = self._look
        count = f"color:{look.accent};font-size:28px;font-weight:bold;line-height:1.2"
        name = f"background-color:{look.accent};color:#FFFFFF;font-size:18px;font-weight:bold"
        slogan = f"color:{look.accent};font-size:16px;letter-spacing:3px"
        missing = f"background-color:#FFFFFF;{_MISSING}"  # the theme's ground may be red
        parts = [
            _p(f"{number:02}", f"margin:0;{count}"),
            _p(
                f'<span style="display:inline-block;padding:4px 18px;{name};'
                f'letter-spacing:2px;line-height:1.6">{_runs(block.runs, missing=missing)}</span>',
                "margin:2px 0 8px",
            ),
        ]
        if block.heading:
            parts.append(_p(_runs(block.titled), f"margin:0;{slogan}"))
        return f'<section style="margin:44px 0 22px;text-align:center">{"".join(parts)}</section>'

    def _charts(self, section: str) -> Iterator[str]:
        own = [p for p in self._edition.charts if p.section == section]
        for picture in own[:CHARTS]:
            yield _picture("png", picture.png, picture.chart.title, "max-width:480px")

    def _photo(self, block: Block, words: str) -> str:
        photo = element(self._edition.sheet.photos, block.photo)
        if not photo.sha256:
            return _p(AWAITED + words, f"color:{self._look.accent};text-align:center")
        data = drawn(photo, self._edition.photos, EDGE)
        caption = f"margin:0 0 20px;color:{_QUIET};font-size:14px;text-align:center"
        picture = _picture("jpeg", data, block.text or UNTOLD, "max-width:100%")
        return picture + (_p(words, caption) if words else "")

    def _foot(self) -> str:
        line = f"border-top:1px solid {_QUIET};padding:12px 0 0;color:{_QUIET};font-size:13px"
        lines = footing(self._edition.sheet)
        foot = "".join(_p(f"{name}：{_said(words)}", "margin:0") for name, words in lines)
        return f'<section style="margin:36px 0 24px;{line};text-align:center">{foot}</section>'


def _picture(kind: str, data: bytes, name: str, bound: str) -> str:
    style = f"width:100%;{bound};height:auto;vertical-align:middle;border-radius:4px"
    source = f"data:image/{kind};base64,{b64encode(data).decode()}"
    img = f'<img src="{source}" alt="{_said(name)}" style="{style}">'
    return _p(img, "margin:20px 0 8px;text-align:center")


def _runs(
    runs: Iterable[Run], figure: str = "", missing: str = _MISSING, bold: bool = False
) -> str:
    """Runs with their figures in bold, in a style of their own, each with its unit on one line."""
    said = ((run, _said(run.text)) for run in runs if run.text)
    return "".join(
        _figure(run, words, missing if run.missing else figure)
        if run.figure
        else f"<strong>{words}</strong>"
        if bold
        else words
        for run, words in said
    )


def _figure(run: Run, words: str, style: str) -> str:
    keep = "word-break:keep-all" if len(run.text) <= _KEPT else ""
    whole = ";".join(filter(None, (style, "font-weight:bold", keep)))
    return f'<strong style="{whole}">{words}</strong>'


def _p(words: str, style: str) -> str:
    return f'<p style="{style}">{words}</p>'


def _said(text: str) -> str:
    """Words of the sheet, literally."""
    return escape(str(shown(text)).replace("\n", " "))
