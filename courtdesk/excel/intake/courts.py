"""Whose figures a table, a row or a column holds: this court's, another's, one person's."""

import re
from dataclasses import dataclass
from functools import lru_cache

_COURT = re.compile(
    r"(?:(?P<place>.{1,14}?)(?P<rank>[县市区旗州])|(?P<bare>.{2,8}?))"
    r"(?P<higher>中级|高级)?(?:基层)?(?:人民)?(?:法院|(?P<middle>中院))"
)
_MANY = re.compile(
    r"(?:全[国省市区州]各?(?:基层)?(?:法院)?|"
    r"(?:其他|其它|其余|各)(?:[县市区旗]{1,2}(?:基层)?(?:法院)?|(?:基层)?法院))"
    r"(?:平均|均值|最高|最低|中位数?)?[值数]?"
)
_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")  # （虚构）
_NOBODY = re.compile("[本我全各该]")  # 本县法院 and 全县法院 name no other
_NO_NAME = re.compile(
    "^[本我全各该]|走进|进到|来到|到|人民|派出|智慧|数字|智能|清廉|平安|阳光|移动|互联网|"
    "委托|委派|移送|受理|移交|上级|下级|指定|执行|审理|外地|异地|示范|模范|先进|文明"
)
_BEFORE = "年度月日省市区州的"  # the last character of what may stand before our name
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{1,8}?[县市区旗州](?:中级|基层)?(?:人民)?法院|全[国省市区州]各?(?:基层)?法院|"
    r"[\u4e00-\u9fff]{2}中院"
)
_TRIBUNAL = re.compile(r"(?:^|[^\u4e00-\u9fff]|法院)([\u4e00-\u9fff]{2,4}?)(?:人民)?法庭")
_KINDS = re.compile(
    "派出|人民|基层|乡镇|[各全本我]|少年|家事|行政|刑事|民事|巡回|环保|环境|互联网|移动|数字"
)
_SURNAMES = (  # not those that begin words: 高效办案, 周末办案, 马上办理
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田姜石姚谭廖邹熊陆郝孔崔康毛邱秦江顾侯邵孟龙雷钱汤尹黎武乔贺赖龚"
)
_PERSON = re.compile(
    r"(?:[\u4e00-\u9fff](?<![某是为对将有和与])某{1,2}(?![某县市区旗州省镇乡村院庭公局年月号])|"
    rf"(?:法官|庭长|院长|助理|书记员|干警|同志)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    r"(?=(?:19|20)\d\d|同志|个人|办案|办理|结案|审结|的|[\s；)]|$))"
)


@dataclass(frozen=True)
class _Name:
    """A court's name taken apart: 社旗, 县, and whether it stands over others (中级)."""

    place: str
    rank: str = ""
    higher: bool = False

    @property
    def full(self) -> str:
        return self.place + self.rank


@lru_cache(maxsize=4096)
def _name(text: str) -> _Name | None:
    found = _COURT.fullmatch(_ASIDE.sub("", text).replace(" ", ""))
    if found is None:
        return None
    higher = bool(found["higher"] or found["middle"])
    return _Name(found["place"] or found["bare"], found["rank"] or "", higher)


@lru_cache(maxsize=4096)
def is_ours(text: str, court: str) -> bool:
    """Say whether a tidy text is the name of this court: 社旗县法院 for 社旗县人民法院."""
    name, own = _name(text), _name(court) or _Name(_ASIDE.sub("", court).replace(" ", ""))
    if name is None or not own.place:
        return text in ("本院", "我院")
    pairs = ((name.full, own.full), (name.full, own.place), (name.place, own.full))
    return name.higher == own.higher and any(_one(*pair) for pair in pairs)


def _one(one: str, other: str) -> bool:
    """Say whether two names are one, of which either may have its province or city before it."""
    short, long = sorted((one, other), key=len)
    before = long.removesuffix(short)
    if len(short) < 2 or not long.endswith(short):
        return False
    return not _NO_NAME.search(before) and (len(before) != 1 or before in _BEFORE)  # 阳新县, 新县


@lru_cache(maxsize=4096)
def elsewhere(text: str, court: str) -> bool:
    """Say whether a tidy text names another court than this one, or all of a city's together.

    ``court`` is empty for one nobody named; then no court is another.
    """
    bare = text.replace(" ", "")
    if not court or is_ours(bare, court):
        return False
    found = _name(bare)
    named = found and (found.higher or (found.rank and not _NOBODY.fullmatch(found.place)))
    return bool(named or _MANY.fullmatch(bare))


@lru_cache(maxsize=4096)
def may_be_elsewhere(text: str, court: str) -> bool:
    """Say whether a tidy text may name another court, which it does not call a county's: 唐河法院.

    It may as well say what is done, as 速裁法院 does.
    """
    found = _name(text) if court else None
    if found is None or found.rank or found.higher or is_ours(text, court):
        return False
    return not _NO_NAME.search(found.place) and not _MANY.fullmatch(text.replace(" ", ""))


def named_beside(text: str, court: str) -> str:
    """Return the other court a tidy title names, or all of a city's; empty where ours is, too."""
    names = [m[0] for m in _NAMED.finditer(text.replace(" ", ""))] if court else []
    if any(is_ours(n, court) for n in names):
        return ""
    return next((n for n in names if elsewhere(n, court)), "")


@lru_cache(maxsize=4096)
def one_tribunal(text: str) -> str:
    """Return the one tribunal that a tidy text names, 赊店法庭; empty for all of them or none."""
    found = _TRIBUNAL.search(text)
    return f"{found[1]}法庭" if found and not _KINDS.search(found[1]) else ""


@lru_cache(maxsize=4096)
def one_person(text: str) -> str:
    """Return the one person whose work a tidy title tells, 法官张某; empty for nobody."""
    found = _PERSON.search(text)
    return found[0] if found else ""
