"""Terms of the corpus are found where they stand without quotation marks, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from reports import explained, report_of

from tifatu.builders.mentions.candidates import Candidates
from tifatu.builders.mentions.figures import corpus_of, reference
from tifatu.builders.mentions.quoted import quoted_mentions
from tifatu.builders.mentions.unquoted import Lexicon, lexicon_mentions
from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition, Mention, Origin


def _quoted(text: str, *reports: str, head: str = "", rule: str = "numeral") -> list[Mention]:
    return [
        Mention(
            id=f"M{report}{text}",
            source="memory.txt",
            report=report,
            start=0,
            end=len(text),
            term=term_key(text),
            text=text,
            head=head,
            quoted=True,
            rule=rule,
        )
        for report in reports
    ]


def _found(
    text: str, definitions: Sequence[Definition] = (), mentions: Sequence[Mention] = ()
) -> list[tuple[str, str]]:
    candidates = Candidates.from_records(definitions, mentions)
    quoting = [report_of(f"目标：“{mention.text}”。", id=mention.report) for mention in mentions]
    uses = (
        (2021, candidates.uses(f"目标：“{mention.text}”。", where))
        for mention, where in zip(mentions, quoting, strict=True)
    )
    lexicon = Lexicon.from_records(definitions, mentions, corpus_of(uses).over(reference()))
    report = report_of(text)
    already = quoted_mentions(text, report)
    return [(mention.text, mention.head) for mention in lexicon_mentions(text, report, lexicon, already)]


def test_a_defined_term_is_found_without_marks() -> None:
    """A coined label enters by its core; the class noun behind it is read."""
    text = "落实五清三建机制，再抓“五清三建”。"

    assert _found(text, [explained("“五清三建”机制")]) == [("五清三建", "机制")]


def test_a_slogan_quoted_in_two_reports_is_found_and_one_of_a_single_report_is_not() -> None:
    """What only one report says in quotation marks is no term of the corpus."""
    text = "抓好五清三建，推进四改两转。"
    mentions = [*_quoted("五清三建", "R2", "R3"), *_quoted("四改两转", "R2", "R2")]

    assert _found(text, (), mentions) == [("五清三建", "")]


@pytest.mark.parametrize(
    "text, term",
    [
        ("实施二十三线四区划定", "三线四区"),
        ("第三线四区划定", "三线四区"),
        ("推进2+5+7体系", "2+5"),
        ("登记标准地址", "标准地"),
        ("扩大小升规模", "小升规"),
        ("他们村村通过验收", "村村通"),
        ("坚持“守好三线四区”", "三线四区"),
        ("“三线四区”划定", "三线四区"),
    ],
)
def test_a_piece_of_something_longer_is_no_mention(text: str, term: str) -> None:
    """Longer numerals, longer words and quotations keep their pieces."""
    assert _found(text, [explained(term)]) == []


@pytest.mark.parametrize(
    "text, term",
    [
        ("完成三线四区划定", "三线四区"),
        ("推进1+1体系", "1+1"),
        ("新增小升规企业", "小升规"),
        ("农村公路实现村村通", "村村通"),
    ],
)
def test_the_term_itself_is_found(text: str, term: str) -> None:
    """The same terms between other neighbours."""
    assert [found for found, _ in _found(text, [explained(term)])] == [term]


def test_the_longest_term_wins() -> None:
    """三线 inside 三线四区 is no mention of its own."""
    assert _found("完成三线四区划定", [explained("三线四区"), explained("四区")]) == [("三线四区", "")]


def test_two_characters_need_a_word_that_confirms_them() -> None:
    """六稳工作 is the slogan; 六稳 before anything else may be chance."""
    mentions = _quoted("四净", "R2", "R3", "R4", head="行动")

    assert _found("开展四净行动。落实四净任务。做到四净了。", (), mentions) == [("四净", "行动"), ("四净", "")]


@pytest.mark.parametrize("term", ["创新", "绿色", "水", "十大", "500强", "三年行动", "大数据"])
def test_everyday_words_never_enter(term: str) -> None:
    """Single characters, ordinary words and mere counts do not count, whoever explains and quotes them."""
    lexicon = Lexicon.from_records([explained(term)], _quoted(term, "R2", "R3", "R4"))

    assert not [entry for entry in lexicon.entries if entry.key == term and entry.everywhere]


def test_a_name_that_the_report_itself_explains_is_a_mention() -> None:
    """“甘快通” is taken for a product, but this report's glossary defines it."""
    text = "上线“甘快通”平台"
    lexicon = Lexicon.from_records([explained("“甘快通”", "R1")], ())
    (found,) = lexicon_mentions(text, report_of(text), lexicon, ())

    assert (found.text, found.head, found.quoted, found.rule) == ("甘快通", "平台", True, "explained-here")
    assert lexicon_mentions(text, report_of(text, id="R2"), lexicon, ()) == []


def test_what_the_text_itself_explains_counts_in_that_report() -> None:
    """A count is no slogan of the corpus, but the report that lists its items means it wherever it says so."""
    text = "开展护河、清渠两大行动，两大行动成效好。"
    in_text = replace(explained("两大行动", "R1"), origin=Origin.TEXT)
    lexicon = Lexicon.from_records([in_text], ())

    assert [m.text for m in lexicon_mentions(text, report_of(text), lexicon, ())] == ["两大行动", "两大行动"]
    assert lexicon_mentions(text, report_of(text, id="R2"), lexicon, ()) == []


def test_a_lexicon_travels_to_other_processes(tmp_path: Path) -> None:
    """Through a file of plain data; the automaton is built anew."""
    lexicon = Lexicon.from_records([explained("五清三建")], ())
    text = "抓好五清三建"
    lexicon_mentions(text, report_of(text), lexicon, ())
    copy = Lexicon.loaded_from(lexicon.saved_in(tmp_path))

    assert copy == lexicon
    assert [mention.start for mention in lexicon_mentions(text, report_of(text), copy, ())] == [2]


def test_an_empty_lexicon_finds_nothing() -> None:
    """A corpus without definitions and slogans is no error."""
    assert _found("抓好五清三建") == []


def test_the_order_of_the_records_does_not_matter() -> None:
    """The same records in any order make the same lexicon."""
    definitions = [explained("五清三建"), explained("四改两转")]
    mentions = [*_quoted("六联六促", "R3", "R2"), *_quoted("七进", "R2", "R3", "R4")]

    assert Lexicon.from_records(definitions, mentions) == Lexicon.from_records(definitions[::-1], mentions[::-1])
