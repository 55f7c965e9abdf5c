"""What was read and what was not, how it is found, how to cite it; the tables for writers and translators."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tifatu.exports.pages.markup import render
from tifatu.exports.pages.meanings import sense_names
from tifatu.exports.pages.start import coverage
from tifatu.exports.pages.world import World
from tifatu.graph.pinyin import romanise

MOST_TO_TRANSLATE = 800
"""Rows of the translators' table: the terms of most places; the others by tifatu export --to tbx."""


def about_page(world: World) -> str:
    """The page as HTML text."""
    atlas = world.atlas
    found: Counter[str] = Counter()
    for definitions in atlas.definitions_in.values():
        found.update(d.rule for d in definitions)
    for mentions in atlas.mentions_in.values():
        found.update(m.rule for m in mentions)
    for attributions in atlas.attributions_in.values():
        found.update(a.rule for a in attributions)
    mentions = [m for group in atlas.mentions_in.values() for m in group]
    return render(
        "about.html",
        up="",
        site=world.site,
        title="关于",
        coverage=coverage(world),
        rules=[{"name": name, "why": world.why(name), "times": n} for name, n in found.most_common()],
        documents=len(atlas.documents),
        definitions=sum(map(len, atlas.definitions_in.values())),
        mentions=len(mentions),
        resolved=sum(m.sense is not None for m in mentions),
        unread=sum(world.text_of(r.source) is None for r in atlas.reports.values()),
    )


def translators_page(world: World) -> str:
    """Terms with pinyin and sense, and an empty column to fill in."""
    ranked = sorted(world.atlas.described, key=lambda t: (-len(t.uses), -len(t.definitions), t.key))
    rows: list[dict[str, Any]] = []
    for term in ranked[:MOST_TO_TRANSLATE]:
        sense = sense_names(term)[0]
        rows.append(
            {
                "label": term.label,
                "address": world.addresses.of_term(term),
                "pinyin": romanise(term.label).pinyin,
                "sense": sense,
            }
        )
    return render("translate.html", up="", site=world.site, title="给译者", rows=rows, total=len(ranked))


def tool_page(name: str, title: str, world: World) -> str:
    """A page whose content its script makes: search, comparison, check."""
    return render(f"{name}.html", up="", site=world.site, title=title)
