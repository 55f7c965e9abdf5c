"""The four kinds of graph around a term, each an answer to one question; positions are computed and mean something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term, in_time, region_key
from tifatu.exports.pages.figures import LEVELS
from tifatu.exports.pages.layout import Point, ego
from tifatu.exports.pages.markup import shorten
from tifatu.exports.pages.terms import sense_names
from tifatu.exports.pages.wordings import items_of
from tifatu.exports.pages.world import World
from tifatu.graph.model import Report
from tifatu.graph.survey.facts import year_of

MOST_NODES = 300
"""Nodes at first sight; the table of the graph says how many there are."""

MOST_SENSES = 12
MOST_PLACES = 10
"""Definers drawn for each sense."""

MOST_ITEMS = 8
MOST_FIRST_USERS = 120
"""Places drawn in the graph of spread: the first users."""

MOST_COMPANY = 40
YEAR_SPACE, ROW_SPACE, BAND_SPACE = 150, 30, 80
"""Pixels between two years, between two places of one year, between two levels."""


@dataclass
class Drawing:
    """Nodes and edges under construction: a networkx graph that remembers their order."""

    question: tuple[str, str]
    """What it answers, in Chinese and English."""

    positions: tuple[str, str]
    """What the positions mean."""

    graph: nx.Graph[str] = field(default_factory=nx.Graph)
    total: int = 0
    """Nodes that there would be without the cut."""

    def node(
        self, name: str, kind: str, label: str, told: str, address: str = "", year: int = 0, level: str = ""
    ) -> None:
        """Add a node once; ``told`` is its card, ``address`` the page that it leads to."""
        if name not in self.graph:
            facts = {"kind": kind, "label": label, "told": told, "address": address, "year": year, "level": level}
            self.graph.add_node(name, **facts)

    def edge(self, a: str, b: str, why: str) -> None:
        """Add an edge with the reason why it is there."""
        self.graph.add_edge(a, b, why=why)

    def place(self, places: dict[str, Point]) -> Drawing:
        """Give every node its position."""
        for name, (x, y) in places.items():
            self.graph.nodes[name].update(x=x, y=y)
        self.total = max(self.total, len(self.graph))
        return self


def neighbourhood(term: Term, world: World) -> Drawing:
    """Senses, their items, their definers, the issuers: what does it mean, and to whom?"""
    drawing = Drawing(
        ("它是什么意思，对谁而言？", "What does it mean, and to whom?"), ("每个义项一个扇面", "a sector for each sense")
    )
    names, groups, hubs = sense_names(term), list[list[str]](), list[str | None]()
    drawing.node("term", "term", shorten(term.label, 14), term.label)
    total = 1 + len(term.senses)
    for n, sense in enumerate(term.senses[:MOST_SENSES]):
        mine = [d for d in term.definitions if d.sense == sense.id]
        hub = f"sense-{n}"
        drawing.node(
            hub, "sense", f"{n + 1} {shorten(names[n], 10)}", f"{n + 1} {names[n]}\n{mine[0].text if mine else ''}"
        )
        drawing.edge("term", hub, "义项 sense")
        items = list(dict.fromkeys(item for d in mine for _, item in items_of(d)))
        places = {region_key(world.atlas.reports[d.report].region): d for d in reversed(mine)}
        total += len(items) + len(places)
        leaves = _items(drawing, hub, items[:MOST_ITEMS], world)
        for key, definition in list(places.items())[::-1][:MOST_PLACES]:
            report = world.atlas.reports[definition.report]
            leaf = f"{hub}-{key}"
            link = world.addresses.of_report(report.id, definition.id)
            drawing.node(
                leaf,
                "place",
                described(report),
                f"{described(report)}\n{definition.text}",
                link,
                year_of(report) or 0,
                world.figures.level[report.id],
            )
            drawing.edge(hub, leaf, "释义 defines")
            leaves.append(leaf)
        groups.append(leaves)
        hubs.append(hub)
    groups.append(_issuers(drawing, term, world))
    hubs.append(None)
    drawing.total = total + len(groups[-1])
    return drawing.place(
        ego([g for g in groups if g], "term", [h for h, g in zip(hubs, groups, strict=True) if g]) | _bare(hubs, groups)
    )


def _bare(hubs: Sequence[str | None], groups: Sequence[list[str]]) -> dict[str, Point]:
    """Senses without leaves, in a row below."""
    bare = [hub for hub, group in zip(hubs, groups, strict=True) if hub and not group]
    return {hub: (n * 160 - 80 * len(bare), 320) for n, hub in enumerate(bare)}


def _items(drawing: Drawing, hub: str, items: Sequence[str], world: World) -> list[str]:
    leaves = []
    for item in items:
        other = world.atlas.term_of(item)
        leaf = f"{hub}-i-{item}"
        drawing.node(leaf, "item", shorten(item, 12), item, world.addresses.of_term(other))
        drawing.edge(hub, leaf, "所列之项 item")
        leaves.append(leaf)
    return leaves


def _issuers(drawing: Drawing, term: Term, world: World) -> list[str]:
    said = {(a.issuer, a.region): a for a in world.atlas.attributions.get(term.key, ()) if not a.level_only}
    leaves = []
    for n, ((issuer, code), attribution) in enumerate(list(said.items())[:MOST_ITEMS]):
        name = f"issuer-{n}"
        drawing.node(
            name,
            "issuer",
            issuer,
            f"{issuer}（{world.atlas.place_name(code)}）",
            world.addresses.of_report(attribution.report, attribution.start),
        )
        drawing.edge("term", name, "归属 issued by")
        leaves.append(name)
    return leaves


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
        source = _source(report, chosen, world)
        if source is not None:
            drawing.edge(region_key(source[0].region), key, source[1])
    for n, year in enumerate(years):
        drawing.node(f"year-{year}", "axis", str(year), str(year))
        places[f"year-{year}"] = (n * YEAR_SPACE, -60)
    return drawing.place(places)


def _band(world: World, report: Report) -> int:
    level = world.figures.level[report.id]
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _source(report: Report, users: Sequence[Report], world: World) -> tuple[Report, str] | None:
    """Whom a place most likely had it from: a division above it, else an earlier place of its province."""
    earlier = [r for r in users if in_time(r) < in_time(report) and region_key(r.region) != region_key(report.region)]
    above = [region_key(parent) for parent in report.parents]
    for key in above:
        found = next((r for r in earlier if region_key(r.region) == key), None)
        if found:
            return found, f"上级先有 division above had it: {described(found)}"
    province = world.figures.province[report.id]
    beside = next((r for r in earlier if province and world.figures.province[r.id] == province), None)
    if beside:
        return beside, f"同省先有 earlier in the province: {described(beside)}"
    council = next((r for r in earlier if r.region and r.region.level == "国家级"), None)
    return (council, f"国务院先有 State Council had it: {described(council)}") if council else None


def family(term: Term, world: World) -> Drawing:
    """Items and parts that other slogans list, too: which slogans are made of the same pieces?"""
    drawing = Drawing(
        ("哪些提法用同样的零件？", "Which slogans share its pieces?"),
        ("中间是共有的项，越往外共有越少", "shared pieces in the middle"),
    )
    drawing.node("term", "term", shorten(term.label, 14), term.label)
    sharing = world.related.sharing(term)
    groups: dict[str, list[str]] = defaultdict(list)
    for key, items in sharing[:MOST_COMPANY]:
        other = world.atlas.terms[key]
        for item in items:
            drawing.node(f"i-{item}", "item", shorten(item, 12), item)
            drawing.edge("term", f"i-{item}", "所列之项 item")
        drawing.node(
            key,
            "other",
            shorten(other.label, 12),
            f"{other.label}\n" + "、".join(items),
            world.addresses.of_term(other),
        )
        groups[f"i-{items[0]}"].append(key)
        for item in items:
            drawing.edge(f"i-{item}", key, f"都列“{item}” both list it")
    for node in [n for n, facts in drawing.graph.nodes(data=True) if facts["kind"] == "item"]:
        groups.setdefault(node, [])
    kin = [key for key in world.related.family(term) if key not in drawing.graph][:MOST_COMPANY]
    for key in kin:
        other = world.atlas.terms[key]
        drawing.node(
            key,
            "kin",
            shorten(other.label, 12),
            f"{other.label}\n同数同名 same noun, counted",
            world.addresses.of_term(other),
        )
        drawing.edge("term", key, "同族 same noun, counted")
    drawing.total = 1 + len(groups) + len(sharing) + len(world.related.family(term))
    hubs: list[str | None] = [*groups, *([None] if kin else [])]
    leaves = [*groups.values(), *([kin] if kin else [])]
    return drawing.place(ego(leaves, "term", hubs))


def company(term: Term, world: World) -> Drawing:
    """Slogans in the same paragraph, in communities: in which company does it appear?"""
    drawing = Drawing(
        ("它常与谁一起出现？", "In which company does it appear?"),
        ("一个扇面是一群常在一起的提法", "a sector is a group that keeps together"),
    )
    drawing.node("term", "term", shorten(term.label, 14), term.label)
    all_of = world.related.company.get(term.key, [])
    near = all_of[:MOST_COMPANY]
    drawing.total = 1 + len(all_of)
    for companion in near:
        other = world.atlas.terms[companion.key]
        drawing.node(
            companion.key,
            "other",
            shorten(other.label, 12),
            f"{other.label}\n{companion.reports} 份报告同段，×{companion.lift:.1f}",
            world.addresses.of_term(other),
        )
        drawing.edge("term", companion.key, f"同段 same paragraph: {companion.reports} · ×{companion.lift:.1f}")
    among = nx.Graph()
    among.add_nodes_from(c.key for c in near)
    for companion in near:
        for third in world.related.company.get(companion.key, ()):
            if third.key in among and companion.key < third.key:
                among.add_edge(companion.key, third.key, weight=round(third.lift, 6))
                drawing.edge(companion.key, third.key, f"同段 same paragraph: {third.reports} · ×{third.lift:.1f}")
    groups = [sorted(group) for group in nx.community.louvain_communities(among, seed=1)] if near else []
    groups.sort(key=lambda group: (-len(group), group))
    return drawing.place(ego(groups, "term", [None] * len(groups)))


def fellow_places(key: str, world: World) -> Drawing:
    """Places that share slogans which few others have: who speaks alike?"""
    drawing = Drawing(
        ("哪些地方说法相近？", "Which places speak alike?"),
        ("一个扇面是一群相近的地方", "a sector is a group of places that speak alike"),
    )
    region = world.atlas.regions[key]
    drawing.node("centre", "term", region.name, region.name)
    shared: dict[str, dict[str, float]] = defaultdict(dict)
    for term, _ in world.atlas.terms_of.get(key, ()):
        if 2 <= len(term.uses) <= 12 and term.has_page:
            for use in term.uses:
                other = region_key(use.region)
                if other not in (key, "unknown"):
                    shared[other][term.label] = 1 / len(term.uses)
    ranked = sorted(shared, key=lambda other: (-sum(shared[other].values()), other))
    drawing.total = 1 + len(ranked)
    among = nx.Graph()
    for other in ranked[:MOST_COMPANY]:
        telling = sorted(shared[other], key=lambda label: (-shared[other][label], label))
        name = world.atlas.regions[other].name
        drawing.node(
            other,
            "place",
            name,
            f"{name}\n{len(telling)}：" + "、".join(telling[:6]),
            f"places/{other.lower()}.html",
            level=world.atlas.regions[other].level,
        )
        drawing.edge("centre", other, "、".join(telling[:4]))
        among.add_node(other)
        for third in ranked[:MOST_COMPANY]:
            both = set(shared[other]) & set(shared[third])
            if third < other and len(both) > 1:
                among.add_edge(third, other, weight=len(both))
    groups = [sorted(group) for group in nx.community.louvain_communities(among, seed=1)] if len(among) else []
    groups.sort(key=lambda group: (-len(group), group))
    return drawing.place(ego(groups, "centre", [None] * len(groups)))


def as_rows(drawing: Drawing) -> list[dict[str, Any]]:
    """The edges as rows of a table: the same graph for those who do not see it."""
    nodes = drawing.graph.nodes
    return [
        {"a": nodes[a]["label"], "b": nodes[b]["label"], "why": why} for a, b, why in drawing.graph.edges(data="why")
    ]
