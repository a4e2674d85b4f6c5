"""The sheet an article makes: its outline, its figures, and passages that print it as it came."""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from courtdesk.models.outline import Indicator, Item, Outline, Section
from courtdesk.models.sheet import ArticleHead, FactSheet, Figure, Passage, Source, State
from courtdesk.models.typescript import Typescript
from courtdesk.writing.draft.binding import Binding
from courtdesk.writing.draft.carried import with_rules_of
from courtdesk.writing.draft.derivation import as_printed
from courtdesk.writing.draft.dress import typed
from courtdesk.writing.draft.frame import LEAD, Frame, ItemFrame
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.mentions import Mention


class Title(NamedTuple):
    """Whose year a sheet is, and who drafts it when: what no article says by itself."""

    court: str
    year: int
    who: str = ""
    when: datetime | None = None


def sheet_of(manuscript: Manuscript, binding: Binding, title: Title) -> FactSheet:
    """Return the sheet. Its article reads as the manuscript, character for character.

    The paragraphs stand in an order an article may have. Figures that fill indicators of an older
    sheet keep its ids, departments and definitions, and have its values for last year's.
    """
    frame = Frame(binding.paragraphs, binding.words)
    indicators: dict[str, list[Indicator]] = {}
    for id, mention in binding.facts.items():
        owner = frame.owners[mention.place.paragraph]
        indicators.setdefault(owner, []).append(_indicator(id, mention, binding))
    sheet = FactSheet(
        court=title.court,
        year=title.year,
        fictional="虚构" in f"{title.court}{frame.head}",
        outline=_outline(manuscript, frame, indicators, title),
        figures=tuple(_figures(manuscript, binding, title)),
        passages=_passages(frame),
        head=_head(frame),
        photos=tuple(frame.photos),
        typescript=Typescript(spellings=binding.spellings, bare=frame.bare, end=frame.end),
    )
    sheet = sheet.replaced(typescript=typed(sheet, frame.dresses))
    return with_rules_of(binding.like, sheet) if binding.like else sheet


def _outline(
    manuscript: Manuscript, frame: Frame, indicators: dict[str, list[Indicator]], title: Title
) -> Outline:
    def item(framed: ItemFrame) -> Item:
        own = tuple(indicators.get(framed.id, ()))
        return Item(id=framed.id, heading=framed.heading, form=framed.form, indicators=own)

    return Outline(
        id=f"draft-{sha256(manuscript.text.encode()).hexdigest()[:8]}",
        name=f"{title.court}{title.year}年稿件",
        lead=Item(id=LEAD, heading="导语", indicators=tuple(indicators.get(LEAD, ()))),
        sections=tuple(
            Section(
                id=section.id,
                title=section.title,
                slogan=section.slogan,
                crosshead=section.crosshead,
                items=tuple(map(item, section.items)),
            )
            for section in frame.sections
        ),
    )


def _indicator(id: str, mention: Mention, binding: Binding) -> Indicator:
    if binding.like and id in binding.fills.values():
        indicator = as_printed(binding.like.outline.indicator(id), mention)
        return indicator.replaced(label=mention.label)
    return Indicator(
        id=id,
        label=mention.label,
        unit=mention.unit,
        measure=mention.measure,
        scope=mention.scope,
    )


def _figures(manuscript: Manuscript, binding: Binding, title: Title) -> list[Figure]:
    source = Source(who=title.who, when=title.when, file=manuscript.name, sha256=manuscript.sha256)
    return [
        Figure(
            id=id,
            printed=mention.quantity,
            previous=binding.previous.get(mention.place),
            state=State.RECEIVED,
            source=source.replaced(cell=f"第{mention.place.paragraph + 1}段"),
        )
        for id, mention in binding.facts.items()
        if not binding.computed(mention.place)
    ]


def _passages(frame: Frame) -> tuple[Passage, ...]:
    written = {LEAD: frame.lead} | {i.id: i.lines for s in frame.sections for i in s.items}
    return tuple(Passage(id=id, text="\n".join(lines)) for id, lines in written.items())


def _head(frame: Frame) -> ArticleHead:
    lines = {name: "\n".join(words) for name, words in frame.head.items()}
    return ArticleHead(**lines, byline_last=frame.byline_last, end_mark=frame.end_mark)
