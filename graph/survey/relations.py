"""Which senses have to do with each other: narrower ones, and those that share what they list."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from tifatu.graph.labels import term_key

if TYPE_CHECKING:
    from tifatu.graph.survey.facts import Survey

LEAST_SHARED = 2
"""Items that two senses have in common: one may be chance (创新 stands in hundreds of lists)."""

LEAST_SHARE = 0.5
"""Part of the shorter list that is shared; below it the lists are neighbours of a topic, no more."""

MOST_SENSES = 50
"""Senses that list an item; one that more of them have says nothing, and pairs would grow with the square."""


def narrower_of(survey: Survey) -> dict[str, list[str]]:
    """Sense -> senses of its named parts."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(survey.broader):
        for whole in survey.broader[name]:
            found[whole].append(name)
    return dict(found)


def related_senses(survey: Survey) -> dict[str, list[str]]:
    """Sense -> senses that list half of the same items, both ways; never a whole and its part (SKOS, S27)."""
    items: dict[str, set[str]] = {
        name: {key for d in names for item in survey.definitions[d].components if (key := term_key(item))}
        for name, names in survey.definitions_of.items()
    }
    listed: dict[str, list[str]] = defaultdict(list)
    for name in sorted(items):
        for item in items[name]:
            listed[item].append(name)
    shared = Counter(pair for names in listed.values() if len(names) <= MOST_SENSES for pair in combinations(names, 2))
    found: dict[str, set[str]] = defaultdict(set)
    for (one, other), count in shared.items():
        enough = count >= max(LEAST_SHARED, LEAST_SHARE * min(len(items[one]), len(items[other])))
        if enough and other not in _above(one, survey) and one not in _above(other, survey):
            found[one].add(other)
            found[other].add(one)
    return {name: sorted(others) for name, others in found.items()}


def _above(sense: str, survey: Survey) -> set[str]:
    """All wholes of a part, of any height."""
    found, ahead = set[str](), list(survey.broader.get(sense, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += survey.broader.get(name, ())
    return found
