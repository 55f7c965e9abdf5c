"""How well glossaries in layouts drawn at random are read.

usage: glossary_layouts.py [SEED] [COUNT] [--misses]

Prints strict F1 over (headword, definition) of COUNT invented reports, and by value of each axis, worst first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from layouts import Made, layouts, score

from tifatu.builders.glossary import find_glossary, read_glossary
from tifatu.graph.model import Report

Sums = list[int]


def main(seed: int = 7, count: int = 400) -> None:
    """Read all, print the figures."""
    total: Sums = [0, 0, 0]
    by_value: dict[tuple[str, str], Sums] = defaultdict(lambda: [0, 0, 0])
    for made in layouts(seed, count):
        found = read(made)
        sums = score(made, found)
        for row in (total, *(by_value[axis, repr(value)] for axis, value in asdict(made.layout).items())):
            row[:] = [a + b for a, b in zip(row, sums, strict=True)]
        if "--misses" in sys.argv and f1(sums) < 1:
            print(f"{f1(sums):.2f} {made.layout}")
    print(f"{count} layouts, seed {seed}: strict F1 {f1(total):.3f} ({total[0]} of {total[1]}, {total[2]} found)")
    for (axis, value), sums in sorted(by_value.items(), key=lambda row: (f1(row[1]), row[0])):
        if axis != "sign":
            print(f"  {f1(sums):.3f} {axis} {value}")


def read(made: Made) -> list[tuple[str, str]]:
    """Headwords and definitions that are found in a report."""
    text = made.text
    body = text.index("各位代表")
    span = find_glossary(text, body, len(text))
    if not span:
        return []
    report = Report(
        id="R",
        source="made.txt",
        start=0,
        end=len(text),
        title="",
        region=None,
        date=None,
        session=None,
        speaker=None,
        reviews=(),
        plans=None,
        body=(body, span[0]),
        glossary=span,
    )
    return [(term, one.text) for one in read_glossary(text, span, report) for term in one.terms]


def f1(sums: Sums | tuple[int, int, int]) -> float:
    """Twice the right ones by the wanted and the found."""
    return 2 * sums[0] / max(1, sums[1] + sums[2])


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] if word.isdecimal()))
