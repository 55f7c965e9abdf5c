"""The pages: an overview, one page a term, one page a region; they open from a folder, offline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tifatu.exports.pages import views
from tifatu.exports.pages.atlas import Atlas, Term, atlas_of
from tifatu.exports.pages.picture import STYLES, overview_picture, overview_terms, term_picture
from tifatu.graph.model import AnyRecord
from tifatu.graph.pinyin import romanise
from tifatu.graph.store.folders import new_folder

LEGEND = {
    "term": ("提法", "term"),
    "sense": ("义项", "sense"),
    "component": ("组成", "component"),
    "region": ("释义地区", "place defining"),
    "mentioning": ("提及地区", "place using"),
    "issuer": ("归属", "issuer"),
}
"""Kind of node -> what the legend calls it."""

MOST_PLAIN = 400
"""Unexplained terms listed on the page of a region."""


def write_site(records: Iterable[AnyRecord], folder: Path, *, force: bool = False) -> int:
    """Write the pages of a graph into a folder; return how many.

    Args:
        records: In the order of a records file.
        folder: Made beside its place and put there when whole.
        force: Replace a folder of pages that tifatu made.

    Raises:
        FolderInUseError: The folder exists and must not be replaced.
    """
    atlas = atlas_of(records)
    with new_folder(folder, force=force) as place:
        _write_assets(place / "assets", atlas)
        count = 0
        for path, page in pages(atlas):
            target = place / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(page, encoding="utf-8", newline="\n")
            count += 1
    return count


def pages(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Every page as path below the folder and HTML text."""
    yield "index.html", index_page(atlas)
    for term in atlas.described:
        yield f"terms/{term.address}", term_page(term, atlas)
    for key in sorted(atlas.regions):
        yield f"regions/{key}.html", region_page(key, atlas)


def index_page(atlas: Atlas) -> str:
    """The overview: figures, the picture of shared terms, homonyms, regions."""
    several = sorted((t for t in atlas.described if len(t.senses) > 1), key=lambda t: (-len(t.senses), t.key))
    return _render(
        "index.html",
        counts=views.counts(atlas),
        graph=embedded(overview_picture(atlas)),
        legend=_legend("term", "region"),
        shared=overview_terms(atlas)[:40],
        homonyms=[views.homonym(term) for term in several[:24]],
        regions=[
            {"key": key, "name": region.name, "reports": len(atlas.reports_of[key])}
            for key, region in sorted(atlas.regions.items())
        ],
    )


def term_page(term: Term, atlas: Atlas) -> str:
    """One term: its graph, its senses with all definitions side by side, who uses it."""
    using = sum(1 for _ in {d.report for d in term.definitions})
    return _render(
        "term.html",
        up="../",
        term=term,
        graph=embedded(term_picture(term, atlas)),
        legend=_legend(*LEGEND),
        senses=[views.sense(sense, term, atlas) for sense in term.senses],
        issuers=views.issuers(term, atlas),
        uses=[views.use(use) for use in term.uses],
        held=len(atlas.reports),
        using=max(using, sum(1 for _ in term.uses)),
    )


def region_page(key: str, atlas: Atlas) -> str:
    """One region: its reports, the terms that it defines, those that it only uses."""
    here = sorted(atlas.terms_of.get(key, []), key=lambda pair: (-pair[1].mentions, pair[0].key))
    defined = [term for term, use in here if use.defines]
    plain = [term.key for term, use in here if not term.definitions]
    return _render(
        "region.html",
        up="../",
        region=atlas.regions[key],
        reports=atlas.reports_of[key],
        defined=[{"address": t.address, "label": t.label, "alone": len(t.defining) == 1} for t in defined],
        used=[
            {"address": term.address, "label": term.label, "mentions": use.mentions}
            for term, use in here
            if term.definitions and not use.defines
        ],
        plain=plain[:MOST_PLAIN],
        plain_left=max(0, len(plain) - MOST_PLAIN),
    )


def embedded(data: str) -> Markup:
    r"""JSON that may stand inside a script element: no character of it can end or open one.

    >>> embedded('{"label": "</script>"}')
    Markup('{"label": "\\u003c/script\\u003e"}')
    """
    for char, escape in {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"}.items():
        data = data.replace(char, escape)
    return Markup(data.replace("\u2029", "\\u2029"))


@cache
def templates() -> Environment:
    """The templates of all pages; whatever they show is escaped."""
    return Environment(
        loader=PackageLoader("tifatu.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _render(name: str, **facts: Any) -> str:
    return templates().get_template(name).render({"up": ""} | facts)


def _legend(*kinds: str) -> list[dict[str, str]]:
    return [{"kind": kind, "zh": LEGEND[kind][0], "en": LEGEND[kind][1]} for kind in kinds if kind in STYLES]


def _write_assets(folder: Path, atlas: Atlas) -> None:
    folder.mkdir()
    for name in ("site.css", "search.js", "graph.js"):
        (folder / name).write_bytes(files("tifatu.exports").joinpath("assets", name).read_bytes())
    (folder / "vis-network.min.js").write_bytes(_vis_network())
    data = embedded(json.dumps(list(map(_search_row, atlas.terms.values())), ensure_ascii=False, separators=(",", ":")))
    (folder / "terms.js").write_text(f"window.TIFATU_TERMS={data};\n", encoding="utf-8", newline="\n")


def _search_row(term: Term) -> list[str | int]:
    """What assets/search.js knows of a term."""
    latin, address = romanise(term.label), term.address if term.definitions else ""
    return [term.label, term.key, address, len(term.definitions), term.mentions, latin.sort_key, latin.initials]


def _vis_network() -> bytes:
    """The renderer that pyvis ships, so that a page needs no network."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_bytes()
