"""What survives being pasted into a WeChat article, and what of a text would not."""

import re
from collections.abc import Iterator
from typing import Any

TAGS = frozenset({"section", "p", "span", "strong", "br", "table", "tbody", "tr", "td", "img"})
_STYLE = frozenset({"style"})
ATTRIBUTES = {"body": frozenset[str](), "img": {"style", "src", "alt"}, "td": {"style", "colspan"}}
PROPERTIES = re.compile(
    r"(background-color|border(-(top|right|bottom|left))?|border-(radius|collapse)|box-sizing|color"
    r"|display|font-(size|weight|style)|height|letter-spacing|line-height"
    r"|(margin|padding)(-(top|right|bottom|left))?|(max-|min-)?width|text-align|text-indent"
    r"|vertical-align|word-break)"
)
_FRAME = {"html", "head", "body"}  # the parser puts them around every fragment
_LIVE = re.compile(r"url\(|expression|var\(|!important")
_DISPLAYS = {"block", "inline-block"}
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=]+")


def outside(html: str | bytes) -> tuple[str, ...]:
    """Return what an HTML fragment holds beyond the subset, each thing once, named."""
    from lxml import html as parser

    if not html.strip():
        return ()
    if isinstance(html, str):
        html = html.encode("utf-8", "replace")
    root = parser.document_fromstring(html, parser.HTMLParser(encoding="utf-8"))
    return tuple(dict.fromkeys(_found(root)))


def _found(root: Any) -> Iterator[str]:
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):  # a comment or an instruction
            yield "注释"
            continue
        if element.tag not in TAGS and element.tag not in _FRAME:
            yield f"标签 <{element.tag}>"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES.get(element.tag, _STYLE):
                yield f"<{element.tag}> 的属性 {name}"
            elif name == "style":
                yield from (f"<{element.tag}> 的样式 {said}" for said in _styles(value))
            elif name == "src" and not _PICTURE.fullmatch(value):
                yield "不在文件里的图片"


def _styles(text: str) -> Iterator[str]:
    for rule in filter(None, map(str.strip, text.split(";"))):
        name, _, value = (part.strip().lower() for part in rule.partition(":"))
        if not PROPERTIES.fullmatch(name):
            yield name
        elif _LIVE.search(value) or (name == "display" and value not in _DISPLAYS):
            yield f"{name}: {value[:20]}"
