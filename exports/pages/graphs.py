"""The pages of the graphs: networkx has computed them, pyvis makes them ready to be drawn."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages.addresses import speaker
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.graph_company import company, fellow_places
from tifatu.exports.pages.graph_drawing import Drawing, as_rows
from tifatu.exports.pages.graph_meaning import family, neighbourhood
from tifatu.exports.pages.graph_spread import spread
from tifatu.exports.pages.markup import embedded, render
from tifatu.exports.pages.world import World

LEGEND = {
    "term": ("中心", "centre"),
    "sense": ("义项", "sense"),
    "item": ("项", "item"),
    "place": ("地方", "place"),
    "definer": ("先用且释义", "place that defines"),
    "issuer": ("提出者", "issuer"),
    "other": ("提法", "slogan"),
    "kin": ("同族", "same noun"),
    "axis": ("年份", "year"),
}
"""Kind of node -> what the legend calls it."""

STYLES: dict[str, dict[str, Any]] = {
    "term": {"shape": "box", "color": {"background": "#a8201a", "border": "#7d1a15"}, "font": {"color": "#fff"}},
    "sense": {"shape": "box", "color": {"background": "#f6d9a8", "border": "#b57a14"}, "font": {"color": "#211e19"}},
    "item": {"shape": "box", "color": {"background": "#dcebdd", "border": "#4f8a55"}, "font": {"color": "#211e19"}},
    "place": {"shape": "dot", "size": 8, "color": {"background": "#7fa7d4", "border": "#2f6db5"}},
    "definer": {"shape": "square", "size": 9, "color": {"background": "#a8201a", "border": "#7d1a15"}},
    "issuer": {"shape": "diamond", "size": 12, "color": {"background": "#8d6cba", "border": "#4b3270"}},
    "other": {"shape": "box", "color": {"background": "#e4e9f2", "border": "#5d7597"}, "font": {"color": "#211e19"}},
    "kin": {"shape": "box", "color": {"background": "#efe6f5", "border": "#7b5d97"}, "font": {"color": "#211e19"}},
    "axis": {"shape": "text"},
}
"""How each kind of node looks; shapes differ, so that colour is never the only sign."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "zoomView": False,
        "dragView": False,
        "tooltipDelay": 200,
        "keyboard": {"enabled": False},
    },
    "edges": {
        "smooth": False,
        "color": {"color": "#9a9488", "opacity": 0.55, "highlight": "#a8201a", "hover": "#a8201a"},
    },
    "nodes": {
        "font": {"size": 15, "face": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"},
        "scaling": {"label": {"drawThreshold": 11}},
    },
}


def term_graphs(term: Term, world: World) -> str:
    """The four graphs of a term on one page; those that would be empty are left out."""
    kinds = [
        ("neighbourhood", "意思", "Meaning", neighbourhood(term, world)),
        ("spread", "传播", "Spread", spread(term, world)),
        ("family", "家族", "Family", family(term, world)),
        ("company", "同伴", "Company", company(term, world)),
    ]
    return _page(term.label, world.addresses.of_term(term), kinds, world)


def place_graph(key: str, world: World) -> str:
    """The graph of a place: who speaks alike."""
    kinds = [("fellows", "说法相近", "Alike", fellow_places(key, world))]
    return _page(speaker(world.atlas.regions[key]), f"places/{key.lower()}.html", kinds, world)


def _page(title: str, back: str, kinds: list[tuple[str, str, str, Drawing]], world: World) -> str:
    shown = [kind for kind in kinds if len(kind[3].graph) > 1] or kinds[:1]
    return render(
        "graph.html",
        up="../",
        site=world.site,
        title=title,
        back=back,
        kinds=[
            {
                "name": name,
                "zh": zh,
                "en": en,
                "question": drawing.question,
                "positions": drawing.positions,
                "shown": len(drawing.graph),
                "total": drawing.total,
                "rows": as_rows(drawing),
            }
            for name, zh, en, drawing in shown
        ],
        legend=[(kind, *words) for kind, words in LEGEND.items()],
        data=embedded({name: as_data(drawing) for name, _, _, drawing in shown}),
        options=embedded({"options": OPTIONS, "styles": STYLES}),
    )


def as_data(drawing: Drawing) -> dict[str, Any]:
    """Nodes and edges as pyvis gives them, built from lists, as its add_node is quadratic."""
    from pyvis.network import Network

    net = Network(directed=False, cdn_resources="local")
    graph = drawing.graph
    net.nodes = [{"id": name, **facts} for name, facts in graph.nodes(data=True)]
    net.edges = [{"from": a, "to": b, "title": why} for a, b, why in graph.edges(data="why")]
    nodes, edges, *_ = net.get_network_data()
    return {"nodes": nodes, "edges": edges}
