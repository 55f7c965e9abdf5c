"""Lists without the words around them: leads and tails cut off, roles and long brackets left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.leads import governed, lead_length
from tifatu.builders.lists.rules import ROLES
from tifatu.builders.lists.tails import tail_length
from tifatu.graph.model import Span

_IN_THE = re.compile("(?:过程中|中|上|方面)$")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))


def trim(passage: Passage, groups: Sequence[Sequence[Span]], clue: Clue) -> tuple[list[Span], bool]:
    """Cut lead and tail off the items of each group.

    Args:
        passage: The passage.
        groups: Spans of the items, separators left out, group by group.
        clue: What the label says.

    Returns:
        The spans of all items, and True where 等 leaves the last group open; an empty list where nothing is left
        of an item.

    >>> words = "实施强科技、强工业行动"
    >>> trim(Passage.of(words, (0, 11)), [[(0, 5), (6, 11)]], Clue(nouns=("行动",)))
    ([(2, 5), (6, 9)], False)
    """
    words, is_open = passage.words, False
    merged = _merged(_given_roles(words, groups, clue))
    trimmed: list[Span] = []
    for i, group in enumerate(merged):
        elsewhere = [words[a:b] for j, g in enumerate(merged) if j != i for a, b in g]
        spans, is_open = _without_tail(words, group, elsewhere, clue)
        spans = _behind_yi(words, spans)
        trimmed += _without_lead(words, spans, elsewhere if i == 0 else [], clue)
    if any(b <= a for a, b in trimmed):
        return [], False
    return [_without_bracket(words, s) for s in _without_verbs(words, _without_place(words, trimmed))], is_open


def _without_tail(words: str, group: Sequence[Span], elsewhere: list[str], clue: Clue) -> tuple[list[Span], bool]:
    texts = [words[a:b] for a, b in group]
    drop, is_open = tail_length(texts[-1], texts[:-1] or elsewhere, clue, len(texts))
    start, end = group[-1]
    if _is_whole(words[start : end - drop]):
        end -= drop
    return [*group[:-1], (start, end)], is_open


def _without_lead(words: str, group: list[Span], elsewhere: list[str], clue: Clue) -> list[Span]:
    first, *others = [words[a:b] for a, b in group]
    if not (others := others or elsewhere):
        return group
    drop = lead_length(first, others, clue.key)
    start, end = group[0]
    is_good = _is_whole(first[:drop]) and first[drop : drop + 1] not in ("（", "的", "、")
    return [(start + drop, end), *group[1:]] if is_good else group


def _behind_yi(words: str, group: list[Span]) -> list[Span]:
    """推进以|甲、乙、丙|为内容的工程: the list begins behind 以."""
    start, end = group[0]
    if not words.startswith(("为", "作为"), group[-1][1]):
        return group
    at = words.rfind("以", start, end - 1)
    return [(at + 1, end), *group[1:]] if at >= 0 and words[at + 1] not in "上下及内外来" else group


def _is_whole(piece: str) -> bool:
    return all(piece.count(a) == piece.count(b) for a, b in _PAIRS)


def _merged(groups: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Groups, with neighbours of one item each taken together: they have no leads and tails of their own."""
    merged: list[list[Span]] = []
    for i, group in enumerate(groups):
        if i and len(group) == len(groups[i - 1]) == 1:
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return merged


def _given_roles(words: str, groups: Sequence[Sequence[Span]], clue: Clue) -> Sequence[Sequence[Span]]:
    """以甲为核心、乙为载体: the items are 甲 and 乙; but of 两区, 以甲为主体的东区、以乙为主体的西区 are the items."""
    if any(all(words.endswith(echo, a, b) for group in groups for a, b in group) for echo in clue.echoes):
        return groups
    first, end = groups[0][0]
    at = words.find("以", first, end)
    if at < 0 or sum(map(len, groups)) < 2:
        return groups
    if at > first:  # 建立以甲为核心、乙为载体的…: one 以 for all
        others = [span for group in groups for span in group][1:]
        if any(words[a] == "以" or not ROLES.regex.fullmatch(words, a, b) for a, b in others):
            return groups
        groups = [[(at, end), *groups[0][1:]], *groups[1:]]
    if len(groups) > 1 == len(groups[0]) and (m := ROLES.regex.fullmatch(words, *groups[0][0])):
        return [[m.span("item")], *groups[1:]]
    matches = [[ROLES.regex.fullmatch(words, a, b) for a, b in group] for group in groups]
    if not all(m for group in matches for m in group):
        return groups
    return [[m.span("item") for m in group if m] for group in matches]


def _without_place(words: str, spans: list[Span]) -> list[Span]:
    """在甲、乙、丙中 is one frame around three items."""
    (a, b), (c, d) = spans[0], spans[-1]
    if words[a] != "在" or len(spans) < 2 or words[spans[1][0]] == "在" or not (m := _IN_THE.search(words[c:d])):
        return spans
    return [(a + 1, b), *spans[1:-1], (c, d - len(m[0]))]


def _without_verbs(words: str, spans: list[Span]) -> list[Span]:
    """Where most items begin alike, drop a verb before that beginning: 引进|100个企业."""
    if len(spans) < 3:
        return spans
    firsts = [words[a] for a, _ in spans]
    most = max(firsts, key=firsts.count)
    if firsts.count(most) * 5 < len(spans) * 3:
        return spans
    return [(a, b) if words[a] == most else (a + governed(words[a:b], most), b) for a, b in spans]


def _without_bracket(words: str, span: Span) -> Span:
    """Drop an explanation in brackets that is longer than what it explains: 规专企业增量（…）, not 供热（气）."""
    start, end = span
    if words[end - 1] == "）":
        at = words.rfind("（", start, end)
        if at > start and (end - at - 2 > max(5, at - start) or "：" in words[at:end]):
            return start, at
    return span
