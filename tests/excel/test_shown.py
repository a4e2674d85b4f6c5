"""What number formats show is read with the number: units, decimals, and what they hide."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel.intake.files import taken_apart
from courtdesk.excel.intake.offers import Offer, Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.meaning import RefusedError, meant
from courtdesk.excel.readers.shown import NOTHING, show
from courtdesk.excel.reading import Cell, read_bytes, read_pages
from courtdesk.models.outline import Indicator, Measure
from tests.excel.drawn import empty

Row = tuple[str, float, str]


def workbook(*rows: Row) -> bytes:
    """A department's table whose numbers have formats."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["项目", "2023年"])
    for number, (label, value, code) in enumerate(rows, 2):
        page.append([label, value])
        page.cell(number, 2).number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def proposed(*rows: Row) -> Proposal:
    book = read_bytes(workbook(*rows), "执行局.xlsx")
    sheet = empty()
    return Proposal(sheet, [taken_apart(Path("执行局.xlsx"), book, sheet)])


def offers(found: Proposal) -> Sequence[Offer]:
    return tuple(found.offers.values())


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ('0.00"亿元"', 2.88, "2.88亿元"),
        ('#,##0"件"', 2509, "2509件"),
        ('G/通用格式"件"', 2509, "2509件"),
        ('[DBNum1][$-804]General"件"', 228, "228件"),
        ("0.00%", 0.5229, "52.29%"),
        ("0%", 0.5229, "52%"),
        (r"0.00\%", 52.29, "52.29%"),
        ('0!.0,"万"', 12345, "1.2万"),
        (r'0\.0,"万"', 12345, "1.2万"),
        ('0!.00,,"亿"', 288_000_000, "2.88亿"),
        ('[>=10000]0!.0,"万";0', 999, ""),
        ('[>=10000]0!.0,"万";0', 25_000, "2.5万"),
        ('0"余人"', 720, "720余人"),
        ("0.00", 52.3, "52.30"),
        ("0.00", 2.675, "2.68"),
        ("0.00", 52.29, ""),
        ("0.##", 2.5, ""),
        ("#,##0", 10336, ""),
        ("￥#,##0.00", 153000, "153000.00元"),
        ("[$¥-804]#,##0", 153000, "153000元"),
        ('0"年"', 2023, "2023年"),
        ("0;-0;;@", 0, NOTHING),
        (";;;", 5, NOTHING),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "-"),
        ("0.00;[Red]-0.00", -3.14159, "-3.14"),
    ],
)
def test_a_format_shows_its_words_and_decimals(code: str, number: float, text: str) -> None:
    tells = show(code)
    assert tells is not None and tells(number) == text


@pytest.mark.parametrize(
    "code", ["", "General", "G/通用格式", "@", "0.00E+00", "# ?/?", "yyyy年m月"]
)
def test_a_format_that_tells_nothing_of_a_number_is_left_alone(code: str) -> None:
    assert show(code) is None


@pytest.mark.parametrize(
    "code", ["0.00", "0." + "0" * 300, '0!.0,"万"', "0" * 300, "%" * 300, "0" + "%" * 9]
)
@pytest.mark.parametrize("number", [1e300, -1e300, 5e-324, 1e16, float("inf")])
def test_a_number_beyond_measure_breaks_no_format(code: str, number: float) -> None:
    tells = show(code)
    assert tells is None or isinstance(tells(number), str)


@given(st.text('0#?.,%;[]!\\"万亿元件年E/_* -@>=<19$¥', max_size=60), st.floats(allow_nan=False))
def test_any_format_of_any_number_shows_something_or_nothing(code: str, number: float) -> None:
    tells = show(code)
    assert tells is None or isinstance(tells(number), str)


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(1, 4))
def test_decimals_are_rounded_as_worksheets_do(number: Decimal, places: int) -> None:
    tells = show(f'0.{"0" * places}"元"')
    assert tells is not None
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert tells(float(number)) == f"{rounded if rounded else abs(rounded):f}元"


def test_the_unit_in_a_format_is_the_figures_unit() -> None:
    found = proposed(
        ("执结案件", 2509, '#,##0"件"'),
        ("执行到位金额", 2.88, '0.00"亿元"'),
        ("成交金额", 1689.7, '0.0"万元"'),
        ("拘传", 720, '0"余人"'),
        ("民事裁判申请执行率", 0.407, "0.0%"),
        ("节约佣金", 801234, "￥#,##0.00"),
        ("强制腾房次数", 6, "0.00"),
    )
    assert [(c.id, c.new) for c in found.changes] == [
        ("F018", "2509件"),
        ("F019", "2.88亿元"),
        ("F022", "1689.7万元"),
        ("F027", "720余人"),
        ("F062", "40.7%"),
        ("F023", "801234元"),
        ("F028", "6次"),
    ]
    assert found.questions == ()


def test_decimals_that_are_shown_belong_to_the_figure() -> None:
    found = proposed(("申请执行率", 0.4, "0.00%"), ("自动履行比例", 1, "0.00%"))
    assert [c.new for c in found.changes] == ["40.00%", "100%"]


def test_slight_rounding_is_shown_and_told() -> None:
    (offer,) = offers(proposed(("执行到位金额", 2.87654321, '0.00"亿元"')))
    assert (offer.read, offer.new, offer.standing) == ("2.88亿元", "2.88亿元", Standing.SURE)
    assert offer.warnings == ("单元格里存的是 2.87654321亿元",)


@pytest.mark.parametrize(
    ("label", "value", "code", "choices"),
    [
        ("限制高消费", 12345, '0!.0,"万"', ("1.2万人", "12345人")),
        ("自动履行比例", 0.59871, "0%", ("60%", "59.87%")),
        ("自动履行比例", 0.9997, "0.0%", ("100%", "99.97%")),
    ],
)
def test_rounding_that_hides_a_figure_is_asked(
    label: str, value: float, code: str, choices: tuple[str, str]
) -> None:
    found = proposed((label, value, code))
    (offer,), (question,) = offers(found), found.questions
    assert (offer.standing, offer.taken, question.kind) == (Standing.UNSURE, False, "shown")
    assert [words.split()[-1] for _, words in question.choices] == list(choices)
    for answer, new in zip(("shown", "stored"), choices, strict=True):
        found.answer(question.key, answer)
        assert [c.new for c in found.changes] == [new]


@pytest.mark.parametrize("code", ['#,##0;-#,##0;"-"', "#", '0;0;"无"'])
def test_a_nought_that_is_not_shown_is_asked(code: str) -> None:
    found = proposed(("网络拍卖", 0, code))
    (question,) = found.questions
    assert found.changes == () and question.choices[0] == ("stored", "按存的 0件")
    found.answer(question.key, "wait")
    assert found.changes == ()
    found.answer(question.key, "stored")
    assert [c.new for c in found.changes] == ["0件"]


def test_a_unit_in_the_format_wins_over_the_heading_and_says_so() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["项目", "金额（万元）"])
    page.append(["执行到位金额", 2.88])
    page["B2"].number_format = '0.00"亿元"'
    stream = io.BytesIO()
    book.save(stream)
    sheet = empty()
    read = read_bytes(stream.getvalue(), "执行局.xlsx")
    (offer,) = offers(Proposal(sheet, [taken_apart(Path("执行局.xlsx"), read, sheet)]))
    assert (offer.new, offer.warnings) == ("2.88亿元", ("表上的单位是“万元”，按自带的单位读",))


def test_a_year_made_by_a_format_heads_its_column() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["项目", 2022, 2023])
    page.append(["执结案件", 2310, 2509])
    for cell in ("B1", "C1"):
        page[cell].number_format = '0"年"'
    stream = io.BytesIO()
    book.save(stream)
    sheet = empty()
    read = read_bytes(stream.getvalue(), "执行局.xlsx")
    found = Proposal(sheet, [taken_apart(Path("执行局.xlsx"), read, sheet)])
    assert [(c.field, c.new) for c in found.changes] == [
        ("previous", "2310件"),
        ("printed", "2509件"),
    ]


def test_a_form_takes_the_words_of_a_format_too() -> None:
    money = Indicator(id="m", label="金额", unit="元", measure=Measure.MONEY)
    read = meant(Cell("n", "2.88", shown="2.88亿元"), "元", money, None)
    assert str(read) == "2.88亿元"
    with pytest.raises(RefusedError, match=r"显示“1\.2万元”，存的却是 12345"):
        meant(Cell("n", "12345", shown="1.2万元"), "元", money, None)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_every_format_shows_what_libreoffice_shows(tmp_path: Path) -> None:
    """LibreOffice writes into an .ods what each cell shows; .xls keeps the codes."""
    rows: list[Row] = [
        ("甲", 2.88, '0.00"亿元"'),
        ("乙", 10336, '#,##0"件"'),
        ("丙", 0.52285, "0.00%"),
        ("丁", 0.5229, "0%"),
        ("戊", 12345, r'0\.0,"万"'),
        ("己", 720, '0"余人"'),
        ("庚", 1689.75, "0.0"),
        ("辛", 0, '#,##0;-#,##0;"-"'),
        ("壬", 801234.56, "￥#,##0"),
        ("癸", 25_000, '[>=10000]0.0,"千件";0"件"'),
        ("子", 7, "000"),
        ("丑", 0, "#"),
    ]
    source = tmp_path / "表.xlsx"
    source.write_bytes(workbook(*rows))
    found = {"xlsx": _shown(source)}
    for format in ("ods", "xls"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", format]
        subprocess.run([*command, "--outdir", tmp_path, source], check=True, capture_output=True)
        found[format] = _shown(source.with_suffix(f".{format}"))
    assert found["xlsx"] == found["ods"] == found["xls"]
    assert [text for _, text in found["xlsx"]][:4] == ["2.88亿元", "10336件", "52.29%", "52%"]


def _shown(path: Path) -> list[tuple[str, str]]:
    read = read_pages(path)
    assert read.compared and not read.notes
    page = read.pages[0]
    return [(page.cell(row, 1).text, page.cell(row, 1).shown) for row in sorted(page.rows)[1:]]
