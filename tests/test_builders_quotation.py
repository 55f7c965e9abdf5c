"""Quoted phrases are found whatever marks they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifatu.builders.language.quotation import Context, context, phrase, quotations

CASES = [
    ("推进“三清”行动", ["三清"]),
    ("推进『三清』和「四改」行动", ["三清", "四改"]),
    ("落实“五联”“五心”、“六办”要求", ["五联", "五心", "六办"]),
    ('开展"三清"和"四改"行动', ["三清", "四改"]),
    ("开展“三清“行动，再抓“四改”", ["三清", "四改"]),
    ("汇成一个”三清四改”的活动", ["三清四改"]),
    ('遵循"三条底线“和”五个统一“原则', ["三条底线", "五个统一"]),
    ("建好“五大平台”四个全到位”体系", ["五大平台", "四个全到位"]),
    ("围绕“办好‘三件事’、带好一支队伍”的要求", ["办好‘三件事’、带好一支队伍"]),
    ("打掉‘菜霸’和“路霸”", ["菜霸", "路霸"]),
    ("“八五’时期", ["八五"]),
    ("拥护“两\n\n个统一”，再抓“四改”", ["两个统一", "四改"]),
    ("没有闭合的“三清行动\n第二段“四改”行动", ["四改"]),
    ("没有引号的一句话", []),
    ("推进“三清[12]”行动和“四改①”", ["三清", "四改"]),
    ("", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_phrases_are_found_in_any_marks(text: str, expected: list[str]) -> None:
    """Balanced or not, nested or broken over lines: each outermost phrase once, in order."""
    assert [phrase(text, quotation) for quotation in quotations(text, 0, len(text))] == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    """A search inside a section counts from the beginning of the text, and stays inside."""
    text = "“甲乙”前言。推进“三清”行动。“丙丁”"
    (found,) = quotations(text, 5, 15)

    assert text[found.start : found.end] == "三清"
    assert text[found.opened] + text[found.closed - 1] == "“”"


def test_an_apostrophe_of_a_year_is_no_mark() -> None:
    """’99 stands for 1999."""
    text = "办好“中国’99园艺节”和“三清”活动"

    assert [phrase(text, q) for q in quotations(text, 0, len(text))] == ["中国’99园艺节", "三清"]


def test_context_has_one_form_for_all_marks() -> None:
    """Neighbours stand in ‘ ’, note marks and line breaks are gone."""
    text = "推行“五联”\n“三清”〔12〕行动，"
    found = list(quotations(text, 0, len(text)))[1]

    assert context(text, found) == Context("推行‘五联’", "三清", "行动，")


def test_a_hundred_thousand_marks_take_no_time() -> None:
    """Opening marks that are never closed do not make the search quadratic."""
    text = "“甲" * 100_000

    assert len(list(quotations(text, 0, len(text)))) < 100_001


@given(st.text(alphabet="“”‘’「」\"'三清甲，。\n[1]①", max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """Whatever stands in a file: phrases lie inside the text, in order, and do not overlap."""
    last = 0
    for found in quotations(text, 0, len(text)):
        assert last <= found.opened <= found.start < found.end <= found.closed <= len(text)
        context(text, found)
        last = found.closed
