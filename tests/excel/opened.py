"""A file's bytes read as any import reads them, and what is noted of them."""

from courtdesk.excel.reading import Pages, read_bytes


def read(data: bytes) -> Pages:
    return read_bytes(data, "来件")


def rules(pages: Pages) -> set[tuple[str, str]]:
    return {(note.rule, note.cell) for note in pages.notes}


def grid(pages: Pages) -> tuple[tuple[str, ...], ...]:
    (page,) = pages.pages
    return tuple(tuple(page.cell(r, c).text for c in range(3)) for r in sorted(page.rows))
