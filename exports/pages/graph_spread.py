"""The graph of spread: who said it first and who took it over; years from left to right, levels from above."""

from __future__ import annotations

from collections import defaultdict

from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term, in_time, region_key
from tifatu.exports.pages.figures import LEVELS
from tifatu.exports.pages.graph_drawing import Drawing
from tifatu.exports.pages.layout import Point
from tifatu.exports.pages.world import World
from tifatu.graph.model import Report
from tifatu.graph.survey.facts import year_of

MOST_FIRST_USERS = 120
"""Places drawn in the graph of spread: the first users."""

YEAR_SPACE, ROW_SPACE, BAND_SPACE = 150, 30, 80
"""Pixels between two years, between two places of one year, between two levels."""


def spread(term: Term, world: World) -> Drawing:
    """A node for each place at its first use: who took it over from whom, and when?"""
    drawing = Drawing(
        ("谁先说，谁跟进？", "Who said it first, who took it over?"),
        ("左右是年份，上下是层级", "x is the year, y the level"),
    )
    firsts: dict[str, Report] = {}
    for name in term.reports:
        report = world.atlas.reports[name]
        if year_of(report):
            firsts.setdefault(region_key(report.region), report)
    chosen = sorted(firsts.values(), key=in_time)[:MOST_FIRST_USERS]
    drawing.total = len(firsts)
    drawn = {region_key(report.region) for report in chosen}
    rows: dict[tuple[int, int], int] = defaultdict(int)
    places: dict[str, Point] = {}
    years = sorted({year_of(r) or 0 for r in chosen})
    tallest: dict[int, int] = defaultdict(int)
    for report in chosen:
        band = _band(world, report)
        rows[band, year_of(report) or 0] += 1
        tallest[band] = max(tallest[band], rows[band, year_of(report) or 0])
    tops, y = {}, 0
    for band in sorted(tallest):
        tops[band] = y
        y += tallest[band] * ROW_SPACE + BAND_SPACE
    filled: dict[tuple[int, int], int] = defaultdict(int)
    for report in chosen:
        key, year, band = region_key(report.region), year_of(report) or 0, _band(world, report)
        label = report.region.name if report.region else "地名不详"
        kind = "definer" if report.id in term.defined_in else "place"
        drawing.node(
            key,
            kind,
            label,
            described(report),
            world.addresses.of_report(report.id, world.first_at(term, report.id)),
            year,
            world.figures.level[report.id],
        )
        places[key] = (years.index(year) * YEAR_SPACE, tops[band] + filled[band, year] * ROW_SPACE)
        filled[band, year] += 1
        source = _source(term, report, world)
        if source is not None and region_key(source[0].region) in drawn:
            drawing.edge(region_key(source[0].region), key, source[1])
    for n, year in enumerate(years):
        drawing.node(f"year-{year}", "axis", str(year), str(year))
        places[f"year-{year}"] = (n * YEAR_SPACE, -60)
    return drawing.place(places)


def _band(world: World, report: Report) -> int:
    level = world.figures.level[report.id]
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


TAKEN = {
    "from-above": "上级先有 division above had it",
    "from-the-province": "同省先有 earlier in the province",
    "issuer-named": "报告说明 the report names",
}
"""Rule of an adoption -> what the edge says; without a source there is no edge."""


def _source(term: Term, report: Report, world: World) -> tuple[Report, str] | None:
    """From whom a place took it up, as the build has shown; None where nothing shows it."""
    adoption = world.adoption(term, report.id)
    if adoption is None or adoption.source is None or adoption.rule not in TAKEN:
        return None
    source = world.atlas.reports[adoption.source]
    shown = adoption.evidence[0].removeprefix("issuer ") if adoption.rule == "issuer-named" else described(source)
    return source, f"{TAKEN[adoption.rule]}: {shown}"
