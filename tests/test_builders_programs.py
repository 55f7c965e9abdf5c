"""The type of a program: the scheme, the class nouns, the rules."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from tifatu.builders.language.words import words
from tifatu.builders.senses.programs import program_nouns, program_of
from tifatu.graph.programs import program_types

SCHEME = [kind.zh for kind in program_types()]

CASES = [
    ("“双清”", "行动", "", "行动", "head-noun"),
    ("“双清”专项整治行动", "", "", "行动", "head-noun"),
    ("“4+1”现代农业产业体系", "", "", "产业", "head-noun"),
    ("“亮码”", "协作巡查机制", "", "机制", "head-noun"),
    ("“一图管到底”", "实用性村庄规划", "", "计划", "head-noun"),
    ("六大提质行动", "", "", "行动", "label-noun"),
    ("“六大提质行动”", "", "", "行动", "label-noun"),
    ("十四五", "", "", "计划", "five-year-plan"),
    ("“十四五”", "规划", "", "计划", "head-noun"),
    ("“茶园+民宿”", "", "", "模式", "plus-shape"),
    ("“桥头议事”", "", "村民在桥头说事、由网格员当场记下的工作机制。", "机制", "definition-noun"),
    ("“四争”", "", "争项目、争资金、争政策、争荣誉。", None, "none"),
    ("“清水”", "", "县里连续开展的三大行动。", "行动", "definition-noun"),
    ("“五比”", "", "比进度、比质量、比安全、比服务、比廉洁。", None, "none"),
    ("“1+N”", "", "", None, "none"),
    ("“十里画廊”综合体", "", "", None, "none"),
    ("“一张图”", "服务中心", "", None, "none"),
    ("“三张”", "清单", "", None, "none"),
    ("“渠管家”", "平台", "", None, "none"),
    ("“三方会商”", "大调解工作格局", "", "机制", "head-noun"),
]


@pytest.mark.parametrize(("label", "head", "text", "kind", "rule"), CASES)
def test_each_rule_reads_its_own_case(label: str, head: str, text: str, kind: str | None, rule: str) -> None:
    """The type and the name of the rule that found it."""
    assert program_of(label, head, text) == (kind, rule)


def test_the_end_of_a_head_decides() -> None:
    """Chinese puts the class noun last: a plan of action is a plan, a reform of a mechanism is a reform."""
    assert program_of("“三优”", "行动计划", "")[0] == "计划"
    assert program_of("“三优”", "机制改革", "")[0] == "改革"


def test_firms_at_the_end_of_a_definition_show_no_type() -> None:
    """A list that ends in 企业 gives examples; only the firm's own head makes a mark of it."""
    assert program_of("“四类”", "", "工业、建筑业、商贸和服务业企业。") == (None, "none")
    assert program_of("“四类”", "企业", "")[0] == "标准"


def test_class_nouns_are_sorted_unique_and_of_the_scheme() -> None:
    """The file is in order, in NFC, and knows no type outside the scheme; each type has its own name as noun."""
    table = files("tifatu.builders").joinpath("data", "program_nouns.tsv").read_text(encoding="utf-8")
    nouns = [line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")]

    assert nouns == sorted(set(nouns))
    assert all(unicodedata.is_normalized("NFC", noun) and noun.strip() == noun for noun in nouns)
    assert set(program_nouns().values()) == set(SCHEME)
    assert all(program_nouns()[kind] == kind for kind in SCHEME)


@pytest.mark.parametrize(("noun", "kind"), sorted(program_nouns().items()))
def test_every_class_noun_shows_its_type_at_the_end_and_nowhere_else(noun: str, kind: str) -> None:
    """A head that ends in it has its type; one that goes on does not have it from there."""
    assert program_of("“青川五优”", noun, "") == (kind, "head-noun")
    assert program_of("“青川五优”", f"{noun}之歌", "") == (None, "none")


def test_genus_nouns_are_class_nouns() -> None:
    """What may end a definition is known to the table, sorted and unique."""
    genus = words("genus_nouns")

    assert list(genus) == sorted(set(genus))
    assert set(genus) <= set(program_nouns())


def test_the_scheme_has_sixteen_types_with_labels_and_notes() -> None:
    """Every type has a Chinese and an English label and one sentence that says what belongs there."""
    assert len(SCHEME) == len(set(SCHEME)) == 16
    assert all(kind.en.isalpha() and kind.note.endswith(".") for kind in program_types())


def test_mentions_of_the_gold_get_their_types(shared: Path) -> None:
    """Of the slogans with a head, 95 in 100 get the type of the gold or its accepted alternative."""
    right = seen = 0
    for path in sorted((shared / "gold" / "bodies").glob("*.json")):
        for mention in json.loads(path.read_text(encoding="utf-8")).get("slogan_mentions") or []:
            if mention["kind"] != "slogan" or not mention["head"]:
                continue
            kind, _ = program_of(f"“{mention['text']}”", mention["head"], "")
            right += (kind or "其他") in (mention["program_type"], *mention.get("program_type_alt", ()))
            seen += 1

    assert seen > 100
    assert right / seen >= 0.95
