"""The same report twice is one report: found by its speech, named by its place, told with what differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import report_of

from tifatu.builders.execution.stages import Harvest, Options, only
from tifatu.builders.pipeline import build_records
from tifatu.builders.reports.editions import find_editions, likeness, sketch
from tifatu.graph.model import Definition, Document, Mention, Report

HEAD = "金塔县政府工作报告\n——2022年1月5日在金塔县第十八届人民代表大会第一次会议上\n县长 王海波\n各位代表：\n"
SPEECH = "现在，我代表县人民政府向大会报告工作，请予审议。\n一、2021年工作回顾\n" + "".join(
    f"第{i}乡修路{i * 7}公里，打井{i * 3}眼，植树{i * 11}亩，办学{i}所，" for i in range(1, 60)
)
BODY = f"{HEAD}{SPEECH}实施“两网”工程，指水网、电网。\n"


def built(folder: Path, **texts: str) -> Harvest:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return build_records([folder], Options(workers=1))


def test_a_report_that_stands_several_times_in_a_page_counts_once(tmp_path: Path) -> None:
    """Its slogans are counted once, too; the first is kept, the other places are named."""
    found = built(tmp_path, page="\n".join([BODY] * 3))

    (report,) = only(found.records, Report)
    assert report.start == 0 and len(report.editions) == 2
    assert [mention.text for mention in only(found.records, Mention)] == ["两网"]
    assert len(only(found.records, Definition)) == 1
    assert len([note for note in found.notes if "is another edition of page.txt at 0-" in note]) == 2


def test_editions_from_two_sites_are_one_report_and_what_differs_is_told(tmp_path: Path) -> None:
    """The one with a glossary is kept, whichever comes first; a file that holds nothing else leaves no document."""
    other = "来源：金塔日报\n" + BODY.replace("县长 王海波\n", "").replace("第7乡", "第七乡")
    glossary = "\n名词解释\n1.“两网”工程：指水网、电网。\n"
    found = built(tmp_path, a=other, b=BODY + glossary)

    (report,) = only(found.records, Report)
    assert (report.source, report.speaker) == ("b.txt", "王海波")
    assert [place.partition("#char=")[0] for place in report.editions] == ["a.txt"]
    assert [document.source for document in only(found.records, Document)] == ["b.txt"]
    (note,) = found.notes
    assert "speaker (none, not 王海波)" in note and "glossary (none)" in note and "text (alike 9" in note


def test_reports_of_two_years_or_places_are_two(tmp_path: Path) -> None:
    """What a place says again in the next year, or another place in the same words, is no edition."""
    next_year = BODY.replace("2022", "2023").replace("2021", "2022")
    elsewhere = BODY.replace("金塔县", "玉门市")

    assert len(only(built(tmp_path, a=BODY, b=next_year, c=elsewhere).records, Report)) == 3


@pytest.mark.parametrize(("changed", "least", "most"), [(0, 1.0, 1.0), (3, 0.9, 0.99), (59, 0.1, 0.7)])
def test_likeness_is_the_share_of_common_runs(changed: int, least: float, most: float) -> None:
    """White space and punctuation say nothing; each changed word costs the runs in which it stands."""
    text = BODY
    for i in range(1, changed + 1):
        text = text.replace(f"第{i}乡", f"第{i}镇")
    spaced = text.replace("，", " ,\n")

    one, other = sketch(BODY, report_of(BODY)), sketch(spaced, report_of(spaced))
    assert least <= likeness(one, other) <= most


def test_speeches_without_words_are_no_editions() -> None:
    """Two glossaries without their reports have nothing in common that would make them one."""
    empty = [report_of("", id="R1"), report_of("", id="R2")]

    assert find_editions(empty, {report.id: sketch("", report) for report in empty}) == []
