"""tifatu validate: does everything hold that must hold of a graph?"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tifatu.cli.checking import Graph, Json, Root, roots
from tifatu.cli.progress import progress
from tifatu.graph.findings import Check, Finding, Severity

if TYPE_CHECKING:
    from tifatu.graph.store.knowledge import KnowledgeGraph

INVALID = 1
"""Exit status: something does not hold; warnings are no reason."""

SHOWN = 5
"""Findings of one check that are printed; --json has all."""

QUERIES, CODES, QUOTES, SHAPES = "queries", "region-codes", "quotes", "shapes"
"""What is run, quickest first; each query is a check with a name of its own."""

QUOTE = Check(
    QUOTES,
    "Every quote stands in its report at its offsets.",
    "Name the folder of the reports with --root; where a report has changed, build the graph again.",
)

Skip = Annotated[
    list[str] | None, typer.Option(help="Leave a check out: shapes, quotes, region-codes, orphans, S14 …; repeatable.")
]
Step = Callable[[], Collection[Finding]]


def validate(
    graph: Graph,
    root: Root = None,
    skip: Skip = None,
    workers: Annotated[int, typer.Option(help="Processes for the shapes; 0 takes every core.", min=0)] = 0,
    as_json: Json = False,
) -> None:
    """Tell where a graph does not hold to its shapes, to SKOS, or to its reports.

    Leaves with 1 where something is violated; warnings are facts about the reports.

    Example: tifatu validate kg
    """
    from tifatu.graph.store.building import open_graph

    skipped = _known(skip or [])
    with open_graph(graph) as opened:
        steps = _steps(opened, roots(graph, root), skipped)
        if SHAPES not in skipped:
            steps[SHAPES] = _shapes(opened, workers)
        findings = sorted((finding for run in steps.values() for finding in run()), key=_gravest_first)
        triples = int(opened.manifest["triples"])
    told = {"triples": triples, "steps": list(steps), "skipped": sorted(skipped)} | _counts(findings)
    if as_json:
        print(json.dumps(told | {"findings": [finding.as_data() for finding in findings]}, ensure_ascii=False))
    else:
        for line in told_in_words(findings):
            print(line)
        print("{triples:,} triples, {violations:,} violation(s), {warnings:,} warning(s)".format_map(told))
    if told["violations"]:
        raise typer.Exit(INVALID)


def told_in_words(findings: Sequence[Finding]) -> Iterator[str]:
    """Findings check by check: what must hold, the first nodes at which it does not, and what to do.

    Args:
        findings: Those of one check together.
    """
    for check, group in groupby(findings, key=lambda finding: finding.check):
        found = list(group)
        times = "once" if len(found) == 1 else f"{len(found):,} times"
        yield f"{check.severity} {check.name}: {check.says} Not so {times}:"
        for finding in found[:SHOWN]:
            words = (" ".join(text.split()) for text in (finding.node, finding.label, finding.value))
            yield "    " + "  ".join(filter(None, words))
        if len(found) > SHOWN:
            yield f"    … and {len(found) - SHOWN:,} more; --json lists all"
        yield f"    What to do: {check.mend}"
        yield ""


def _steps(graph: KnowledgeGraph, places: Sequence[Path], skipped: Collection[str]) -> dict[str, Step]:
    """What is run besides the shapes."""
    from tifatu.queries.checking import check_queries

    steps: dict[str, Step] = {
        QUERIES: lambda: list(check_queries(graph, skipped)),
        CODES: lambda: _codes(graph),
        QUOTES: lambda: _quotes(graph, places),
    }
    return {name: run for name, run in steps.items() if name not in skipped}


def _shapes(graph: KnowledgeGraph, workers: int) -> Step:
    """The SHACL shapes; that their engine is missing is said before anything is run."""
    from tifatu.builders.execution.processes import available_cores
    from tifatu.queries.shapes import check_shapes, engine

    engine()

    def run() -> list[Finding]:
        with progress(quiet=False) as tell:
            return check_shapes(graph, workers or available_cores(), tell)

    return run


def _codes(graph: KnowledgeGraph) -> list[Finding]:
    from tifatu.builders.gazetteer.codes import check_codes
    from tifatu.builders.gazetteer.table import Gazetteer

    return list(check_codes(graph.records(), Gazetteer.load()))


def _quotes(graph: KnowledgeGraph, places: Sequence[Path]) -> list[Finding]:
    from tifatu.builders.verify import verify

    return [
        Finding(QUOTE, f"{found.source} {found.record}", found.claimed, f"{found.what}: there is {found.found!r}")
        for found in verify(graph.records(), places).findings
    ]


def _known(skip: Collection[str]) -> frozenset[str]:
    """The checks to leave out, if all of these exist."""
    from tifatu.queries.checking import checks

    known = sorted([*checks(), CODES, QUOTES, SHAPES])
    for name in skip:
        if name not in known:
            raise typer.BadParameter(f"no check is named {name!r}; known: {', '.join(known)}", param_hint="--skip")
    return frozenset(skip)


def _counts(findings: Collection[Finding]) -> dict[str, Any]:
    wrong = sum(finding.check.severity is Severity.VIOLATION for finding in findings)
    return {"violations": wrong, "warnings": len(findings) - wrong}


def _gravest_first(finding: Finding) -> tuple[bool, Finding]:
    return finding.check.severity is Severity.WARNING, finding
