"""How well names of senses stay while a corpus grows: from 50 to 400 reports in eight steps, in two orders.

    tifatu harvest CORPUS... -o r.jsonl
    python benchmarks/names.py r.jsonl

Told for each step: senses; names of the last step that no sense bears, in a build over the graph (with and without a
redirect) and in a fresh build. Over the graph none may be lost without a redirect; fresh, at most 3 in 100.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tifatu.builders.senses import link
from tifatu.builders.senses.ledger import keep_names
from tifatu.graph.model import AnyRecord, Definition, Report, Sense
from tifatu.graph.records.sets import RecordFile

STEPS = range(50, 401, 50)

SEEDS = (1, 2)
"""One for each order."""


def main() -> None:
    records = list(RecordFile(Path(sys.argv[1])))
    reports = {record.id: record for record in records if isinstance(record, Report)}
    definitions = [record for record in records if isinstance(record, Definition)]
    for seed in SEEDS:
        names = sorted(reports)
        random.Random(seed).shuffle(names)
        print(f"order {seed}: reports, senses, gone over the graph, of these without a redirect, gone in fresh builds")
        former: Sequence[AnyRecord] = ()
        before: set[str] = set()
        for size in STEPS:
            chosen = {name: reports[name] for name in names[:size]}
            fresh = linked(definitions, chosen)
            kept = keep_names(fresh, former)
            gone = borne(former) - borne(kept)
            lost = gone - {name for sense in senses(kept) for name in sense.replaces}
            print(size, len(senses(kept)), len(gone), len(lost), f"{share(before - borne(fresh), before):.3f}")
            former, before = kept, borne(fresh)


def linked(definitions: Sequence[Definition], reports: Mapping[str, Report]) -> list[AnyRecord]:
    """The definitions of some reports and their senses, as a fresh build has them."""
    alone = [definition for definition in definitions if definition.report in reports]
    found, meanings = link(alone, reports)
    return [*found, *meanings]


def senses(records: Sequence[AnyRecord]) -> list[Sense]:
    return [record for record in records if isinstance(record, Sense)]


def borne(records: Sequence[AnyRecord]) -> set[str]:
    """The names that senses bear."""
    return {sense.id for sense in senses(records)}


def share(some: set[str], whole: set[str]) -> float:
    return len(some) / len(whole) if whole else 0.0


if __name__ == "__main__":
    main()
