"""One place where tests make a report, so that a new field of ``Report`` is one edit."""

from __future__ import annotations

from typing import Any

import msgspec

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.graph.model import Definition, Origin, Region, Report

NATION = Region(code=None, name="中国", level="国家级")


def report_of(text: str = "", **said: Any) -> Report:
    """A report of which nothing is known but what is said; its speech is the whole text.

    >>> report_of("推进“四强”行动。", plans=2024).body
    (0, 9)
    """
    plain = Report(
        id="R1", source="memory.txt", start=0, end=len(text), title="", region=None, date=None, session=None,
        speaker=None, reviews=(), plans=None, body=(0, len(text)),
    )  # fmt: skip
    return msgspec.structs.replace(plain, **said)


def report_from(text: str, code: str | None, year: int = 2023, span: tuple[int, int] | None = None) -> Report:
    """The report of the division with this code in this year, of the nation without one; its speech is the span."""
    gazetteer = Gazetteer.load()
    return report_of(
        text,
        source="a.txt",
        region=gazetteer.division(code, year) if code else NATION,
        parents=gazetteer.parents(code, year) if code else (),
        plans=year,
        body=span or (0, len(text)),
    )


def explained(term: str, where: str = "R9") -> Definition:
    """An entry of the glossary of a report: nothing of it matters but its term."""
    return Definition(
        id=f"D{term}{where}", source="memory.txt", report=where, start=0, end=0, origin=Origin.GLOSSARY,
        terms=(term,), term_spans=((0, 0),), text="", rule="test",
    )  # fmt: skip
