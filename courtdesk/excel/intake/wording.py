"""What a label says: its words in one spelling, and what it counts in.

How departments call things is data: resources/wording/synonyms.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from courtdesk import resources
from courtdesk.models.notation import ALIASES, SCALES, UNITS, Kind, any_of
from courtdesk.models.unit import base_of, scale_of

LONGEST = 80  # characters of a label that are looked at

_WORDY = re.compile(r"[^\w%‰]|_")
_NUMBERING = re.compile(
    r"^\s*(?:[①-⑳⑴-⒇㈠-㈩★☆*●○◆■▲△·—-]\s*|"
    r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*|"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）](?!\d)\s*|第[一二三四五六七八九十]+[项类]\s*)+"
)
_BRACKETS = re.compile(r"[（(\[【〔]([^（(\[【〔）)\]】〕]{0,40})[）)\]】〕]")
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?:度|全年)?|^(?:1|一)[-至~—](?:12|十二)月(?:份)?")
_TOGETHER = re.compile("^共(?=[受审执结办收发开调培走化解])")
_TWICE = re.compile(r"(\w{2,})\1+")
_YEARS = re.compile(r"(?:19|20)\d\d年?度?|(?:1|一)[-至~—](?:12|十二)月(?:份)?")
_SCALED = f"(?:{any_of(SCALES)})?"
_PER = f"(?:/{_SCALED}{any_of(UNITS)})?"
_UNIT = re.compile(f"(?:单位|计量单位)?({_SCALED}{any_of(UNITS)}{_PER}|%|‰)")
_TAIL_UNIT = re.compile(rf"[\s:：,，、/／]({_SCALED}{any_of(UNITS)})$|(%|‰)$")


@dataclass(frozen=True)
class Label:
    """One label or path of labels, ready to be compared.

    ``core`` are its words without what every label has; ``whole`` also holds the words in
    brackets; ``bare`` is the core without weak words (审结). ``unit`` is what it counts in (万元,
    件, %, 位), empty when it does not say.
    """

    core: str
    whole: str
    bare: str
    unit: str = ""


class Words:
    """The lists of synonyms.toml, made ready to be asked."""

    def __init__(self, data: Mapping[str, object]) -> None:
        same = [[plain(w) for w in group] for group in _lists(data["same"])]
        self._first = {word: group[0] for group in same for word in group}
        self._any = re.compile(any_of(self._first))
        self.apart = tuple(
            re.compile(any_of(self.canonical(plain(w)) for w in group))
            for group in _lists(data["apart"])
        )
        self.telling = re.compile(any_of(_strings(data["telling"])))
        self.general = frozenset(map(plain, _strings(data["general"])))
        self._whole = re.compile(any_of(_strings(data["whole"])))
        self._weak = re.compile(any_of(_strings(data["weak"])))
        self._lead = re.compile(f"^{any_of(_strings(data['lead']))}+")
        self._noise = re.compile(any_of(_strings(data["noise"])))
        self._last_noise = re.compile(f"{any_of(_strings(data['noise']))}$")
        self._titles = re.compile(any_of(_strings(data["titles"])))
        self._counted = _endings(data["counted"])
        self._implied = _endings(data["implied"])
        units = data["units"]
        assert isinstance(units, dict)
        self._alike = tuple(frozenset(group) for group in _lists(units["alike"]))
        heads = data["heads"]
        assert isinstance(heads, dict)
        self.heads = {name: _strings(group) for name, group in heads.items()}
        departments = data["departments"]
        assert isinstance(departments, dict)
        self.departments = {name: _strings(short) for name, short in departments.items()}

    def canonical(self, text: str) -> str:
        """Return plain text with every known saying in its first spelling."""
        return self._any.sub(lambda m: self._first[m[0]], text)

    def core(self, pieces: Sequence[str]) -> tuple[str, str]:
        """Return the words of plain texts that tell them from others, and the unit they imply."""
        text, unit = self.canonical("".join(map(self._begun, pieces))), ""
        while True:
            ending = next((e for e in self._counted if text.endswith(e)), None)
            if ending is not None:
                text = text.removesuffix(ending)
                unit = unit or self._counted[ending]
            elif (shorter := self._last_noise.sub("", text)) != text:
                text = shorter
            else:
                break
        if not unit:
            unit = next((u for e, u in self._implied.items() if text.endswith(e)), "")
        return _TWICE.sub(r"\1", self._noise.sub("", text)), unit

    def _begun(self, text: str) -> str:
        """Return a plain text without the words any label may begin with."""
        bare = _YEAR.sub("", self._lead.sub("", _YEAR.sub("", text)))
        return _TOGETHER.sub("", self._lead.sub("", bare))

    def whole(self, path: Sequence[str], title: str) -> bool:
        """Say whether words speak of the whole court, not of one division."""
        return bool(self._whole.search("".join((title, *path))))

    def title(self, text: str) -> str:
        """Return a title without what every title says."""
        return self._titles.sub("", _YEARS.sub("", text))

    def bare(self, core: str) -> str:
        """Return a core without its weak words, empty when little else is left."""
        rest = self._weak.sub("", core)
        return rest if len(rest) > 1 else ""

    def alike(self, one: str, other: str) -> bool:
        """Say whether two base units count the same sort of thing."""
        return one == other or any({one, other} <= group for group in self._alike)


@cache
def words() -> Words:
    """Return the word lists that come with the program, read once."""
    return Words(tomllib.loads(resources.text("wording", "synonyms.toml")))


def plain(text: str) -> str:
    """Return the text half-width and without blanks and marks; %, ‰ and letters stay."""
    return _WORDY.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).lower()


def unit_in(text: str) -> str:
    """Return the unit a text is nothing but (万元, 单位：件, %), empty for any other text."""
    bare = "".join(unicodedata.normalize("NFKC", text).split()).strip(":：()（）[]【】")
    match = _UNIT.fullmatch(bare.replace("单位:", "").replace("单位：", ""))
    return ALIASES.get(match[1], match[1]) if match else ""


@lru_cache(maxsize=8192)
def label(path: tuple[str, ...]) -> Label:
    """Read a path of labels, outermost first: 强制腾房 and under it 次."""
    parts = [_parts(text) for text in path]
    unit = next((said for *_, said in reversed(parts) if said), "")
    core, implied = words().core([plain(bare) for bare, *_ in parts])
    whole, also = words().core([plain(full) for _, full, _ in parts])
    return Label(core, whole, words().bare(core), unit or implied or also)


def split_unit(text: str) -> tuple[str, str]:
    """Return a label without its unit, and the unit: 金额（万元） is 金额 in 万元."""
    bare, full, unit = _parts(text)
    return (full or bare).strip(), unit


def unbracketed(text: str) -> str:
    """Return a label without what is in brackets."""
    return _BRACKETS.sub("", text)


def _parts(text: str) -> tuple[str, str, str]:
    """Return a label without what is in brackets, with it, and the unit it names."""
    text = _NUMBERING.sub("", " ".join(text[:LONGEST].split()))
    unit = unit_in(text)
    if unit:
        return "", "", unit
    for inside in _BRACKETS.findall(text):
        unit = unit_in(inside) or unit
    tail = _TAIL_UNIT.search(text)
    if tail and not unit:
        unit = unit_in(tail[1] or tail[2])
        text = text[: tail.start()]
    full = _BRACKETS.sub(lambda m: "" if unit_in(m[1]) else m[0], text)
    return _BRACKETS.sub("", text), full, unit


def base(unit: str) -> str:
    """Return a unit without its scale: 元 of 万元, 件 of 件/人; 件/千人 stays what it is."""
    first, _, per = unit.partition("/")
    return unit if scale_of(per) else base_of(first)


def sort(unit: str) -> Kind:
    """Return what sort of number a unit makes; a unit nobody listed makes a count."""
    return UNITS.get(base(unit), Kind.COUNT)


def _lists(data: object) -> list[list[str]]:
    assert isinstance(data, list)
    return [[str(word) for word in group] for group in data]


def _strings(data: object) -> tuple[str, ...]:
    assert isinstance(data, Iterable)
    return tuple(str(word) for word in data)


def _endings(data: object) -> dict[str, str]:
    """Return the unit by the ending, the longest ending first."""
    assert isinstance(data, dict)
    pairs = [(ending, unit) for unit, endings in data.items() for ending in endings]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
