"""Make builders/data/gazetteer.tsv from the CC0 table of github.com/yescallop/areacodes.

Run by hand when a new edition of the table is out (``python -m tifatu.builders.gazetteer.compile result.csv``);
tifatu itself reads only the compiled file. The source's columns for province, prefecture, level and state are
left out, because they follow from the code and the years (checked here for every row).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

COMPILED = Path(__file__).parent.parent / "data" / "gazetteer.tsv"
"""Where the package keeps the compiled table."""

HEADER = """\
# Administrative divisions of China, county level and above, 1981-2025. Compiled by builders/gazetteer/compile.py;
# source and licence: GAZETTEER.md. Columns: code, name, first year in force, first year no longer in force (or empty).
"""

LEVELS = {True: "省级", False: "地级"}


def level_of(code: str) -> str:
    """The level that a code stands for.

    Source: GB/T 2260, section 4: two digits each for province, prefecture and county, 00 for "the whole".

    >>> level_of("620000"), level_of("620900"), level_of("620902")
    ('省级', '地级', '县级')
    """
    return LEVELS[code.endswith("0000")] if code.endswith("00") else "县级"


def compile_rows(rows: Iterable[Mapping[str, str]]) -> str:
    """The compiled table as text.

    Args:
        rows: The rows of the source table, with its own column names.

    Raises:
        ValueError: A row's level does not follow from its code.
    """
    lines = []
    for row in rows:
        if row["级别"] != level_of(row["代码"]):
            raise ValueError(
                f"{row['代码']} {row['名称']}: the source says {row['级别']}, the code {level_of(row['代码'])}"
            )
        lines.append("\t".join((row["代码"], row["名称"], row["启用时间"], row["变更/弃用时间"])))
    return HEADER + "\n".join(sorted(lines)) + "\n"


def main(source: Path, target: Path = COMPILED) -> None:
    """Read the source table, write the compiled one."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        target.write_text(compile_rows(csv.DictReader(file)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
