"""tifatu verify: read every span again from its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

Graph = Annotated[Path, typer.Argument(help="Folder of the graph.", metavar="KG")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")]
Root = Annotated[
    list[Path] | None, typer.Option(help="Folder of the reports, where they have moved since the build; repeatable.")
]

SHOWN = 20
"""Findings printed; --json has all."""


def verify(
    graph: Graph,
    root: Root = None,
    as_json: Json = False,
) -> None:
    """Compare every statement of the graph with the words of its report.

    Example: tifatu verify kg
    """
    from tifatu.builders.verify import verify as verify_records
    from tifatu.graph.store.building import open_graph

    with open_graph(graph) as opened:
        verdict = verify_records(opened.records(), roots(graph, root))
    if as_json:
        findings = [vars(finding) for finding in verdict.findings]
        print(json.dumps({"checked": verdict.checked, "findings": findings}, ensure_ascii=False))
    else:
        for finding in verdict.findings[:SHOWN]:
            print(finding)
        if len(verdict.findings) > SHOWN:
            print(f"… and {len(verdict.findings) - SHOWN} more; --json lists all")
        print(f"{verdict.checked:,} spans read again, {len(verdict.findings):,} differ: {verdict.share:.2%} hold")
    if verdict.findings:
        raise typer.Exit(1)


def roots(graph: Path, given: list[Path] | None) -> tuple[Path, ...]:
    """Where the reports of a graph lie: as given, else where they were at the build, else here."""
    from tifatu.graph.store.generations import roots_of

    return tuple(given or ()) or roots_of(graph) or (Path(),)
