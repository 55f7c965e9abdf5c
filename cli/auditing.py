"""tifatu audit: a random sample of what a graph says, to be judged by people; and what their judgements show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.checking import Graph, Root, roots


def audit(
    graph: Graph,
    count: Annotated[int, typer.Option("-n", "--count", help="How many of each kind of record.", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="Another seed draws another sample.")] = 7,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page.")] = Path("audit.html"),
    score: Annotated[Path | None, typer.Option(help="Judgements (TSV) to count instead of making a page.")] = None,
    root: Root = None,
) -> None:
    """Draw a sample of each kind of record as a page to judge with keys; or count the judgements.

    Example: tifatu audit kg -n 100 --seed 7 -o audit.html
    """
    if score:
        _tell_scores(score)
        return
    from tifatu.exports.audits.page import audit_page
    from tifatu.exports.audits.sample import sample
    from tifatu.graph.store.building import open_graph

    with open_graph(graph) as opened:
        asked = sample(opened.records(), _texts(roots(graph, root)), count, seed)
    output.write_text(audit_page(asked, f"tifatu audit, seed {seed}"), encoding="utf-8", errors="replace")
    print(f"{output}: {len(asked)} records to judge; open it in a browser, take the TSV, then --score it")


def _tell_scores(place: Path) -> None:
    from tifatu.exports.audits.scores import judgements, precision

    for one in precision(judgements(place)):
        print(f"{'  ' + one.rule if one.rule else one.kind:32} {one}")


def _texts(places: tuple[Path, ...]) -> Callable[[str], str | None]:
    """Reads a source again; None where it has gone."""
    from tifatu.builders.read import read
    from tifatu.builders.verify import found_again
    from tifatu.graph.errors import InputError

    def text(source: str) -> str | None:
        try:
            return read(found_again(source, places)).text
        except InputError:
            return None

    return text
