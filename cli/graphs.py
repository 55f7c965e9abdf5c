"""Which graph a command is about: -g, a folder among the words, TIFATU_GRAPH, else kg."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

VARIABLE = "TIFATU_GRAPH"
USUAL = "kg"
"""The folder where no other is named: the README builds there."""

GraphOption = Annotated[
    Path | None, typer.Option("--graph", "-g", help=f"Folder of the graph; else ${VARIABLE}, else {USUAL}.")
]


def words_and_graph(words: Sequence[str], option: Path | None, fewest: int, most: int | None) -> tuple[list[str], Path]:
    """The words that are no graph, and the graph.

    Args:
        words: As typed; where no option names the graph, the folder of one may stand first or last among them.
        option: What -g named.
        fewest: Words that the command needs.
        most: Words that it takes; any number where None.

    Raises:
        BadParameter: There are too few words or too many; names a word that was perhaps meant as a graph.
    """
    rest, graph = list(words), option
    if graph is None:
        place = next((at for at in (-1, 0) if rest and is_graph(rest[at])), None)
        if place is not None:
            graph = Path(rest.pop(place))
    if len(rest) < fewest:
        raise typer.BadParameter("a word is missing" if words else "say what to look for")
    if most is not None and len(rest) > most:
        wrong = rest[-1] if graph is None else rest[0]
        raise typer.BadParameter(f"{wrong!r} is no folder of a graph, and there is one word too many")
    return rest, graph or Path(os.environ.get(VARIABLE) or USUAL)


def is_graph(word: str) -> bool:
    """Whether a word is the folder of a graph."""
    return os.path.lexists(Path(word) / "current")
