"""tifatu export: the graph in a format that others read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from tifatu.cli.checking import Graph, Root, roots
from tifatu.cli.looking import years_of
from tifatu.cli.progress import progress

if TYPE_CHECKING:
    from tifatu.builders.read import Source
    from tifatu.exports import Selection
    from tifatu.exports.pages.originals import Original, Originals
    from tifatu.graph.courses import Derived
    from tifatu.graph.records.sets import Records
    from tifatu.graph.store.knowledge import KnowledgeGraph


class ProfileName(StrEnum):
    """How much of each thing is told."""

    SIMPLE = "simple"
    FULL = "full"


def export(
    graph: Graph,
    to: Annotated[str, typer.Option("--to", help="Format: html, ttl, csv, xlsx, graphml …")],
    out: Annotated[
        str, typer.Option("--out", "-o", help="File; folder for html, csv, parquet, md, or NAME.zip; - for a pipe.")
    ],
    profile: Annotated[ProfileName, typer.Option(help="simple: SKOS only; full: everything.")] = ProfileName.FULL,
    region: Annotated[str | None, typer.Option(help="Only reports of this region and below: code or name.")] = None,
    years: Annotated[str | None, typer.Option(help="Only reports of these years: 2021-2025 or 2023.")] = None,
    term: Annotated[str | None, typer.Option(help="Only this term.")] = None,
    root: Root = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what stands there.")] = False,
) -> None:
    """Write the graph as RDF, tables or interactive pages.

    Example: tifatu export kg --to html -o pages
    """
    from tifatu.exports import FOLDER_EXPORTERS, Selection
    from tifatu.graph.rdf.sections import Profile
    from tifatu.graph.store.building import open_graph

    selection = Selection(Profile(profile.value), region, years_of(years), term)
    with open_graph(graph) as opened:
        if to == "html":
            _pages(opened, Path(_folder_name(to, out)), selection, roots(graph, root), force)
        elif to in FOLDER_EXPORTERS:
            _folder(opened, to, _folder_name(to, out), selection, force)
        else:
            _file(opened, to, out, selection, force)


def _pages(graph: KnowledgeGraph, out: Path, selection: Selection, at: Sequence[Path], force: bool) -> None:
    from tifatu.exports import select

    records = select(graph.records(), selection)
    derived = graph.derived() if selection.is_everything else _worked_out(records)
    write = partial(_written, records, partial(_original, at, out), derived)
    if out.suffix.lower() == ".zip":
        _zipped_pages(write, out, force)
        return
    count = write(out, force=force)
    print(f"{count:,} pages; open {out / 'index.html'}")


def _worked_out(records: Records) -> Iterator[Derived]:
    """How the terms of a selection spread among its own reports."""
    from tifatu.builders.diffusion import derived

    return derived(tuple(records))


def _zipped_pages(write: Callable[..., int], out: Path, force: bool) -> None:
    """The pages as one file; in it they open from the folder into which it is unpacked."""
    from tempfile import TemporaryDirectory

    from tifatu.exports.files.archives import zip_folder
    from tifatu.graph.store.folders import check_file, new_file

    check_file(out, force=force)
    with TemporaryDirectory() as scratch:
        count = write(Path(scratch) / "pages", force=False)
        with new_file(out, force=force) as file:
            zip_folder(Path(scratch), file)
    print(f"{count:,} pages in {out}")


def _written(records: Records, originals: Originals, derived: Iterable[Derived], folder: Path, force: bool) -> int:
    """Write the pages with the texts of their reports, telling how far they are; how many."""
    from tifatu.builders.execution.processes import available_cores
    from tifatu.exports.pages.site import write_site

    with progress(quiet=False) as tell:
        told = partial(tell, "pages")
        return write_site(
            records, folder, force=force, originals=originals, derived=derived, told=told, workers=available_cores()
        )


def _original(at: Sequence[Path], site: Path, source: str) -> Original | None:
    """A source, read again for the page of its report below the first folder that has it; None where it is gone."""
    from tifatu.builders.read import read
    from tifatu.builders.verify import found_again
    from tifatu.exports.pages.originals import Original, Spot
    from tifatu.graph.errors import InputError

    try:
        found = found_again(source, at)
        text = read(found)
    except InputError:
        return None
    spots = tuple((start, Spot(where.unit, where.name)) for start, where in text.places)
    return Original(text.text, spots, _beside(found, site) if site.suffix.lower() != ".zip" else "")


def _beside(source: Source, site: Path) -> str:
    """The way from a site to the file of a source, where both lie in one folder; empty where they do not.

    A longer way would tell of the machine, and would lead nowhere when the folder is given to somebody.
    """
    path, folder = (Path(os.path.abspath(place)) for place in (source.path, site.parent))  # noqa: PTH100 - no links
    if source.member is not None or not path.is_relative_to(folder):
        return ""
    return quote(f"../{path.relative_to(folder).as_posix()}")


def _folder(graph: KnowledgeGraph, to: str, out: str, selection: Selection, force: bool) -> None:
    from tifatu.exports import export_folder, export_zip
    from tifatu.graph.store.folders import new_file, new_folder

    if out.lower().endswith(".zip"):
        with new_file(Path(out), force=force) as file:
            export_zip(graph.records(), to, file, selection)
        return
    with new_folder(Path(out), force=force) as folder:
        export_folder(graph.records(), to, folder, selection)


def _folder_name(to: str, out: str) -> str:
    """Where a format of several files goes: anywhere but into a pipe."""
    from tifatu.graph.errors import PipeError

    if out == "-":
        raise PipeError(to)
    return out


def _file(graph: KnowledgeGraph, to: str, out: str, selection: Selection, force: bool) -> None:
    from tifatu.exports import export as write
    from tifatu.exports import exporter_for
    from tifatu.graph.store.folders import new_file

    exporter_for(to)
    if out == "-":
        write(graph.records(), to, sys.stdout.buffer, selection)
        sys.stdout.buffer.flush()
        return
    with new_file(Path(out), force=force) as file:
        write(graph.records(), to, file, selection)
