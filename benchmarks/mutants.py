"""Harvest reports made worse at random, and reports that never end: what breaks, and CPU seconds by megabyte.

usage: mutants.py [SHARED] [--seed N] [--count N] [--long]

With the folder of the real reports the mutants are made of 60 of them, else of invented ones. What breaks off or takes
longer than --slow seconds a megabyte is named, so that the same seed gives it again. With --long a table follows: lines
of a million characters, and signs many thousand times in a row.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from layouts import layouts
from mutants import endless, mutants, runs

from tifatu.builders.execution.faults import Fault, Faults
from tifatu.builders.pipeline import harvest_text
from tifatu.builders.read import Source, read
from tifatu.graph.errors import InputError

REPORTS = 60
SMALL = 0.1
"""Megabytes: below that the fixed cost of a report hides its cost by length."""


def harvest(place: Path, text: str) -> tuple[float, float, list[Fault]]:
    """CPU seconds, megabytes and faults of one text."""
    place.write_bytes(text.encode("utf-8", "surrogatepass"))
    faults, began = Faults(), time.process_time()
    with suppress(InputError):  # many are no reports any more
        harvest_text(read(Source(place.name, place)), faults)
    return time.process_time() - began, place.stat().st_size / 1e6, faults.found


def sources(shared: Path | None, seed: int) -> list[str]:
    """The texts that are made worse."""
    found = sorted(path for path in shared.rglob("*") if path.suffix in (".md", ".txt")) if shared else []
    if not found:
        return [made.text for made in layouts(seed, REPORTS)]
    return [path.read_text(encoding="utf-8", errors="replace") for path in found[:: max(1, len(found) // REPORTS)]]


def table(place: Path, texts: Iterable[tuple[str, str]]) -> None:
    """One line a text: name, megabytes, seconds a megabyte, faults."""
    for name, text in texts:
        seconds, size, faults = harvest(place, text)
        print(f"{name:32} {size:6.2f} MB {seconds / size:7.2f} s/MB", *faults)


def main() -> None:
    """Print what breaks, then how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--slow", type=float, default=5.0)
    parser.add_argument("--long", action="store_true")
    args = parser.parse_args()
    texts, total, length, broke = sources(args.shared, args.seed), 0.0, 0.0, 0
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "report.txt"
        harvest(place, texts[0])  # loads tables
        for name, text in mutants(texts, args.seed, args.count):
            seconds, size, faults = harvest(place, text)
            total, length, broke = total + seconds, length + size, broke + bool(faults)
            if faults or seconds > args.slow * max(size, SMALL):
                print(f"{name}: {seconds:.1f} s, {size:.2f} MB", *faults, flush=True)
        print(f"{args.count} mutants, seed {args.seed}: {broke} broke; {total / length:.2f} s/MB of {length:.1f} MB")
        if args.long:
            made = next(iter(layouts(args.seed, 1))).text
            table(place, [*endless(made, 10**6), *runs(made, 10**5)])


if __name__ == "__main__":
    main()
