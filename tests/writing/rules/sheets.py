"""A small sheet to try the rules of copy by, and what a rule says of one text in it."""

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator, Item, Measure, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import ArticleHead, FactSheet, Figure, Passage
from courtdesk.models.value import read, written
from courtdesk.writing.rules import BY_ID
from courtdesk.writing.texts import Words

LEAD = "passages.lead.text"

INDICATORS = (
    Indicator(id="A", label="全年受理案件数", unit="件", short="受理"),
    Indicator(id="B", label="全年审执结案件数", unit="件", short="审执结"),
    Indicator(id="C", label="拘传人数", unit="人", short="拘传"),
    Indicator(id="M", label="执行到位金额", unit="元", measure=Measure.MONEY, short="到位金额"),
    Indicator(
        id="R", label="家事案件调撤率", unit="%", measure=Measure.RATE, definition="调撤÷审结"
    ),
    Indicator(id="G", label="结案率升幅", unit="%", measure=Measure.RATE, definition="与上年之差"),
    Indicator(id="W", label="位次", unit="位", measure=Measure.RANK, scope="全市法院"),
)
PRINTED = {
    "A": ("10336件", "", "9800件"),
    "B": ("9666件", "", "9000件"),
    "C": ("720余人", "726人", ""),
    "M": ("2.88亿元", "287600000元", ""),
    "R": ("52.29%", "", "45.59%"),
    "G": ("6.7%", "", ""),
    "W": ("第3", "", ""),
}


def figure(id: str, printed: str, exact: str = "", previous: str = "") -> Figure:
    texts = {"printed": printed, "exact": exact, "previous": previous}
    return Figure(id=id, **{name: Quantity.parse(text) for name, text in texts.items() if text})


def sheet(lead: str = "", **head: str) -> FactSheet:
    """A sheet of seven facts, two sections of that name, and this lead."""
    sections = tuple(
        Section(
            id=f"s{n}",
            title=f"聚力{title}",
            slogan=slogan,
            items=(Item(id=f"s{n}i1", heading="依法办案"), Item(id=f"s{n}i2", heading="为民司法")),
        )
        for n, (title, slogan) in enumerate((("公正", "开新局"), ("为民", "谱新篇")), 1)
    )
    lead_item = Item(id="lead", heading="导语", indicators=INDICATORS)
    return FactSheet(
        court="甲县人民法院",
        year=2023,
        outline=Outline(name="甲", lead=lead_item, sections=sections),
        figures=tuple(figure(id, *texts) for id, texts in PRINTED.items()),
        passages=(Passage(id="lead", text=lead),),
        head=ArticleHead(**head),
    )


def said(rule: str, of: FactSheet) -> list[Finding]:
    """What one rule says of a sheet."""
    return list(BY_ID[rule](Words(of)))


def struck(rule: str, lead: str) -> list[str]:
    """The source characters a rule strikes in a lead, in order."""
    return [lead[f.start : f.end] for f in said(rule, sheet(lead))]


def mended(of: FactSheet, finding: Finding, offer: int = 0) -> FactSheet:
    """The sheet with one offer of a finding taken."""
    text = read(of, finding.path)
    text = text[: finding.start] + finding.fixes[offer].text + text[finding.end :]
    return written(of, finding.path, text)


def cured(rule: str, lead: str) -> str:
    """The lead after every finding of a rule took its first offer, the last one first."""
    of = sheet(lead)
    for finding in sorted(said(rule, of), key=lambda f: -f.start):
        of = mended(of, finding)
    return of.passage("lead")
