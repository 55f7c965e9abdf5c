"""A passage loses its white space and keeps its way back to the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tifatu.builders.language.passage import Passage

TEXT = st.text(alphabet="清河渠坝，、；。“”‘’（）《》\"'「」()[],;: \n\t1１+＋A", max_size=60)


@given(TEXT)
def test_every_character_comes_from_the_document(text: str) -> None:
    """The words are the text without white space, one character for one, and the mask is as long."""
    passage = Passage.of(text, (0, len(text)))

    assert len(passage.words) == len(passage.offsets) == len(passage.mask) == len("".join(text.split()))
    assert [text[i] for i in passage.offsets] == list("".join(text.split()))


@given(TEXT)
def test_pairs_are_nested_or_apart(text: str) -> None:
    """No two brackets or quotations cross."""
    pairs = Passage.of(text, (0, len(text))).pairs

    assert all(b <= c or d <= b or (c, d) == (a, b) for a, b in pairs for c, d in pairs if a <= c)


def test_separators_in_brackets_are_masked() -> None:
    """What stands in brackets and quotation marks separates nothing, whatever kind they are."""
    words = "甲（一、二）、「乙，丙」;丁"

    assert Passage.of(words, (0, len(words))).mask == "甲（░░░）、“░░░”；丁"


def test_a_quotation_can_be_seen_from_within() -> None:
    """Its own separators show; those of a bracket in it do not."""
    words = "“甲、乙（丙、丁）”后"
    passage = Passage.of(words, (0, len(words))).part((1, 9))

    assert passage.mask == "甲、乙（░░░）"
    assert passage.span((0, 3)) == (1, 4)


def test_quotes_leave_out_page_marks_and_line_breaks() -> None:
    """The page mark between two lines is no part of what is quoted."""
    text = "清河坝\n— 12 —\n新渠"
    gap = (text.index("—"), text.rindex("—") + 1)
    passage = Passage.of(text, (0, len(text)), (gap,))

    assert passage.words == "清河坝新渠"
    assert passage.quote((0, 5)) == "清河坝新渠"
    assert passage.span((0, 5)) == (0, len(text))
