"""Quoted slogans become mentions with their exact place, key and class noun."""

from __future__ import annotations

from pathlib import Path

from reports import report_of

from tifatu.builders.mentions.quoted import quoted_mentions
from tifatu.graph.model import Mention


def _found(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.head) for mention in quoted_mentions(text, report_of(text))]


def test_slogans_are_mentioned_and_the_rest_is_not() -> None:
    """Of four quoted phrases two are slogans; the other two are a figure of speech and a flood."""
    text = "带头过“紧日子”，推进“五清三建”行动，战胜“7·21”洪灾，落实“马上办、就近办”。"

    assert _found(text) == [("五清三建", "行动"), ("马上办、就近办", "")]


def test_spans_enclose_the_words_inside_the_marks() -> None:
    """start and end cut the phrase out of the document; the key has no quotation marks and no full-width digits."""
    text = "前言。推行“６＋２”模式。"
    (mention,) = quoted_mentions(text, report_of(text, body=(3, len(text))))

    assert text[mention.start : mention.end] == mention.text == "６＋２"
    assert (mention.term, mention.head, mention.quoted, mention.rule) == ("6+2", "模式", True, "numeral")
    assert (mention.report, mention.source) == ("R1", "memory.txt")


def test_a_mention_tells_its_paragraph() -> None:
    """By the first character of its line: two mentions of one line have the same, one of the next line another."""
    text = "推进“五清三建”行动，公开“两张清单”。\n　　推行“６＋２”模式。"
    found = quoted_mentions(text, report_of(text))

    assert [text[mention.paragraph or 0 : mention.start].strip() for mention in found] == [
        "推进“",
        "推进“五清三建”行动，公开“",
        "推行“",
    ]
    assert [mention.paragraph for mention in found] == [0, 0, text.index("\n") + 1]


def test_only_the_body_is_read() -> None:
    """What stands before the speech or in the glossary behind it is no mention."""
    text = "“一号公告”“五清三建”“两张清单”"

    assert [mention.text for mention in quoted_mentions(text, report_of(text, body=(6, 12)))] == ["五清三建"]


def test_a_class_noun_behind_several_slogans_belongs_to_the_last() -> None:
    """“甲”“乙”行动: the first has no head of its own."""
    assert _found("深入开展“五清”“三建”行动") == [("五清", ""), ("三建", "行动")]


def test_a_period_has_no_class_noun_but_its_plan() -> None:
    """Of what follows a five-year period only the plan is its class noun."""
    assert _found("完成“十四五”主要目标，编制“十四五”农业规划，启动“十五五”重大项目") == [
        ("十四五", ""),
        ("十四五", "农业规划"),
        ("十五五", ""),
    ]


def test_note_marks_do_not_hide_the_class_noun() -> None:
    """A note mark between the closing mark and 行动 is passed over."""
    assert _found("深入开展“五清”[12]行动") == [("五清", "行动")]


def test_a_slogan_broken_over_lines_is_joined() -> None:
    """White space of a line break is no part of the words."""
    assert _found("拥护“两\n\n个统一”的要求") == [("两个统一", "")]


def test_ids_are_stable_and_unique() -> None:
    """The same text gives the same ids; the same slogan in two places gives two."""
    text = "“五清”行动和“五清”行动"
    first, second = quoted_mentions(text, report_of(text)), quoted_mentions(text, report_of(text))

    assert first == second
    assert len({mention.id for mention in first}) == 2


def test_real_reports_have_many(shared: Path) -> None:
    """In a real report most quoted phrases are slogans, with a class noun behind a good part of them."""
    text = next((shared / "corpus").rglob("000_306d7ec0a692e678.txt")).read_text(encoding="utf-8")
    found: list[Mention] = quoted_mentions(text, report_of(text))

    assert len(found) > 100
    assert sum(bool(mention.head) for mention in found) > 40
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
