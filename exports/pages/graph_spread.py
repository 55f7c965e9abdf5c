"""The graph of spread: who said it first and who took it over; years from left to right, levels from above."""

from __future__ import annotations

from collections import Counter, defaultdict

from tifatu.exports.pages.addresses import described, speaker
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
    drawing.total = len(firsts)
    chosen = dict(sorted(firsts.items(), key=lambda pair: in_time(pair[1]))[:MOST_FIRST_USERS])
    for key, report in chosen.items():
        _first_use(drawing, key, report, term, world)
    for key, report in chosen.items():
        source = _source(term, report, world)
        if source is not None and region_key(source[0].region) in chosen:
            drawing.edge(region_key(source[0].region), key, source[1])
    years = sorted({year_of(report) or 0 for report in chosen.values()})
    places = _places(chosen, years, world)
    for n, year in enumerate(years):
        drawing.node(f"year-{year}", "axis", str(year), str(year))
        places[f"year-{year}"] = (n * YEAR_SPACE, -60)
    return drawing.place(places)


def _first_use(drawing: Drawing, key: str, report: Report, term: Term, world: World) -> None:
    drawing.node(
        key,
        "definer" if report.id in term.defined_in else "place",
        speaker(report.region),
        described(report),
        world.addresses.of_report(report.id, world.first_at(term, report.id)),
        year_of(report) or 0,
        world.figures.level[report.id],
    )


def _places(chosen: dict[str, Report], years: list[int], world: World) -> dict[str, Point]:
    """A column a year, a band a level, as high as its fullest year."""
    cells = {key: (_band(world, report), year_of(report) or 0) for key, report in chosen.items()}
    tops = _tops(Counter(cells.values()))
    filled: Counter[tuple[int, int]] = Counter()
    places = {}
    for key, (band, year) in cells.items():
        places[key] = (years.index(year) * YEAR_SPACE, tops[band] + filled[band, year] * ROW_SPACE)
        filled[band, year] += 1
    return places


def _tops(rows: Counter[tuple[int, int]]) -> dict[int, int]:
    """Where each band begins, from how many places each band has in each year."""
    tallest: dict[int, int] = defaultdict(int)
    for (band, _), count in rows.items():
        tallest[band] = max(tallest[band], count)
    tops, y = {}, 0
    for band in sorted(tallest):
        tops[band] = y
        y += tallest[band] * ROW_SPACE + BAND_SPACE
    return tops


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
