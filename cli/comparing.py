"""tifatu diff: what two graphs do not have in common."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tifatu.cli.checking import Json
from tifatu.graph.errors import TifatuError

if TYPE_CHECKING:
    from tifatu.graph.diff.changes import Difference
    from tifatu.graph.records.blocks import RecordBlocks

DIFFERS, TROUBLE = 1, 2
"""Exit status, as diff has it: the graphs differ; they could not be compared."""

KINDS = ("document", "report", "term", "definition", "sense", "mention", "attribution", "place", "division", "run")
"""The order in which kinds are told."""

COUNTED = ("mention", "attribution", "place", "division")
"""Kinds of which people want numbers; --json has each."""

SIGNS = {"appeared": "+", "vanished": "-", "changed": "~", "moved": ">"}
"""Change -> how a line begins."""

SHOWN, BEFORE = 60, 12
"""Characters of a text in a line, and how many of them stand before the first that differs."""


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of a graph, or a file of records.", metavar="KG1")],
    new: Annotated[Path, typer.Argument(help="The one to compare it with.", metavar="KG2")],
    as_json: Json = False,
) -> None:
    """Tell what appeared, vanished, changed or moved from one graph to another, term by term.

    Leaves with 0 where nothing differs, with 1 where something does.

    Example: tifatu diff kg-2024 kg-2025
    """
    from tifatu.graph.diff.differences import differences

    with ExitStack() as held:
        try:
            found = list(differences(_blocks(old, held), _blocks(new, held)))
        except (TifatuError, OSError) as problem:
            print(f"tifatu: {problem}", file=sys.stderr)
            raise typer.Exit(TROUBLE) from None
    if as_json:
        print(json.dumps(_as_data(found), ensure_ascii=False))
    else:
        for line in _lines(found):
            print(line)
    if found:
        raise typer.Exit(DIFFERS)


def _blocks(place: Path, held: ExitStack) -> RecordBlocks:
    """The records of a graph, which stays as it is while they are read, or those of a file."""
    from tifatu.graph.records.blocks import RecordBlocks
    from tifatu.graph.store.building import open_graph

    if place.is_file():
        return RecordBlocks(place)
    return RecordBlocks(held.enter_context(open_graph(place)).records().path)


def _as_data(found: list[Difference]) -> dict[str, object]:
    counts: dict[str, dict[str, int]] = {}
    for difference in found:
        of_kind = counts.setdefault(difference.kind, dict.fromkeys(SIGNS, 0))
        of_kind[str(difference.change)] += 1
    return {"equal": not found, "counts": counts, "differences": [vars(difference) for difference in found]}


def _lines(found: list[Difference]) -> Iterator[str]:
    """A table of numbers, then what belongs to no term, then term by term."""
    if not found:
        yield "No difference."
        return
    yield from _table(found)
    ordered = sorted(found, key=lambda difference: (difference.term, KINDS.index(difference.kind)))
    for term, of_term in groupby(ordered, key=lambda difference: difference.term):
        told = list(of_term)
        sign = next((SIGNS[difference.change] for difference in told if difference.kind == "term"), " ")
        yield ""
        yield f"{sign} {term}" if term else "Of no term"
        yield from _of_term(told)


def _table(found: list[Difference]) -> Iterator[str]:
    numbers = Counter((difference.kind, str(difference.change)) for difference in found)
    yield " ".join([f"{'':12}", *(f"{change:>9}" for change in SIGNS)])
    for kind in KINDS:
        if any(numbers[kind, change] for change in SIGNS):
            yield " ".join([f"{kind:12}", *(f"{numbers[kind, change]:9,}" for change in SIGNS)])


def _of_term(found: list[Difference]) -> Iterator[str]:
    counted = [difference for difference in found if difference.kind in COUNTED]
    for difference in found:
        if difference.kind not in (*COUNTED, "term"):
            yield from _told(difference)
    numbers = Counter((difference.kind, str(difference.change)) for difference in counted)
    for kind in COUNTED:
        told = [f"{sign}{numbers[kind, change]}" for change, sign in SIGNS.items() if numbers[kind, change]]
        if told:
            yield f"    {kind}s: {' '.join(told)}"


def _told(difference: Difference) -> Iterator[str]:
    """One line, and below it both sides where they differ."""
    span = f":{difference.span[0]}-{difference.span[1]}" if difference.span else ""
    before, after = difference.before, difference.after
    apart = difference.change == "changed" and before != after
    said = "" if apart else _short(after or before)
    told = (f"    {SIGNS[difference.change]} {difference.kind}", f"{difference.source}{span}")
    yield "  ".join(filter(None, (*told, ", ".join(difference.fields), said)))
    if apart:
        same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
        yield f"        - {_short(before, max(0, same - BEFORE)) or '(nothing)'}"
        yield f"        + {_short(after, max(0, same - BEFORE)) or '(nothing)'}"


def _short(text: str, at: int = 0) -> str:
    """A piece of a text on one line."""
    line = ("…" if at else "") + " ".join(text[at:].split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
