"""The page of a term: what it means, who said it first and who took it over, whether it is still alive."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages import drawings
from tifatu.exports.pages.addresses import described, speaker
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.figures import Matrix
from tifatu.exports.pages.indexes import body_name
from tifatu.exports.pages.markup import embedded, render
from tifatu.exports.pages.meanings import MOST_SENSES, meanings, sense_bands, side_by_side
from tifatu.exports.pages.passages import clause_of, passages
from tifatu.exports.pages.sentence import sentence, status
from tifatu.exports.pages.world import World
from tifatu.graph.model import Attribution, Definition
from tifatu.graph.pinyin import romanise
from tifatu.graph.survey.facts import year_of

MOST_DEFINITIONS = 150
"""Definitions in the table of a page; the rest stands on a page of its own, so that none is over 150 KB."""

MOST_USES = 600
"""Reports linked in the lists of use, newest first; the rest is counted and stands in the data."""

MOST_ISSUERS = 8

FEWEST_FOR_MAP = 8
"""Reports of use from which a map says more than the list of first users."""

MOST_STEPS = 14
"""Years that the map can step through."""


def term_page(term: Term, world: World) -> str:
    """One term as HTML text."""
    matrix = world.figures.matrix(term)
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
        bands=sense_bands(term, world),
        senses=meanings(term, world),
        most_senses=MOST_SENSES,
        compared=embedded(compared) if (compared := side_by_side(term)) else "",
        spread=_spread(term, world),
        first_users=_first_users(term, world),
        uses=_uses(term, matrix, world),
        shown_uses=min(MOST_USES, len(term.reports)),
        issuers=_issuers(term, world),
        related=world.related.of(term),
        table=[_row(d, term, world) for d in term.definitions[:MOST_DEFINITIONS]],
        passages=[] if term.definitions else passages(term, world),
        graph=world.addresses.of_graph(term),
        address=world.addresses.of_term(term),
    )


def _forms(term: Term) -> list[str]:
    forms = [form for sense in term.senses for form in (sense.label, *sense.alternatives)]
    return [form for form in dict.fromkeys(forms) if form != term.label][:8]


def _row(definition: Definition, term: Term, world: World) -> dict[str, Any]:
    report = world.atlas.reports[definition.report]
    number = next((n for n, sense in enumerate(term.senses, 1) if sense.id == definition.sense), 1)
    return {
        "sense": number,
        "place": speaker(report.region),
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
                            "times": term.reports[name],
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
    return speaker(report.region)


def _issuers(term: Term, world: World) -> dict[str, Any]:
    said: dict[str, list[Attribution]] = {}
    for attribution in world.atlas.attributions.get(term.key, ()):
        if not attribution.level_only:
            name = body_name(attribution.issuer, world.atlas.place_name(attribution.region))
            said.setdefault(name, []).append(attribution)
    ranked = sorted(said.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows = []
    for issuer, group in ranked[:MOST_ISSUERS]:
        first = min(group, key=lambda a: (year_of(world.atlas.reports[a.report]) or 9999, a.id))
        rows.append(
            {
                "issuer": issuer,
                "times": len(group),
                "clause": clause_of(first, world),
                "who": described(world.atlas.reports[first.report]),
                "link": world.addresses.of_report(first.report, first.start),
            }
        )
    return {"rows": rows, "total": len(ranked)}
