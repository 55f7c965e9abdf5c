"""One sentence that says it all: who first, when most, whether it is still alive, whether the State Council says it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tifatu.exports.pages.addresses import speaker
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.figures import Share
from tifatu.exports.pages.markup import both, year
from tifatu.exports.pages.world import World
from tifatu.graph.survey.facts import year_of

MOST_FIRST = 3
"""Places named as the first of a year."""

ALIVE = 0.25
"""Share of the peak from which a term is still in use in the newest year; below it has faded."""

FEW = 8
"""Reports of use below which the sentence speaks of no peak."""


def sentence(term: Term, world: World) -> Markup:
    """The head of a term's page."""
    said = [_first_use(term, world), _first_definition(term, world)]
    peak, latest = world.figures.peak(term), _latest(term, world)
    has_peak = bool(peak) and len(term.reports) >= FEW
    is_now = bool(peak and latest and peak.year == latest.year) and has_peak
    if peak and has_peak:
        said.append(_peak_now(peak) if is_now else _peak(peak))
    if latest and not is_now:
        said.append(_now(latest, peak, begins=not has_peak))
    said.append(_council(term, world))
    return Markup('<span class="en"> </span>').join(part for part in said if part)


def status(term: Term, world: World) -> str:
    """alive, faded or gone, by the newest year with enough reports."""
    latest, peak = _latest(term, world), world.figures.peak(term)
    if latest is None or not latest.used:
        return "gone"
    return "faded" if peak and latest.used / latest.held < ALIVE * peak.used / peak.held else "alive"


def _latest(term: Term, world: World) -> Share | None:
    shares = [share for share in world.figures.shares(term) if share.year == world.figures.latest]
    return shares[0] if shares else None


def _first_use(term: Term, world: World) -> Markup:
    names, when = _earliest(tuple(term.reports), world)
    if not when:
        return both("所收报告未注明年份。", "The reports that use it are undated.")
    return both("首见于 {y} 年（{p}）", "First used in {y} ({p})", y=_red(when), p=names) + _stop(term)


def _stop(term: Term) -> Markup:
    return both("，", ",") if term.definitions else both("，所收报告都没有解释。", "; no report here explains it.")


def _first_definition(term: Term, world: World) -> Markup:
    if not term.definitions:
        return Markup("")
    names, when = _earliest([d.report for d in term.definitions], world)
    if not when:
        return both("释义的报告未注明年份。", "defined in undated reports.")
    return both("首次释义在 {y} 年（{p}）。", "first defined in {y} ({p}).", y=_red(when), p=names)


def _earliest(reports: Sequence[str], world: World) -> tuple[str, int]:
    dated = [(when, name) for name in reports if (when := year_of(world.atlas.reports[name]))]
    if not dated:
        return "", 0
    first = min(when for when, _ in dated)
    places = list(dict.fromkeys(speaker(world.atlas.reports[name].region) for when, name in dated if when == first))
    more = f" +{len(places) - MOST_FIRST}" if len(places) > MOST_FIRST else ""
    return "、".join(places[:MOST_FIRST]) + more, first


def _red(number: int) -> Markup:
    return Markup("<b>{}</b>").format(year(number))


def _peak(peak: Share) -> Markup:
    return both(
        "{y} 年最多：{u}/{h} 份（{p}%）{b}；",
        "Peak {y}: {u} of {h} reports ({p}%){b};",
        y=Markup("<b>") + year(peak.year),
        u=peak.used,
        h=peak.held,
        p=peak.percent,
        b=Markup("</b>"),
    )


def _peak_now(peak: Share) -> Markup:
    """The newest year is that of its largest share."""
    return both(
        "最近的 {y} 年{b}用得最多：{u}/{h} 份（{p}%）{e}。",
        "{b}At its peak in the latest year{e}, {y}: {u} of {h} reports ({p}%).",
        y=year(peak.year),
        u=peak.used,
        h=peak.held,
        p=peak.percent,
        b=Markup("<b>"),
        e=Markup("</b>"),
    )


def _now(latest: Share, peak: Share | None, begins: bool) -> Markup:
    """Its use in the newest year; ``begins`` where an English sentence begins with it."""
    facts = {"y": year(latest.year), "u": latest.used, "h": latest.held, "p": latest.percent}
    if not latest.used:
        return both("{y} 年已不见（0/{h}）。", ("Gone" if begins else "gone") + " by {y} (0 of {h}).", **facts)
    if peak and peak.year != latest.year and latest.used / latest.held < ALIVE * peak.used / peak.held:
        return both(
            "到 {y} 年只剩 {u}/{h}（{p}%）。", ("Down" if begins else "down") + " to {u} of {h} ({p}%) by {y}.", **facts
        )
    return both(
        "{y} 年仍在用：{u}/{h}（{p}%）。",
        ("Still" if begins else "still") + " in use in {y}: {u} of {h} ({p}%).",
        **facts,
    )


def _council(term: Term, world: World) -> Markup:
    held = world.figures.of_the_council
    years = [world.figures.year[name] for name in term.reports if world.figures.level[name] == "国家级"]
    if not held:
        return Markup("")
    if not years:
        return both("国务院的 {n} 份报告从未用过。", "The State Council's {n} reports never use it.", n=held)
    return both(
        "国务院 {y} 年起用。", "The State Council uses it from {y}.", y=year(min(filter(None, years), default=0))
    )
