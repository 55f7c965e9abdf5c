"""tifatu read: the text of a report with its slogans marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.checking import Json, roots
from tifatu.cli.graphs import GraphOption, words_and_graph

AROUND = 400
"""Characters shown from an offset on."""

OPEN, CLOSE = "【", "】"
"""Marks around a slogan; reports hardly use them."""


def read(
    words: Annotated[
        list[str],
        typer.Argument(help="File of the report, or a piece of its path or title.", metavar="REPORT[:OFFSET] [KG]"),
    ],
    graph: GraphOption = None,
    root: Annotated[
        list[Path] | None, typer.Option(help="Folder to which the paths of the reports are relative.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read a report with its slogans marked 【so】, from an offset on, and where in the original that is: page 12.

    Example: tifatu read jiuquan-2025:1200 -g kg
    """
    from tifatu.builders.read import read as text_of
    from tifatu.builders.read.reading import place_at
    from tifatu.builders.verify import found_again
    from tifatu.graph.store.knowledge import KnowledgeGraph
    from tifatu.queries.reading import mentions_of, report_named

    (name,), folder = words_and_graph(words, graph, 1, 1)
    name, at = _with_offset(name)
    with KnowledgeGraph(folder) as opened:
        report = report_named(opened, name)
        spans = mentions_of(opened, report)
    whole = text_of(found_again(report.source, roots(folder, root)))
    text, start = whole.text, at or 0
    where = str(place_at(whole.places, start) or "")  # page 12 of a PDF, paragraph 40 of a Word file
    if as_json:
        told = {"report": report.title, "source": report.source, "place": where, "slogans": spans}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(" · ".join(filter(None, (report.title, report.source, where))))
    end = len(text) if at is None else at + AROUND
    print(marked(text, [span for span in spans if start <= span[0] < end], start, end))


def marked(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """A piece of a text with marks around spans; of spans within each other the first.

    >>> marked("落实四强行动。", [(2, 4), (2, 6)], 0, 7)
    '落实【四强】行动。'
    """
    pieces, at = [], start
    for first, last in sorted(spans):
        if first >= at:
            pieces += [text[at:first], OPEN, text[first:last], CLOSE]
            at = last
    return "".join([*pieces, text[at : max(at, end)]])


def _with_offset(name: str) -> tuple[str, int | None]:
    """The report and the character from which to read."""
    report, _, offset = name.rpartition(":")
    return (report, int(offset)) if offset.isdigit() and report else (name, None)
