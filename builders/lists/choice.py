"""The choice among all ways to cut a passage into items: the label's numeral decides, then how alike the items are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tifatu.builders.language.affixes import likeness
from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.candidates import Row, at_conjunctions, rows, strip
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.echoes import echoed, quoted_echoes
from tifatu.builders.lists.rules import CONJUNCTION, ISSUED, PROSE, SAID_AGAIN, number_value
from tifatu.builders.lists.trimming import trim
from tifatu.graph.model import Span

_MOST_CUTS = 2
"""Conjunctions at which a row may be cut to reach the wanted number of items."""

_LONG = 5
"""Items: a longer run of just the right number is no chance."""

_WHOLE = 0.9
"""Share of the stretch: what fills so much of it is all that is said."""

_NAME = 8
"""Characters of a name at the head of a clause."""

_CLAUSES = ("semicolons", "sentences")

_BODY = 24
"""Characters within which a body is named and does its deed."""

_SHORTENED = re.compile("(?:一体化|一体|联动|融合|协同|企业|改革)$")
_OTHER_LIST = re.compile(
    r"[^，；。、的“”]{2,10}的[^，；。、的和与及“”]{1,8}[和与及](?![^，；。]{0,40}的)[^，；。、]{2,10}"
)
"""An attribute before two nouns."""

_FROM_THE_START = ("enumeration", "pair", "summed-", "introduced-enumeration", "quoted-enumeration")
_MARKED = ("quotations", "numbered")
"""Grammars that mark each item."""

_UNCOUNTED = ("enumeration", "quotations", "pair", "numbered")


@dataclass(frozen=True)
class Cut:
    """One way to cut a passage into items (枚举)."""

    items: tuple[Span, ...]
    rule: str
    """Name of the grammar (list_grammars)."""

    is_open: bool = False
    """True where 等 ends the list."""

    score: float = 0.0


@dataclass(frozen=True)
class Scope:
    """Where to look, and what the label says."""

    passage: Passage
    span: Span
    clue: Clue

    def texts(self, spans: Sequence[Span]) -> list[str]:
        """The words at spans."""
        return [self.passage.words[a:b] for a, b in spans]

    @property
    def length(self) -> int:
        """Characters of the whole stretch."""
        return self.span[1] - self.span[0]

    @property
    def sentence(self) -> int:
        """Characters of its first sentence."""
        stop = self.passage.mask.find("。", *self.span)
        return (stop if stop > 0 else self.span[1]) - self.span[0]


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
    scope = Scope(passage, strip(passage.words, span), clue)
    counted = clue.totals or clue.weak or clue.interleaved
    if scope.length < 3 or not (counted or 2 < len(clue.core) < 17):
        return None
    found = list(rows(passage, scope.span, clue))
    for total in clue.totals:
        fits = [c for row in found if (c := _fit(row, total, scope))]
        if best := _best([*fits, *_echoes(scope, total)]):
            return best
    for total in clue.weak:
        fits = [c for row in found if (c := _fit(row, total, scope))]
        if best := _best(fits, lambda c: "commas" not in c.rule and _covers(c, scope)):
            return best
    if clue.interleaved:
        fits = [c for row in found if (c := _fit(row, clue.interleaved, scope))]
        if best := _best(fits, lambda c: all(e[0] in t for t in scope.texts(c.items) for e in clue.echoes)):
            return best
    return _best(_miscounted(found, scope))


def _best(cuts: Sequence[Cut], good: Callable[[Cut], bool] = lambda c: True) -> Cut | None:
    return max(filter(good, cuts), key=lambda c: c.score, default=None)


def _fit(row: Row, total: int, scope: Scope) -> Cut | None:
    """The row trimmed, where it has the wanted number of items or can be brought to it at 和."""
    size = row.size
    need = total - size
    if not 0 <= need <= min(_MOST_CUTS, size):
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
    return found if found and len(found.items) == total and _plausible(found, scope) else None


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
    if not spans or _are_issuers(spans, scope):
        return None
    score = _score(spans, scope) - 0.1 * need
    before = scope.passage.words[scope.span[0] : spans[0][0]]
    if row.rule.startswith(_FROM_THE_START) and not any(c in before for c in "，；。"):
        score += 0.4
    if row.rule in _MARKED:
        score += 0.6
    return Cut(tuple(spans), row.rule, is_open, score)


def _names_of(spans: list[Span], scope: Scope) -> list[Span]:
    """The heads of clauses, where each ends in what the label counts and the rest tells how: 清单化，列出任务."""
    stops = [scope.passage.mask.find("，", *span) for span in spans]
    names = [(a, stop) for (a, _), stop in zip(spans, stops, strict=True) if 0 < stop - a <= _NAME]
    named = len(names) == len(spans) and scope.passage.words[names[0][0]] != "第"
    named = named and any(all(t.endswith(e) for t in scope.texts(names)) for e in scope.clue.echoes)
    return names if named else spans


def _are_issuers(spans: Sequence[Span], scope: Scope) -> bool:
    """True where an item behind the first is a body that issues something: …、国务院办公厅印发的《意见》."""
    return any(ISSUED.regex.search(scope.passage.words, a, min(a + _BODY, b + 4)) for a, b in spans[1:])


def _score(spans: Sequence[Span], scope: Scope) -> float:
    """How good a cut is: it covers the text, begins early, its items are alike and have what the label counts."""
    clue, texts = scope.clue, scope.texts(spans)
    lead = spans[0][0] - scope.span[0]
    score = sum(map(len, texts)) / scope.length + likeness(texts) / 2 + (1 - lead / scope.length) / 5
    if any(all(e in t for t in texts) for e in clue.echoes):
        score += 0.6
    elif any(all(e[0] in t for t in texts) for e in clue.echoes):
        score += 0.3
    if any(t.endswith(s) for s in clue.singles for t in texts):
        score += 0.3
    if len(clue.order) == len(texts):
        kept = sum(not n or n[-1] in t or n[0] in t for n, t in zip(clue.order, texts, strict=True))
        score += 0.5 * kept / len(texts)
    score -= 0.6 * any("、" in t for t in texts)
    score -= 0.3 * any("划定的" in t or "确定的" in t for t in texts)
    score -= 1.0 * any(_joined_inside(t, clue) for t in texts)
    if 0 < sum(_says_total(t, clue) for t in texts) < len(texts):
        score -= 0.6
    return score - 0.8 * ("。" in scope.passage.words[scope.span[0] : spans[0][0]])


def _joined_inside(item: str, clue: Clue) -> bool:
    """True where 和 stands inside of an item, behind what the label counts: two items in one, 航运枢纽和东海."""
    return any(
        m.start() > len(e) and item.endswith(e, 0, m.start()) for e in clue.echoes for m in CONJUNCTION.find(item)
    )


def _says_total(item: str, clue: Clue) -> bool:
    """True where an item has the number that should stand behind the list."""
    return any(number_value(m["n"]) in clue.totals for m in SAID_AGAIN.find(item))


def _plausible(found: Cut, scope: Scope) -> bool:
    """Clauses of prose are no list by their number alone."""
    texts = scope.texts(found.items)
    lengths = [len(t) for t in texts]
    covered = found.items[-1][1] - found.items[0][0]
    is_whole = len(texts) > _LONG and covered >= _WHOLE * scope.length
    if any("：" in t for t in texts) or (min(lengths) < 2 and max(lengths) > 4 and not is_whole):
        return False
    rule = found.rule
    if "enumeration" not in rule and 0 < sum(PROSE.regex.match(t) is not None for t in texts) < len(texts):
        return False
    if _two_lists(found, scope) or _frames(found, scope) or _echo_lost(found, scope):
        return False
    like = likeness(texts)
    if "sentences" in rule:
        return like == 1.0 and len(texts) > 2
    if "。" in scope.passage.words[scope.span[0] : found.items[0][0]] and not _echoing(texts, scope.clue):
        return False
    is_long = len(texts) > _LONG and max(lengths) <= 3 * min(lengths)
    if "enumeration-end" in rule and not (is_long or SAID_AGAIN.regex.match(scope.passage.words, found.items[-1][1])):
        return len(texts) > 2 and like == 1.0 and (len({t[0] for t in texts}) == 1 or len({t[-1] for t in texts}) == 1)
    if "commas" in rule or "semicolons" in rule:
        return _plausible_clauses(texts, covered / scope.length, scope)
    if "groups" in rule:
        return like >= 0.5 or covered > 0.8 * scope.length
    if len(texts) > 2 or covered >= 0.5 * scope.sentence:
        return True
    return like >= 0.9 and ("-and" in rule or covered >= 0.3 * scope.sentence)


def _two_lists(found: Cut, scope: Scope) -> bool:
    """Whether the two items may as well be what 和 joins behind them: 省内一流、特色鲜明的学校和专业."""
    (first, second), words = (found.items[0], found.items[-1]), scope.passage.words
    return len(found.items) == 2 and "的" not in words[slice(*first)] and bool(_OTHER_LIST.match(words, second[0]))


def _frames(found: Cut, scope: Scope) -> bool:
    """Whether an item is a frame around the others: 在村社带领下，自治、德治…."""
    words = scope.passage.words
    return any(words[b - 1] == "下" and "在" in words[max(scope.span[0], a - 2) : b] for a, b in found.items)


def _echo_lost(found: Cut, scope: Scope) -> bool:
    """Whether a cut at 和 makes an item without what the label counts, which all others begin with: 聚焦甲和|乙."""
    if not found.rule.endswith("-and"):
        return False
    texts = scope.texts(found.items)
    begin = [[t.startswith(e) for t in texts] for e in scope.clue.echoes if len(e) > 1]
    return any(0 < sum(not b for b in row) <= _MOST_CUTS < len(row) // 2 for row in begin)


def _echoing(texts: Sequence[str], clue: Clue) -> bool:
    return any(all(e[0] in t for t in texts) for e in clue.echoes)


def _plausible_clauses(texts: Sequence[str], covered: float, scope: Scope) -> bool:
    """Clauses are items where they are alike, or many and nothing else is there."""
    if not scope.clue.echoes and (any("、" in t for t in texts) or likeness(texts, verbs=False) < 0.6):
        return False
    if len(texts) == 2 and likeness(texts, verbs=False) < 0.6 and covered < 0.7:
        return False
    return likeness(texts) >= 0.6 or (len(texts) >= 4 and covered > 0.8)


def _echoes(scope: Scope, total: int) -> Iterator[Cut]:
    """Items that repeat what the label counts: 务必… of 三个务必, “有站位” of 三个有."""
    for echo in scope.clue.echoes:
        for quotes in quoted_echoes(scope.passage, scope.span, echo, scope.clue.pieces):
            if len(quotes) == total:
                yield Cut(tuple(quotes), "quoted-echo", score=2.5)
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
            if longer is not None and longer.size > 1 and (c := _finish(longer, scope)) and _plain(c, scope):
                cuts.append(c)
                break
    return cuts


def _plain(c: Cut, scope: Scope) -> bool:
    texts = scope.texts(c.items)
    if _acronym(scope.clue.core, texts):
        return True
    if not scope.clue.totals or "pair" in c.rule:
        return False
    covered = (c.items[-1][1] - c.items[0][0]) / scope.length
    total = scope.clue.totals[0]
    if c.is_open and 3 <= len(texts) < total <= len(texts) * 2.5 and covered >= 0.5:
        return True
    return covered >= 0.8 and len(texts) >= max(3, total * 0.6) and likeness(texts) >= 0.75


def _covers(c: Cut, scope: Scope) -> bool:
    """True where a list takes up most of the first sentence, words without a comma before it taken with it."""
    first, last = c.items[0][0], c.items[-1][1]
    begin = first if any(c in scope.passage.words[scope.span[0] : first] for c in "，；。：") else scope.span[0]
    return first < scope.span[0] + scope.sentence and last - begin >= 0.8 * scope.sentence


def _acronym(core: str, items: Sequence[str]) -> bool:
    """放管服, 专精特新: each character of the label stands in its own item."""
    n = len(items)
    core = _SHORTENED.sub("", core)
    if not 2 <= n <= 8 or len(core) not in (n, 2 * n) or len(core) < 3 or max(map(len, items)) > 12:
        return False
    size = len(core) // n
    return all(set(core[i * size : (i + 1) * size]) <= set(item) for i, item in enumerate(items))
