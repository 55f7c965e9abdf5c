"""Whatever one text does, the others are built, and what it gave before the fault stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tifatu.builders import pipeline
from tifatu.builders.execution.faults import Faults, told
from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import build_records, harvest_text
from tifatu.builders.read.files import read
from tifatu.builders.read.finding import Source
from tifatu.graph.errors import NoReportError
from tifatu.graph.model import Definition, Mention, Report

HEAD = """青禾县政府工作报告

——2025年1月9日在青禾县第十八届人民代表大会第三次会议上

县长　林某某

各位代表：

现在，我代表县人民政府报告工作，请予审议。我们建成“三馆一站”，用好“青禾义仓”。
"""

ELSEWHERE = HEAD.replace("青禾县", "云溪县")
"""A report of another place, no edition of the first."""

ENDS_EARLY = HEAD + "\n名词解释\n1.青禾义仓：收储、保管、发放的。\n2.“三馆一站”：指文化馆、图书馆、体育馆和广播站。\n"
"""An item list that ends where a cutter looks one character further."""

GARBLED = (
    "我代表县政府作报告思路25173”闯新路子，总计各位代表三会篇章！7释771.思路”为要，坚持“种果树、修水渠、护山林、办夜校”工作总路772."
    "“25173”闯七连丰”773.“三会”企"
)
"""Entries behind the end of a speech that all stand in one unfinished line."""


def written(folder: Path, **texts: str) -> Path:
    """A folder of files by name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("text", [ENDS_EARLY, GARBLED])
def test_the_two_crashes_of_the_first_round_are_gone(text: str, tmp_path: Path) -> None:
    """No step breaks on them."""
    faults = Faults()
    records = harvest_text(read(Source("a.txt", written(tmp_path, a=text) / "a.txt")), faults)

    assert faults.found == []
    assert any(isinstance(record, Report) for record in records)


def test_both_definitions_of_the_early_end_are_there(tmp_path: Path) -> None:
    """The entry whose list ends early, and the one behind it."""
    records = harvest_text(read(Source("a.txt", written(tmp_path, a=ENDS_EARLY) / "a.txt")))

    assert [r.terms[0] for r in records if isinstance(r, Definition)] == ["青禾义仓", "“三馆一站”"]


def broken(*_: object) -> object:
    """A step that breaks."""
    raise IndexError("x")


def test_components_that_break_cost_no_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The definitions stay whole, each fault is told by file, step and place, again from the kept shard."""
    monkeypatch.setattr(pipeline, "dissect", broken)
    folder, options = written(tmp_path / "in", a=ENDS_EARLY), Options(workers=1, shards=tmp_path / "shards")

    first, again = build_records([folder], options), build_records([folder], options)

    assert sum(isinstance(r, Definition) for r in first.records) == 2
    assert [o.source.endswith("a.txt") for o in first.omitted] == [True, True]
    assert "components at character" in first.omitted[0].reason
    assert "IndexError in test_builders_faults.broken" in first.omitted[0].reason
    assert again == first


@pytest.mark.parametrize("step", ["judge_glossary", "harvest_running", "quoted_mentions", "attributions", "places"])
def test_each_step_may_break_alone(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One step fewer, the rest of the same report stays, and so do the other files."""
    monkeypatch.setattr(pipeline, step, broken)
    harvest = build_records([written(tmp_path / "in", a=ENDS_EARLY, b=ELSEWHERE)], Options(workers=1))

    assert {"a.txt", "b.txt"} == {Path(r.source).name for r in harvest.records if isinstance(r, Report)}
    assert any("IndexError" in omitted.reason for omitted in harvest.omitted)
    assert any(isinstance(r, Definition if step == "quoted_mentions" else Mention) for r in harvest.records)


def test_a_file_on_which_everything_breaks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even its reports are found: the file is left out by name."""
    whole = pipeline.split

    def split(text: object, *rest: object) -> object:
        return broken() if text.document.source.endswith("a.txt") else whole(text, *rest)  # type: ignore[attr-defined, arg-type]

    monkeypatch.setattr(pipeline, "split", split)
    harvest = build_records([written(tmp_path / "in", a=ENDS_EARLY, b=ELSEWHERE)], Options(workers=1))

    assert [Path(r.source).name for r in harvest.records if isinstance(r, Report)] == ["b.txt"]
    (omitted,) = harvest.omitted
    assert omitted.source.endswith("a.txt") and "IndexError" in omitted.reason


def test_what_tifatu_itself_says_of_a_text_is_no_fault() -> None:
    """An error of ours passes the guard: it is the message."""
    with pytest.raises(NoReportError):
        Faults().attempt("split", 0, lambda: (_ for _ in ()).throw(NoReportError("a", "b")), None)


def test_a_fault_is_told_without_a_path() -> None:
    """The kind of the exception and the function, nothing of the machine."""
    try:
        [][1]
    except IndexError as error:
        assert told(error) == "IndexError in test_builders_faults.test_a_fault_is_told_without_a_path"


@pytest.mark.slow
def test_the_cases_beside_the_project_are_built(shared: Path, tmp_path: Path) -> None:
    """R26a and R26b: status 0, nothing left out."""
    tifatu = str(Path(sys.executable).with_name("tifatu"))
    for case in ("R26a", "R26b"):
        done = subprocess.run(
            [tifatu, "harvest", str(shared / "cases" / case), "-o", str(tmp_path / case)],
            capture_output=True,
            text=True,
        )
        assert (done.returncode, "left out" in done.stderr) == (0, False), done.stderr
