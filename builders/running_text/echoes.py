"""Lists that prove themselves: readers of the rules in `echo_rules`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.numerals import numerals, value
from tifatu.builders.language.punctuation import INSIDE, QUOTE, UNQUOTE
from tifatu.builders.language.words import word_set
from tifatu.builders.running_text import echo_rules as rules
from tifatu.builders.running_text.anchors import Anchor
from tifatu.builders.running_text.counts import member_counts, tally
from tifatu.builders.running_text.explanations import cleaned, pieces_between
from tifatu.builders.running_text.finding import Finding, window
from tifatu.builders.running_text.first_member import openings, word_at
from tifatu.builders.running_text.members import LONGEST, clause_start, pieces, trim
from tifatu.graph.model import Count, Span

FARTHEST = 260
"""Characters behind a slogan in which its list must end."""

_ROLE = re.compile(r"[、，]?以?(?P<member>[^为]{1,40})为[^、，为]{1,5}")
_FIGURE = re.compile(r"(?<![\d.])(\d{1,6})(?![\d.%％年月日])")
_LIST_MARKS = re.compile(r"[，,、；;]")
_STOP = re.compile(r"[。！？\n]")
_SIZES = {"十": "10", "百": "100", "千": "1000", "万": "10000"}
_PARTICLES = "好了着起"
"""Characters that may stand behind a verb."""

_LEAD = re.compile(r"(?:力争|争取|确保|加快|计划|着力|即|就是|[：:])+")
_SUCH_AS = re.compile(r"[^\d]{1,20}等(?=\d)")
"""Examples before a figure: 某某水库等10座."""

_COUNTED = re.compile(r"[二三四五六七八九十两\d]{1,2}[个大项条类张](?P<noun>.{2,8})")
_PLUS = re.compile("[＋+]")
_PART = re.compile(rf"{QUOTE}(?P<name>{INSIDE}{{1,10}}){UNQUOTE}[，,]?(?:{connective(MEANS)})")
_FRAMES = "在到从由靠"
"""Prepositions that give all clauses one frame: 问题在一线解决, 成效在一线检验."""


def roles(text: str, anchor: Anchor) -> Finding | None:
    """以甲为核心、乙为支撑的“一主多副”."""
    if not numerals(anchor.label):
        return None
    start, _ = window(text, anchor)
    for match in rules.ROLES.regex.finditer(text, start, anchor.closed):
        members = tuple(found.span("member") for found in _ROLE.finditer(text, *match.span("list")))
        verdict = tally(len(members), member_counts(anchor.label))
        if match.end() == anchor.closed and len(members) > 1 and verdict is not Count.DISAGREES:
            return Finding(rules.ROLES, (match.start(), match.end("list")), members, verdict, 1.0)
    return None


def quoted_content(text: str, anchor: Anchor) -> Finding | None:
    """“甲、乙、丙”的“丁”机制."""
    if anchor.previous is None or anchor.opened != anchor.previous.closed + 1 or member_counts(anchor.label):
        return None
    match = rules.QUOTED_CONTENT.regex.match(text, anchor.previous.opened, min(anchor.scope[1], anchor.closed + 12))
    members = tuple(pieces(text, *match.span("list"))) if match else ()
    if not match or len(members) < 3:
        return None
    return Finding(rules.QUOTED_CONTENT, match.span("list"), members, Count.UNCOUNTED, 1.0)


def _clauses(text: str, start: int, limit: int) -> list[Span]:
    """What stands between commas and 、 up to the end of the sentence, each without the words that only lead in."""
    stop = _STOP.search(text, start, min(limit, start + FARTHEST))
    end = stop.start() if stop else min(limit, start + FARTHEST)
    return [clause for part in pieces_between(text, (start, end), _LIST_MARKS) if (clause := _led(text, part))]


def _led(text: str, clause: Span) -> Span | None:
    """Behind 力争 or 即, and behind examples: 某某等10个项目 tells of 10个项目."""
    lead = _LEAD.match(text, *clause)
    return trim(text, (lead.end() if lead else clause[0], clause[1]))


def _own_words(label: str) -> list[str]:
    """Pairs of characters of the label: 基层, 层工, … of 基层工作法."""
    return [*dict.fromkeys(label[at : at + 2] for at in range(len(label) - 1))]


def echoed_behind(text: str, anchor: Anchor) -> Finding | None:
    """“三个效能提升”行动，…提升…效能，…提升…效能，…."""
    match = rules.ECHOED.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 24))
    if not match or any(mark in anchor.label for mark in "、，"):
        return None
    counts = member_counts(anchor.label)
    words = _counted_noun(anchor.label) if counts else _own_words(anchor.label)
    behind = (match.end(), min(anchor.scope[1], match.end() + FARTHEST))
    if not (often := [word for word in words if text.count(word, *behind) > 2]):
        return None
    clauses = _clauses(text, match.end(), anchor.scope[1])
    for word in often:
        members = _run(text, clauses, word)
        if len(members) < 3 or (counts and len(members) not in counts):
            continue
        if _all_have(text, members, anchor.label) if counts else _framed(text, members, word):
            named = quoted_names(text, members, word) or cleaned(text, members)
            return Finding(rules.ECHOED, (members[0][0], members[-1][1]), named, tally(len(named), counts), 1.0)
    return None


def _run(text: str, clauses: Sequence[Span], word: str) -> tuple[Span, ...]:
    """The clauses in a row that have a word, from one of the first three on."""
    first = next((at for at, clause in enumerate(clauses[:3]) if word in text[slice(*clause)]), len(clauses))
    return tuple(takewhile(lambda clause: word in text[slice(*clause)], clauses[first:]))


def _counted_noun(label: str) -> list[str]:
    """The first and the last two characters of the noun behind numeral and classifier: 三个能级提升, 五大结构."""
    counted = _COUNTED.fullmatch(label)
    return [*dict.fromkeys((counted["noun"][:2], counted["noun"][-2:]))] if counted else []


def _all_have(text: str, members: Sequence[Span], label: str) -> bool:
    """Whether every member has the counted noun, none of them behind a figure, where it is a measure: 10万亩."""
    words = _counted_noun(label)
    clauses = [text[slice(*member)] for member in members]
    return all(word in clause and not re.search(rf"[\d.]{word}", clause) for word in words for clause in clauses)


def _framed(text: str, members: Sequence[Span], word: str) -> bool:
    """Whether a word stands inside each member, behind the same 在 or 到: 在基层化解, 在基层落地."""
    ats = [text.find(word, *member) for member in members]
    inside = all(start < at < end - len(word) for at, (start, end) in zip(ats, members, strict=True))
    return inside and len({text[at - 1] for at in ats}) == 1 and text[ats[0] - 1] in _FRAMES


def quoted_names(text: str, members: Sequence[Span], word: str) -> tuple[Span, ...]:
    """The quoted phrases, where each member has one with the word: 出台“改革清单”8项, 完成“项目清单”62个."""
    named = [re.search(rf"{QUOTE}({INSIDE}{{0,12}}{word}{INSIDE}{{0,12}}){UNQUOTE}", text[a:b]) for a, b in members]
    if not all(named):
        return ()
    return tuple(
        (start + name.start(1), start + name.end(1)) for (start, _), name in zip(members, named, strict=True) if name
    )


def figures_behind(text: str, anchor: Anchor) -> Finding | None:
    """“6543”计划，签约…600个、开工500个、…: one clause a digit, in the slogan's order."""
    label = anchor.label
    wanted = [*label] if re.fullmatch(r"[1-9]{3,6}", label) else [_SIZES.get(sign, "") for sign in label]
    if len(wanted) < 3 or not all(wanted):
        return None
    match = rules.FIGURES.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 24))
    clauses = _clauses(text, match.end(), anchor.scope[1]) if match else []
    found: list[Span] = []
    for start, end in clauses:
        figures = [mark[1] for mark in _FIGURE.finditer(text, start, end)]
        if not figures and not found:
            continue
        if len(found) == len(wanted) or not any(_same(figure, wanted[len(found)]) for figure in figures):
            break
        examples = _SUCH_AS.match(text, start, end)
        found.append((examples.end() if examples else start, end))
    members = tuple(found)
    if len(members) != len(wanted):
        return None
    return Finding(rules.FIGURES, (members[0][0], members[-1][1]), members, Count.AGREES, 1.0)


def _same(figure: str, wanted: str) -> bool:
    """600 for 6; 1000 for 千 only as it stands."""
    return figure == wanted or (len(wanted) == 1 and figure.rstrip("0") == wanted)


def plus_before(text: str, anchor: Anchor) -> Finding | None:
    """甲＋乙＋丙的“三色农业”."""
    if not _PLUS.search(text, max(anchor.scope[0], anchor.opened - LONGEST), anchor.opened):
        return None
    start = clause_start(text, anchor.scope[0], anchor.opened)
    match = rules.PLUS.regex.fullmatch(text, start, anchor.closed)
    counts = member_counts(anchor.label)
    first, *others = pieces_between(text, match.span("list"), _PLUS) if match else ((0, 0),)
    if not match or 1 + len(others) not in counts:
        return None
    members = ((openings(text, first, others)[0].at, first[1]), *others)
    return Finding(rules.PLUS, (members[0][0], members[-1][1]), members, Count.AGREES, 1.0)


def parts_behind(text: str, anchor: Anchor) -> Finding | None:
    """“132”目标，“1”即…；“3”即…；“2”即…: the text of the whole; what its parts are is read there."""
    match = rules.PARTED.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 60))
    if not match:
        return None
    begun = match.start("part")
    end = text.find("\n", begun, anchor.scope[1])
    limit = min(begun + FARTHEST, end if end > 0 else anchor.scope[1])
    names = [part for part in _PART.finditer(text, begun, limit) if part["name"] in anchor.label]
    whole = len(names) > 1 and len(names) == len(numerals(anchor.label))
    if not whole:
        return None
    stop = _STOP.search(text, names[-1].end(), limit)
    return Finding(rules.PARTED, (begun, stop.start() if stop else limit), (), Count.UNCOUNTED, 1.0)


def signs_before(text: str, anchor: Anchor) -> Finding | None:
    """吃住行医“四位一体”: the characters behind the last verb of the clause, if they are as many as it says."""
    if not anchor.label.endswith("位一体"):
        return None
    start = clause_start(text, anchor.scope[0], anchor.opened)
    match = rules.SINGLE_SIGNS.regex.fullmatch(text, start, anchor.closed)
    if not match:
        return None
    size = value(match["term"][0])
    begin = anchor.opened - size
    signs = text[max(begin, start) : anchor.opened]
    if len(set(signs)) < size or not word_set("running_signs").issuperset(signs):
        return None
    governing = [word_set(name) for name in ("running_verbs", "running_adverbs")]
    at = start
    while at < begin:
        step = max(word_at(text, at, begin, words) for words in governing) or (text[at] in _PARTICLES)
        if not step:
            return None
        at += step
    members = tuple((place, place + 1) for place in range(begin, anchor.opened))
    return Finding(rules.SINGLE_SIGNS, (begin, anchor.opened), members, Count.AGREES, 1.0) if at == begin else None
