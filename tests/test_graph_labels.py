"""Written forms: one key for all of them, the core and the class noun told apart."""

from __future__ import annotations

import pytest

from tifatu.graph.identity import identify
from tifatu.graph.labels import split_label, term_key


@pytest.mark.parametrize(
    "form",
    [
        "三区三线",
        "“三区三线”",
        "三区 三线",
        "「三区三线」",
        '"三区三线"',
        "三区\u3000三线",
        "**三区三线**",
        "【三区三线】",
    ],
)
def test_all_forms_of_a_term_have_one_key(form: str) -> None:
    """Marks and white space do not make another term."""
    assert term_key(form) == "三区三线"


def test_digits_stay_as_written() -> None:
    """“4强” may be another term than “四强”; full-width digits are the same as others."""
    assert term_key("“4强”") == "4强"
    assert term_key("“１＋３＋Ｎ”") == "1+3+N"


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("“四强”行动", ("", "四强", "行动")),
        ("交通疏堵“6+N”工程", ("交通疏堵", "6+N", "工程")),
        ("“三区三线”", ("", "三区三线", "")),
        ("三区三线", ("", "三区三线", "")),
        ("“双高”“双优”", ("", "双高双优", "")),
        ("", ("", "", "")),
    ],
)
def test_a_label_is_taken_apart_around_its_quoted_core(form: str, parts: tuple[str, str, str]) -> None:
    """Qualifier, core, head; the whole form where nothing or several things are quoted."""
    assert tuple(split_label(form)) == parts


def test_identities_depend_on_content_alone() -> None:
    """Equal facts give equal ids, other facts other ids; the boundary between facts counts."""
    assert identify("D", "R1", 3) == identify("D", "R1", 3)
    assert len({identify("D", "ab", "c"), identify("D", "a", "bc"), identify("M", "ab", "c")}) == 3
    assert identify("T", "钅𬭎").isascii()
    assert identify("T", "x")[0] == "T"
