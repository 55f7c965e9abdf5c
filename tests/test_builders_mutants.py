"""No text ends a build: reports made worse at random are harvested whole, in time, and every span stays true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from layouts import layouts
from mutants import broken_off, endless, mutants, runs

from tifatu.builders.execution.faults import Faults
from tifatu.builders.execution.guard import Bounds, guarded
from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import build_records, harvest_text
from tifatu.builders.read import Source, read
from tifatu.builders.verify import verify
from tifatu.graph.errors import InputError

pytestmark = pytest.mark.slow

LENIENT = Bounds(seconds=60, seconds_a_megabyte=30)
"""What a text may take: more than any needs on a busy machine, less than a pattern that grows with the square."""

HEAD = """青禾县政府工作报告

——2025年1月9日在青禾县第十八届人民代表大会第三次会议上

县长　林某某

各位代表：

现在，我代表县人民政府报告工作，请予审议。聚焦“三网五库”，用好青禾义仓，壮大渠管员队伍，办好渡口学堂，设立林网基金，抓好“三馆一站”建设。

各位代表，让我们谱写青禾发展的新篇章！
"""

LIST_ENDS = (
    HEAD
    + """
名词解释
1.青禾义仓：收储、保管、发放的粮库。
2.“三馆一站”建设：指县里的文化馆、乡里的图书馆、村里的体育馆和镇里的广播站。
3.渠管员队伍：巡查、报告、处置的村民。
4.渡口学堂：识字、记账、算数的夜校。
5.林网基金：育苗、栽植、养护的资金。
6.“三网五库”：建好三网，管好五库。“三网”指水网、电网、路网。“五库”指粮库、菜库、果库、药库、茶库。
"""
)
"""Lists whose items hold what cutters look behind: 的, numerals, inner names."""

NO_HEADING = (
    HEAD
    + """1.“三馆一站”建设：文化馆、图书馆、体育馆和广播站。
2.“三网五库”：水网、电网、路网和粮库、菜库、果库、药库、茶库。
3.青禾义仓：储粮的仓库。
4.渡口学堂：村民的夜校。
"""
)
"""Entries right behind the last words of the speech."""


def files(folder: Path, texts: Iterable[tuple[str, str]]) -> Iterator[Path]:
    """Write the texts, lone surrogates and all."""
    for name, text in texts:
        place = folder / f"{name}.txt"
        place.write_bytes(text.encode("utf-8", "surrogatepass"))
        yield place


def faults(folder: Path, texts: Iterable[tuple[str, str]]) -> list[str]:
    """What breaks off, or takes too long, when each text is harvested; that one holds no report is no fault."""
    found = []
    for place in files(folder, texts):
        broken = Faults()
        try:
            with guarded(LENIENT, place.stat().st_size):
                harvest_text(read(Source(place.name, place)), broken)
        except InputError:
            continue
        found += [f"{place.name}: {fault}" for fault in broken.found]
    return found


def worsened(seed: int, samples: Path) -> Iterator[tuple[str, str]]:
    """Two hundred reports made worse."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.iterdir())]
    texts += [LIST_ENDS, NO_HEADING] * 4 + [made.text for made in layouts(seed, 12)]
    return mutants(texts, seed, 200)


@pytest.mark.parametrize("seed", range(3))
def test_reports_made_worse_at_random_are_read_all_the_same(seed: int, samples: Path, tmp_path: Path) -> None:
    """No step breaks off."""
    assert faults(tmp_path, worsened(seed, samples)) == []


def test_a_report_may_break_off_anywhere(tmp_path: Path) -> None:
    """In the middle of a list, behind 的, in a number: no step breaks off."""
    assert faults(tmp_path, broken_off(LIST_ENDS)) == []


def test_what_is_read_of_them_is_true(samples: Path, tmp_path: Path) -> None:
    """They make a graph, and every span reads as its record says.

    Headwords aside: a sign that decorates all of them is left out of each, inside it too.
    """
    written = list(files(tmp_path, worsened(3, samples)))

    found = build_records(written, Options(workers=1))

    assert [one for one in found.omitted if "broke" in one.reason or "killed" in one.reason] == []
    assert len({record.source for record in found.records if hasattr(record, "report")}) > 40
    untrue = verify(found.records, found.roots).findings
    assert [str(one) for one in untrue if one.what != "headword"] == []


def test_a_sign_many_thousand_times_in_a_row_takes_no_square_of_time(tmp_path: Path) -> None:
    """Full stops, spaces, quotation marks, brackets, numerals …: 10,000 of each inside an entry."""
    assert faults(tmp_path, runs(LIST_ENDS, 10_000)) == []


def test_a_hundred_thousand_characters_in_a_line_are_read(tmp_path: Path) -> None:
    """As the body, as an entry, as the only line; benchmarks/mutants.py has a million."""
    assert faults(tmp_path, endless(LIST_ENDS, 100_000)) == []
