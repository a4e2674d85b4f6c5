"""Numerals that are no figures: dates, numbers of cases and statutes, headings, set phrases.

`masked` blots them out character for character, so that what is left of the numerals are figures
and every offset stays what it was. The set phrases are data: resources/wording/set-phrases.txt.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from courtdesk import resources
from courtdesk.models.notation import BLANK, CHINESE_DIGITS, RANGE_MARKS, UNITS, any_of
from courtdesk.writing.found import BLANK_CHARS
from courtdesk.writing.units import UNIT

_NUMERAL_END = f"0123456789{CHINESE_DIGITS}万亿余多"
_MARKER_END = "近超逾约达上破过足"
BLOT = "\0"
"""What stands where a decoy stood; it is part of no figure."""

_GAP = " ?"
_TO = f"{_GAP}[、和{RANGE_MARKS}]{_GAP}"
_CHINESE = "[零〇一二三四五六七八九十]"
_FEW = "[两二三四五六七八九十]{1,2}"
_NUMERAL = f"(?:[0-9]{{1,12}}|[{CHINESE_DIGITS}]{{1,12}})"  # bounded: linear in any text
_YEAR = "(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})"
_DATE = f"(?:0?[1-9]|[12][0-9]|3[01]|{_CHINESE}{{1,3}}){_GAP}"
_NO_SPAN_BEFORE = (
    "(?<![用历耗][时])(?<!缩短|减少|最长|最短|最快|提前|延长|压缩|平均|超过|不足|为期|限期)"
    "(?<![约近逾超])"
)
_DAY = f"(?:[0-9]{{1,2}}|{_CHINESE}{{1,3}}){_GAP}"
_NO_NUMERAL_BEFORE = f"(?<![0-9.{CHINESE_DIGITS}])"
_NUMBER_OF_A_PLACE = r"[0-9A-Za-z-]{1,18}号(?:楼|院|线|令)?"
_UNSETTLED = rf"{_NUMERAL}(?:个月|年|天|日)(?:以[上内])?(?:长期)?未[结执]"
_HOT_LINES = "12368 12345 12309 12315 12333 12337 12338 12348 12351 12355 12377 12380 12388 96110"
_ORDERED = (
    "条 款 章 节 编 届 期 版 页 号 次 批 季度 人 辑 卷 轮 套 部 例 起 家 单 单元 代 个 周 天 "
    "站 讲 课 组 团队 类 种 场"
)
_NOTIONS = (
    "方面 环节 维度 层面 阶段 步骤 部分 板块 版块 坚持 聚焦 聚力 关键 重点 特点 特征 原则 机制 "
    "制度 措施 举措 意见 规定 要求 任务 目标 领域 区域 渠道 统一 结合 转变 到位 必须 不准 不得 "
    "严禁 一律 关系 问题 导向 效果 能力 意识 自信 维护 确立 精神 理念 定位 机遇 优势 体系 统筹 "
    "带头 强化 提升 突出 着力 确保 注重 抓手 支点 纪律 禁令 承诺 全覆盖 主体 等次 档次 层次 "
    "梯队 阵地 防线 主题 结合点 着力点 切入点 落脚点 抓 一 零 百分百 100% 底线 红线 主线"
)
_NUMBERS_OF = (
    "编号|号码|电话|传真|手机|热线|短号|网址|备案号?|证号|许可证|代码|账号|帐号|邮编|微信号|拨打"
    "|QQ群?|案号"
)

_DIGITS = f"0-9{CHINESE_DIGITS}"
_BEGINNINGS = {
    # titles of books and papers, the short slogans in quotes, notes
    r"《“（(〔\[［【": (
        r"《[^《》\n]{1,60}》",
        rf"“[^“”\n]{{0,10}}?[{CHINESE_DIGITS}][^“”0-9%\n]{{0,10}}”",
        r"“[0-9+·•.\-A-Za-z]{1,12}”",
        r"“[^“”\n]{0,12}[0-9][^“”+\n]{0,12}[+＋][^“”\n]{0,20}”",
        r"“[^“”0-9%,，。\n]{0,6}[0-9]{1,4}[^“”0-9%,，。件人元次万亿\n]{0,6}”",
        r"[（(〔\[［][12][0-9]{3}[）)〕\]］][^，。；、\s]{0,20}?[0-9]{1,6}号",
        rf"[（(](?:{_CHINESE}{{1,3}}|[0-9]{{1,2}})[）)]",
        r"[\[［〔【][0-9]{1,3}[\]］〕】]",
    ),
    # headings at the head of a line
    f"#*> （({_DIGITS}": (
        rf"(?m:^)[#*> ]*(?:[（(]?{_CHINESE}{{1,3}}(?:[）)]|[、.．])"
        rf"|[0-9]{{1,2}}(?:[.．](?!{_GAP}[0-9])|、(?![0-9])"
        rf"|(?:[.．][0-9]{{1,2}}){{1,3}}(?={_GAP}[一-鿿])(?!{_GAP}(?:[万亿]|{UNIT}))))",
    ),
    # what is the third of its kind, in statutes too
    "第": (
        rf"第{_GAP}{_NUMERAL}(?:{_TO}第?{_NUMERAL})?{_GAP}"
        rf"(?:{any_of(_ORDERED.split())}|年(?![均度]))(?:之{_CHINESE})?(?:第{_NUMERAL}[款项])*",
        rf"第{_NUMERAL}(?:{_TO}{_NUMERAL})?(?:项|条|款)",
        rf"第{_NUMERAL}[{RANGE_MARKS}]第?{_NUMERAL}[名位]",
    ),
    # days, hours and periods that begin with a word
    "上下中晚凌早清傍近过未今最前后这头超逾满": (
        rf"(?:[上下中]午|晚上?|凌晨|早上|清晨|傍晚){_DAY}[时点](?:半|整|许|{_DAY}分)?",
        rf"(?:近|过去|未来|今后|最近|前|这){_NUMERAL}{_GAP}[余多]?年(?!度)(?:来|间|内)?",
        rf"(?:过去|未来|今后|最近|[前后这头]){_NUMERAL}{_GAP}个月",
        rf"[上下]半年{_NUMERAL}个月",
        rf"前{_NUMERAL}(?:季度|届|任|批|期|轮)",
        rf"[超逾满]过?{_UNSETTLED}",
    ),
    "有拘管缓剥": (
        rf"(?:有期徒刑|拘役|管制|缓刑|剥夺政治权利){_NUMERAL}(?:年(?:零?{_NUMERAL}个月)?|个月)"
        r"(?:以[上下])?",
    ),
    "A-Za-z": (
        r"(?:https?://|www\.)[0-9A-Za-z./?=&_%#-]+",
        r"(?<![A-Za-z])[A-Za-z]{1,12}-?[0-9]+[A-Za-z]*",
        _NUMBER_OF_A_PLACE,
    ),
    "编号电传手热短网备许证代账帐邮微拨Q案附图表注": (
        rf"(?:{_NUMBERS_OF})[:：为是]?{_GAP}[0-9A-Za-z][0-9A-Za-z-]*"
        rf"(?![0-9A-Za-z.余多万亿-]|{_GAP}{UNIT})",
        r"(?:附件|附表|图|表|注)[0-9]{1,3}(?![0-9.]|,[0-9]|[件人名次个项])",
    ),
    _DIGITS: (
        _NUMBER_OF_A_PLACE,
        rf"(?<=[届大会委市县区省]){_NUMERAL}次(?=会议|全会|全体|全委|大会|党代|代表|扩大)",
        rf"{_YEAR}(?:{_GAP}年?{_TO}{_YEAR})+{_GAP}年?",
        rf"(?<![0-9]){_YEAR}{_GAP}年(?:{_GAP}{_DAY}月(?:{_GAP}{_DAY}日)?)?",
        r"(?<![0-9])[12][0-9]{3}([./-])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
        rf"{_NO_NUMERAL_BEFORE}{_DAY}(?:月份?{_TO}{_DAY}){{0,6}}月(?:{_GAP}{_DAY}日"
        rf"(?:{_TO}(?:{_DAY}月)?{_DAY}日)?)?",
        rf"{_NO_NUMERAL_BEFORE}(?:{_DAY}{_TO}){{1,6}}{_DAY}月(?:{_DAY}日)?",
        rf"{_NO_NUMERAL_BEFORE}{_NO_SPAN_BEFORE}(?:{_DATE}日?{_TO})?{_DATE}日(?![以之]?内)",
        rf"(?<![0-9.])(?:19|20)[0-9]{{2}}[./-](?:0?[1-9]|1[0-2])"
        rf"(?![0-9.%‰万亿余]|{_GAP}{any_of(UNITS)})",
        r"(?<![0-9.])1?[0-9]\.[0-9]{1,2}(?=[国全世宪禁消环植][一-鿿]{0,8}[日节])",
        r"(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?:分|(?![0-9]))",
        rf"(?<![0-9.]){_DAY}(?:时(?:{_DAY}分|许|整|起|前|后)|点(?:半|钟|整|许|{_DAY}分))",
        rf"{_NUMERAL}{_GAP}(?:多|余)?年(?:代|来|间|前|后|底|初|计划|行动|规划|以[上下]有期徒刑)",
        rf"{_NUMERAL}{_GAP}(?:多|余)?个?[月周天](?:来|前|后)|{_NUMERAL}周年|{_UNSETTLED}",
        rf"[{CHINESE_DIGITS}]{{1,8}}年(?:零?[{CHINESE_DIGITS}]{{1,8}}个月)?",
        rf"{_CHINESE}季度|{_DAY}时{_GAP}[至到{RANGE_MARKS}]{_GAP}{_DAY}时|(?<![0-9])[0-9]0后",
        # ages
        rf"(?<!年龄)(?<!年龄.)(?<![0-9.])(?:{_NUMERAL}(?:周?岁)?{_TO})?{_NUMERAL}{_GAP}[多余]?周?岁"
        r"(?:以[上下])?",
        # headings within a paragraph
        r"(?<![0-9.])[0-9]{1,2}[.．](?=[一-鿿])",
        rf"(?<![第{CHINESE_DIGITS}]){_CHINESE}{{1,2}}[是要则](?!是)",
        # rooms, roads, groups of a village, telephones
        rf"{_NUMERAL}(?:楼|层|室|[栋幢](?=[0-9号单]|{_NUMERAL})|单元|弄|巷|路|国道|省道|版|频道)",
        rf"(?<=[村社区队屯]){_NUMERAL}(?:组|社|队)",
        r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|(?<![0-9])1[3-9][0-9]{9}(?![0-9])|[0-9]{16,}",
        rf"(?<![0-9])(?:{_HOT_LINES.replace(' ', '|')})(?![0-9.余多万亿]|{_GAP}{any_of(UNITS)})",
        r"(?<![0-9])1(?:10|19|20|22)(?=联动|热线|指挥|报警|接警|出警|警情|急救|平台|中心)",
        r"(?<![0-9.])1[0-9]{4}(?=[^，。；、,0-9件人元名]{0,8}(?:热线|专线|平台|举报))",
        r"24小时(?=[“一-鿿])(?!以?内|之内|[后以左办立响送完])",
        # versions, proportions, models
        r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,}",
        rf"(?<![0-9.])[0-9]\.0(?:版|(?![0-9%‰万亿]|{any_of(UNITS)}))",
        r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9])?(?:[:：∶]|比(?=[0-9]))[0-9]{1,3}(?:\.[0-9]{1,2})?"
        r"(?![0-9.%])",
        r"(?<![0-9.])[0-9]{1,3}[A-Za-z]+",
        r"(?<![0-9.])[0-9]{1,3}(?:\+(?:[0-9]{1,3}(?![0-9.%])|[A-Z一-鿿“]))+",
        r"(?<![0-9])[0-9]{1,2}[·•][0-9]{1,2}(?![0-9])|[0-9]{1,2}[×xX*][0-9]{1,2}小时",
        # what counts nothing exactly, and what names a thing by how many it holds
        r"[十百千][几数]",
        rf"[{CHINESE_DIGITS}]{{1,3}}(?:级法院|级联动|大行动)|{_FEW}大",
        rf"{_FEW}(?:个|项|大|种|支|张|条)(?=[“‘])|{_FEW}人(?=小组|大?合议庭|团队|专班|行)",
        rf"(?<=[兵分])分?[成为]?{_FEW}[组路批队]",
        rf"{_FEW}(?:个|项|条|种|类|点)(?:{'|'.join(_NOTIONS.split())})",
        rf"{_FEW}[项条][^，,。；、0-9\n]{{0,6}}?(?:措施|举措|意见|规定|制度|机制|任务|承诺)",
        rf"一[个条项套支体核轴][^、，,。；0-9\n]{{1,8}}"
        rf"(?:、{_FEW}[个条项套支大区][^、，,。；0-9\n]{{1,8}})+",
    ),
    "数几成": (r"[数几成][十百千万亿]{1,4}",),
}
"""Shapes by the characters one may begin with: the text is read once, and few are ever tried."""

_DECOY = re.compile(
    "|".join(f"(?=[{first}])(?:{'|'.join(shapes)})" for first, shapes in _BEGINNINGS.items())
)
_ONE_BLANK = str.maketrans(dict.fromkeys(BLANK_CHARS, " "))
_NUMERAL_ONLY = re.compile(f"[0-9{CHINESE_DIGITS}万亿]+")
_GOES_ON = re.compile(f"[0-9{CHINESE_DIGITS}万亿余多.%‰]|[{BLANK}]?{any_of(UNITS)}")


def masked(plain: str, phrases: tuple[str, ...] = ()) -> str:
    """Return the text, half-width already, with every decoy blotted out; the length stays.

    `phrases` are set phrases of one court beside those everybody uses.
    """
    left = without_phrases(plain, phrases)
    signs = list(left)
    for decoy in _DECOY.finditer(left.translate(_ONE_BLANK)):
        signs[slice(*decoy.span())] = BLOT * len(decoy[0])
    return "".join(signs)


def without_phrases(plain: str, phrases: tuple[str, ...] = ()) -> str:
    """Return the text with the set phrases alone blotted out, longest first."""
    known, left, end = _phrases(phrases), list(plain), 0
    for at, sign in enumerate(plain):
        if at < end or sign not in known or not plain.startswith(known[sign], at):
            continue
        fits = (p for p in known[sign] if plain.startswith(p, at) and _whole(plain, at, p))
        phrase = next(fits, "")
        end = at + len(phrase)
        if phrase and not _ends_figure(plain[at - 1 : at], phrase):
            left[at:end] = BLOT * len(phrase)
    return "".join(left)


def _whole(plain: str, at: int, phrase: str) -> bool:
    """A phrase that is a numeral itself (十一, 12368) is no part of a figure: not in 十一件."""
    goes_on = _NUMERAL_ONLY.fullmatch(phrase) and _GOES_ON.match(plain, at + len(phrase))
    return not goes_on


def _ends_figure(before: str, phrase: str) -> bool:
    """Whether it ends a figure and is none: 1万多家 does not say 多家, nor 近万家 万家."""
    of_a_figure = before in _NUMERAL_END or (before in _MARKER_END and phrase[0] in "十百千万")
    return bool(before) and of_a_figure


@lru_cache(maxsize=8)
def _phrases(more: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The phrases by the character they begin with, longest first."""
    lines = resources.text("wording", "set-phrases.txt").splitlines()
    known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    begun = defaultdict[str, list[str]](list)
    for phrase in sorted(filter(None, known.union(more)), key=len, reverse=True):
        begun[phrase[0]].append(phrase)
    return {first: tuple(every) for first, every in begun.items()}
