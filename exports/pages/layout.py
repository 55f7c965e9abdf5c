"""Where the nodes of a picture stand: computed here, in whole pixels, so that a page opens at rest.

Positions follow from the data (sectors for senses, rings for how widely a term is shared); no force is
simulated, so the same graph gives the same picture on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, ceil, cos, pi, sin, tau

Point = tuple[int, int]

SENSE_RADIUS = 120
"""Pixels from a term to its senses."""

LEAF_RADIUS = 230
"""Pixels from a term to the innermost ring of regions and components."""

LEAF_SPACE = 20
"""Pixels of arc for each leaf: leaves stand on three staggered rings, so labels keep clear of each other."""

RING_SPACE = 70
"""Pixels between two rings of terms in the overview, and between staggered rings of leaves."""


STRETCH = 1.55
"""Width of a picture over its height: screens are wide and labels run sideways."""


def polar(radius: float, angle: float) -> Point:
    """The point of an ellipse at a radius (pixels, upright) and an angle (radians, clockwise from the right).

    >>> polar(100, 0), polar(100, pi / 2)
    ((155, 0), (0, 100))
    """
    return round(STRETCH * radius * cos(angle)), round(radius * sin(angle))


def sectors(sizes: Sequence[int], least: int = 2) -> list[tuple[float, float]]:
    """Share a circle among groups by size; a group counts as at least ``least``.

    Returns:
        First angle and width of each sector, in radians, from the top clockwise.

    >>> [(round(a, 2), round(w, 2)) for a, w in sectors([2, 2])]
    [(-1.57, 3.14), (1.57, 3.14)]
    """
    weights = [max(size, least) for size in sizes]
    total, angle, found = sum(weights), -pi / 2, []
    for weight in weights:
        width = tau * weight / total
        found.append((angle, width))
        angle += width
    return found


def ego(groups: Sequence[Sequence[str]], centre: str, hubs: Sequence[str | None]) -> dict[str, Point]:
    """Positions of a term's graph: the term in the middle, a hub (sense) and its leaves in each sector.

    Args:
        groups: Leaves of each sector, in order.
        centre: Id of the node in the middle.
        hubs: Id of the hub of each sector, or None where leaves hang on the centre.

    >>> ego([["r1"]], "t", ["s1"])["t"]
    (0, 0)
    """
    places: dict[str, Point] = {centre: (0, 0)}
    leaves = sum(len(group) for group in groups)
    radius = max(LEAF_RADIUS, leaves * LEAF_SPACE / tau)
    for (first, width), hub, group in zip(sectors([len(g) for g in groups]), hubs, groups, strict=True):
        if hub is not None:
            places[hub] = polar(SENSE_RADIUS, first + width / 2)
        for n, leaf in enumerate(group):
            angle = first + width * (n + 0.5) / len(group)
            places[leaf] = polar(radius + RING_SPACE * (n % 3), angle)
    return places


def shared(hubs: Sequence[str], leaves: Mapping[str, Sequence[str]]) -> dict[str, Point]:
    """Positions of the overview: regions on a circle, terms inside, the most shared in the middle.

    Args:
        hubs: Region ids in the order of the circle.
        leaves: Term id -> ids of the regions that share it; the order is the rank, most shared first.
    """
    count = max(1, ceil((len(leaves) / 3) ** 0.5))
    radius = max((count + 1.6) * RING_SPACE, len(hubs) * 22 / tau + 50, 240)
    angles = {hub: tau * n / max(1, len(hubs)) - pi / 2 for n, hub in enumerate(hubs)}
    places = {hub: polar(radius + 40 * (n % 2), angles[hub]) for n, hub in enumerate(hubs)}
    slots: list[tuple[int, float]] = []
    ring = 0
    for term, of_term in leaves.items():
        if not slots:
            ring += 1
            slots = [(ring, tau * n / (6 * ring)) for n in range(6 * ring)]
        wanted = _middle([angles[region] for region in of_term])
        slot = min(slots, key=lambda s: (_apart(s[1], wanted), s))
        slots.remove(slot)
        places[term] = polar(slot[0] * RING_SPACE, slot[1])
    return places


def _middle(angles: Sequence[float]) -> float:
    """Direction of the sum of unit vectors, rounded so that no machine's last digit decides."""
    x, y = sum(map(cos, angles)), sum(map(sin, angles))
    return round(atan2(round(y, 6), round(x, 6)), 6)


def _apart(one: float, other: float) -> float:
    return round(abs((one - other + pi) % tau - pi), 6)
