"""The page of a term: what it means, who said it first and who took it over, whether it is still alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tifatu.exports.pages import drawings
from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.evidence import told
from tifatu.exports.pages.figures import Matrix
from tifatu.exports.pages.markup import embedded, render, shorten
from tifatu.exports.pages.passages import clause_of, passages
from tifatu.exports.pages.sentence import sentence, status
from tifatu.exports.pages.wordings import items_of, wordings_of
from tifatu.exports.pages.world import World
from tifatu.graph.model import Count, Definition, Sense
from tifatu.graph.pinyin import romanise
from tifatu.graph.survey.facts import year_of

MOST_SENSES = 6
"""Senses shown with their wordings; the others are folded."""

MOST_ROWS = 8
"""Wordings of a sense before the rest is folded."""

MOST_PLACES = 4
"""Places named in a row of wordings."""

MOST_DEFINITIONS = 150
"""Definitions in the table of a page; the rest stands on a page of its own, so that none is over 150 KB."""

MOST_USES = 600
"""Reports linked in the lists of use, newest first; the rest is counted and stands in the data."""

MOST_ISSUERS = 8

FEWEST_FOR_MAP = 8
"""Reports of use from which a map says more than the list of first users."""

MOST_STEPS = 14
"""Years that the map can step through."""

MOST_JOINS = 12

TELLING = 3
"""Items that tell a sense from the others."""

LONGEST_NAME = 22
"""Characters of what tells a sense apart."""


def term_page(term: Term, world: World) -> str:
    """One term as HTML text."""
    matrix = world.figures.matrix(term)
    names = sense_names(term)
    groups = [(sense, _definitions_of(sense, term)) for sense in term.senses]
    return render(
        "term.html",
        up="../",
        site=world.site,
        title=term.label,
        term=term,
        key=term.key,
        pinyin=romanise(term.label).pinyin,
        forms=_forms(term),
        sentence=sentence(term, world),
        status=status(term, world),
        wide=drawings.time_matrix(matrix, upright=False),
        tall=drawings.time_matrix(matrix, upright=True),
        bands=_bands(groups, names, world),
        senses=[_sense(n, sense, mine, names[n], world) for n, (sense, mine) in enumerate(groups)],
        most_senses=MOST_SENSES,
        spread=_spread(term, world),
        first_users=_first_users(term, world),
        uses=_uses(term, matrix, world),
        shown_uses=min(MOST_USES, len(term.reports)),
        issuers=_issuers(term, world),
        related=world.related.of(term),
        table=[_row(d, names, term, world) for d in term.definitions[:MOST_DEFINITIONS]],
        passages=[] if term.definitions else passages(term, world),
        graph=world.addresses.of_graph(term),
        address=world.addresses.of_term(term),
    )


def _forms(term: Term) -> list[str]:
    forms = [form for sense in term.senses for form in (sense.label, *sense.alternatives)]
    return [form for form in dict.fromkeys(forms) if form != term.label][:8]


def _definitions_of(sense: Sense, term: Term) -> list[Definition]:
    return [d for d in term.definitions if d.sense == sense.id]


def sense_names(term: Term) -> list[str]:
    """What tells each sense from the others: items that only it has, else the first words of its definition."""
    groups = [_definitions_of(sense, term) for sense in term.senses]
    items = [Counter(item for d in mine for _, item in items_of(d)) for mine in groups]
    names = []
    for n, mine in enumerate(groups):
        others = {item for m, of_other in enumerate(items) if m != n for item in of_other}
        own = [item for item, _ in items[n].most_common() if item not in others and len(item) < 12]
        names.append(shorten("、".join(own[:TELLING]) or _first_words(mine), LONGEST_NAME))
    return names


def _first_words(definitions: Sequence[Definition]) -> str:
    words = definitions[0].text if definitions else ""
    for opener in ("是指", "指的是", "指", "即"):
        words = words.removeprefix(opener)
    return words.lstrip("：:，,")


def _bands(groups: Sequence[tuple[Sense, list[Definition]]], names: Sequence[str], world: World) -> Markup:
    if len(groups) < 2:
        return Markup("")
    rows = []
    for n, (_, mine) in enumerate(groups[:MOST_SENSES]):
        years = sorted({when for d in mine if (when := year_of(world.atlas.reports[d.report]))})
        rows.append((f"{n + 1} {shorten(names[n], 7)}", years))
    every = sorted({when for _, years in rows for when in years})
    return drawings.bands(rows, every)


def _sense(number: int, sense: Sense, mine: list[Definition], name: str, world: World) -> dict[str, Any]:
    table = wordings_of(mine)
    reports = world.atlas.reports
    places = {region_key(reports[d.report].region) for d in mine}
    rows = [
        {
            "n": len(row.definitions),
            "cells": [
                {"text": cell, "differs": cell != form}
                for cell, (_, form) in zip(row.cells, table.columns, strict=True)
            ],
            **_when_and_where(row.definitions, world),
        }
        for row in table.rows
    ]
    commonest = table.rows[0].definitions[0] if table.rows else None
    return {
        "number": number + 1,
        "id": sense.id,
        "name": name,
        "program": sense.program,
        "definitions": len(mine),
        "places": len(places),
        "columns": [form for _, form in table.columns],
        "groups": [group for group in table.groups if group[0]] and table.groups,
        "rows": rows[:MOST_ROWS],
        "rest": rows[MOST_ROWS:],
        "wordings": len(rows),
        "unlisted": len(table.unlisted),
        "items": [form for _, form in table.columns],
        "read": _read(mine, commonest, world),
        "receipts": _receipts(sense, mine, world),
    }


def _when_and_where(definitions: Sequence[Definition], world: World) -> dict[str, Any]:
    reports = [world.atlas.reports[d.report] for d in definitions]
    years = sorted({when for r in reports if (when := year_of(r))})
    names = list(dict.fromkeys(r.region.name if r.region else "地名不详" for r in reports))
    span = "—" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return {"years": span, "places": "、".join(names[:MOST_PLACES]), "more": max(0, len(names) - MOST_PLACES)}


def _read(mine: Sequence[Definition], commonest: Definition | None, world: World) -> list[dict[str, Any]]:
    """Earliest, commonest and newest definition in full, each once."""
    if not mine:
        return []
    chosen = {mine[0].id: ("earliest", mine[0])}
    if commonest is not None:
        chosen.setdefault(commonest.id, ("commonest", commonest))
    if len(mine) > 1:
        chosen.setdefault(mine[-1].id, ("newest", mine[-1]))
    return [{"which": which, **quoted(d, world)} for which, d in chosen.values()]


def quoted(definition: Definition, world: World) -> dict[str, Any]:
    """A definition with its receipt."""
    report = world.atlas.reports[definition.report]
    return {
        "id": definition.id,
        "who": described(report),
        "text": definition.text,
        "headword": "、".join(definition.terms),
        "link": world.addresses.of_report(report.id, definition.id),
        "report": report.title,
        "date": report.date or "",
        "start": definition.start,
        "end": definition.end,
        "exception": definition.count is Count.DISAGREES,
    }


def _receipts(sense: Sense, mine: Sequence[Definition], world: World) -> dict[str, Any]:
    by_id = {d.id: d for d in mine}
    joins = [join for join in sense.joins if join.a in by_id and join.b in by_id]
    rules = Counter(d.rule for d in mine)
    return {
        "rules": [(rule, world.why(rule), n) for rule, n in rules.most_common()],
        "joins": [
            {
                "a": described(world.atlas.reports[by_id[join.a].report]),
                "b": described(world.atlas.reports[by_id[join.b].report]),
                "words": [told(words) for words in join.evidence],
            }
            for join in joins[:MOST_JOINS]
        ],
        "total": len(joins),
    }


def _row(definition: Definition, names: list[str], term: Term, world: World) -> dict[str, Any]:
    report = world.atlas.reports[definition.report]
    number = next((n for n, sense in enumerate(term.senses, 1) if sense.id == definition.sense), 1)
    return {
        "sense": number,
        "place": report.region.name if report.region else "地名不详",
        "place_page": world.page_of_region(report.region) if report.region else "",
        "level": world.figures.level[report.id],
        "province": drawings.TILE_NAMES.get(world.figures.province[report.id], ""),
        "year": year_of(report) or "",
        "text": definition.text,
        "link": world.addresses.of_report(report.id, definition.id),
        "span": f"{definition.start}–{definition.end}",
    }


def _spread(term: Term, world: World) -> dict[str, Any] | None:
    if len(term.reports) < FEWEST_FOR_MAP:
        return None
    years = world.figures.provinces(term)
    if not years:
        return None
    peak = world.figures.peak(term)
    year = peak.year if peak and peak.year in years else max(years)
    recent = {y: years[y] for y in list(years)[-MOST_STEPS:]}
    recent.setdefault(year, years[year])
    data = {str(y): {p: [u, h] for p, (u, h) in shares.items()} for y, shares in sorted(recent.items())}
    return {"year": year, "years": sorted(recent), "svg": drawings.tile_map(years[year]), "data": embedded(data)}


def _first_users(term: Term, world: World) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for name in term.reports:
        report = world.atlas.reports[name]
        key = region_key(report.region)
        if year_of(report) and key not in seen and len(seen) < 10:
            seen[key] = {
                "who": described(report),
                "date": report.date or year_of(report),
                "link": _use_link(term, name, world),
            }
    return list(seen.values())


def _use_link(term: Term, name: str, world: World) -> str:
    return world.addresses.of_report(name, world.first_at(term, name))


def _uses(term: Term, matrix: Matrix, world: World) -> list[dict[str, Any]]:
    """Reports that use the term, by column and level of the matrix, newest first."""
    found, left = [], MOST_USES
    for n in reversed(range(len(matrix.columns))):
        for level, cells in matrix.rows:
            cell = cells[n]
            if not cell.used or left <= 0:
                continue
            chosen = cell.reports[:left]
            left -= len(chosen)
            column = matrix.columns[n]
            found.append(
                {
                    "id": f"u{column.label}-{level}",
                    "year": column.label,
                    "level": drawings.LEVEL_NAMES[level],
                    "used": cell.used,
                    "held": cell.held,
                    "reports": [
                        {
                            "who": _who(name, column.first == column.last, world),
                            "link": _use_link(term, name, world),
                            "defined": name in term.defined_in,
                        }
                        for name in chosen
                    ],
                }
            )
    return found


def _who(name: str, is_one_year: bool, world: World) -> str:
    report = world.atlas.reports[name]
    if not is_one_year:
        return described(report)
    return report.region.name if report.region else "地名不详"


def _issuers(term: Term, world: World) -> dict[str, Any]:
    said: dict[tuple[str, str | None], list[Any]] = {}
    for attribution in world.atlas.attributions.get(term.key, ()):
        if not attribution.level_only:
            said.setdefault((attribution.issuer, attribution.region), []).append(attribution)
    ranked = sorted(said.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))
    rows = []
    for (issuer, code), group in ranked[:MOST_ISSUERS]:
        first = min(group, key=lambda a: (year_of(world.atlas.reports[a.report]) or 9999, a.id))
        rows.append(
            {
                "issuer": issuer,
                "place": world.atlas.place_name(code),
                "times": len(group),
                "clause": clause_of(first, world),
                "who": described(world.atlas.reports[first.report]),
                "link": world.addresses.of_report(first.report, first.start),
            }
        )
    return {"rows": rows, "total": len(ranked)}
