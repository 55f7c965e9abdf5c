"""The demo is worth its minute: sixty invented reports with slogans that start, spread, change and die."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tifatu.builders.pipeline import Options, build_records
from tifatu.graph.model import AnyRecord, Definition, Report, Sense, Usage

MAKER = Path(__file__).resolve().parent.parent / "benchmarks" / "demo_reports.py"


def made(folder: Path) -> dict[str, bytes]:
    """The reports that the maker writes."""
    subprocess.run([sys.executable, MAKER, folder], check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[AnyRecord]:
    """What the demo's reports give."""
    folder = tmp_path_factory.mktemp("demo")
    made(folder)
    harvest = build_records([folder], Options(workers=1))
    assert not harvest.omitted
    return list(harvest.records)


def test_the_maker_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Sixty reports or more, each of which says that it is invented."""
    once, again = made(tmp_path / "a"), made(tmp_path / "b")

    assert once == again
    assert len(once) >= 60
    assert all("示例" in text.decode().splitlines()[0] for text in once.values())


def test_the_demo_has_three_levels_five_provinces_and_ten_years(records: list[AnyRecord]) -> None:
    """Each report with its place and year."""
    reports = [r for r in records if isinstance(r, Report)]

    assert all(r.region and r.plans for r in reports)
    assert {r.region.level for r in reports if r.region} == {"国家级", "省级", "地级", "县级"}
    assert len({r.region.name for r in reports if r.region and r.region.level == "省级"}) == 5
    assert len({r.plans for r in reports}) == 10


def test_a_slogan_of_the_demo_means_three_things_and_another_spreads_and_ends(records: list[AnyRecord]) -> None:
    """What the start page shows: homonyms, a slogan that goes down the levels, one that nobody says any more."""
    meanings = defaultdict(set)
    for record in records:
        if isinstance(record, Sense):
            meanings[record.term].add(record.id)
    assert len(meanings["四强"]) >= 3

    year = {r.id: r.plans or 0 for r in records if isinstance(r, Report)}
    said = {u.term: sorted(year[name] for name in u.occurrences) for u in records if isinstance(u, Usage)}
    assert said["四链贯通"][0] > 2016
    assert said["四链贯通"][-1] == 2025
    assert said["六稳六进"][-1] < 2021

    wordings = {d.text for d in records if isinstance(d, Definition) and "四链贯通" in d.terms[0]}
    assert len(wordings) >= 2
