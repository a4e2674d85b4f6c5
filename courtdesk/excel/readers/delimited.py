"""Tables as text: commas, tabs, semicolons or bars, and what was pasted from a worksheet."""

import csv
import io
import re
from collections import Counter

from courtdesk.excel.addresses import COLUMNS, ROWS
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.found import Book, Sheet
from courtdesk.excel.readers.prose import is_prose, is_row

_DELIMITERS = "\t,;|，："  # the last parts names from figures in a message: 执结案件：2509件
_LOOKED = 500  # lines looked at to tell a table from a letter
_SAMPLE = 60  # lines looked at to tell the delimiter
csv.field_size_limit(2**31 - 1)
_PROTECTED = re.compile(r'="([^"]*)"')  # how Excel keeps 001 a text


def read_delimited(text: str) -> Book:
    """Read the table. Raises Refusal."""
    text, delimiter = _delimiter(text)
    book = Book("tsv" if delimiter == "\t" else "csv")
    sheet = Sheet("")
    book.sheets.append(sheet)
    lines = _lines(text, delimiter, book)
    if is_prose(lines[:_LOOKED]):
        raise Refusal(Outcome.PROSE)
    for number, fields in enumerate(lines):
        if number >= ROWS or len(fields) > COLUMNS:
            raise Refusal(Outcome.TOO_BIG)
        for column, field in enumerate(fields):
            if field.strip():
                book.count(1)
                match = _PROTECTED.fullmatch(field)
                sheet.row(number).add(column, "s", match[1] if match else field)
    return book


def _lines(text: str, delimiter: str, book: Book) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    fields = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if not any("\n" in field for line in fields[-1:] for field in line):
        return fields  # a stray quotation mark within a line
    # A quotation mark that nothing closes swallows the rest of the file: it is a character.
    book.note("cut", "引号没有成对，已按原样读取")
    plain = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return list(plain)


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text without a line that names the delimiter, and the delimiter."""
    named = re.match(r"sep=(.)\r?\n", text)
    if named:
        return text[named.end() :], named[1]
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])
    scores = {delimiter: _score(sample, delimiter) for delimiter in _DELIMITERS}
    return text, max(scores, key=lambda d: scores[d])


def _score(sample: str, delimiter: str) -> tuple[int, float, int]:
    """How many lines hold a figure, how many have the commonest number of fields, and that."""
    if delimiter not in sample:
        return 0, 0, -_DELIMITERS.index(delimiter)
    lines = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    widths = Counter(len(line) for line in lines if any(field.strip() for field in line))
    several = {width: count for width, count in widths.items() if width > 1}
    width = max(several, key=lambda w: several[w], default=0)
    torn = any('"' in field for line in lines for field in line)  # it parts what is quoted
    rows = 0 if torn else sum(map(is_row, lines))
    return rows, round(several.get(width, 0) / max(1, sum(widths.values())), 1), width
