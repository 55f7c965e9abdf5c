"""tifatu open: the page of a term in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.graphs import GraphOption, words_and_graph

PAGES = Path("pages")
"""Where the README exports the pages to."""


def open_page(
    words: Annotated[list[str], typer.Argument(help="The term, and the folder of the graph.", metavar="TERM [KG]")],
    graph: GraphOption = None,
    pages: Annotated[Path, typer.Option(help="Folder of the exported pages.")] = PAGES,
) -> None:
    """Open the page of a term in the browser.

    Example: tifatu open 四强 -g kg --pages pages
    """
    from tifatu.exports.pages.addresses import page_in
    from tifatu.graph.store.knowledge import KnowledgeGraph
    from tifatu.queries.explaining import needed_term

    (term,), folder = words_and_graph(words, graph, 1, 1)
    with KnowledgeGraph(folder) as opened:
        found = needed_term(opened, term)
    page = page_in(pages, found.key)
    if page is None:
        made = (pages / "index.html").is_file()
        reason = f"these pages have none for {found.label}" if made else "no pages are there"
        raise typer.BadParameter(f"{reason}; tifatu export {folder} --to html -o {pages}", param_hint="--pages")
    print(page)
    webbrowser.open(page.resolve().as_uri())
