"""A sheet taken apart and put together."""

from datetime import date, datetime

from courtdesk.models.layout import Layout, Paper
from courtdesk.models.sheet import Alias, FactSheet, Phrase, Reply, Request, Silence
from courtdesk.models.typescript import Typescript
from courtdesk.models.value import written
from courtdesk.store import parts


def worded(sheet: FactSheet) -> FactSheet:
    """The sheet with something in every place that a new sheet leaves empty."""
    return sheet.replaced(
        phrases=(Phrase(text="六进工程", reason="活动名称"),),
        silenced=(Silence(rule="heading-length", reason="报社定的标题"),),
        layout=Layout(paper=Paper.A4, columns=3),
        requests=(
            Request(department="执行局", when=datetime(2025, 1, 3, 9, 5), due=date(2025, 1, 10)),
        ),
        replies=(Reply(file="执行局.xlsx", sha256="0" * 64, by="李某", phone="12368"),),
        typescript=Typescript(end="\n"),
        aliases=(Alias(department="执行局", label="限高", indicator="F026"),),
    )


def test_every_field_of_a_sheet_has_a_part(sheet: FactSheet) -> None:
    sheet = worded(sheet)
    names = {path.partition(".")[0] for path in parts.split(sheet)}
    assert names == {*FactSheet.model_fields} - {"court", "year", "fictional"} | {"sheet"}


def test_parts_put_together_are_the_sheet(sheet: FactSheet) -> None:
    for whole in (sheet, worded(sheet)):
        texts = {path: parts.dumped(value) for path, value in parts.split(whole).items()}
        assert parts.joined(texts) == whole
        assert parts.missing(texts) == []


def test_what_a_new_sheet_leaves_empty_is_written_once_it_holds_something(
    sheet: FactSheet,
) -> None:
    optional = sorted(parts._OPTIONAL)
    changed, removed, _ = parts.difference(sheet, worded(sheet))
    assert (sorted(changed), removed) == (optional, ())
    changed, removed, _ = parts.difference(worded(sheet), sheet)
    assert (changed, sorted(removed)) == ({}, optional)


def test_the_difference_is_the_parts_an_edit_changed(sheet: FactSheet) -> None:
    id = sheet.figures[3].id
    after = written(sheet, f"figures.{id}.note", "改")
    changed, removed, _ = parts.difference(sheet, after)
    assert (list(changed), removed) == ([f"figures.{id}"], ())
    fewer = sheet.replaced(figures=sheet.figures[1:])
    changed, removed, _ = parts.difference(sheet, fewer)
    assert (list(changed), removed) == (["figures"], (f"figures.{sheet.figures[0].id}",))


def test_a_missing_part_is_named_and_the_rest_still_makes_a_sheet(sheet: FactSheet) -> None:
    texts = {path: parts.dumped(value) for path, value in parts.split(sheet).items()}
    gone = ("figures.F001", "passages", "head")
    rest = {path: text for path, text in texts.items() if path not in gone}
    assert [parts.named(path) for path in parts.missing(rest)] == [
        "稿件标题",
        "段落的顺序",
        "指标F001",
    ]
    assert parts.joined(rest).passages == sheet.passages
    assert "F001" not in parts.joined(rest).by_id
