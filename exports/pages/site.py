"""The pages of a graph as a folder that opens offline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

from tifatu.exports.pages.about import about_page, tool_page, translators_page
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.crew import Task, write_tasks
from tifatu.exports.pages.graphs import place_graph, term_graphs
from tifatu.exports.pages.indexes import index_pages
from tifatu.exports.pages.originals import Originals
from tifatu.exports.pages.places import place_page
from tifatu.exports.pages.reports import report_page
from tifatu.exports.pages.search import lexicon, report_data, shards
from tifatu.exports.pages.start import start_page
from tifatu.exports.pages.terms import term_page
from tifatu.exports.pages.world import World, world_of
from tifatu.graph.courses import Derived
from tifatu.graph.model import AnyRecord, Report
from tifatu.graph.store.folders import new_folder

ASSETS = (
    "site.css",
    "site.js",
    "search.js",
    "traditional.js",
    "report.js",
    "term.js",
    "take.js",
    "tools.js",
    "graph.js",
)
"""Copied as they are."""

Told = Callable[[int, int], None]
"""Is told the number of pages written and how many there will be."""


def no_originals(_: str) -> None:
    """Originals of a site whose sources are not at hand."""


def write_site(
    records: Iterable[AnyRecord],
    folder: Path,
    *,
    force: bool = False,
    originals: Originals = no_originals,
    derived: Iterable[Derived] = (),
    told: Told | None = None,
    workers: int = 1,
) -> int:
    """Write the pages of a graph into a folder; return how many.

    Args:
        records: In the order of a records file.
        folder: Made beside its place and put there when whole.
        force: Replace a folder of pages that tifatu made.
        originals: Gives a source as it was read, or None; without it the reports have no text.
        derived: What the build worked out from these records (``builders.diffusion.derived``): wordings, spread.
        told: Is told how far the writing is.
        workers: Processes that write; the pages are the same whatever their number.

    Raises:
        FolderInUseError: The folder exists and must not be replaced.
    """
    with new_folder(folder, force=force) as place:
        world = world_of(records, originals, derived)
        _write_assets(place / "assets")
        return write_tasks(tasks(world), place, workers, partial(_tell, told, world))


def _tell(told: Told | None, world: World, done: int) -> None:
    if told is not None:
        told(done, max(done, world.planned))


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Every page as path below the folder and HTML text."""
    for task in tasks(world):
        yield from task()


def tasks(world: World) -> list[Task]:
    """What there is to write: pieces of work that may be done in any order, the largest first."""
    world.related.company  # noqa: B018 read by most pages, and worked out from all texts: once, before the work is shared
    whole = (shards, lexicon, index_pages, tables, tools)
    return [
        *(partial(kind, world) for kind in whole),
        *(partial(_report, report, world) for report in world.atlas.reports.values()),
        *(partial(_term, term, world) for term in world.atlas.shown),
        *(partial(_place, key, world) for key in sorted(world.atlas.regions)),
    ]


def tables(world: World) -> Iterator[tuple[str, str]]:
    """The first page and those about the whole."""
    yield "index.html", start_page(world)
    yield "about.html", about_page(world)
    yield "translate.html", translators_page(world)


def tools(world: World) -> Iterator[tuple[str, str]]:
    """The pages that a script fills."""
    for name, title in (("search", "查找"), ("compare", "比较"), ("check", "写稿时查")):
        yield f"{name}.html", tool_page(name, title, world)


def _report(report: Report, world: World) -> Iterator[tuple[str, str]]:
    yield f"reports/{world.addresses.reports[report.id]}.html", report_page(report, world)
    yield report_data(report, world)


def _term(term: Term, world: World) -> Iterator[tuple[str, str]]:
    yield world.addresses.of_term(term), term_page(term, world)
    if term.definitions:
        yield world.addresses.of_graph(term), term_graphs(term, world)


def _place(key: str, world: World) -> Iterator[tuple[str, str]]:
    yield f"places/{key.lower()}.html", place_page(key, world)
    yield f"graphs/place-{key.lower()}.html", place_graph(key, world)


def _write_assets(folder: Path) -> None:
    folder.mkdir()
    for name in ASSETS:
        (folder / name).write_bytes(files("tifatu.exports").joinpath("assets", name).read_bytes())
    (folder / "vis-network.min.js").write_bytes(_vis_network())


def _vis_network() -> bytes:
    """The renderer that pyvis ships, so that a page needs no network."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_bytes()
