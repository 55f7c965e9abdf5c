"""The choice among all ways to cut a passage into items: the label's numeral decides, then the score of the signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.candidates import Row, at_conjunctions, rows, strip
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.echoes import echoed, quoted_echoes
from tifatu.builders.lists.plausible import are_issuers, covers, is_plain, is_plausible
from tifatu.builders.lists.scope import MOST_CUTS, Cut, Scope
from tifatu.builders.lists.signs import scored
from tifatu.builders.lists.trimming import trim
from tifatu.graph.model import Span

_NAME = 8
"""Characters of a name at the head of a clause."""

_CLAUSES = ("semicolons", "sentences")
_UNCOUNTED = ("enumeration", "quotations", "pair", "numbered")


@dataclass(frozen=True)
class Choice:
    """The cut that is taken, and the best of those that lost to it."""

    cut: Cut
    runner_up: Cut | None


def cut(passage: Passage, span: Span, clue: Clue) -> Cut | None:
    """The items that a stretch of a passage lists, or nothing where it is prose.

    Args:
        passage: The passage.
        span: The stretch, in characters of ``passage.words``.
        clue: What the label says of the list.

    Returns:
        The best cut that fits the clue; None where no list does.

    >>> words = "强科技、强工业行动"
    >>> [words[a:b] for a, b in cut(Passage.of(words, (0, 9)), (0, 9), Clue(totals=(2,), nouns=("行动",))).items]
    ['强科技', '强工业']
    """
    found = choose(passage, span, clue)
    return found.cut if found else None


def choose(passage: Passage, span: Span, clue: Clue) -> Choice | None:
    """As cut, with the runner-up: the best cut into other items that fits the clue as well."""
    scope = Scope(passage, strip(passage.words, span), clue)
    counted = clue.totals or clue.weak or clue.interleaved
    if scope.length < 3 or not (counted or 2 < len(clue.core) < 17):
        return None
    return next((_best(cuts) for cuts in _fitting(scope) if cuts), None)


def _fitting(scope: Scope) -> Iterator[list[Cut]]:
    """The cuts that fit what the label says, in the order in which it is to be believed."""
    clue, found = scope.clue, list(rows(scope.passage, scope.span, scope.clue))
    for total in clue.totals:
        yield [*_fits(found, total, scope), *_echoes(scope, total)]
    for total in clue.weak:
        yield [c for c in _fits(found, total, scope) if "commas" not in c.rule and covers(c, scope)]
    if clue.interleaved:
        fits = _fits(found, clue.interleaved, scope)
        yield [c for c in fits if all(e[0] in t for t in scope.texts(c.items) for e in clue.echoes)]
    yield _miscounted(found, scope)


def _fits(found: Sequence[Row], total: int, scope: Scope) -> list[Cut]:
    return [c for row in found if (c := _fit(row, total, scope))]


def _best(cuts: Sequence[Cut]) -> Choice:
    best = max(cuts, key=lambda c: c.score)
    others = [c for c in cuts if c.items != best.items]
    return Choice(best, max(others, key=lambda c: c.score, default=None))


def _fit(row: Row, total: int, scope: Scope) -> Cut | None:
    """The row trimmed, where it has the wanted number of items or can be brought to it at 和."""
    size = row.size
    need = total - size
    if not 0 <= need <= min(MOST_CUTS, size):
        return None
    mask = scope.passage.mask
    nested = any("、" in mask[a:b] for group in row.groups for a, b in group)
    if "commas" in row.rule and need not in (0, size) and (need > 1 or (nested and not any(scope.clue.order))):
        return None
    longer = at_conjunctions(mask, row, need) if need else row
    if longer is None or ("groups" in row.rule and not _in_groups(_sizes(mask, longer), scope.clue.values)):
        return None
    found = _finish(longer, scope, need)
    if found and nested and need and "commas" in row.rule and not _in_order(found, scope):
        return None
    return found if found and len(found.items) == total and is_plausible(found, scope) else None


def _in_order(found: Cut, scope: Scope) -> bool:
    """Whether each item ends in its own noun of the label: 甲区，乙区和丙高地 of 两区一高地."""
    texts, order = scope.texts(found.items), scope.clue.order
    return len(order) == len(texts) and all(n and t.endswith(n) for n, t in zip(order, texts, strict=True))


def _sizes(mask: str, row: Row) -> list[int]:
    """Items between commas and semicolons; a cut at 和 makes no group of its own."""
    sizes: list[int] = []
    last = -1
    for group in row.groups:
        between = mask[last : group[0][0]] if last >= 0 else "，"
        if "，" in between or "；" in between:
            sizes.append(len(group))
        else:
            sizes[-1] += len(group)
        last = group[-1][1]
    return sizes


def _in_groups(sizes: Sequence[int], values: Sequence[int]) -> bool:
    """True where the groups go with the label's numbers; with one number, where the first group is no lead."""
    if len(values) < 2:
        return sizes[0] > 1 and 2 * sum(size > 1 for size in sizes) >= len(sizes)
    if set(sizes) == {len(values)} and len(set(values)) == 1 and len(sizes) == values[0]:
        return True  # 五破五立: each of five groups has both
    said, found = set(accumulate(values)), set(accumulate(sizes))
    return said <= found or found <= said


def _finish(row: Row, scope: Scope, need: int = 0) -> Cut | None:
    """The row trimmed and scored; None where nothing is left of an item."""
    spans, is_open = trim(scope.passage, row.groups, scope.clue)
    if row.rule.endswith(_CLAUSES):
        spans = _names_of(spans, scope)
    if not spans or are_issuers(spans, scope):
        return None
    return scored(Cut(tuple(spans), row.rule, is_open), scope, need)


def _names_of(spans: list[Span], scope: Scope) -> list[Span]:
    """The heads of clauses, where each ends in what the label counts and the rest tells how: 清单化，列出任务."""
    stops = [scope.passage.mask.find("，", *span) for span in spans]
    names = [(a, stop) for (a, _), stop in zip(spans, stops, strict=True) if 0 < stop - a <= _NAME]
    named = len(names) == len(spans) and scope.passage.words[names[0][0]] != "第"
    named = named and any(all(t.endswith(e) for t in scope.texts(names)) for e in scope.clue.echoes)
    return names if named else spans


def _echoes(scope: Scope, total: int) -> Iterator[Cut]:
    """Items that repeat what the label counts: 务必… of 三个务必, “有站位” of 三个有."""
    for echo in scope.clue.echoes:
        for quotes in quoted_echoes(scope.passage, scope.span, echo, scope.clue.pieces):
            if len(quotes) == total:
                yield scored(Cut(tuple(quotes), "quoted-echo"), scope)
        items = echoed(scope.passage, scope.span, echo, (total, scope.clue.pieces)) if len(echo) > 1 else []
        found = _finish(Row((tuple(items),), "echo"), scope) if items else None
        if found and min(b - a for a, b in found.items) > len(echo):
            yield found


def _miscounted(found: Sequence[Row], scope: Scope) -> list[Cut]:
    """Lists that the label does not count, or miscounts: plain, alike, nothing else around them."""
    cuts = []
    for row in found:
        if not row.rule.endswith(_UNCOUNTED):
            continue
        for need in (1, 0):
            longer = at_conjunctions(scope.passage.mask, row, need) if need else row
            if longer is not None and longer.groups[0][: row.size - 1] != row.groups[0][: row.size - 1]:
                continue  # only the last item of a list that nobody counts is cut at 和
            if longer is not None and longer.size > 1 and (c := _finish(longer, scope)) and is_plain(c, scope):
                cuts.append(c)
                break
    return cuts
