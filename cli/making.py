"""tifatu build and tifatu harvest: from reports to a graph, or to its records alone."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tifatu.cli.progress import progress
from tifatu.graph.errors import NoReportError

if TYPE_CHECKING:
    from tifatu.builders.execution.lent import Lent
    from tifatu.builders.execution.repeats import Built
    from tifatu.builders.execution.stages import Harvest, Omitted, Options
    from tifatu.builders.read import Source
    from tifatu.graph.store.building import Building

INCOMPLETE = 3
"""Exit status: done, but some files were left out; stderr names each with its reason."""

Paths = Annotated[
    list[str], typer.Argument(help="Reports: files of any kind that is read, folders or patterns.", metavar="PATH...")
]
Given = Annotated[list[str] | None, typer.Argument(help="Reports: files, folders or patterns.", metavar="PATH...")]
Workers = Annotated[int, typer.Option(help="Processes; 0 takes every core.", min=0)]
Base = Annotated[str | None, typer.Option(help="Address below which the things of the graph have their names.")]
Chosen = Annotated[Path | None, typer.Option("--settings", help="A file of settings, such as tifatu.toml.")]
Ocr = Annotated[bool, typer.Option("--ocr", help="Read pages that are pictures (scans) by tesseract.")]
Cluster = Annotated[
    str,
    typer.Option("--cluster", help="A dask scheduler (tcp://…) whose workers see the same folders; they do the work."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars and no summary.")]


def build(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the graph.")],
    paths: Given = None,
    source: Annotated[Path | None, typer.Option("--from", help="An export (nq, trig …) or records.jsonl.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Start anew: names of the graph that stands there are not kept.")
    ] = False,
    settings: Chosen = None,
    base: Base = None,
    ocr: Ocr = False,
    workers: Workers = 0,
    cluster: Cluster = "",
    quiet: Quiet = False,
) -> None:
    """Build the graph of the reports below PATH, or the one that was exported to a file.

    A graph that stands in the folder is updated: its senses keep their names, and names that end lead on.

    Example: tifatu build reports/ -o kg
    """
    from tifatu.builders.execution.repeats import unchanged
    from tifatu.builders.pipeline import inputs_of
    from tifatu.graph.store.building import being_built
    from tifatu.graph.store.generations import remember_roots

    if bool(paths) == bool(source):
        raise typer.BadParameter("give either PATH... or --from FILE")
    if source and (settings or base):
        raise typer.BadParameter("--settings and --base are for reports; --from FILE reads none")
    options = _options(settings, base, workers, ocr)
    with being_built(out, force=True) as generation, _with_stdin(paths or []) as given, _lent(cluster) as lent:
        chosen = replace(options, shards=generation.shards, lent=lent)
        inputs, roots = inputs_of(given, chosen) if given else ("", ())
        built = None if force else unchanged(out, inputs)
        if built:
            remember_roots(out, roots)
        told = f"{out}, nothing has changed" if built else str(out)
        built = built or _built(
            generation, source or given, chosen, inputs, fresh=force or source is not None, quiet=quiet
        )
    _report(built.omitted, built.notes, built.counts, told, quiet)


def _built(
    generation: Building,
    given: Path | Sequence[str | Path | Source],
    options: Options,
    inputs: str,
    *,
    fresh: bool,
    quiet: bool,
) -> Built:
    """Build from reports or from an export, and keep what is to be told of it."""
    from tifatu.builders.diffusion import derived
    from tifatu.builders.execution.processes import alone
    from tifatu.builders.execution.repeats import Built, remember
    from tifatu.builders.senses.ledger import keep_names
    from tifatu.graph.records.files import given_away
    from tifatu.graph.store.former import former

    before, damage = ([], []) if fresh else former(generation.folder)
    _tell_damage(generation.folder, damage)
    harvest = _exported(given) if isinstance(given, Path) else _harvest(given, options, quiet)
    counts, omitted, notes, roots = harvest.counts(), harvest.omitted, harvest.notes, harvest.roots
    records = keep_names(harvest.records, before)
    del harvest, before  # the graph is made of the records alone, which are let go of one by one
    place = generation.publish(given_away(records), roots, derived, alone)
    built = Built(inputs=inputs, generation=place.name, counts=counts, omitted=omitted, notes=notes)
    remember(generation.folder, built)
    return built


def harvest(
    paths: Paths,
    out: Annotated[str, typer.Option("--out", "-o", help="File of the records, one JSON object a line; - for a pipe.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that stands there.")] = False,
    settings: Chosen = None,
    base: Base = None,
    ocr: Ocr = False,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Write the records of the reports below PATH, without building a graph.

    Example: tifatu harvest reports/ -o records.jsonl
    """
    from tifatu.graph.records.files import write_records
    from tifatu.graph.store.folders import check_file, new_file

    options = _options(settings, base, workers, ocr)
    with _with_stdin(paths) as given:
        if out == "-":
            found = _harvest(given, options, quiet)
            write_records(found.records, sys.stdout.buffer)
        else:
            over = force or _holds_records(Path(out))
            check_file(Path(out), force=over)
            found = _harvest(given, options, quiet)
            with new_file(Path(out), force=over) as file:
                write_records(found.records, file)
    _report(found.omitted, found.notes, found.counts(), out, quiet or out == "-")


def _options(settings: Path | None, base: str | None, workers: int, ocr: bool) -> Options:
    import msgspec

    from tifatu.builders.execution.stages import Options
    from tifatu.builders.settings import Settings

    chosen = Settings.from_toml(settings) if settings else Settings()
    chosen = msgspec.structs.replace(chosen, base=base or chosen.base, ocr=chosen.ocr or ocr)
    return Options(workers=workers, settings=chosen)


def _harvest(paths: Sequence[str | Path | Source], options: Options, quiet: bool) -> Harvest:
    from tifatu.builders.pipeline import build_records
    from tifatu.builders.read import Source

    with progress(quiet) as tell:
        found = build_records(paths, replace(options, progress=tell))
    if not found.counts()["report"]:
        _tell_omitted(found.omitted)
        named = (path.name if isinstance(path, Source) else str(path) for path in paths)
        raise NoReportError("、".join(named), "nothing was written; see the reasons above")
    return found


@contextmanager
def _with_stdin(paths: list[str]) -> Iterator[list[str | Path | Source]]:
    """The paths, with standard input kept in a file of its own where - stands for it."""
    from tifatu.builders.read import Source

    with tempfile.TemporaryDirectory(prefix="tifatu-") as folder:
        held = Path(folder, "stdin.txt")
        if "-" in paths:
            held.write_bytes(sys.stdin.buffer.read())
        yield [Source("stdin", held) if path == "-" else path for path in paths]


@contextmanager
def _lent(address: str) -> Iterator[Lent | None]:
    """The workers of a cluster; nothing where none was named."""
    from tifatu.builders.execution.lent import cluster

    if not address:
        yield None
        return
    with cluster(address) as lent:
        yield lent


def _tell_damage(folder: Path, damage: list[str]) -> None:
    if damage:
        told = f"{damage[0]}{' and more' if len(damage) > 1 else ''}"
        print(f"note: the graph in {folder} is damaged ({told}); it is built again", file=sys.stderr)


def _exported(source: Path) -> Harvest:
    """What an export was written from."""
    from tifatu.builders.execution.stages import Harvest
    from tifatu.graph.rdf.restore import records_of
    from tifatu.graph.records.files import read_records
    from tifatu.graph.records.soundness import check_sound

    found = Harvest(list(read_records(source) if source.suffix == ".jsonl" else records_of(source)), [])
    if not found.counts()["report"]:
        raise NoReportError(str(source), "it holds no record of one")
    check_sound(source, found.records)
    return found


def _holds_records(path: Path) -> bool:
    """Whether a file was harvested before: then it may be harvested anew without asking."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(8) in (b"", b'{"kind":')


def _tell_omitted(omitted: Sequence[Omitted]) -> None:
    for one in omitted:
        print(f"left out: {one.source}: {one.reason}", file=sys.stderr)


def _report(omitted: Sequence[Omitted], notes: Sequence[str], counts: Mapping[str, int], out: str, quiet: bool) -> None:
    from tifatu.builders.execution.repeats import counted

    _tell_omitted(omitted)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    if not quiet:
        print(f"{out}: {counted(counts)}")
    lost = sum(not one.harmless for one in omitted)
    if lost:
        print(f"{lost} file(s) left out; the rest is done.", file=sys.stderr)
        raise typer.Exit(INCOMPLETE)
