"""How a stage of the pipeline runs over all files: options, what is kept, what is left out, progress."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tifatu.builders.execution.faults import Fault, told
from tifatu.builders.execution.guard import Bounds, OverLimitError, guarded
from tifatu.builders.execution.lent import Lent, LentWorkers
from tifatu.builders.execution.processes import Died, Workers, available_cores, workers
from tifatu.builders.execution.shards import Shards
from tifatu.builders.read.finding import Source
from tifatu.builders.settings import Settings
from tifatu.graph.model import AnyRecord, Report

Kind = TypeVar("Kind")
File = TypeVar("File", Source, "Harvested")
Progress = Callable[[str, int, int], None]
"""Called with the stage, the files done and the files in all."""


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Options:
    """How to build; the defaults serve."""

    workers: int = 0
    """Processes; 0 takes every core that this process may use."""

    shards: Path | None = None
    """Where harvested files are kept between builds; None keeps them only until the end."""

    progress: Progress = silent
    settings: Settings = field(default_factory=Settings)
    """What is chosen beside the reports: word lists, gazetteer, manifest, limits."""

    lent: Lent | None = None
    """An executor to work on instead of processes of our own; then ``shards`` lies where all its workers see it."""

    bounds: Bounds = field(default_factory=Bounds)
    """What the work on one file may take."""

    def processes(self, files: int) -> int:
        """Processes for so many files."""
        return min(self.workers or available_cores(), max(1, files))


@dataclass(frozen=True)
class Omitted:
    """A file that was left out, and why."""

    source: str
    reason: str
    harmless: bool = False
    """True when nothing is lost: another file has the same text."""

    broke: bool = False
    """True when it was tifatu that failed, for want of time or memory or by a mistake: another try may find more."""


@dataclass(frozen=True)
class Harvested:
    """A file that was read, the hash of its text, and the shard that holds what was found."""

    source: Source
    sha256: str
    shard: str
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    """Steps that broke on it: all else that it says was found."""

    passed_over: frozenset[str] = frozenset()
    """Ids of its reports that are editions of others."""

    def reports_in(self, records: Iterable[AnyRecord]) -> list[Report]:
        """The reports among its records that are not passed over."""
        return [report for report in only(records, Report) if report.id not in self.passed_over]


@dataclass(frozen=True)
class Harvest:
    """Everything that was found, in the order in which it is written, and what was left out."""

    records: list[AnyRecord]
    omitted: list[Omitted]
    notes: list[str] = field(default_factory=list)
    """What the user should know though nothing is lost: where a manifest and a text disagree."""
    roots: tuple[Path, ...] = ()
    """The folders from which the names of the sources lead to the files."""

    def counts(self) -> dict[str, int]:
        """Kind of record -> how many, for people."""
        kinds = Counter(str(record.__struct_config__.tag) for record in self.records)
        return {kind: kinds[kind] for kind in ("report", "definition", "sense", "mention", "attribution", "place")}


@contextmanager
def shards_of(options: Options) -> Iterator[Shards]:
    """The folder of shards that the options name, or one that goes when the block ends."""
    if options.shards is not None:
        options.shards.mkdir(parents=True, exist_ok=True)
        yield Shards(options.shards.absolute())
        return
    with tempfile.TemporaryDirectory(prefix="tifatu-") as folder:
        yield Shards(Path(folder))


def seen_by_all(sources: Iterable[Source]) -> list[Source]:
    """Sources as workers find them that somebody else has started, in a folder of their own."""
    return [
        replace(one, path=one.path.absolute(), root=None if one.root is None else one.root.absolute())
        for one in sources
    ]


@contextmanager
def workers_of(options: Options, files: int, prepare: Callable[[], object]) -> Iterator[Workers | LentWorkers]:
    """Those who do the work on so many files: processes of our own, or those of the executor that was lent.

    Args:
        options: How many, or which.
        files: How many files there are.
        prepare: What each process must do first.
    """
    if options.lent:
        yield LentWorkers(options.lent, prepare)
        return
    with workers(options.processes(files), prepare) as ours:
        yield ours


def each_file(
    stage: str,
    function: Callable[[File], Kind],
    files: Sequence[File],
    workers: Workers | LentWorkers,
    options: Options,
) -> list[Kind | Omitted]:
    """Run one stage over all files, telling progress; a file that kills its worker is left out by name."""
    results: list[Kind | Omitted] = []
    for result in workers.map(partial(_within, options.bounds, function), files):
        results.append(_killed(stage, result.item) if isinstance(result, Died) else result)
        options.progress(stage, len(results), len(files))
    return results


def _within(bounds: Bounds, function: Callable[[File], Kind], file: File) -> Kind | Omitted:
    """The function's result, within the bounds of its file; it tells itself what breaks in it."""
    source = _source(file)
    try:
        size = source.path.stat().st_size
    except OSError:
        size = 0  # reading it tells why
    try:
        with guarded(bounds, size):
            return function(file)
    except OverLimitError as problem:  # between two steps
        return Omitted(source.name, f"tifatu broke on it ({told(problem)}); please report this", broke=True)


def without_copies(outcomes: Sequence[Harvested | Omitted]) -> list[Harvested | Omitted]:
    """Of files with the same text only the first is kept: their records would be the same, too."""
    first: dict[str, str] = {}
    kept: list[Harvested | Omitted] = []
    for outcome in outcomes:
        name = first.setdefault(outcome.sha256, outcome.source.name) if isinstance(outcome, Harvested) else ""
        if isinstance(outcome, Harvested) and name != outcome.source.name:
            kept.append(Omitted(outcome.source.name, f"has the same text as {name}", harmless=True))
        else:
            kept.append(outcome)
    return kept


def partly(files: Iterable[Harvested]) -> Iterator[Omitted]:
    """What is missing of files that are kept, as something to be told."""
    for file in files:
        yield from (Omitted(file.source.name, str(fault), broke=True) for fault in file.faults)


def only(records: Iterable[object], kind: type[Kind]) -> list[Kind]:
    """The records of one kind, in their order."""
    return [record for record in records if isinstance(record, kind)]


def _killed(stage: str, file: Source | Harvested) -> Omitted:
    reason = f"the {stage} stage was killed twice on it, perhaps for want of memory or time"
    return Omitted(_source(file).name, reason, broke=True)


def _source(file: Source | Harvested) -> Source:
    return file if isinstance(file, Source) else file.source
