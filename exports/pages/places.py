"""The page of a place: what it says now that it did not say, what it had from above, what is its own."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages.addresses import speaker
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.indexes import entry
from tifatu.exports.pages.markup import render
from tifatu.exports.pages.world import World
from tifatu.graph.model import Report
from tifatu.graph.survey.facts import year_of

MOST = 40
"""Terms in a list of the page; the comparison has all."""

MOST_UNEXPLAINED = 60

FROM_ABOVE = "from-above"
"""Rule of an adoption whose source is a division above, or the centre."""

STRIP = 24
"""Terms in the strip over the years."""


def place_page(key: str, world: World) -> str:
    """One place as HTML text."""
    region, reports = world.atlas.regions[key], world.atlas.reports_of[key]
    terms = {term.key: term for term, _ in world.atlas.terms_of.get(key, ()) if term.has_page}
    newest = reports[-1] if year_of(reports[-1]) else None
    before = reports[-2] if newest and len(reports) > 1 and year_of(reports[-2]) != year_of(newest) else None
    return render(
        "place.html",
        up="../",
        site=world.site,
        title=speaker(region),
        region=region,
        key=key,
        parents=[(world.page_of_region(p), p.name) for p in reversed(reports[-1].parents)],
        children=_below(key, world),
        neighbours=_beside(key, reports[-1], world),
        reports=[
            {
                "year": year_of(r),
                "address": f"{world.addresses.reports[r.id]}.html",
                "definitions": len(world.atlas.definitions_in.get(r.id, ())),
                "session": r.session or "",
            }
            for r in reversed(reports)
        ],
        strip=_strip(terms, reports, world),
        years=sorted({y for r in reports if (y := year_of(r))}),
        changes=_changes(newest, before, world),
        own=_listed([t for t in terms.values() if t.definitions and len(t.uses) == 1], world),
        adopted=_adopted(terms, reports, world),
        unexplained=_listed(
            [t for t in terms.values() if not t.definitions and len(t.uses) > 1], world, MOST_UNEXPLAINED
        ),
    )


def _listed(terms: list[Term], world: World, most: int = MOST) -> dict[str, Any]:
    ranked = sorted(terms, key=lambda t: (-len(t.definitions), -len(t.uses), t.key))
    return {"total": len(ranked), "entries": [entry(t, world) for t in ranked[:most]]}


def _below(key: str, world: World) -> list[tuple[str, str]]:
    return [
        (f"{other.lower()}.html", world.atlas.regions[other].name)
        for other, reports in sorted(world.atlas.reports_of.items())
        if any(region_key(parent) == key for parent in reports[-1].parents[:1])
    ]


def _beside(key: str, newest: Report, world: World) -> list[tuple[str, str]]:
    if not newest.parents:
        return []
    above = region_key(newest.parents[0])
    return [pair for pair in _below(above, world) if pair[0] != f"{key.lower()}.html"]


def _strip(terms: dict[str, Term], reports: list[Report], world: World) -> list[dict[str, Any]]:
    """The terms that a place explains, or says in most of its years: which of its reports have them."""
    names = [r.id for r in reports if year_of(r)][-14:]

    def weight(term: Term) -> tuple[int, int, str]:
        defined = sum(name in term.defined_in for name in names)
        return (-defined, -sum(name in term.reports for name in names), term.key)

    chosen = sorted((t for t in terms.values() if any(n in t.reports for n in names)), key=weight)[:STRIP]
    rows = []
    for term in chosen:
        cells = ["d" if name in term.defined_in else "u" if name in term.reports else "" for name in names]
        rows.append(entry(term, world) | {"cells": cells})
    heads = [(year_of(world.atlas.reports[n]), f"../reports/{world.addresses.reports[n]}.html") for n in names]
    return [{"heads": heads, "rows": rows}] if rows else []


def _changes(newest: Report | None, before: Report | None, world: World) -> dict[str, Any] | None:
    """New, kept and dropped between the two newest reports."""
    if newest is None or before is None:
        return None
    now, then = ({k for k in world.terms_in(r.id) if world.atlas.terms[k].has_page} for r in (newest, before))
    kinds = {"fresh": now - then, "kept": now & then, "dropped": then - now}
    found = {kind: _listed([world.atlas.terms[k] for k in sorted(keys)], world) for kind, keys in kinds.items()}
    a, b = world.addresses.reports[before.id], world.addresses.reports[newest.id]
    return {"lists": found, "before": year_of(before), "now": year_of(newest), "compare": f"compare.html#a={a}&b={b}"}


def _adopted(terms: dict[str, Term], reports: list[Report], world: World) -> dict[str, Any]:
    """Terms with a meaning that a division above had before, as the build has shown, with the lag."""
    found = []
    for term in terms.values():
        taken = [(one, year_of(r)) for r in reports if (one := world.adoption(term, r.id)) and one.rule == FROM_ABOVE]
        for one, first in taken[:1]:
            year = year_of(world.atlas.reports[one.source]) if one.source else None
            if first and one.source and year:
                told = {
                    "source": speaker(world.atlas.reports[one.source].region),
                    "year": year,
                    "first": first,
                    "lag": first - year,
                }
                found.append(entry(term, world) | told)
    ranked = sorted(found, key=lambda row: (-row["first"], row["lag"], row["label"]))
    return {"total": len(ranked), "rows": ranked[:MOST]}
