"""Glossaries are found and read in every layout of tests/glossaries (all written by us), and in the real corpus."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts, score
from reports import report_of

from tifatu.builders.glossary.extent import find_glossary, judge_glossary, read_glossary
from tifatu.builders.glossary.headings import HEADINGS
from tifatu.builders.glossary.score import SCORE
from tifatu.graph.model import Definition, Glossary, Origin

FOLDER = Path(__file__).parent / "glossaries"
CASES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def definitions(text: str, source: str = "case.txt") -> list[Definition]:
    span = find_glossary(text, 0, len(text))
    return read_glossary(text, span, report_of(text, source=source)) if span else []


def printed(text: str, definition: Definition) -> str:
    """The words of the source that the definition claims, without its gaps and any white space."""
    at, kept = definition.start, ""
    for start, end in definition.gaps:
        kept += text[at:start]
        at = end
    return "".join((kept + text[at : definition.end]).split())


@pytest.mark.parametrize("name", CASES)
def test_a_layout_is_read(name: str) -> None:
    """Numbers, headwords and definitions of the glossary are those written beside it."""
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    found = [{"number": d.number, "terms": list(d.terms), "text": d.text} for d in definitions(text)]

    assert found == expected


def test_there_are_many_layouts() -> None:
    """The table of layouts is not lost by accident, and each has its expectation."""
    assert len(CASES) >= 110
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_definition_says_where_it_stands(name: str) -> None:
    """The source between start and end, gaps left out, has the words; so do the spans of the headwords."""
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    for definition in definitions(text):
        assert printed(text, definition) == "".join(definition.text.split())
        shown = ["".join(text[start:end].replace("**", "").split()) for start, end in definition.term_spans]
        assert shown == ["".join(term.split()) for term in definition.terms]
        assert definition.origin is Origin.GLOSSARY
        assert text[definition.end :].startswith(definition.after)


def test_the_span_holds_the_heading_and_the_entries_alone() -> None:
    """The speech ends where the span begins, what follows the glossary begins where it ends."""
    speech, tail = "实施“两网”工程，推行河岸长制。\n", "\n\n附件3\n重点项目\n1.水库：投资三亿元"
    glossary = "附件2\n\n**名词解释**\n\n1.“两网”工程：水网和电网。\n2.河岸长制：由干部负责一段河岸。"
    text = speech + glossary + tail

    span = find_glossary(text, 0, len(text))

    assert span is not None
    assert text[slice(*span)] == glossary


def test_a_glossary_is_sought_in_its_report_only() -> None:
    """What stands before and behind the report in the same file is not looked at."""
    one = "甲县实施“两网”工程。\n名词解释\n1.“两网”工程：水网和电网。\n"
    two = "乙县推行河岸长制。\n名词解释\n1.河岸长制：由干部负责一段河岸。\n"
    text = one + two

    span = find_glossary(text, len(one), len(text))

    assert span == (len(one) + two.index("名词"), len(text) - 1)
    assert find_glossary(text, 0, one.index("名词")) is None


def test_page_marks_are_gaps() -> None:
    """A page mark inside a definition is left out of its words and named as a gap."""
    text = "实施“两网”工程，推行河岸长制。\n名词解释\n1.“两网”工程：水网\n— 7 —\n和电网。\n2.河岸长制：由干部负责。"

    first = definitions(text)[0]

    assert first.text == "水网和电网。"
    assert [text[start:end].strip() for start, end in first.gaps] == ["— 7 —"]


def test_the_same_glossary_gives_the_same_ids() -> None:
    """Ids come from the report and the place."""
    text = "实施“两网”工程，推行河岸长制。\n名词解释\n1.“两网”工程：水网和电网。\n2.河岸长制：由干部负责。"

    assert [d.id for d in definitions(text)] == [d.id for d in definitions(text)]
    assert len({d.id for d in definitions(text)}) == 2


SIGNS = [*"：。；、“”【】①指即|\t　\x0c\r\n𠀀 ", "1.", "2.", "（1）", "——", "**", "P3", "- 5 -", "5.0", "\n\n"]
WORDS = ["名词解释", "注：", "附件", "甲乙", "三区三线", "|", "各位代表！奋斗！"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS + WORDS), max_size=60).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands there, spans lie inside it and hold the words."""
    for definition in definitions(text):
        assert 0 <= definition.start < definition.end <= len(text)
        assert definition.terms and all(definition.terms) and definition.text
        assert printed(text, definition) == "".join(definition.text.split())


@pytest.mark.parametrize(
    "filler", ["“", "（", " ", "\n", "**", "|", "甲：", "—", "注：", "1", "名词解释\n", "各位代表"]
)
def test_no_filler_hangs_the_reader(filler: str, patience: Callable[[], AbstractContextManager[None]]) -> None:
    """A hundred thousand characters of anything are read."""
    text = "名词解释\n" + filler * (100_000 // len(filler))

    with patience():
        find_glossary(text, 0, len(text))


@pytest.mark.parametrize("filler", ["。", " ", "　", "，", "（", "“", "甲。", "1.", "、", "——", "甲 "])
@pytest.mark.parametrize("count", [20_000])
def test_no_run_of_a_sign_inside_an_entry_hangs_the_reader(
    filler: str, count: int, patience: Callable[[], AbstractContextManager[None]]
) -> None:
    """Twenty thousand signs in a row in an entry cost what as many letters do."""
    speech = "实施“双环”工程，推行渡口长制。\n"
    text = f"{speech}名词解释\n1.“双环”工程：供热{filler * count}供气。\n2.渡口长制：由干部负责。\n"

    with patience():
        find_glossary(text, 0, len(text))


def test_layouts_that_no_test_names_are_read() -> None:
    """Of invented reports drawn at random, decorated with signs that stand in no list, nearly all is right."""
    right = wanted = found = 0
    for made in layouts(seed=3, count=150):
        one = score(made, [(term, d.text) for d in definitions(made.text) for term in d.terms])
        right, wanted, found = right + one[0], wanted + one[1], found + one[2]

    assert wanted > 1000
    assert 2 * right / (wanted + found) >= 0.98


SPEECH = "我们实施“三净”行动，推行渡口长制，任务分别落实，用好掌上柳溪，建设水景区。\n各位代表！让我们努力奋斗！\n"


@pytest.mark.parametrize(
    ("glossary", "terms"),
    [
        (
            "名词解释\n水景区：指全县12个景区。分别是：东湖、西湖。\n\n渡口长制：由干部负责的制度。\n\n“三净”行动：净院落。",
            3,
        ),
        (
            "读懂报告\nNo.1 “三净”行动：净院落、净街巷、净水塘。\nNo.2 渡口长制：干部负责。\nNo.3 掌上柳溪：平台。",
            3,
        ),
        ("名词解释\n第1条　“三净”行动：净院落。\n第2条　渡口长制：由干部负责。\n第3条　掌上柳溪：政务平台。", 3),
        (
            "新词速览"
            + "".join(
                f"\n{t}\n净院落、净街巷、净水塘。\n由县里部署，各乡落实。"
                for t in ("“三净”行动", "渡口长制", "掌上柳溪")
            ),
            3,
        ),
        (
            "名词解释"
            + "".join(
                f"\n〖{t}〗\n原句：推进{t}，取得进展。\n解释：净院落、净街巷。\n由县里部署，各乡落实。"
                for t in ("“三净”行动", "渡口长制", "掌上柳溪")
            ),
            3,
        ),
        ("名词解释\n1.“三净”行动：第1步净院落。\n第2步净街巷。\n第3步净水塘。\n2.渡口长制：由干部负责。", 2),
    ],
)
def test_entries_are_told_by_what_they_share(glossary: str, terms: int) -> None:
    """分别是：begins no entry; what stands around rising numbers is no word of a headword, nor a heading."""
    found = definitions(SPEECH + glossary + "\n")

    assert [len(d.terms) for d in found] == [1] * terms
    assert all(term in SPEECH for d in found for term in d.terms)


def test_a_sentence_cut_by_a_page_end_is_no_title() -> None:
    """The words before a page mark stay, though they are short and close no sentence."""
    text = (
        SPEECH
        + "名词解释\n1.渡口长制：由干部负责。\n此项工作由县里部署，各乡\n— 12 —\n镇落实。\n2.掌上柳溪：政务平台。\n"
    )

    assert [d.text for d in definitions(text)] == ["由干部负责。此项工作由县里部署，各乡镇落实。", "政务平台。"]


def _under(heading: str) -> str:
    speech = "实施“双环”工程，推行渡口长制。\n努力奋斗！\n"
    return f"{speech}{heading}\n1.“双环”工程：供热环网和供气环网。\n2.渡口长制：由干部分段负责。\n"


@pytest.mark.parametrize("heading", [hit.text for rule in HEADINGS for hit in rule.hits])
def test_every_heading_that_a_rule_proves_begins_a_glossary(heading: str) -> None:
    """The examples printed beside the rules are tried by the program as well, and nothing stands before them."""
    text = _under(heading)

    span = find_glossary(text, 0, len(text))

    assert span == (text.index(heading), len(text) - 1)


@pytest.mark.parametrize("line", [miss for rule in HEADINGS for miss in rule.misses])
def test_no_near_miss_of_a_heading_begins_a_glossary(line: str) -> None:
    """The counter-examples of the rules are lines like others."""
    text = _under(line)

    assert find_glossary(text, 0, len(text)) is None


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the gold: how texts are compared is its business."""
    spec = importlib.util.spec_from_file_location("score_glossaries", shared / "score" / "score_glossaries.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_real_glossaries_agree_with_the_gold(shared: Path, scorer: ModuleType) -> None:
    """Headword and definition of the 32 hand-read stretches: strict F1 of 0.99 at least."""
    hits = gold_size = found_size = 0
    for path in sorted((shared / "gold" / "glossaries_wild").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "corpus" / gold["source"]).read_text(encoding="utf-8")
        low, high = gold["span"]
        found = {
            (scorer.norm(term), scorer.norm_definition(d.text))
            for d in definitions(text, gold["source"])
            if low <= d.start < high
            for term in d.terms
        }
        expected = scorer.pairs(gold["entries"])
        hits, gold_size, found_size = hits + len(found & expected), gold_size + len(expected), found_size + len(found)

    assert gold_size > 400
    assert 2 * hits / (gold_size + found_size) >= 0.99


def test_real_reports_without_a_glossary_have_none(shared: Path) -> None:
    """Of the reports of the State Council one has notes; the others have none, though they number and list much."""
    folder = shared / "corpus" / "reports" / "政府工作报告-国务院"
    with_notes = [path.stem for path in sorted(folder.glob("*.md")) if definitions(path.read_text(encoding="utf-8"))]

    assert with_notes == ["2012"]


def test_a_glossary_is_judged_as_a_whole() -> None:
    """One that explains the speech is sure of what it says; one that explains other things is doubtful and says why."""
    speech, heading = "实施“双环”工程，推行渡口长制，编制柳溪指数。\n", "名词解释\n"
    good = "1.“双环”工程：供热环网和供气环网。\n2.渡口长制：由干部分段负责。\n3.柳溪指数：反映经营状况的指标。\n"
    strange = "1.星舟：飞船。\n2.月桥：索道。\n3.云梯：电梯。\n"
    judged = [_judged(speech + heading + entries) for entries in (good, strange)]

    (sure, its), (doubtful, others) = judged
    assert (sure.score, sure.warnings, {d.confidence for d in its}) == (1.0, (), {1.0})
    assert (doubtful.warnings, doubtful.signs["known"]) == (("known",), 0.0)
    assert {d.confidence for d in others} == {round(doubtful.score, 2)}
    assert doubtful.score < sure.score


def test_a_name_in_another_language_hides_no_headword() -> None:
    """The speech has the words before the bracket; lines of a translation are no entries."""
    text = (
        "实施“双环”工程（the Twin Rings）。\n名词解释\n1.“双环”工程（Twin Rings Project）：供热环网和供气环网。\n"
        "1. Twin Rings Project: refers to two rings.\n2.渡口长制：由干部分段负责。\n2. Ferry Chiefs: refers to posts.\n"
    )

    _, found = _judged(text)

    assert [one.terms for one in found] == [("“双环”工程（Twin Rings Project）",), ("渡口长制",)]
    assert [one.text for one in found] == ["供热环网和供气环网。", "由干部分段负责。"]


@pytest.mark.xfail(
    strict=True, reason="the name of a block is taken for a headword where the headword has a line of its own"
)
def test_the_name_of_a_block_is_no_headword() -> None:
    """News of a report explain in blocks below the headword: what it means, an example, the point of it."""
    text = (
        "实施“五联共建”机制，推行“三减三提”行动。\n名词解释\n“五联共建”机制\n"
        "【释例】组织联建、产业联兴、治理联动、人才联育、服务联办。\n"
        "【点睛】联的是组织。\n“三减三提”行动\n【释例】减材料、减环节、减时限，提效率、提质量、提满意度。\n【点睛】减的是手续。\n"
    )

    assert [one.terms for one in definitions(text)] == [("“五联共建”机制",), ("“三减三提”行动",)]


def _judged(text: str) -> tuple[Glossary, list[Definition]]:
    span = find_glossary(text, 0, len(text))
    assert span
    return judge_glossary(text, span, report_of(text))


def test_each_sign_of_the_score_has_a_reason_and_all_weigh_one() -> None:
    """A dozen signs, each with a name of its own; a perfect glossary scores one."""
    assert len({sign.name for sign in SCORE}) == len(SCORE) <= 12
    assert all(sign.why.endswith(".") for sign in SCORE)
    assert round(sum(sign.weight for sign in SCORE), 9) == 1
