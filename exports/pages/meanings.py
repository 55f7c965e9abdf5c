"""The meanings of a term for its page: what tells each apart, its wordings, its quotations, its receipts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import Any

from markupsafe import Markup

from tifatu.exports.pages import drawings
from tifatu.exports.pages.addresses import described, speaker
from tifatu.exports.pages.atlas import Term, region_key
from tifatu.exports.pages.evidence import told
from tifatu.exports.pages.markup import shorten
from tifatu.exports.pages.wordings import items_of, table_of
from tifatu.exports.pages.world import World
from tifatu.graph.model import Count, Definition, Sense
from tifatu.graph.survey.facts import year_of

MOST_SENSES = 6
"""Senses shown with their wordings; the others are folded."""

MOST_ROWS = 8
"""Wordings of a sense before the rest is folded."""

MOST_PLACES = 4
"""Places named in a row of wordings."""

MOST_JOINS = 12

LONGEST_BAND = 13
"""Characters of a sense's name beside its band."""

LONGEST_COMPARED = 90
"""Characters of a definition that is laid beside another; both are read in full below."""

MOST_COMPARED = 12
"""Senses that a reader may lay side by side."""

TELLING = 3
"""Items that tell a sense from the others."""

LONGEST_ITEM = 12
"""Characters from which an item is a clause and no name."""

LONGEST_NAME = 22
"""Characters of what tells a sense apart."""


def _definitions_of(sense: Sense, term: Term) -> list[Definition]:
    return [d for d in term.definitions if d.sense == sense.id]


def sense_names(term: Term) -> list[str]:
    """What tells each sense from the others: its commonest list, or the items of it that no other sense has.

    Where a list has more than is shown, … says so; a sense that lists nothing goes by its first words.
    """
    groups = [_definitions_of(sense, term) for sense in term.senses]
    listed = [[tuple(item for _, item in items_of(d)) for d in mine] for mine in groups]
    names = []
    for n, mine in enumerate(groups):
        others = {item for m, lists in enumerate(listed) if m != n for items in lists for item in items}
        names.append(shorten(_told(listed[n], others) or _first_words(mine), LONGEST_NAME))
    return names


def _told(lists: Sequence[tuple[str, ...]], others: Set[str]) -> str:
    """The items that stand for a sense; empty where it has none of its own.

    >>> _told([("甲", "乙"), ("甲", "乙"), ("甲",)], {"乙"}), _told([("甲", "乙", "丙", "丁")], {"甲"})
    ('甲、乙', '乙、丙、丁…')
    """
    ((items, _),) = Counter(filter(None, lists)).most_common(1) or [((), 0)]
    own = [item for item in items if item not in others and len(item) < LONGEST_ITEM]
    shown = items if own and len(items) <= TELLING else own[:TELLING]
    return "、".join(shown) + ("…" if shown and len(items) > len(shown) else "")


def _first_words(definitions: Sequence[Definition]) -> str:
    words = definitions[0].text if definitions else ""
    for opener in ("是指", "指的是", "指", "即"):
        words = words.removeprefix(opener)
    return words.lstrip("：:，,")


def sense_bands(term: Term, world: World) -> Markup:
    """A band over the years for each of several senses; nothing for one."""
    names, rows = sense_names(term), []
    if len(names) < 2:
        return Markup("")
    for n, sense in enumerate(term.senses[:MOST_SENSES]):
        mine = _definitions_of(sense, term)
        years = sorted({when for d in mine if (when := year_of(world.atlas.reports[d.report]))})
        rows.append((f"{n + 1} {shorten(names[n], LONGEST_BAND)}", years))
    every = sorted({when for _, years in rows for when in years})
    return drawings.bands(rows, every)


def side_by_side(term: Term) -> list[dict[str, Any]]:
    """What a reader needs to compare two senses: name, the items of its earliest list, its words; nothing for one."""
    if len(term.senses) < 2:
        return []
    names, found = sense_names(term), []
    for n, sense in enumerate(term.senses[:MOST_COMPARED]):
        mine = _definitions_of(sense, term)
        items = next((items for d in mine if (items := items_of(d))), [])
        words = shorten(mine[0].text, LONGEST_COMPARED) if mine else ""
        found.append({"name": f"{n + 1} {names[n]}", "items": [item for _, item in items], "words": words})
    return found


def meanings(term: Term, world: World) -> list[dict[str, Any]]:
    """Each sense of a term as its page shows it."""
    names = sense_names(term)
    return [_sense(n, sense, _definitions_of(sense, term), names[n], world) for n, sense in enumerate(term.senses)]


def _sense(number: int, sense: Sense, mine: list[Definition], name: str, world: World) -> dict[str, Any]:
    table = table_of(mine, world.wordings.get(sense.id))
    reports = world.atlas.reports
    places = {region_key(reports[d.report].region) for d in mine}
    rows = [
        {
            "n": len(row.definitions),
            "cells": [
                {"text": cell, "differs": cell != form}
                for cell, (_, form) in zip(row.cells, table.columns, strict=True)
            ],
            "extra": row.extra,
            **_when_and_where(row.definitions, world),
        }
        for row in table.rows
    ]
    commonest = table.rows[0].definitions[0] if table.rows else None
    return {
        "number": number + 1,
        "id": sense.id,
        "name": name,
        "program": sense.program,
        "definitions": len(mine),
        "places": len(places),
        "columns": [form for _, form in table.columns],
        "groups": [group for group in table.groups if group[0]] and table.groups,
        "rows": rows[:MOST_ROWS],
        "rest": rows[MOST_ROWS:],
        "wordings": len(rows),
        "unlisted": table.unlisted,
        "hidden": table.hidden,
        "extra": any(row.extra for row in table.rows),
        "read": _read(mine, commonest, world),
        "receipts": _receipts(sense, mine, world),
    }


def _when_and_where(definitions: Sequence[Definition], world: World) -> dict[str, Any]:
    reports = [world.atlas.reports[d.report] for d in definitions]
    years = sorted({when for r in reports if (when := year_of(r))})
    names = list(dict.fromkeys(speaker(r.region) for r in reports))
    span = "—" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return {"years": span, "places": "、".join(names[:MOST_PLACES]), "more": max(0, len(names) - MOST_PLACES)}


def _read(mine: Sequence[Definition], commonest: Definition | None, world: World) -> list[dict[str, Any]]:
    """Earliest, commonest and newest definition in full, each once."""
    if not mine:
        return []
    chosen = {mine[0].id: ("earliest", mine[0])}
    if commonest is not None:
        chosen.setdefault(commonest.id, ("commonest", commonest))
    if len(mine) > 1:
        chosen.setdefault(mine[-1].id, ("newest", mine[-1]))
    return [{"which": which, **quoted(d, world)} for which, d in chosen.values()]


def quoted(definition: Definition, world: World) -> dict[str, Any]:
    """A definition with its receipt."""
    report = world.atlas.reports[definition.report]
    return {
        "id": definition.id,
        "who": described(report),
        "text": definition.text,
        "headword": "、".join(definition.terms),
        "link": world.addresses.of_report(report.id, definition.id),
        "report": report.title,
        "date": report.date or "",
        "start": definition.start,
        "spot": world.spot(definition.source, definition.start),
        "end": definition.end,
        "exception": definition.count is Count.DISAGREES,
    }


def _receipts(sense: Sense, mine: Sequence[Definition], world: World) -> dict[str, Any]:
    by_id = {d.id: d for d in mine}
    joins = [join for join in sense.joins if join.a in by_id and join.b in by_id]
    rules = Counter(d.rule for d in mine)
    return {
        "rules": [(rule, world.why(rule), n) for rule, n in rules.most_common()],
        "joins": [
            {
                "a": described(world.atlas.reports[by_id[join.a].report]),
                "b": described(world.atlas.reports[by_id[join.b].report]),
                "words": [told(words) for words in join.evidence],
            }
            for join in joins[:MOST_JOINS]
        ],
        "total": len(joins),
    }
