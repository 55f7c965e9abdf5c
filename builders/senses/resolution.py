"""Which sense each mention has, by which rule that was decided, and what speaks for it.

In this order: the report's own definition; the issuer named with the mention; the word before the mark; what stands
around the mention; the same division in other years, then the nearest division above it; the meaning that the nation
shares; the meaning of the province. Where several senses are left the class noun behind the mention may still tell
them apart (“五未”土地, “五未”项目); else none is chosen and all are kept.

A sense speaks where its scope reaches. What one place says a label means is no sense for the mentions of another
province, and where the label only counts (五化, 三个一) for none but the place itself and what lies below it. Such a
sense stays a candidate, and the mention says why it is open; so does one that was made years before anybody defined it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from tifatu.builders.gazetteer.table import year_of
from tifatu.builders.senses.around import Around
from tifatu.builders.senses.families import fold
from tifatu.builders.senses.grouping import province_of
from tifatu.builders.senses.known import KnownSenses, places_of
from tifatu.builders.senses.rulings import NOTHING, Answer, Book, Case
from tifatu.graph.model import Attribution, Definition, Mention, Report, Sense

NATION = "中国"
"""Place of an issuer without a region: the centre."""


def resolve(
    mentions: Sequence[Mention],
    definitions: Sequence[Definition],
    senses: Sequence[Sense],
    reports: Mapping[str, Report],
    attributions: Sequence[Attribution] = (),
    around: Mapping[str, Around] | None = None,
) -> list[Mention]:
    """Give each mention its sense.

    Args:
        mentions: In any order; one report's or the whole corpus's.
        definitions: All definitions, linked (builders.link).
        senses: All senses.
        reports: Report id -> report, with the divisions above its own.
        attributions: Who issued what, by mention.
        around: Mention id -> the words before and behind it, for those that need them (KnownSenses.asks_around).

    Returns:
        The mentions in the order given. ``resolved_by`` names the rule: own-report, issuer, word-before, words-around,
        own-region, ancestor-region, national, own-province, only-sense or sense-of-class-noun; where none decided it is
        null and ``candidates`` holds what it could be. ``evidence`` says what showed it, or why it stays open.
    """
    spread: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        spread[fold(mention.term)].add(province_of(reports.get(mention.report)))
    book = Book(KnownSenses(definitions, senses, reports), {key: len(found) for key, found in spread.items()})
    issuers = {a.mention: a.region or NATION for a in attributions if not a.level_only}
    homes = {key: (places_of(report), province_of(report), year_of(report)) for key, report in reports.items()}
    answers: dict[tuple[object, ...], Answer] = {}
    resolved, words = [], around or {}
    for mention in mentions:
        spot, issuer = book.known.spots.get((mention.report, mention.start)), issuers.get(mention.id)
        beside = words.get(mention.id, ("", ""))
        facts = (mention.report, mention.term, mention.head, issuer, spot, beside)
        answer = answers.get(facts)
        if answer is None:
            case = Case(
                fold(mention.term), mention.head, mention.report, *homes.get(mention.report, NOWHERE), issuer, beside
            )
            answers[facts] = answer = book.answer(mention.term, case, spot)
        resolved.append(_with(mention, answer))
    return resolved


NOWHERE: tuple[tuple[str, ...], str, int] = ((), "", 0)
"""Places, province and year of a report that is not known."""


def _with(mention: Mention, answer: Answer) -> Mention:
    if answer is NOTHING:
        return mention
    return replace(
        mention,
        sense=answer.sense,
        resolved_by=answer.rule,
        candidates=answer.candidates,
        evidence=answer.evidence,
    )
