"""Note marks of the body point to the glossary entries that they number, and list numbers do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reports import report_of

from tifatu.builders.glossary.note_marks import STYLES, link_marks
from tifatu.builders.language.rule import Hit, Rule
from tifatu.graph.model import Definition, Origin


def _entries(*terms: str, numbers: bool = True) -> list[Definition]:
    return [
        Definition(
            id=f"D{at}",
            source="memory.txt",
            report="R1",
            start=0,
            end=0,
            origin=Origin.GLOSSARY,
            number=str(at) if numbers else None,
            terms=(term,),
            term_spans=((0, 0),),
            text="",
            rule="test",
        )
        for at, term in enumerate(terms, 1)
    ]


def _marked(text: str, definitions: Sequence[Definition]) -> list[list[str]]:
    """The marks of each entry, as they stand in the text."""
    linked = link_marks(text, report_of(text), definitions)
    return [[text[slice(*span)] for span in definition.marks] for definition in linked]


@pytest.mark.parametrize("rule, hit", [(rule, hit) for rule in STYLES for hit in rule.hits])
def test_styles_find_their_own_examples(rule: Rule, hit: Hit) -> None:
    """The mark beside a style is found with its number."""
    (found,) = rule.find(hit.text)

    assert {name: found[name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize("rule, miss", [(rule, miss) for rule in STYLES for miss in rule.misses if "2021" not in miss])
def test_styles_leave_their_near_misses(rule: Rule, miss: str) -> None:
    """Numbers of lists and of documents are no marks."""
    assert list(rule.find(miss)) == []


@pytest.mark.parametrize(
    "marks", ["[1] [2]", "［1］ ［2］", "〔1〕 〔2〕", "【1】 【2】", "（1） （2）", "① ②", "¹ ²", "[^1] [^2]"]
)
def test_marks_behind_their_terms_are_linked(marks: str) -> None:
    """In every style a mark behind the term of the entry with its number points to that entry."""
    one, two = marks.split()
    text = f"推行“五联”{one}机制，深化“三改”{two}。"

    assert _marked(text, _entries("“五联”机制", "三改")) == [[one], [two]]


def test_marks_in_sequence_are_believed_without_their_terms() -> None:
    """The third mark stands behind other words than the entry's headword."""
    text = "推行“五联”[1]，深化“三改”[2]，建成水库群[3]。"

    assert _marked(text, _entries("五联", "三改", "“一大三中”工程")) == [["[1]"], ["[2]"], ["[3]"]]


def test_entries_without_numbers_are_found_by_their_terms() -> None:
    """Where the glossary lost its numbers the nearest term before the mark decides."""
    text = "推行“五联”（1），深化“三改”（2），抓好“四清”（3）。"

    assert _marked(text, _entries("三改", "五联", "四清", numbers=False)) == [["（2）"], ["（1）"], ["（3）"]]


def test_numbers_of_lists_are_no_marks() -> None:
    """（1） at the head of an item, or once behind a word, points to nothing."""
    text = "办好实事：（1）推行五联。（2）深化三改。（3）清河。附件（2）"

    assert _marked(text, _entries("通水", "修路", "植树")) == [[], [], []]


def test_a_number_that_the_glossary_has_not_is_no_mark() -> None:
    """[9] of two entries is something else."""
    assert _marked("推行“五联”[9]机制", _entries("五联", "三改")) == [[], []]


def test_several_definitions_of_one_number_share_the_mark() -> None:
    """An entry that explains two terms has one mark for both."""
    entries = _entries("五联")
    both = [*entries, *_entries("五心")]

    assert _marked("推行“五联五心”[1]机制", both) == [["[1]"], ["[1]"]]


def test_definitions_keep_their_order_and_content() -> None:
    """Only the marks change."""
    entries = _entries("五联", "三改")
    linked = link_marks("深化“三改”[2]", report_of("深化“三改”[2]"), entries)

    assert linked[0] is entries[0]
    assert (linked[1].id, linked[1].marks) == ("D2", ((6, 9),))
