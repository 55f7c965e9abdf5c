"""The guard: what hangs, what takes all memory and what dies costs its own file alone, and each is named."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tifatu.builders import pipeline
from tifatu.builders.execution.guard import Bounds, OverLimitError, guarded
from tifatu.builders.execution.processes import workers
from tifatu.builders.execution.stages import Options, each_file
from tifatu.builders.pipeline import build_records
from tifatu.builders.read.finding import Source
from tifatu.graph.model import Report

HEAD = """青禾县政府工作报告

——2025年1月9日在青禾县第十八届人民代表大会第三次会议上

县长　林某某

各位代表：

现在，我代表县人民政府报告工作，请予审议。我们建成“三馆一站”，用好“青禾义仓”。
"""

SHORT = Bounds(seconds=4.0, seconds_a_megabyte=0.0, memory=1 << 28)


def endless(*_: object) -> object:
    """Never ends by itself."""
    while True:
        pass


def greedy(*_: object) -> object:
    """Takes a gigabyte."""
    return bytearray(1 << 30)


def deaf(file: Source) -> str:
    """Hangs on one file and hears no signal, as compiled code does not; names the others."""
    if file.name == "deaf":
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        endless()
    return file.name


def dying(file: Source) -> str:
    """Ends its process on one file; names the others."""
    if file.name == "dying":
        os._exit(9)
    return file.name


@pytest.mark.parametrize(
    ("step", "told"), [(endless, "longer than 4.0 s in test_builders_guard.endless"), (greedy, "MemoryError")]
)
def test_a_step_past_its_limit_costs_that_step(
    step: object, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report stays with what its other steps find, and the fault says what happened where."""
    (tmp_path / "a.txt").write_text(HEAD, encoding="utf-8")
    build_records([tmp_path], Options(workers=1))  # loads the word lists, which takes longer than the limit
    monkeypatch.setattr(pipeline, "harvest_running", step)
    harvest = build_records([tmp_path], Options(workers=1, bounds=SHORT))

    assert harvest.counts()["report"] == 1 and harvest.counts()["mention"] >= 1
    (omitted,) = harvest.omitted
    assert omitted.source == "a.txt" and told in omitted.reason and "running text" in omitted.reason


def test_reading_that_hangs_leaves_the_file_out_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are there."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(HEAD + name, encoding="utf-8")
    build_records([tmp_path], Options(workers=1))
    whole = pipeline.read
    monkeypatch.setattr(pipeline, "read", lambda one, *rest: endless() if one.name == "a.txt" else whole(one, *rest))
    harvest = build_records([tmp_path], Options(workers=1, bounds=SHORT))

    assert [record.source for record in harvest.records if isinstance(record, Report)] == ["b.txt"]
    (omitted,) = harvest.omitted
    assert omitted.source == "a.txt" and "longer than 4.0 s" in omitted.reason


@pytest.mark.parametrize("function", [deaf, dying])
def test_a_worker_that_hears_nothing_or_dies_costs_its_file(function: object, tmp_path: Path) -> None:
    """It is ended from within; the files before and behind it are done."""
    files = [Source(name, tmp_path / name) for name in ("1", function.__name__, "2")]  # type: ignore[attr-defined]
    with workers(2) as pool:
        results = each_file("harvest", function, files, pool, Options(bounds=Bounds(seconds=0.5)))  # type: ignore[arg-type]

    assert [results[0], results[2]] == ["1", "2"]
    assert "the harvest stage was killed twice on it" in results[1].reason  # type: ignore[union-attr]


def test_the_guard_leaves_no_trace() -> None:
    """Behind the block nothing is limited any more, and a large file has more time."""
    with pytest.raises(OverLimitError, match="longer than"), guarded(Bounds(seconds=0.2)):
        endless()
    time.sleep(0.3)

    assert len(bytearray(1 << 29)) == 1 << 29
    assert Bounds(seconds=1, seconds_a_megabyte=2).time(3_000_000) == 7
