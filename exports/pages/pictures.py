"""The three pictures of the first page: the life of a slogan, where one is said, one name with several meanings."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages import drawings
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.figures import FEWEST_FOR_A_SHARE, MOST_COLUMNS, Share
from tifatu.exports.pages.markup import year
from tifatu.exports.pages.meanings import sense_bands
from tifatu.exports.pages.sentence import sentence
from tifatu.exports.pages.world import World

FEWEST_PROVINCES = 3
"""Provinces with the slogan from which a map is worth looking at."""

FEWEST_DEFINITIONS = 3
"""Definitions from which the picture shows how a slogan was explained, too."""

FEWEST_USES = 8
"""Reports of use from which a life is told; with fewer, rise and fall are chance."""


def pictures(world: World) -> list[dict[str, Any]]:
    """What the first page shows; a picture for which the graph is too small is left out."""
    return [picture for picture in (_life(world), _map(world), _meanings(world)) if picture]


def _life(world: World) -> dict[str, Any] | None:
    """The slogan, explained by several, that fell deepest from its peak, of those whose whole life the years show."""
    begin = (world.figures.years or [0])[-1] - MOST_COLUMNS + 2
    fallen = [
        (_fall(term, world), term)
        for term in world.atlas.described
        if len(term.reports) >= FEWEST_USES
        and len(term.definitions) >= FEWEST_DEFINITIONS
        and all(world.figures.year[name] >= begin for name in term.reports)
    ]
    if not fallen:
        return None
    _, term = max(fallen, key=lambda pair: (pair[0], pair[1].key))
    matrix, page = world.figures.matrix(term), world.addresses.of_term(term)
    return _picture("life", term, world) | {
        "wide": drawings.time_matrix(matrix, upright=False, page=page),
        "tall": drawings.time_matrix(matrix, upright=True, page=page),
    }


def _fall(term: Term, world: World) -> float:
    shares = [share for share in world.figures.shares(term) if share.held >= FEWEST_FOR_A_SHARE]
    latest = next((share for share in shares if share.year == world.figures.latest), None)
    return max(map(_part, shares), default=0.0) - (_part(latest) if latest else 0.0)


def _part(share: Share) -> float:
    return share.used / share.held


def _map(world: World) -> dict[str, Any] | None:
    """The slogan, explained by somebody, that parts the reports of the latest year most evenly."""
    latest = world.figures.latest
    held = world.figures.held_in_year[latest]
    used = {term: sum(world.figures.year[name] == latest for name in term.reports) for term in world.atlas.described}
    for term in sorted(used, key=lambda term: (-used[term] * (held - used[term]), term.key)):
        shares = world.figures.provinces(term).get(latest, {})
        if sum(count > 0 for count, _ in shares.values()) >= FEWEST_PROVINCES:
            return _picture("map", term, world) | {"svg": drawings.tile_map(shares), "year": year(latest)}
    return None


def _meanings(world: World) -> dict[str, Any] | None:
    """The name whose second meaning has most definitions."""
    several = [term for term in world.atlas.described if len(term.senses) > 1]
    if not several:
        return None
    term = max(several, key=lambda term: (_second(term), len(term.senses), term.key))
    return _picture("meanings", term, world) | {"svg": sense_bands(term, world)}


def _second(term: Term) -> int:
    return sum(len(variant.definitions) for variant in term.senses[1].variants)


def _picture(kind: str, term: Term, world: World) -> dict[str, Any]:
    address = world.addresses.of_term(term)
    return {"kind": kind, "label": term.label, "address": address, "sentence": sentence(term, world)}
