"""Whose a program is: the nation's, a province's or one place's, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tifatu.builders.senses.grouping import PROVINCIAL
from tifatu.graph.model import Definition, Report, Said, Scope, Sense, Statement


class Whose(NamedTuple):
    """A division by its code, null for the nation's and where nothing shows it; and the rule."""

    region: str | None
    rule: str


def region_of(
    sense: Sense, defining: Sequence[Definition], said: Iterable[Statement], reports: Mapping[str, Report]
) -> Whose:
    """The division whose program a sense names.

    What the definitions call their own goes first, then the bodies that run it, where all are of one division; then the
    scope of the sense, with the place or the province of those that define it.
    """
    if sense.region:
        return Whose(sense.region, "own-words")
    bodies = {one.region for one in said if one.said is Said.RUN_BY and one.body}
    if len(bodies) == 1:
        region = bodies.pop()
        return Whose(region, "runs-it" if region else "of-the-nation")
    if sense.scope is Scope.NATIONAL:
        return Whose(None, "of-the-nation")
    homes = [report for definition in defining if (report := reports.get(definition.report))]
    if sense.scope is Scope.PROVINCIAL:
        return _only({_province(home) for home in homes}, "defined-in-one-province")
    return _only({home.region.code if home.region else None for home in homes}, "defined-in-one-place")


def _only(codes: set[str | None], rule: str) -> Whose:
    return Whose(code, rule) if len(codes) == 1 and (code := next(iter(codes))) else Whose(None, "region-unknown")


def _province(report: Report) -> str | None:
    divisions = filter(None, (report.region, *report.parents))
    return next((division.code for division in divisions if division.level == PROVINCIAL), None)
