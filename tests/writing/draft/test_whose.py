"""The court and the year an article names."""

import pytest

from courtdesk.writing.draft.draft import drafted
from courtdesk.writing.draft.manuscript import Manuscript


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("社旗县人民法院谱新篇\n2023年，社旗县人民法院紧扣主题，开展工作。", "社旗县人民法院"),
        ("记者走进临河县人民法院，看到群众正在办事，十分方便。", "临河县人民法院"),
        ("近日，最高人民法院发布意见，临河县人民法院认真落实，成效明显。", "临河县人民法院"),
        ("年终盘点\n今年以来，南城市新港区人民法院审结案件96件。", "南城市新港区人民法院"),
        ("社旗法院这一年\n社旗法院审结案件96件，群众满意。", "社旗法院"),
        ("全市法院的一年\n两级法院审结案件96件，群众满意。", ""),
    ],
)
def test_the_court_is_the_one_named_most_and_no_other_s(text: str, court: str) -> None:
    assert drafted(Manuscript(text)).court == court


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("工作综述\n2023年，审结案件96件。2024年，将再接再厉，努力工作，服务群众。", 2023),
        ("2024年1月15日发布\n2023年，审结案件96件，群众满意，成效明显。", 2023),
        ("工作综述\n一年来，审结案件96件，群众满意，各项工作成效明显。", None),
        ("2022年工作侧记\n全年审结案件96件，群众满意，各项工作成效明显。", 2022),
    ],
)
def test_the_year_is_the_one_reported(text: str, year: int | None) -> None:
    assert drafted(Manuscript(text)).year == year
