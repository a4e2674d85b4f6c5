"""The texts of the article: all of them, in the order of print, with their tokens hidden."""

from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.value import read
from courtdesk.writing.samples import load_sample
from courtdesk.writing.texts import HIDDEN, Words

PARTS = st.sampled_from(["{F001}", "{F001=F002}", "{year+1}", "{{", "}}", "{", "}", "15场", "\n"])


def test_every_text_of_the_sample_stands_at_its_path_in_the_order_of_print():
    sheet, _ = load_sample("sheqi-2023")
    words = Words(sheet)
    assert all(read(sheet, text.path) == text.source for text in words.texts)
    paths = [text.path for text in words.article]
    assert paths[:4] == ["head.kicker", "head.title", "head.byline", "passages.lead.text"]
    assert paths[-1] == "head.closing"
    place = paths.index("outline.sections.s1.title")
    assert paths[place + 1] == "outline.sections.s1.slogan"
    assert paths[place + 3] == f"passages.{sheet.outline.sections[0].items[0].id}.text"
    assert "photos.p1.caption" in paths


@given(st.lists(st.one_of(PARTS, st.text(max_size=5)), max_size=10).map("".join))
def test_tokens_are_hidden_and_every_other_character_stays_where_it_was(source):
    sheet, _ = load_sample("sheqi-2023")
    changed = sheet.replaced(head=sheet.head.replaced(title=source))
    found = [t for t in Words(changed).texts if t.path == "head.title"]
    if not source:
        assert not found
        return
    (text,) = found
    hidden = {at for token in text.tokens for at in range(token.start, token.end)}
    assert len(text.plain) == len(source)
    for at, char in enumerate(text.plain):
        assert char == (HIDDEN if at in hidden else source[at])


def test_a_slogan_holds_tokens_as_every_text_does():
    sheet, _ = load_sample("sheqi-2023")
    first = sheet.outline.sections[0].replaced(slogan="新{F001}")
    outline = sheet.outline.replaced(sections=(first, *sheet.outline.sections[1:]))
    words = Words(sheet.replaced(outline=outline))
    (text,) = [t for t in words.texts if "slogan" in t.path][:1]
    assert (text.plain, [t.ids for t in text.tokens]) == ("新" + HIDDEN * 6, [("F001",)])
    assert next(g.printed for g in words.galleys if "slogan" in g.path) == "新10336件"
