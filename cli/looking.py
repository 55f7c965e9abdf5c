"""tifatu find, explain, timeline, compare and new: what is read is what is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tifatu.cli.checking import Json
from tifatu.cli.graphs import GraphOption, words_and_graph
from tifatu.cli.progress import waiting
from tifatu.cli.wording import LangOption, Wording

if TYPE_CHECKING:
    from tifatu.graph.store.knowledge import KnowledgeGraph

RegionOption = Annotated[str | None, typer.Option(help="Only reports of this region and below: code or name.")]
YearsOption = Annotated[str | None, typer.Option(help="Only reports of these years: 2021-2025 or 2023.")]
LevelOption = Annotated[str | None, typer.Option(help="Only places of this level: province, city, county, 省级 …")]
All = Annotated[bool, typer.Option("--all", help="Show everything, however long.")]

FIRST = 20
"""Terms that find shows without --all or --limit."""


def find(
    words: Annotated[list[str], typer.Argument(help="Chinese, pinyin or initials; a place.", metavar="WORDS... [KG]")],
    graph: GraphOption = None,
    region: RegionOption = None,
    years: YearsOption = None,
    level: LevelOption = None,
    limit: Annotated[int, typer.Option(help="Terms to show.", min=1)] = FIRST,
    everything: All = False,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Find slogans by some characters, pinyin or initials, in traditional characters, with a place.

    Example: tifatu find sqxd -g kg

    Example: tifatu find 三线 酒泉 -g kg
    """
    from tifatu.cli.telling import found_lines
    from tifatu.queries.finding import find as search

    given, folder = words_and_graph(words, graph, 1, None)
    with _opened(folder) as opened:
        found = search(opened.index, given, region, years_of(years), level)
    if as_json:
        print(json.dumps(found.as_data(), ensure_ascii=False))
        return
    for line in found_lines(found, " ".join(given), Wording(lang), None if everything else limit):
        print(line)


def explain(
    words: Annotated[list[str], typer.Argument(help="The term, and the folder of the graph.", metavar="TERM [KG]")],
    graph: GraphOption = None,
    why: Annotated[bool, typer.Option("--why", help="Tell rule, span and evidence of every statement.")] = False,
    region: RegionOption = None,
    years: YearsOption = None,
    level: LevelOption = None,
    everything: All = False,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Show what a term means: who said it first, how it spread, and its meanings side by side.

    Example: tifatu explain 四强行动 kg

    Example: tifatu explain 三区三线 -g kg --region 甘肃 --years 2023-2025
    """
    from tifatu.cli.receipts import with_receipts
    from tifatu.cli.telling import explained
    from tifatu.queries.explaining import explanation_of

    (term,), folder = words_and_graph(words, graph, 1, 1)
    with _opened(folder) as opened:
        found = explanation_of(opened, term, region, years_of(years), level)
    lines = with_receipts(found) if why else explained(found, Wording(lang), everything)
    _tell(found, lines, as_json)


def timeline(
    words: Annotated[list[str], typer.Argument(help="The term, and the folder of the graph.", metavar="TERM [KG]")],
    graph: GraphOption = None,
    region: RegionOption = None,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Show how a term spread: by level and year, the reports that say it of those that are held.

    Example: tifatu timeline 三区三线 -g kg
    """
    from tifatu.cli.telling import timeline_lines
    from tifatu.queries.explaining import needed_term, timeline_of

    (term,), folder = words_and_graph(words, graph, 1, 1)
    with _opened(folder) as opened:
        label = needed_term(opened, term).label
        rows = timeline_of(opened, term, region)
    _tell({"label": label, "cells": rows}, timeline_lines(label, rows, Wording(lang)), as_json)


def compare(
    words: Annotated[list[str], typer.Argument(help="The region, and the folder of the graph.", metavar="REGION [KG]")],
    graph: GraphOption = None,
    other: Annotated[str | None, typer.Option("--with", help="Another region.")] = None,
    with_parent: Annotated[bool, typer.Option("--with-parent", help="The division above.")] = False,
    with_year: Annotated[int | None, typer.Option(help="The same region in this year.")] = None,
    years: YearsOption = None,
    everything: All = False,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Compare what two regions say, or one region in two years.

    Example: tifatu compare 酒泉 --with-parent -g kg

    Example: tifatu compare 甘肃 --years 2025 --with-year 2024 -g kg
    """
    from tifatu.cli.telling import compared
    from tifatu.queries import comparing

    (region,), folder = words_and_graph(words, graph, 1, 1)
    if (other is not None) + with_parent + (with_year is not None) != 1:
        raise typer.BadParameter("give one of --with REGION, --with-parent and --with-year YEAR")
    with _opened(folder) as opened:
        here, there = comparing.sides(opened, region, other, with_year, years_of(years))
        found = comparing.compare(opened, here, there)
    _tell(found, compared(found, Wording(lang), everything), as_json)


def new(
    words: Annotated[list[str], typer.Argument(help="The year, and the folder of the graph.", metavar="YEAR [KG]")],
    graph: GraphOption = None,
    region: RegionOption = None,
    level: LevelOption = None,
    everything: All = False,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Show the slogans that no report said before a year, and those that none says any more.

    Example: tifatu new 2025 -g kg --region 甘肃
    """
    from tifatu.cli.telling import renewed
    from tifatu.queries.comparing import new_in

    (year,), folder = words_and_graph(words, graph, 1, 1)
    if not year.isdigit():
        raise typer.BadParameter(f"{year!r} is no year")
    with _opened(folder) as opened:
        found = new_in(opened, int(year), region, level)
    _tell(found, renewed(found, Wording(lang), everything), as_json)


def years_of(given: str | None) -> tuple[int, int] | None:
    """First and last year of 2021-2025 or 2023."""
    from tifatu.queries import asked

    try:
        return asked.years_of(given)
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from None


@contextmanager
def _opened(folder: Path) -> Iterator[KnowledgeGraph]:
    """The graph, while somebody may be waiting for an answer."""
    from tifatu.graph.store.knowledge import KnowledgeGraph

    with waiting(), KnowledgeGraph(folder) as graph:
        yield graph


def _tell(found: Any, lines: Iterator[str], as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for line in lines:
        print(line)
