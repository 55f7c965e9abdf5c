"""The graph on disk: records and an Oxigraph store, built beside the old ones and put in their place in one step."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tifatu.graph.courses import DERIVED, Derived, write_derived
from tifatu.graph.index.entries import FILES
from tifatu.graph.index.writing import write_index
from tifatu.graph.model import AnyRecord, Run
from tifatu.graph.namespaces import iri
from tifatu.graph.ontology import ontology
from tifatu.graph.rdf.sections import blocks, sections
from tifatu.graph.rdf.shape import NTRIPLES
from tifatu.graph.records.files import in_order, read_records, write_records
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.store import generations
from tifatu.graph.store.generations import FORMAT, INDEX, MANIFEST, RECORDS, SHARDS, STORE
from tifatu.graph.store.seals import digest, seal
from tifatu.graph.survey.facts import Survey

if TYPE_CHECKING:
    from tifatu.graph.store.knowledge import KnowledgeGraph

CHUNK = 8 << 20
"""Bytes of N-Triples loaded at a time (some 60,000 triples): larger chunks take more memory and are no faster."""


LARGE = 64 << 20
"""Bytes of records from which they are indexed and loaded by a process of its own: it begins with nothing, while this
one keeps the room that all records took at once."""

Elsewhere = Callable[[Callable[[Path], int], Path], int]
"""Runs a function of a folder in another process."""

Derive = Callable[[Sequence[AnyRecord]], Iterable[Derived]]
"""Works out what follows from the records of a graph."""


def derive_nothing(records: Sequence[AnyRecord]) -> tuple[()]:
    """Nothing follows: a graph without courses and wordings."""
    return ()


@dataclass(frozen=True)
class Building:
    """The right to publish into a folder, held until the block of ``being_built`` ends."""

    folder: Path

    @property
    def shards(self) -> Path:
        """Folder for harvested files, kept between builds."""
        return self.folder / SHARDS

    def publish(
        self,
        records: Path | Iterable[AnyRecord],
        roots: Iterable[Path] = (),
        derive: Derive = derive_nothing,
        elsewhere: Elsewhere | None = None,
    ) -> Path:
        """Make a generation of the records and let readers see it; the former one goes.

        Args:
            records: A file of records or the records themselves; those with an id that came before are left out.
            roots: Where the sources of the records were found, for ``verify``.
            derive: What follows from them is kept beside them (tifatu.builders.derived).
            elsewhere: Indexes and loads large records in a process of its own; here where none is given.

        Returns:
            The folder of the generation.

        Raises:
            BadRecordError: A line of the file is no record.
        """
        beside = self.folder / f".tmp-{os.getpid()}"
        shutil.rmtree(beside, ignore_errors=True)
        try:
            beside.mkdir()
            with _disk_full_told(self.folder):
                given = read_records(records) if isinstance(records, Path) else records
                name = _make(beside, given, derive, elsewhere)
                place = generations.put_in_place(self.folder, beside, name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        generations.remember_roots(self.folder, roots)
        generations.sweep(self.folder)
        return place


@contextmanager
def being_built(folder: Path, *, force: bool) -> Iterator[Building]:
    """Reserve a folder for a build; see ``Building``.

    Args:
        folder: Made if need be.
        force: Replace the graph that stands there; a folder that is not ours is never touched.

    Raises:
        FolderInUseError: A graph stands there and ``force`` is not set, or the folder is not ours.
        BusyError: Another process builds there.
    """
    with generations.locked(folder, force=force):
        yield Building(folder)


def publish(folder: Path, records: Path | Iterable[AnyRecord], *, force: bool = False) -> Path:
    """Make a graph of records; see ``being_built`` and ``Building.publish``."""
    with being_built(folder, force=force) as building:
        return building.publish(records)


def build_graph(records: Iterable[AnyRecord], folder: str | Path, *, force: bool = False) -> KnowledgeGraph:
    """A graph of the records in a folder, open for reading; close it, or use it in a with statement.

    Args:
        records: What a harvest found.
        folder: Made if need be.
        force: Replace the graph that stands there; a folder that is not ours is never touched.

    Raises:
        FolderInUseError: The folder holds something else, or a graph and ``force`` is not given.
        BusyError: Another build writes there.
    """
    with being_built(Path(folder), force=force) as building:
        building.publish(records)
    return open_graph(Path(folder))


def open_graph(folder: Path) -> KnowledgeGraph:
    """Open a graph for reading.

    Raises:
        NoGraphError: The folder holds no finished graph.
    """
    from tifatu.graph.store.knowledge import KnowledgeGraph

    return KnowledgeGraph(folder)


def _make(place: Path, records: Iterable[AnyRecord], derive: Derive, elsewhere: Elsewhere | None) -> str:
    """Fill a new generation; return the name that its content gives it."""
    chosen, counts = _first_of_each(in_order(records))
    with (place / RECORDS).open("wb") as out:
        write_records(chosen, out)
    with (place / DERIVED).open("wb") as out:
        write_derived(derive(chosen), out)
    runs = [record for record in chosen if isinstance(record, Run)]
    del chosen
    large = (place / RECORDS).stat().st_size >= LARGE
    count = elsewhere(_index_and_fill, place) if elsewhere and large else _index_and_fill(place)
    manifest = {
        "counts": dict(sorted(counts.items())),
        "derived": {"sha256": digest(place / DERIVED)},
        "format": FORMAT,
        "index": {name: digest(place / INDEX / name) for name in FILES},
        "records": {"bytes": (place / RECORDS).stat().st_size, "sha256": digest(place / RECORDS)},
        "runs": [{"code": run.code, "id": run.id, "rules": run.rules, "settings": run.settings} for run in runs],
        "triples": count,
        "vocabulary": {"sha256": sha256(ontology()).hexdigest()},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (place / MANIFEST).write_text(text, encoding="utf-8")
    seal(place)
    return generations.name_of(text.encode())


def _index_and_fill(place: Path) -> int:
    """Make index and store of the records that lie in a folder; return how many triples the store holds."""
    file = RecordFile(place / RECORDS)
    survey = Survey(file)
    write_index(place / INDEX, file, survey)
    return _fill(place / STORE, file, survey)


def _first_of_each(records: Iterable[AnyRecord]) -> tuple[list[AnyRecord], Counter[str]]:
    """The records without those whose id came before, and how many there are of each kind."""
    seen: set[str] = set()
    chosen = [record for record in records if not (record.id in seen or seen.add(record.id))]  # type: ignore[func-returns-value]
    return chosen, Counter(str(record.__struct_config__.tag) for record in chosen)


def _fill(place: Path, records: RecordFile, survey: Survey) -> int:
    """Load the triples of the records into a new store; return how many it holds."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    store = Store(str(place))
    pieces = (block for section in sections() for block in blocks(section, records, survey, NTRIPLES))
    load = partial(store.bulk_load, format=RdfFormat.N_TRIPLES, lenient=True)
    _one_ahead(load, _chunks(pieces))
    count = len(store)
    store.load(ontology(), RdfFormat.TURTLE, to_graph=NamedNode(iri("tfg:vocabulary", survey.base)))
    store.optimize()
    store.flush()
    return count


def _one_ahead(consume: Callable[[bytes], None], chunks: Iterable[bytes]) -> None:
    """Consume each chunk in a thread while the next is made: Oxigraph needs no Python while it loads."""
    with ThreadPoolExecutor(1) as thread:
        running: Future[None] | None = None
        for chunk in chunks:
            if running:
                running.result()
            running = thread.submit(consume, chunk)
        if running:
            running.result()


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


@contextmanager
def _disk_full_told(folder: Path) -> Iterator[None]:
    """Oxigraph's own error of a full disk has no number; give it the usual one."""
    try:
        yield
    except OSError as problem:
        if problem.errno is None and "No space left" in str(problem):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from problem
        raise
