"""tifatu query and stats: answers from a graph, for people on a terminal and for programs."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.answers import AnswerFormat
from tifatu.cli.checking import Graph, Json
from tifatu.cli.graphs import GraphOption, words_and_graph
from tifatu.cli.progress import waiting
from tifatu.graph.guard.limits import Limits


def query(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="The graph, and a query of ours; without one their list.", metavar="[KG] [NAME]"),
    ] = None,
    graph: GraphOption = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="A file with SPARQL; - for stdin.")] = None,
    text: Annotated[str | None, typer.Option("--expression", "-e", help="SPARQL itself.")] = None,
    params: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a query of ours.")] = None,
    form: Annotated[AnswerFormat | None, typer.Option("--format", help="A format of SPARQL.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first rows.", min=0)] = None,
    max_seconds: Annotated[float, typer.Option(help="Time that the query may take.")] = Limits().seconds,
    max_memory: Annotated[int, typer.Option(help="Megabytes of memory that it may take.")] = Limits().memory,
    max_rows: Annotated[int, typer.Option(help="Rows that it may give.")] = Limits().rows,
    max_megabytes: Annotated[int, typer.Option(help="Size of what it may give.")] = Limits().megabytes,
    max_depth: Annotated[int, typer.Option(help="Brackets within each other that it may have.")] = Limits().depth,
    max_characters: Annotated[int, typer.Option(help="Length that it may have.")] = Limits().characters,
    as_json: Json = False,
) -> None:
    """Ask the graph: a query of ours by name, or SPARQL; it is stopped at its limits, and reaches nothing else.

    Example: tifatu query kg definitions-of -p label=三区三线

    Example: tifatu query kg -e 'SELECT ?t WHERE { ?t a tfv:Term }' --limit 10 --format csv
    """
    from tifatu.cli.answers import listed, write
    from tifatu.graph.store.knowledge import KnowledgeGraph
    from tifatu.queries.catalogue import named

    given, folder = words_and_graph(words or [], graph, 0, 1)
    if len(given) + (file is not None) + (text is not None) > 1:
        raise typer.BadParameter("give one of NAME, -f FILE and -e SPARQL")
    if not given and file is None and text is None:
        print("\n".join(listed()))
        return
    limits = Limits(
        seconds=max_seconds,
        memory=max_memory,
        rows=max_rows,
        megabytes=max_megabytes,
        depth=max_depth,
        characters=max_characters,
    )
    ours = named(given[0]) if given else None
    sparql = ours.text if ours else text if file is None else _read(file)
    bindings = ours.bind(_pairs(params or [])) if ours else _pairs(params or [])
    with KnowledgeGraph(folder, limits) as opened, ExitStack() as held:
        with waiting():
            answer = held.enter_context(opened.ask(sparql or "", bindings, limit))
            answer.read(0)  # waits for the first rows and takes none
        write(answer, ours.columns if ours else None, form, as_json)


def stats(graph: Graph, as_json: Json = False) -> None:
    """Tell what a graph holds, and how much of it is settled.

    Example: tifatu stats kg
    """
    from tifatu.graph.store.building import open_graph
    from tifatu.graph.survey.statistics import statistics_of

    with open_graph(graph) as opened:
        rows = statistics_of(opened.records()).as_rows() | {"triples": opened.manifest["triples"]}
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    width = max(len(name) for name in rows)
    for name, value in rows.items():
        print(f"{name:{width}s}  {value:,}" if isinstance(value, int) else f"{name:{width}s}  {value}")


def _read(file: Path) -> str:
    return sys.stdin.read() if str(file) == "-" else _text_of(file)


def _text_of(file: Path) -> str:
    """The text of a query.

    Raises:
        UnreadableFileError: It is no UTF-8.
    """
    from tifatu.graph.errors import UnreadableFileError

    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(str(file), "the query is not UTF-8. Save it as UTF-8 text.") from None


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"{pair!r} is no NAME=VALUE")
        pairs[name] = value
    return pairs
