"""tifatu explain, query and stats: answers from a graph, for people on a terminal and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.checking import Graph, Json


def explain(
    words: Annotated[list[str], typer.Argument(help="The term, and the folder of the graph.", metavar="TERM [KG]")],
    graph: Annotated[Path | None, typer.Option("--graph", "-g", help="Folder of the graph; by default kg.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Tell rule, span and evidence of every statement.")] = False,
    as_json: Json = False,
) -> None:
    """Show what a term means: all definitions side by side, by place and year, with their reports.

    Example: tifatu explain 四强行动 kg
    """
    from tifatu.cli.explaining import as_lines, explanation_of
    from tifatu.graph.store.building import open_graph

    term, folder = _term_and_folder(words, graph)
    with open_graph(folder) as opened:
        found = explanation_of(opened, term)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(as_lines(found, why)))


def query(
    graph: Graph,
    name: Annotated[str | None, typer.Argument(help="A query of ours; without one their list.", metavar="NAME")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="A file with SPARQL.")] = None,
    text: Annotated[str | None, typer.Option("--expression", "-e", help="SPARQL itself.")] = None,
    params: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a query of ours.")] = None,
    as_json: Json = False,
) -> None:
    """Ask the graph: a query of ours by name, or SPARQL.

    Example: tifatu query kg definitions-of -p label=三区三线
    """
    from tifatu.cli.answers import ask, listed, printed
    from tifatu.graph.store.building import open_graph

    if sum(given is not None for given in (name, file, text)) > 1:
        raise typer.BadParameter("give one of NAME, -f FILE and -e SPARQL")
    if name is None and file is None and text is None:
        print("\n".join(listed()))
        return
    sparql = text if file is None else file.read_text(encoding="utf-8")
    with open_graph(graph) as opened:
        for line in printed(ask(opened, name, sparql, _pairs(params or [])), as_json):
            print(line)


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


def _term_and_folder(words: list[str], graph: Path | None) -> tuple[str, Path]:
    """The term and the graph, in whichever order they were given."""
    folders = [word for word in words if (Path(word) / "current").exists()]
    terms = [word for word in words if word not in folders]
    if graph is None and folders and terms:
        graph = Path(folders[0])
    if len(terms) != 1 or len(folders) > 1:
        raise typer.BadParameter("give one TERM and one KG: tifatu explain 四强行动 kg")
    return terms[0], graph or Path("kg")


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"{pair!r} is no NAME=VALUE")
        pairs[name] = value
    return pairs
