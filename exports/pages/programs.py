"""The page of programs: by type, each with whose it is, who runs it, its years and its targets in their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.markup import render, shorten
from tifatu.exports.pages.world import World
from tifatu.graph.model import Program, Said, Statement
from tifatu.graph.programs import program_types
from tifatu.graph.survey.facts import year_of

LONGEST = 80
"""Characters of a target that are shown; the report has them all."""

MOST = 300
"""Programs of a type that are shown, those with most statements first; more can be found by search."""


def programs_page(world: World) -> str:
    """HTML of the page."""
    terms = {sense.id: term for term in world.atlas.described for sense in term.senses}
    groups: dict[str, list[Program]] = defaultdict(list)
    for program in world.atlas.programs:
        if program.sense in terms:
            groups[program.type].append(program)
    ordered = [kind.zh for kind in program_types() if groups[kind.zh]]
    shown = [
        {"name": kind, "total": len(groups[kind]), "rows": _rows(groups[kind], terms, world)[:MOST]} for kind in ordered
    ]
    return render("programs.html", up="", site=world.site, title="工程、行动、计划", groups=shown)


def _rows(programs: Iterable[Program], terms: dict[str, Term], world: World) -> list[dict[str, Any]]:
    said = world.atlas.statements
    ranked = sorted(programs, key=lambda one: (-len(said.get(one.id, ())), one.label, one.id))
    return [_row(one, terms[one.sense], said.get(one.id, []), world) for one in ranked]


def _row(program: Program, term: Term, said: list[Statement], world: World) -> dict[str, Any]:
    years = [year_of(world.atlas.reports[name]) for name in (program.first, program.last) if name]
    of_kind = {kind: [one for one in said if one.said is kind] for kind in Said}
    return {
        "label": program.label,
        "address": world.addresses.of_term(term),
        "region": world.atlas.place_name(program.region) if program.region else "",
        "national": program.region_rule == "of-the-nation",
        "years": "–".join(dict.fromkeys(str(year) for year in years if year)),
        "bodies": _once(of_kind[Said.RUN_BY], world),
        "wholes": _once(of_kind[Said.PART_OF], world),
        "targets": _once(of_kind[Said.TARGET], world),
    }


def _once(said: Iterable[Statement], world: World) -> list[dict[str, str]]:
    """Statements in other words each, with a link to the place where the first of them stands."""
    found: dict[str, Statement] = {}
    for one in said:
        found.setdefault(one.text, one)
    return [
        {
            "words": shorten(words, LONGEST),
            "link": world.addresses.of_report(one.report, one.start),
            "who": described(world.atlas.reports[one.report]),
        }
        for words, one in found.items()
    ]
