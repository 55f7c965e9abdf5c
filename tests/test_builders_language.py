"""What rooms share of written Chinese proves itself: connectives, conjunctions, punctuation."""

from __future__ import annotations

import re

import pytest

from tifatu.builders.language.conjunctions import CONJUNCTIONS, conjunction
from tifatu.builders.language.connectives import AS, CONNECTIVES, CONTAINS, DEALS, IS, MEANS, SHORT, connective
from tifatu.builders.language.forms import Form
from tifatu.builders.language.numerals import value
from tifatu.builders.language.punctuation import CIRCLED, CLOSERS, NOTE, OPENERS, RAISED

FORMS = (*CONNECTIVES, *CONJUNCTIONS)
KINDS = (MEANS, IS, AS, SHORT, DEALS, CONTAINS)


@pytest.mark.parametrize(("form", "hit"), [(form, hit) for form in FORMS for hit in form.hits])
def test_a_form_stands_in_its_examples(form: Form, hit: str) -> None:
    """The words are found where the sentence beside them has them."""
    assert re.search(form.pattern, hit)
    assert re.search(form.pattern, hit, re.VERBOSE)


@pytest.mark.parametrize(("form", "miss"), [(form, miss) for form in FORMS for miss in form.misses])
def test_a_form_is_not_seen_inside_other_words(form: Form, miss: str) -> None:
    """和谐 has no 和, 指导 no 指; nor is another form of the same list seen there."""
    assert form.words in miss
    assert not re.search(form.pattern, miss)


def test_every_form_with_neighbours_shows_one() -> None:
    """A form that is part of other words names one; no form is listed twice."""
    assert [form.words for form in FORMS if (form.not_before or form.not_behind) and not form.misses] == []
    assert len({form.words for form in FORMS}) == len(FORMS)


def test_every_kind_is_known() -> None:
    """Rooms ask for kinds; each has a form, and each form one of the kinds."""
    assert {form.kind for form in CONNECTIVES} == set(KINDS)


def test_the_longest_connective_is_taken() -> None:
    """是指的是 is not read as 是指 with a rest."""
    found = re.match(connective(MEANS, IS), "是指的是水网")

    assert found
    assert found[0] == "是指的是"


def test_conjunctions_join_and_words_that_hide_them_do_not() -> None:
    """One pattern finds the four conjunctions of a sentence and none of the words."""
    text = "社会和谐、参与普及的水稻和小麦，桥梁与隧道，县城及乡镇，茶园以及果园"

    assert re.findall(conjunction(), text) == ["和", "与", "及", "以及"]


def test_what_opens_has_what_closes() -> None:
    """Opening and closing marks stand in the same order."""
    assert len(OPENERS) == len(CLOSERS) == len(set(OPENERS)) == len(set(CLOSERS))


@pytest.mark.parametrize("mark", ["[3]", "［12］", "〔3〕", "【注3】", "（3）", "[^4]", "③", "㊿", "³", *RAISED])
def test_note_marks_of_all_styles_are_seen(mark: str) -> None:
    """Whatever a report puts behind a word to point to a note."""
    assert re.fullmatch(NOTE, mark)


@pytest.mark.parametrize("text", ["[2021]", "（一）", "（3.5）", "㉠", "两"])
def test_other_brackets_are_no_note_marks(text: str) -> None:
    """A year, an item's number, a figure."""
    assert not re.search(NOTE, text)


def test_circles_run_from_one_to_fifty() -> None:
    """No circle is left out."""
    assert len(CIRCLED) == len(set(CIRCLED)) == 50


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("三十一", 31),
        ("09", 9),
        ("一九五四", 1954),
        ("二○二一", 2021),
        ("２０２１", 2021),
        ("两", 2),
        ("双", 2),
        ("一百零五", 105),
        ("三万五千", 35_000),
        ("一亿两千万", 120_000_000),
        ("⒊", 3),
        ("⑿", 12),
        ("㉟", 35),
        ("¹²", 12),
        ("【4】", 4),
        ("9" * 5000, 0),
        ("亿" * 5000, 0),
        ("N", 0),
        ("强县", 0),
        ("", 0),
    ],
)
def test_numerals_have_one_value_in_every_room(words: str, number: int) -> None:
    """Digits of any width, circles, raised digits and characters are read by one function."""
    assert value(words) == number
