"""Judgements as rows of TSV, and the precision that they show."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from tifatu.graph.errors import UnreadableFileError

COLUMNS = ("key", "kind", "rule", "judgement", "source", "quote", "claim")
RIGHT, WRONG = "right", "wrong"
"""Any other judgement is none: unsure counts for nothing."""

Z = 1.96
"""Standard deviations of an interval that holds the true share 95 times of 100."""


@dataclass(frozen=True)
class Precision:
    """How much of what was judged is right."""

    kind: str
    rule: str
    """Empty for all rules of a kind."""

    right: int
    judged: int

    def __str__(self) -> str:
        low, high = wilson(self.right, self.judged)
        return f"{self.right / self.judged:.3f} [{low:.3f}, {high:.3f}]  {self.right} of {self.judged}"


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The interval of Wilson around a share, 95 %.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    share, spread = right / judged, Z * Z / judged
    middle = share + spread / 2
    half = Z * sqrt(share * (1 - share) / judged + spread / judged / 4)
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def judgements(place: Path) -> list[dict[str, str]]:
    """The rows of a file of judgements; of two with one key the later is kept.

    Raises:
        UnreadableFileError: The file is missing or has other columns.
    """
    try:
        with place.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableFileError(str(place), str(problem)) from None
    if any(not isinstance(row.get(name), str) for row in rows for name in COLUMNS[:4]):
        raise UnreadableFileError(str(place), f"a file of judgements has the columns {', '.join(COLUMNS)}")
    return list({row["key"]: row for row in rows}.values())


def precision(rows: Iterable[dict[str, str]]) -> Iterator[Precision]:
    """Kind by kind, and within each rule by rule."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row["judgement"] in (RIGHT, WRONG):
            for rule in ("", row["rule"]):
                of = sums[row["kind"], rule]
                of[0] += row["judgement"] == RIGHT
                of[1] += 1
    for (kind, rule), (right, judged) in sorted(sums.items()):
        yield Precision(kind, rule, right, judged)
