"""Two graphs of what a term means: its senses with items and definers; the slogans made of the same pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.graph_drawing import MOST_COMPANY, Drawing
from tifatu.exports.pages.layout import Point, ego
from tifatu.exports.pages.markup import shorten
from tifatu.exports.pages.meanings import sense_names
from tifatu.exports.pages.wordings import items_of
from tifatu.exports.pages.world import World
from tifatu.graph.model import Attribution
from tifatu.graph.survey.facts import year_of

MOST_SENSES = 12
MOST_PLACES = 10
"""Definers drawn for each sense."""

MOST_ITEMS = 8


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
    drawing.total = total + len(_said(term, world))
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
    leaves = []
    for n, ((issuer, code), attribution) in enumerate(list(_said(term, world).items())[:MOST_ITEMS]):
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


def _said(term: Term, world: World) -> dict[tuple[str, str | None], Attribution]:
    """Issuer and code of its region -> where a report says so."""
    return {(a.issuer, a.region): a for a in world.atlas.attributions.get(term.key, ()) if not a.level_only}


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
