"""Two graphs of company: slogans that keep together, and places that speak alike, in communities."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from tifatu.exports.pages.addresses import speaker
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.graph_drawing import MOST_COMPANY, Drawing
from tifatu.exports.pages.layout import Point, ego
from tifatu.exports.pages.markup import shorten
from tifatu.exports.pages.world import World


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
    return drawing.place(_in_communities(among, "term"))


def fellow_places(key: str, world: World) -> Drawing:
    """Places that share slogans which few others have: who speaks alike?"""
    drawing = Drawing(
        ("哪些地方说法相近？", "Which places speak alike?"),
        ("一个扇面是一群相近的地方", "a sector is a group of places that speak alike"),
    )
    region = world.atlas.regions[key]
    drawing.node("centre", "term", speaker(region), speaker(region))
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
        name = speaker(world.atlas.regions[other])
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
    return drawing.place(_in_communities(among, "centre"))


def _in_communities(among: nx.Graph[str], centre: str) -> dict[str, Point]:
    """Positions around a centre: a sector for each group that keeps together, the largest first."""
    groups = [sorted(group) for group in nx.community.louvain_communities(among, seed=1)] if len(among) else []
    groups.sort(key=lambda group: (-len(group), group))
    return ego(groups, centre, [None] * len(groups))
