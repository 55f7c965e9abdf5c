"""No text ends a build: reports made worse at random are harvested whole, in time, and every span stays true."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from layouts import layouts
from mutants import endless, mutants, runs

from tifatu.builders.execution.guard import Bounds
from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import Harvest, build_records
from tifatu.builders.verify import verify

LENIENT = Bounds(seconds=60, seconds_a_megabyte=30)
"""What a text may take: more than any needs on a busy machine, less than a pattern that grows with the square."""

LIST_ENDS = """青禾县政府工作报告

——2025年1月9日在青禾县第十八届人民代表大会第三次会议上

县长　林某某

各位代表：

现在，我代表县人民政府报告工作，请予审议。聚焦“三网五库一中心”，用好青禾义仓。抓好“三馆一站”，即文化馆、图书馆、体育馆和广播站。

名词解释
1.青禾义仓：收储、保管、发放的粮食仓库。
2.“三馆一站”：指县里的文化馆、乡里的图书馆、村里的体育馆和镇里的广播站。
3.“三员”队伍：巡查、报告、处置的人员，守渠、守林、守田的人员。
4.“二三四”思路：建好两网，办好三馆、管好四渠。“二”指水网、电网。“三”指文化馆、图书馆、体育馆。
"""
"""Lists whose items hold what cutters look behind: 的, numerals, inner names."""


def harvest(folder: Path, texts: Iterable[tuple[str, str]]) -> Harvest:
    """Build a folder of texts in this process, as ``tifatu build`` does."""
    for name, text in texts:
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    return build_records([folder], Options(workers=1, bounds=LENIENT))


def broken(found: Harvest) -> list[str]:
    """What broke off, for whatever reason; that a text holds no report is none."""
    return [f"{one.source}: {one.reason}" for one in found.omitted if "broke" in one.reason or "killed" in one.reason]


@pytest.mark.parametrize("seed", range(2))
def test_reports_made_worse_at_random_are_read_all_the_same(seed: int, samples: Path, tmp_path: Path) -> None:
    """Nothing breaks off, and every span reads as its record says.

    Headwords aside: a sign that decorates all of them is left out of each, inside it too.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.iterdir())]
    texts += [LIST_ENDS, *(made.text for made in layouts(seed, 12))]

    found = harvest(tmp_path, mutants(texts, seed, 200))

    assert broken(found) == []
    assert len({record.source for record in found.records if hasattr(record, "report")}) > 60
    untrue = verify(found.records, [tmp_path]).findings
    assert [str(one) for one in untrue if one.what != "headword"] == []


def test_a_sign_many_thousand_times_in_a_row_takes_no_square_of_time(tmp_path: Path) -> None:
    """Full stops, spaces, quotation marks, brackets, numerals …: 10,000 of each inside an entry."""
    assert broken(harvest(tmp_path, runs(LIST_ENDS, 10_000))) == []


def test_a_hundred_thousand_characters_in_a_line_are_read(tmp_path: Path) -> None:
    """As the body, as an entry, as the only line; benchmarks/mutants.py has a million."""
    assert broken(harvest(tmp_path, endless(LIST_ENDS, 100_000))) == []
