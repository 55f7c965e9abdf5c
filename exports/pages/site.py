"""The pages of a graph as a folder that opens offline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from tifatu.exports.pages.about import about_page, tool_page, translators_page
from tifatu.exports.pages.graphs import graph_pages
from tifatu.exports.pages.indexes import index_pages
from tifatu.exports.pages.places import place_page
from tifatu.exports.pages.reports import report_page
from tifatu.exports.pages.search import lexicon, report_data, shards
from tifatu.exports.pages.start import start_page
from tifatu.exports.pages.terms import term_page
from tifatu.exports.pages.world import Texts, World, world_of
from tifatu.graph.courses import Derived
from tifatu.graph.model import AnyRecord
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


def no_texts(_: str) -> None:
    """Texts of a site whose sources are not at hand."""


def write_site(
    records: Iterable[AnyRecord],
    folder: Path,
    *,
    force: bool = False,
    texts: Texts = no_texts,
    derived: Iterable[Derived] = (),
    told: Told | None = None,
) -> int:
    """Write the pages of a graph into a folder; return how many.

    Args:
        records: In the order of a records file.
        folder: Made beside its place and put there when whole.
        force: Replace a folder of pages that tifatu made.
        texts: Gives the text of a source as it was read, or None; without it the reports have no text.
        derived: What the build worked out from these records (``builders.diffusion.derived``): wordings, spread.
        told: Is told how far the writing is.

    Raises:
        FolderInUseError: The folder exists and must not be replaced.
    """
    with new_folder(folder, force=force) as place:
        world = world_of(records, texts, derived)
        _write_assets(place / "assets")
        count = 0
        for path, page in pages(world):
            target = place / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(page, encoding="utf-8", newline="\n", errors="replace")
            count += 1
            if told is not None:
                told(count, world.planned)
    return count


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Every page as path below the folder and HTML text."""
    for report in world.atlas.reports.values():
        yield f"reports/{world.addresses.reports[report.id]}.html", report_page(report, world)
    for term in world.atlas.shown:
        yield world.addresses.of_term(term), term_page(term, world)
    for key in sorted(world.atlas.regions):
        yield f"places/{key.lower()}.html", place_page(key, world)
    yield "index.html", start_page(world)
    yield from index_pages(world)
    yield "about.html", about_page(world)
    yield "translate.html", translators_page(world)
    for name, title in (("search", "查找"), ("compare", "比较"), ("check", "写稿时查")):
        yield f"{name}.html", tool_page(name, title, world)
    yield from graph_pages(world)
    yield from shards(world)
    yield from report_data(world)
    yield lexicon(world)


def _write_assets(folder: Path) -> None:
    folder.mkdir()
    for name in ASSETS:
        (folder / name).write_bytes(files("tifatu.exports").joinpath("assets", name).read_bytes())
    (folder / "vis-network.min.js").write_bytes(_vis_network())


def _vis_network() -> bytes:
    """The renderer that pyvis ships, so that a page needs no network."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_bytes()
