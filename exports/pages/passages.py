"""Sentences around mentions and clauses around issuers, read from the reports."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages.addresses import described
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.world import World
from tifatu.graph.model import Attribution

STOPS = "。；！？\n"
"""Characters at which a sentence ends."""

MOST = 24
"""Sentences shown of a term that nobody explains, spread over the years."""

REACH = 60
"""Characters before and behind a mention, at most."""


def passages(term: Term, world: World) -> list[dict[str, Any]]:
    """Dated sentences with the term, earliest first, evenly chosen when there are many."""
    names = list(term.reports)
    step = max(1, -(-len(names) // MOST))
    return [found for name in names[::step] if (found := _passage(term, name, world))]


def _passage(term: Term, name: str, world: World) -> dict[str, Any] | None:
    mention = world.first_mention(term, name)
    report = world.atlas.reports[name]
    text = world.text_of(report.source)
    if mention is None:
        return None
    told: dict[str, Any] = {
        "who": described(report),
        "link": world.addresses.of_report(name, mention.start),
        "word": mention.text,
    }
    told |= {"start": mention.start, "spot": world.spot(report.source, mention.start)}
    if text is None:
        return told | {"before": "", "after": ""}
    low, high = bounds(text, mention.start, mention.end)
    return told | {"before": text[low : mention.start], "after": text[mention.end : high]}


def bounds(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, no farther than ``reach`` from it.

    >>> bounds("开头。我们抓好“四强”行动，成效好。结尾", 7, 9)
    (3, 17)
    """
    low, high = start, end
    while low > 0 and start - low < reach and text[low - 1] not in STOPS:
        low -= 1
    while high < len(text) and high - end < reach and text[high] not in STOPS:
        high += 1
    return low, min(len(text), high + (high < len(text) and text[high] in "。；！？"))


def clause_of(attribution: Attribution, world: World) -> dict[str, str]:
    """The clause in which a report says whose a formulation is."""
    text = world.text_of(attribution.source)
    if text is None:
        return {"before": "", "word": attribution.issuer, "after": attribution.term + attribution.head}
    end = attribution.start + len(attribution.issuer)
    low, high = bounds(text, attribution.start, end, REACH // 2)
    return {"before": text[low : attribution.start], "word": text[attribution.start : end], "after": text[end:high]}
