"""The catalogue knows every rule that can stand in a record, says why it is right, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tifatu.builders.catalogue import RENAMED, STAGES, as_page, as_table, catalogue, coded
from tifatu.builders.components.rules import GROUPED
from tifatu.builders.glossary.separators import TRUST
from tifatu.builders.lists.grammars import GRAMMARS
from tifatu.builders.mentions.judgement import QUESTIONS, Verdict
from tifatu.builders.pipeline import Options, build_records
from tifatu.graph.model import Attribution, Definition, Mention, Part, Place, Record, Sense
from tifatu.graph.rule_notes import rule_notes

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def names(records: list[Record]) -> Iterator[str | None]:
    """What stands in the rule fields of records."""
    for record in records:
        match record:
            case Definition():
                yield from (record.rule, record.components_rule, *parts(record.parts))
            case Mention():
                yield from (record.rule, record.resolved_by)
            case Attribution() | Place():
                yield record.rule
            case Sense():
                yield record.program_rule


def parts(several: tuple[Part, ...]) -> Iterator[str]:
    yield from chain.from_iterable((part.rule, *parts(part.parts)) for part in several)


@pytest.mark.parametrize("folder", [ROOT / "samples", CORPUS / "seeds"], ids=["samples", "corpus"])
def test_every_rule_of_a_record_is_in_the_catalogue(folder: Path) -> None:
    """Whatever decided something can be asked why."""
    if not folder.is_dir():
        pytest.skip("the corpus lies beside the project")
    found = {name for name in names(build_records([folder], Options(workers=1)).records) if name}

    assert len(found) > 20
    assert found - set(catalogue()) == set()


def test_what_decides_is_in_the_catalogue() -> None:
    """Separators, groups, grammars and the questions that make a slogan are there without a harvest."""
    slogans = {question.name for question in QUESTIONS if question.verdict is Verdict.SLOGAN}
    assert {*TRUST, *GROUPED, *slogans, *(grammar.name for grammar in GRAMMARS)} <= set(catalogue())


def test_every_entry_says_why_in_both_languages_and_shows_an_example() -> None:
    """No name without a sentence; nothing that a table cannot hold."""
    assert [n.name for n in catalogue().values() if not (n.why and n.reason and n.example)] == []
    assert [n.name for n in catalogue().values() if n.stage not in STAGES] == []
    assert [n.name for n in catalogue().values() if "\t" in "".join(n) or "\n" in "".join(n)] == []


def test_names_are_unique() -> None:
    """One name means one thing, in whatever room its rule lives; a renamed rule does not come back."""
    coded_names = [rule.name for rule in coded()]

    assert len(coded_names) == len(set(coded_names))
    assert not {"list", "class-noun"} & set(catalogue())
    assert set(RENAMED.values()) <= set(catalogue())


def test_no_text_is_kept_twice() -> None:
    """The table of reasons has English only where no rule, grammar or group in the code says it."""
    table = (ROOT / "builders" / "data" / "rule_reasons.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in table]
    said = {rule.name for rule in coded()} | set(GROUPED) | {grammar.name for grammar in GRAMMARS}

    assert rows == sorted(rows)
    assert len({name for _, name, *_ in rows}) == len(rows)
    assert [name for _, name, _, why, _ in rows if bool(why) == (name in said)] == []


def test_every_entry_occurs_in_a_test() -> None:
    """A rule with a pattern, or a grammar, is proved by its own examples; every other name stands in a test."""
    proved = {rule.name for rule in coded()} | {grammar.name for grammar in GRAMMARS}
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").glob("test_*.py")))
    table = (ROOT / "builders" / "data" / "rule_reasons.tsv").read_text(encoding="utf-8").splitlines()[1:]
    written = {line.split("\t")[1] for line in table}

    assert [name for name in sorted(written - proved) if f'"{name}"' not in tests] == []


def test_the_page_and_the_notes_of_the_graph_are_those_of_the_catalogue() -> None:
    """Run `make docs` where this fails."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == as_page()
    assert (ROOT / "graph" / "vocabulary" / "rules.tsv").read_text(encoding="utf-8") == as_table()
    assert dict(rule_notes()) == dict(catalogue())


SPEECH = """临江市人民政府工作报告
——2025年1月8日在临江市第十八届人民代表大会第四次会议上
市长 王一一
各位代表：
现在，我代表市人民政府向大会报告工作。
一、2024年工作回顾
{said}
二、2025年工作安排
继续抓好落实。
"""
PAIRS = "两园两带：东园和西园，河带和山带。\n"
TERMS = "实施两网工程，推进三清行动，抓好四定机制，建设五园体系。"
WORDS = (
    ("两网工程", "水网、电网建设。"),
    ("三清行动", "清杂物、清沟渠、清残膜。"),
    ("四定机制", "定任务、定人员、定时限、定奖惩。"),
)


def report(said: str, entry: str = "") -> str:
    """A speech, with a glossary of three entries in one form."""
    glossary = "名词解释\n" + "".join(entry.format(term=term, text=text) for term, text in WORDS)
    return SPEECH.format(said=said) + (glossary if entry else "")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("glossary-bold", report(TERMS, "**{term}** {text}\n")),
        ("glossary-bracket", report(TERMS, "【{term}】{text}\n")),
        ("glossary-known", report(TERMS, "1.{term}{text}\n").replace("1.三清", "2.三清").replace("1.四定", "3.四定")),
        ("glossary-line", report(TERMS, "“{term}”\n{text}\n")),
        ("part-conjunctions", report(TERMS + "建设两园两带。", "{term}：{text}\n") + PAIRS),
        ("full-name", report("与江苏省南京市结对。").replace("临江市", "酒泉市")),
        ("under-parent", report("支援四川汶川重建。").replace("临江市", "南京市")),
        ("place-list", report("开通娄烦至方山客车。").replace("临江市", "太原市")),
    ],
)
def test_rules_without_a_pattern_decide(tmp_path: Path, rule: str, text: str) -> None:
    """What no pattern finds has its example here."""
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")

    assert rule in set(names(build_records([path], Options(workers=1)).records))


def test_unquoted_mentions_of_a_known_slogan_say_so(tmp_path: Path) -> None:
    """What one report defines, another mentions without marks: the rule is "lexicon"."""
    (tmp_path / "a.txt").write_text(report("推进“三清”行动。" + TERMS, "“{term}”：{text}\n"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(report("继续推进三清行动。").replace("临江市", "临河市"), encoding="utf-8")

    assert "lexicon" in set(names(build_records([tmp_path], Options(workers=1)).records))
