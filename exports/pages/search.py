"""The index of search: shards that the browser loads when it needs them, so that no page carries the whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tifatu.exports.pages.addresses import described, speaker
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.indexes import body_name
from tifatu.exports.pages.markup import embedded, shorten
from tifatu.exports.pages.meanings import sense_names
from tifatu.exports.pages.world import World
from tifatu.graph.model import Report
from tifatu.graph.pinyin import romanise
from tifatu.graph.survey.facts import year_of

CHARACTER_SHARDS = 64
"""Shards by character: code point modulo this; assets/search.js knows the same number."""

TEXT_SHARD = 400
"""Definitions in one shard of their texts."""

BARS = 12
"""Years of the small bars, the newest last."""

FIRST_SENSE = 26
"""Characters of the first sense in a row."""


def shards(world: World) -> Iterator[tuple[str, str]]:
    """Path below the folder of the site and text of every shard.

    ``c-N`` and ``l-X`` hold the terms with pages by character and by first letter of each syllable; ``o-N`` and
    ``p-X`` the one-offs by character and by their first letter; ``places`` all places with their reports, issuers and
    program types; ``text-N`` the words of the definitions.
    """
    found: dict[str, list[list[Any]]] = defaultdict(list)
    ranked = sorted(world.atlas.terms.values(), key=lambda t: (-len(t.definitions), -len(t.uses), t.key))
    for term in ranked:
        row = _row(term, world)
        for name in _shards_of(term.key.lower(), row[4], term.has_page):
            found[name].append(row)
    for name in sorted(found):
        yield f"search/{name}.js", _script(name, found[name])
    yield "search/places.js", _script("places", _places(world) | {"shards": sorted(found)})
    yield from _texts(world)


def _shards_of(key: str, syllables: str, has_page: bool) -> list[str]:
    by_character = "c" if has_page else "o"
    names = [f"{by_character}-{ord(char) % CHARACTER_SHARDS}" for char in key]
    letters = [f"l-{word[0]}" for word in syllables.split(" ") if word]
    return list(dict.fromkeys(names + (letters if has_page else [name.replace("l-", "p-") for name in letters[:1]])))


def _row(term: Term, world: World) -> list[Any]:
    """Label, address, definitions, places, syllables, initials, bars, first sense, key."""
    latin = romanise(term.label)
    address = world.addresses.of_term(term)
    if not address:
        name = next(iter(term.reports))
        address = world.addresses.of_report(name, world.first_at(term, name))
        return [term.label, address, 0, len(term.uses), latin.sort_key, latin.initials]
    sense = shorten(sense_names(term)[0], FIRST_SENSE) if term.senses else ""
    return [
        term.label,
        address,
        len(term.definitions),
        len(term.uses),
        latin.sort_key,
        latin.initials,
        _bars(term, world),
        sense,
    ]


def _bars(term: Term, world: World) -> str:
    """One digit a year: the share of reports that use the term, 0 to 9, rounded up."""
    latest = world.figures.years[-1] if world.figures.years else 0
    used = {share.year: share for share in world.figures.shares(term)}
    return "".join(
        str(min(9, -(-9 * used[y].used // used[y].held))) if y in used and used[y].held else "0"
        for y in range(latest - BARS + 1, latest + 1)
    )


def _places(world: World) -> dict[str, Any]:
    places = []
    for key, region in sorted(world.atlas.regions.items()):
        name = speaker(region)
        latin = romanise(name)
        reports = [[year_of(r) or 0, f"{world.addresses.reports[r.id]}"] for r in world.atlas.reports_of[key]]
        places.append([name, f"places/{key.lower()}.html", latin.sort_key, latin.initials, reports, region.name])
    bodies = sorted(
        {(a.issuer, a.region) for of_term in world.atlas.attributions.values() for a in of_term if not a.level_only},
        key=str,
    )
    places_of = [(issuer, world.atlas.place_name(code)) for issuer, code in bodies]
    issuers = [[issuer, place, body_name(issuer, place)] for issuer, place in places_of]
    programs = sorted({s.program for t in world.atlas.described for s in t.senses if s.program})
    return {"places": places, "issuers": issuers, "programs": programs}


def _texts(world: World) -> Iterator[tuple[str, str]]:
    rows = []
    for report in world.atlas.reports.values():
        for definition in world.atlas.definitions_in.get(report.id, ()):
            address = world.addresses.of_report(report.id, definition.id)
            rows.append(["、".join(definition.terms), definition.text, described(report), address])
    count = -(-len(rows) // TEXT_SHARD)
    for n in range(count):
        name = f"text-{n}"
        yield f"search/{name}.js", _script(name, {"of": count, "rows": rows[n * TEXT_SHARD : (n + 1) * TEXT_SHARD]})
    if not rows:
        yield "search/text-0.js", _script("text-0", {"of": 1, "rows": []})


def report_data(report: Report, world: World) -> tuple[str, str]:
    """The terms in a report: label, address of the term, where it stands, senses it has there, places."""
    rows = []
    senses: dict[str, set[str]] = defaultdict(set)
    for mention in world.atlas.mentions_in.get(report.id, ()):
        if mention.sense:
            senses[world.atlas.keys.of(mention.term)].add(mention.sense)
    for definition in world.atlas.definitions_in.get(report.id, ()):
        term = world.term_of_definition(definition)
        if term and definition.sense:
            senses[term.key].add(definition.sense)
    for key in sorted(world.terms_in(report.id)):
        term = world.atlas.terms[key]
        address = world.addresses.of_term(term)
        if address:
            numbers = [n for n, s in enumerate(term.senses, 1) if s.id in senses[key]]
            rows.append([term.label, address, world.first_at(term, report.id), numbers, len(term.uses)])
    name = f"data/{world.addresses.reports[report.id]}"
    return f"{name}.js", _script(name, {"title": described(report), "place": region_key(report.region), "rows": rows})


def lexicon(world: World) -> Iterator[tuple[str, str]]:
    """What ``check.html`` knows: key, address, first and last year, places, issuers, sense places, items counted."""
    rows = []
    for term in world.atlas.shown:
        years = [year for name in term.reports if (year := year_of(world.atlas.reports[name]))]
        said = sorted(
            {
                world.atlas.place_name(a.region) + a.issuer
                for a in world.atlas.attributions.get(term.key, ())
                if not a.level_only
            }
        )
        definitions = (
            [
                [world.figures.province[d.report], described(world.atlas.reports[d.report]), shorten(d.text, 60)]
                for d in (term.definitions[0], *term.definitions[-2:])
            ]
            if term.definitions
            else []
        )
        rows.append(
            [
                term.key,
                world.addresses.of_term(term),
                min(years, default=0),
                max(years, default=0),
                len(term.uses),
                said[:2],
                len(term.senses),
                definitions,
            ]
        )
    yield "data/lexicon.js", _script("data/lexicon", {"latest": world.figures.latest, "rows": rows})


def _script(name: str, data: object) -> str:
    """A script that hands its data over: scripts load from file:// where nothing else does."""
    return f"window.TIFATU.put({json.dumps(name)},{embedded(data)});\n"
