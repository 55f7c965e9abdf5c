"""The indexes: A–Z, numerals, homonyms, programs, issuers, reports, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tifatu.exports.pages.addresses import described, speaker
from tifatu.exports.pages.atlas import CENTRE, Term
from tifatu.exports.pages.drawings import TILE_NAMES
from tifatu.exports.pages.figures import LEVELS, OTHER
from tifatu.exports.pages.markup import render, shorten
from tifatu.exports.pages.meanings import sense_names
from tifatu.exports.pages.programs import programs_page
from tifatu.exports.pages.world import World
from tifatu.graph.model import Region
from tifatu.graph.pinyin import romanise
from tifatu.graph.survey.facts import year_of

SHELVES = "一二三四五六七八九十百千万双两"
"""Numerals with a shelf of their own, in order; digits and letters stand together at the end."""

LAST = 100
"""Behind all codes of provinces, which have two digits."""

MOST_ON_A_SHELF = 150
"""Terms on one shelf, those of most places first; more can be found by search."""


def index_pages(world: World) -> Iterator[tuple[str, str]]:
    """Path and HTML of every index."""
    yield from _az(world)
    yield "numbers.html", _numbers(world)
    yield "homonyms.html", _homonyms(world)
    yield "programs.html", programs_page(world)
    yield "issuers.html", _issuers(world)
    yield "reports.html", _reports(world)
    yield "places.html", _places(world)


def entry(term: Term, world: World) -> dict[str, Any]:
    """A term in a list."""
    return {
        "label": term.label,
        "address": world.addresses.of_term(term),
        "places": len(term.uses),
        "definitions": len(term.definitions),
    }


def _index(world: World, name: str, title: tuple[str, str], groups: Iterable[dict[str, Any]], **facts: Any) -> str:
    shown = [group for group in groups if group["total"]]
    return render(
        "index-list.html",
        up="",
        site=world.site,
        title=title[0],
        heading=title,
        name=name,
        groups=shown,
        **{"letters": [], "note": None} | facts,
    )


def _group(name: str, terms: Sequence[Term], world: World, most: int = MOST_ON_A_SHELF) -> dict[str, Any]:
    return {
        "name": name,
        "id": name.replace(" ", "-"),
        "total": len(terms),
        "entries": [entry(t, world) for t in terms[:most]],
    }


def _az(world: World) -> Iterator[tuple[str, str]]:
    """One page a letter, all terms with pages by pinyin; the first page is that of A."""
    by_letter: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for term in world.atlas.shown:
        key = romanise(term.label).sort_key
        by_letter[key[:1].upper() if key[:1].isalpha() else "#"].append((key, term))
    letters = sorted(by_letter, key=lambda letter: (letter == "#", letter))
    addresses = [
        (letter, f"az-{letter.lower() if letter != '#' else 'other'}.html", len(by_letter[letter]))
        for letter in letters
    ]
    for letter, address, _ in addresses:
        syllables: dict[str, list[Term]] = defaultdict(list)
        for key, term in sorted(by_letter[letter], key=lambda pair: (pair[0], pair[1].key)):
            syllables[key.split(" ")[0]].append(term)
        groups = [_group(syllable, terms, world) for syllable, terms in syllables.items()]
        yield address, _index(world, "az", (f"A–Z：{letter}", f"A–Z: {letter}"), groups, letters=addresses)
    yield "az.html", _index(world, "az", ("按拼音", "A–Z by pinyin"), [], letters=addresses)


def _numbers(world: World) -> str:
    shelves: dict[str, list[Term]] = defaultdict(list)
    for term in _by_rank(world.atlas.shown):
        first = term.key[0]
        if first in SHELVES:
            shelves[first].append(term)
        elif "+N" in term.key.upper():
            shelves["1+N"].append(term)
        elif first.isdigit() and first.isascii():
            shelves["0–9"].append(term)
    groups = [_group(name, shelves[name], world) for name in (*SHELVES, "1+N", "0–9")]
    return _index(
        world,
        "numbers",
        ("数字架", "Shelf of numerals"),
        groups,
        note=("各架按用过的地方多少排列。", "Each shelf by the number of places."),
    )


def _by_rank(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda t: (-len(t.uses), -len(t.definitions), t.key))


def _homonyms(world: World) -> str:
    several = sorted((t for t in world.atlas.described if len(t.senses) > 1), key=lambda t: (-len(t.senses), t.key))
    rows = [homonym(term, world) for term in several]
    return render("homonyms.html", up="", site=world.site, title="同名异义", rows=rows)


def homonym(term: Term, world: World) -> dict[str, Any]:
    """A term with two of its senses, each with who first gave it."""
    names, senses = sense_names(term), []
    for n, sense in enumerate(term.senses[:2]):
        first = next((d for d in term.definitions if d.sense == sense.id), None)
        who = described(world.atlas.reports[first.report]) if first else ""
        link = world.addresses.of_report(first.report, first.id) if first else ""
        text = shorten(first.text, 60) if first else ""
        senses.append({"name": names[n], "who": who, "link": link, "text": text})
    return entry(term, world) | {"senses": senses, "count": len(term.senses)}


def _issuers(world: World) -> str:
    said: dict[str, dict[str, Term]] = defaultdict(dict)
    for key, of_term in world.atlas.attributions.items():
        for attribution in of_term:
            term = world.atlas.terms.get(key)
            if term and term.has_page and not attribution.level_only:
                said[body_name(attribution.issuer, world.atlas.place_name(attribution.region))][key] = term
    ordered = sorted(said, key=lambda body: (-len(said[body]), body))
    groups = [_group(body, _by_rank(said[body].values()), world, 60) for body in ordered]
    return _index(
        world,
        "issuers",
        ("提出者", "Issuers"),
        groups,
        note=("报告自己说是谁提出的。", "Whose it is, as the reports say."),
    )


def body_name(issuer: str, place: str) -> str:
    """An issuer with its place, as every province has a 省委; those of the centre need none.

    >>> body_name("省委", "甘肃省"), body_name("酒泉市委", "酒泉市"), body_name("我省", "甘肃省")
    ('甘肃省 省委', '酒泉市委', '甘肃省')
    """
    if place.endswith(issuer.removeprefix("我")):
        return place
    return issuer if place == CENTRE or place in issuer else f"{place} {issuer}"


def _reports(world: World) -> str:
    rows, years = [], [y for y in world.figures.years if y >= (world.figures.years or [0])[-1] - 19]
    for province, keys in _tree(world):
        for key in keys:
            held: dict[int, str] = {}
            for report in world.atlas.reports_of[key]:
                held.setdefault(year_of(report) or 0, f"reports/{world.addresses.reports[report.id]}.html")
            earlier = [(year, address) for year, address in sorted(held.items()) if year not in years]
            rows.append(
                {
                    "province": province,
                    "name": speaker(world.atlas.regions[key]),
                    "key": key,
                    "cells": [(y, held.get(y, "")) for y in years],
                    "earlier": earlier,
                }
            )
    return render("reports.html", up="", site=world.site, title="报告", years=years, rows=rows)


def _tree(world: World) -> list[tuple[str, list[str]]]:
    """Name of a province -> keys of its places, the province itself first; the State Council before all."""
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for key, reports in world.atlas.reports_of.items():
        groups[_shelf(world.figures.province[reports[-1].id], world.atlas.regions[key])].append(key)
    return [(name, sorted(groups[rank, name])) for rank, name in sorted(groups)]


def _shelf(province: str, region: Region) -> tuple[int, str]:
    """Where the places of a province stand, and their heading; what is of no province stands last."""
    if region.level == LEVELS[0]:
        return -1, speaker(region)
    return (int(province), TILE_NAMES[province]) if province in TILE_NAMES else (LAST, OTHER)


def _places(world: World) -> str:
    groups = [
        {
            "name": name,
            "places": [
                {
                    "name": speaker(world.atlas.regions[key]),
                    "key": key.lower(),
                    "level": world.atlas.regions[key].level,
                    "reports": len(world.atlas.reports_of[key]),
                }
                for key in keys
            ],
        }
        for name, keys in _tree(world)
    ]
    return render("places.html", up="", site=world.site, title="地区", groups=groups)
