"""Which cuts are no list at all: prose, frames, two lists, clauses that have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tifatu.builders.language.affixes import likeness
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.rules import INTRODUCED, ISSUED, PROSE, SAID_AGAIN
from tifatu.builders.lists.scope import MOST_CUTS, Cut, Scope
from tifatu.graph.model import Span

_LONG = 5
"""Items: a longer run of just the right number is no chance."""

_WHOLE = 0.9
"""Share of the stretch: what fills so much of it is all that is said."""

_BODY = 24
"""Characters within which a body is named and does its deed."""

_OPENING = 8
"""Characters that may bring a list at the head of a sentence: 具体分别包括：."""

_SHORTENED = re.compile("(?:一体化|一体|联动|融合|协同|企业|改革)$")
_OTHER_LIST = re.compile(
    r"[^，；。、的“”]{2,10}的[^，；。、的和与及“”]{1,8}[和与及](?![^，；。]{0,40}的)[^，；。、]{2,10}"
)
"""An attribute before two nouns."""


def is_plausible(found: Cut, scope: Scope) -> bool:
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
    if "。" in scope.before(found.items[0]) and not (_echoing(texts, scope.clue) or _announced(found, scope)):
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
    return any(0 < sum(not b for b in row) <= MOST_CUTS < len(row) // 2 for row in begin)


def _echoing(texts: Sequence[str], clue: Clue) -> bool:
    return any(all(e[0] in t for t in texts) for e in clue.echoes)


def _announced(found: Cut, scope: Scope) -> bool:
    """Whether a later sentence begins with the words that bring a list: …。分别是：甲、乙."""
    opening = scope.before(found.items[0]).rpartition("。")[2]
    ends = [m.end() for m in INTRODUCED.find(opening, 0, len(opening))]
    return bool(ends) and ends[-1] == len(opening) <= _OPENING


def _plausible_clauses(texts: Sequence[str], covered: float, scope: Scope) -> bool:
    """Clauses are items where they are alike, or many and nothing else is there."""
    if not scope.clue.echoes and (any("、" in t for t in texts) or likeness(texts, verbs=False) < 0.6):
        return False
    if len(texts) == 2 and likeness(texts, verbs=False) < 0.6 and covered < 0.7:
        return False
    return likeness(texts) >= 0.6 or (len(texts) >= 4 and covered > 0.8)


def is_plain(c: Cut, scope: Scope) -> bool:
    """Whether a list that the label does not count, or miscounts, is one all the same: plain, and all there is."""
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


def _acronym(core: str, items: Sequence[str]) -> bool:
    """放管服, 专精特新: each character of the label stands in its own item."""
    n = len(items)
    core = _SHORTENED.sub("", core)
    if not 2 <= n <= 8 or len(core) not in (n, 2 * n) or len(core) < 3 or max(map(len, items)) > 12:
        return False
    size = len(core) // n
    return all(set(core[i * size : (i + 1) * size]) <= set(item) for i, item in enumerate(items))


def covers(c: Cut, scope: Scope) -> bool:
    """True where a list takes up most of the first sentence, words without a comma before it taken with it."""
    first, last = c.items[0][0], c.items[-1][1]
    begin = first if any(stop in scope.before(c.items[0]) for stop in "，；。：") else scope.span[0]
    return first < scope.span[0] + scope.sentence and last - begin >= 0.8 * scope.sentence


def are_issuers(spans: Sequence[Span], scope: Scope) -> bool:
    """True where an item behind the first is a body that issues something: …、国务院办公厅印发的《意见》."""
    return any(ISSUED.regex.search(scope.passage.words, a, min(a + _BODY, b + 4)) for a, b in spans[1:])
