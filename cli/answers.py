"""Answers of SPARQL as they come: lines for people, the formats of SPARQL for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from tifatu.graph.guard.workers import Answer


class AnswerFormat(StrEnum):
    """How an answer is written: rows as csv, tsv or json, triples as ttl or nt."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TTL = "ttl"
    NT = "nt"


NO_ROWS = "no rows"


def listed() -> Iterator[str]:
    """One line for each query of ours."""
    from tifatu.queries.catalogue import catalogue

    for known in catalogue().values():
        yield f"{known.name}\t{known.summary}"


def write(answer: Answer, columns: Sequence[str] | None, form: AnswerFormat | None, as_json: bool) -> None:
    """Print an answer while it comes.

    Args:
        answer: Of a query.
        columns: Those to print; all where None.
        form: A format of SPARQL.
        as_json: Plain values as one JSON array instead.

    Raises:
        BadParameter: Rows were asked for as triples, or triples as rows.
    """
    if answer.kind == "boolean":
        as_result = {"head": {}, "boolean": answer.value}
        print(json.dumps(as_result if form is AnswerFormat.JSON else answer.value))
    elif form is not None:
        _write_as(answer, form)
    elif answer.kind == "triples":
        _write_triples(answer, as_json)
    else:
        _write_rows(answer, columns, as_json)


def _write_as(answer: Answer, form: AnswerFormat) -> None:
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

    from tifatu.graph.namespaces import PREFIXES

    out = sys.stdout.buffer
    for_triples = form in (AnswerFormat.TTL, AnswerFormat.NT)
    if for_triples != (answer.kind == "triples"):
        raise typer.BadParameter(
            "a SELECT gives rows: take csv, tsv or json" if for_triples else "this query gives triples: take ttl or nt"
        )
    if form in (AnswerFormat.TSV, AnswerFormat.NT):
        out.writelines(iter(lambda: answer.read(1 << 16), b""))
    elif form is AnswerFormat.TTL:
        quads = parse(answer.file, RdfFormat.N_TRIPLES)
        serialize((quad.triple for quad in quads), out, RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    else:
        rows: Any = parse_query_results(answer.file, QueryResultsFormat.TSV)
        rows.serialize(out, QueryResultsFormat.CSV if form is AnswerFormat.CSV else QueryResultsFormat.JSON)
    out.flush()


def _write_triples(answer: Answer, as_json: bool) -> None:
    lines = (line.rstrip(b"\n").decode() for line in iter_lines(answer))
    if as_json:
        print(json.dumps([{"triple": line} for line in lines], ensure_ascii=False))
        return
    for line in lines:
        print(line)


def _write_rows(answer: Answer, columns: Sequence[str] | None, as_json: bool) -> None:
    from tifatu.graph.store.knowledge import as_value, parsed

    names, found = parsed(answer)
    shown = columns or names
    places = [names.index(column) for column in shown]
    rows = ([as_value(row[place]) for place in places] for row in found)
    if as_json:
        _write_json(dict(zip(shown, row, strict=True)) for row in rows)
        return
    print("\t".join(shown))
    some = False
    for row in rows:
        some = True
        print("\t".join(map(cell, row)))
    if not some:
        print(NO_ROWS, file=sys.stderr)


def _write_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """An array, row by row."""
    first = True
    for row in rows:
        print("[" if first else ",", json.dumps(row, ensure_ascii=False), sep="", end="")
        first = False
    print("[]" if first else "]")


def iter_lines(answer: Answer) -> Iterator[bytes]:
    """The lines of an answer."""
    held = b""
    for piece in iter(lambda: answer.read(1 << 16), b""):
        *whole, held = (held + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if held:
        yield held


def cell(value: object) -> str:
    """A value in one field: no tab or line end of a report can break the table."""
    return "" if value is None else " ".join(str(value).split())
