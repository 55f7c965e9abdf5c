"""tifatu verify: compare the files with what was written, and read every span again from its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

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
    """Compare the graph's files with their digests, and every statement with the words of its report.

    Example: tifatu verify kg
    """
    from tifatu.builders.verify import verify as verify_records
    from tifatu.graph.store.building import open_graph

    with open_graph(graph) as opened:
        if damage := opened.damage():
            _tell_damage(graph, damage, as_json)
        verdict = verify_records(opened.records(), roots(graph, root))
    if as_json:
        findings = [vars(finding) for finding in verdict.findings]
        print(json.dumps({"checked": verdict.checked, "damage": [], "findings": findings}, ensure_ascii=False))
    else:
        for finding in verdict.findings[:SHOWN]:
            print(finding)
        if len(verdict.findings) > SHOWN:
            print(f"… and {len(verdict.findings) - SHOWN} more; --json lists all")
        print(f"{verdict.checked:,} spans read again, {len(verdict.findings):,} differ: {verdict.share:.2%} hold")
    if verdict.findings:
        raise typer.Exit(1)


def _tell_damage(graph: Path, damage: list[str], as_json: bool) -> NoReturn:
    """Name every file; what the spans of a damaged graph say is worth nothing."""
    from tifatu.graph.errors import DamagedGraphError

    if as_json:
        print(json.dumps({"checked": 0, "damage": damage, "findings": []}, ensure_ascii=False))
        raise typer.Exit(1)
    for line in damage:
        print(line)
    raise DamagedGraphError(graph, damage)


def roots(graph: Path, given: list[Path] | None) -> tuple[Path, ...]:
    """Where the reports of a graph lie: as given, else where they were at the build, else here."""
    from tifatu.graph.store.generations import roots_of

    return tuple(given or ()) or roots_of(graph) or (Path(),)
