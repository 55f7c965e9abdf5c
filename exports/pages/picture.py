"""The nodes and edges of a page's graph, put together with pyvis; what they mean is told beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tifatu.exports.pages.atlas import Atlas, Term, Use, region_key
from tifatu.exports.pages.layout import Point, ego, shared
from tifatu.graph.model import Definition, Sense
from tifatu.graph.survey.facts import year_of

MOST_REGIONS = 60
"""Defining regions drawn around one term; the list below the picture has all."""

MOST_MENTIONING = 24
"""Regions drawn that only mention the term."""

MOST_COMPONENTS = 12
"""Components drawn for each sense."""

MOST_SHARED = 110
"""Terms in the overview."""

STYLES: dict[str, dict[str, Any]] = {
    "term": {"shape": "box", "color": {"background": "#b3261e", "border": "#7d1a15"}, "font": {"color": "#fff"}},
    "sense": {"shape": "box", "color": {"background": "#f6d9a8", "border": "#b57a14"}},
    "region": {"shape": "dot", "size": 11, "color": {"background": "#2f6db5", "border": "#1d4a80"}},
    "mentioning": {"shape": "dot", "size": 7, "color": {"background": "#c4d6ea", "border": "#8aa8c8"}},
    "component": {"shape": "box", "color": {"background": "#e3f0e4", "border": "#4f8a55"}},
    "issuer": {"shape": "diamond", "size": 13, "color": {"background": "#6d4a9c", "border": "#4b3270"}},
}
"""How each kind of node looks; the legend of the page is made from the same table."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "tooltipDelay": 120, "keyboard": {"enabled": False}},
    "edges": {
        "smooth": False,
        "color": {"color": "#b9b4aa", "opacity": 0.6, "highlight": "#b3261e", "hover": "#7a756b"},
    },
    "nodes": {"font": {"size": 16, "face": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"}},
}


@dataclass
class Drawing:
    """Nodes and edges under construction, in the order in which they are added."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)

    def node(self, name: str, kind: str, label: str, told: str, address: str = "") -> None:
        """Add a node; ``told`` is its tooltip, ``address`` the page that it leads to."""
        self.nodes.append({"id": name, "kind": kind, "label": label, "title": told, "address": address, **STYLES[kind]})

    def edge(self, a: str, b: str, told: str, faint: bool = False) -> None:
        """Add an edge with a tooltip."""
        self.edges.append({"from": a, "to": b, "title": told, "width": 1 if faint else 1.6, "dashes": faint})


def as_json(drawing: Drawing, places: dict[str, Point]) -> str:
    """The picture as JSON of nodes, edges and options, built by pyvis from lists (add_node is quadratic)."""
    from pyvis.network import Network

    net = Network(directed=False, cdn_resources="local")
    net.nodes = [node | {"x": places[node["id"]][0], "y": places[node["id"]][1]} for node in drawing.nodes]
    net.edges = drawing.edges
    net.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = net.get_network_data()
    return json.dumps({"nodes": nodes, "edges": edges, "options": json.loads(options)}, ensure_ascii=False)


def term_picture(term: Term, atlas: Atlas) -> str:
    """The graph around one term: its senses, who defines it, who only mentions it, what it is made of."""
    drawing, groups, hubs = Drawing(), list[list[str]](), list[str | None]()
    drawing.node("term", "term", shorten(term.label, 14), f"{term.label}\n{len(term.definitions)} 条释义")
    for number, sense in enumerate(term.senses, 1):
        hub = f"sense-{number}"
        mine = [d for d in term.definitions if d.sense == sense.id]
        drawing.node(hub, "sense", f"义项 {number}", _told_of_sense(sense, mine))
        drawing.edge("term", hub, "义项 sense")
        hubs.append(hub)
        groups.append(_components(drawing, hub, mine, atlas) + _regions(drawing, hub, mine, atlas))
    extra = _mentioning(drawing, term) + _issuers(drawing, term, atlas)
    if extra:
        hubs.append(None)
        groups.append(extra)
    return as_json(drawing, ego(groups, "term", hubs))


def overview_terms(atlas: Atlas) -> list[Term]:
    """Terms that at least two regions define, most widely shared first; with too few, those mentioned most."""
    widely = sorted(atlas.described, key=lambda t: (-len(t.defining), -len(t.uses), t.key))
    several = [term for term in widely if len(term.defining) > 1]
    return (several if len(several) > 5 else [t for t in widely if len(t.uses) > 1])[:MOST_SHARED]


def overview_picture(atlas: Atlas) -> str:
    """Regions on a circle and the terms that they share."""
    drawing, terms = Drawing(), overview_terms(atlas)
    sharing = {term.key: _sharing(term) for term in terms}
    regions = {region_key(use.region): use.region for term in terms for use in sharing[term.key]}
    for key in sorted(regions):
        drawing.node(f"r-{key}", "region", regions[key].name, _told_of_region(key, atlas), f"regions/{key}.html")
    for term in terms:
        name = f"t-{term.key}"
        told = f"{term.label}\n{len(term.defining)} 地释义，{len(term.senses)} 个义项"
        drawing.node(name, "term", shorten(term.label, 9), told, f"terms/{term.address}")
        for use in sharing[term.key]:
            drawing.edge(f"r-{region_key(use.region)}", name, f"{use.region.name} 释义 {term.label}", not use.defines)
    leaves = {f"t-{t.key}": [f"r-{region_key(u.region)}" for u in sharing[t.key]] for t in terms}
    return as_json(drawing, shared([f"r-{key}" for key in sorted(regions)], leaves))


def shorten(label: str, most: int) -> str:
    """The label, cut with … where it is longer than a node can bear.

    >>> shorten("“四强”行动", 12)
    '“四强”行动'
    """
    return label if len(label) <= most else label[: most - 1] + "…"


def _sharing(term: Term) -> Sequence[Use]:
    return term.defining if len(term.defining) > 1 else term.uses[:MOST_MENTIONING]


def _components(drawing: Drawing, hub: str, definitions: Sequence[Definition], atlas: Atlas) -> list[str]:
    richest = max(definitions, key=lambda d: len(d.components), default=None)
    names = []
    for number, item in enumerate(richest.components[:MOST_COMPONENTS] if richest else (), 1):
        name, other = f"{hub}-c{number}", atlas.terms.get(item)
        address = f"terms/{other.address}" if other and other.definitions else ""
        told = f"{item}\n第 {number} 项" + ("，本身也是提法" if other else "")
        drawing.node(name, "component", shorten(item, 12), told, address)
        drawing.edge(hub, name, "组成 component")
        names.append(name)
    return names


def _regions(drawing: Drawing, hub: str, definitions: Iterable[Definition], atlas: Atlas) -> list[str]:
    years: dict[str, list[int | None]] = {}
    for definition in definitions:
        report = atlas.reports[definition.report]
        years.setdefault(region_key(report.region), []).append(year_of(report))
    names = []
    for key, of_region in list(years.items())[:MOST_REGIONS]:
        name, region = f"{hub}-r{key}", atlas.regions[key]
        known = sorted({year for year in of_region if year})
        told = f"{region.name}\n释义于 {'、'.join(map(str, known))}"
        label = f"{region.name} {known[0] if known else ''}".strip()
        drawing.node(name, "region", label, told, f"regions/{key}.html")
        drawing.edge(hub, name, "释义 defines")
        names.append(name)
    return names


def _mentioning(drawing: Drawing, term: Term) -> list[str]:
    only = [use for use in term.uses if not use.defines][:MOST_MENTIONING]
    for use in only:
        key = region_key(use.region)
        told = f"{use.region.name}\n提及 {use.mentions} 次"
        drawing.node(f"m-{key}", "mentioning", use.region.name, told, f"regions/{key}.html")
        drawing.edge("term", f"m-{key}", "提及 mentions", faint=True)
    return [f"m-{region_key(use.region)}" for use in only]


def _issuers(drawing: Drawing, term: Term, atlas: Atlas) -> list[str]:
    said = {(a.issuer, a.region): a for a in atlas.attributions.get(term.key, []) if not a.level_only}
    names = []
    for number, (issuer, region) in enumerate(sorted(said, key=str)[:8], 1):
        place = atlas.regions[region].name if region in atlas.regions else region or "中央"
        drawing.node(f"b-{number}", "issuer", issuer, f"{issuer}（{place}）")
        drawing.edge("term", f"b-{number}", "归属 issued by")
        names.append(f"b-{number}")
    return names


def _told_of_sense(sense: Sense, definitions: Sequence[Definition]) -> str:
    first = shorten(definitions[0].text, 60) if definitions else ""
    return f"{sense.label}\n{first}\n{len(definitions)} 条释义，{len(sense.variants)} 个变体"


def _told_of_region(key: str, atlas: Atlas) -> str:
    return f"{atlas.regions[key].name}\n{len(atlas.reports_of.get(key, ()))} 份报告"
