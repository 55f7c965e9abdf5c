"""Where a headword ends and its definition begins: every separator that is found, and how good a headword it leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tifatu.builders.glossary.separators import CONNECTIVE, SEPARATORS, SIGNS, TRUST
from tifatu.builders.glossary.view import View
from tifatu.builders.language.punctuation import BRACKETS, CIRCLED, NOTE, ORNAMENT, ROUND_NOTE, SQUARE_NOTE
from tifatu.builders.language.rule import Rule
from tifatu.builders.language.words import alternation
from tifatu.graph.labels import CLOSING, OPENING, term_key

SET_APART = 0.3
"""Worth of a headword that its type sets apart, whatever its length."""

REACH = 120
"""Characters of an entry in which its headword must end."""

_BRACKETS = {closer: opener for opener, closer in BRACKETS.items()}
WHOLE = 1.5
"""Worth of a headword that the speech has as it stands; one that only holds a known piece is worth less."""

_OPENERS, _CLOSERS = OPENING + "【《〈（([〔〖", CLOSING + "】》〉）)]〕〗"
_INSIDE = re.compile(
    r"[“‘「『〝【《〈（(\[〔][^“”‘’「」『』〝〞【】《》〈〉（）()\[\]〔〕\n]{0,80}[”’」』〞】》〉）)\]〕]|\"[^\"\n]{0,80}\""
)
_QUOTATION = re.compile(rf"[{OPENING}]([^{OPENING}{CLOSING}\n]{{1,30}})[{CLOSING}]")
_OPENER = re.compile(f"[{re.escape(_OPENERS)}]")
_BROKEN = re.compile(r"[。！？!?；;\t\n]")
_TRAILING = re.compile(rf"(?:是|指|即|为|包括|等|的)$|{CONNECTIVE}$", re.VERBOSE)
_TIED = re.compile(r"[，,。]?(?:主要|具体)?(?:是指|指的是|指|即|是)\s*$")
_NOTE = re.compile(rf"\s*(?:[{CIRCLED}]|{SQUARE_NOTE}|{ROUND_NOTE})+\s*$")
_MARKS = re.compile(NOTE)
"""Note marks of the speech: “两网”[3]行动 is “两网”行动."""

_FOREIGN_NAME = re.compile(r"(?<=.)[（(][A-Za-z][\x20-\x27\x2a-\x7e]{1,60}[）)]\s{0,4}$")
"""The name in another language behind a headword: “双环”工程（Two Rings）; the speech may have another, or none."""

_EDGES = r"\s，,、；;：:—\-|"
_LEFT = re.compile(rf"[{_EDGES}.．)）%％]|{ORNAMENT}")
_RIGHT = re.compile(rf"[{_EDGES}]|{ORNAMENT}")
"""Signs at the edges of a headword that are none of it."""


@cache
def _class_noun() -> re.Pattern[str]:
    """A noun behind the quotation marks, and a comma: the noun belongs to the headword though the speech has it not."""
    return re.compile(rf"\w{{0,6}}?(?:{alternation('class_nouns')})(?=[，,])")


class Body:
    """The words of the speech: a headword that stands in them is one."""

    def __init__(self, text: str) -> None:
        self.key = term_key(_MARKS.sub("", text))
        self.quoted = frozenset(term_key(found[1]) for found in _QUOTATION.finditer(text))

    @staticmethod
    @lru_cache(maxsize=1)
    def of(text: str, start: int, end: int) -> Body:
        """The words between two places of a document; finding and reading a glossary ask for the same."""
        return Body(text[start:end])

    def quotes(self, words: str) -> bool:
        """Whether the speech quotes exactly these words."""
        return term_key(words) in self.quoted

    def knows(self, words: str) -> bool:
        """Whether the speech has these words, whatever marks, white space or foreign name are around them."""
        key = term_key(_FOREIGN_NAME.sub("", words))
        return len(key) > 1 and key in self.key


@dataclass(frozen=True)
class Split:
    """One way to part an entry: the headword ends, the definition begins, by this rule."""

    rule: str
    head_end: int
    text_start: int
    worth: float
    """Of the headword: below zero it is none, above one the speech has it."""


def note_mark(view: View, start: int, end: int) -> str | None:
    """The number that a headword carries behind it: 两网[3] or 两网③."""
    found = _NOTE.search(view.text, start, end)
    return found[0].strip(" \t[]〔〕【】（）()^") if found else None


def tidy(view: View, start: int, end: int) -> tuple[int, int]:
    """The headword without white space, stray signs, note marks and the brackets 【】 around it.

    Returns:
        Its start and end; equal where nothing is left.
    """
    text = view.text
    while True:
        before = (start, end)
        while start < end and _LEFT.match(text, start, end):
            start += 1
        while start < end and _RIGHT.match(text, end - 1, end):
            end -= 1
        if end - start > 1 and text[end - 1] in _BRACKETS and _BRACKETS[text[end - 1]] not in text[start:end]:
            end -= 1  # closes nothing
        if note := _NOTE.search(text, start, end):
            end = note.start() if note.start() > start else end
        if text[start : start + 1] in "【〔[" and text[end - 1 : end] in "】〕]" and end - start > 2:
            start, end = start + 1, end - 1
        if before == (start, end):
            return before


def worth(head: str, body: Body) -> float:
    """How good a headword this is: known to the speech, short, quoted; below zero it is none.

    >>> worth("“两网”工程", Body("实施“两网”工程。")) > 2
    True
    >>> worth("建成水网，修好电网，办好学校，保障民生", Body("")) < 0
    True
    """
    outside = _INSIDE.sub("", head)
    if any(head.count(opening) > head.count(closing) for opening, closing in zip(OPENING, CLOSING, strict=True)):
        return -5.0
    if _BROKEN.search(outside) or not any(c.isalnum() for c in head) or "\n" in head:
        return -5.0
    score = 0.0
    if body.knows(head):
        score += 2.0 if len(term_key(head)) > 2 else 1.5
    elif any(body.knows(part) for part in _INSIDE.findall(head)):
        score += 1.0
    if head[0] in OPENING + '"【':
        score += 0.3
    if _TRAILING.search(outside):
        score -= 0.6
    score -= 0.4 * sum(outside.count(sign) for sign in "，,")
    return score - 0.06 * max(0, len(outside) - 20) + 0.01


def splits(view: View, words: tuple[int, int], body: Body, bare: bool = False) -> list[Split]:
    """Every way to part the words between two places of a line, each at the first place that leaves a headword.

    Args:
        view: The glossary.
        words: Start and end; the headword begins at the start.
        body: The speech.
        bare: Look also for headwords that nothing parts from the definition.
    """
    start, stop = words[0], min(words[1], words[0] + REACH)
    if start >= stop:
        return []
    depths = _depths(view.text, start, stop)
    colon, *others = SEPARATORS
    set_apart = _bold(view, start, stop, body) or _bracket(view, start, stop, body)
    plain = _first(view, colon, (start, stop), depths, body)
    if set_apart and set_apart.worth > 1 and not (plain and plain.head_end <= set_apart.text_start):
        return [set_apart]
    if plain and plain.worth >= 1.5:  # nearly every entry: nothing else could be better
        return [plain]
    reach = (start, plain.head_end if plain else stop)  # no headword has a colon inside
    found = [plain, set_apart, *(_first(view, rule, reach, depths, body) for rule in others)]
    ways = [way for way in found if way]
    if bare or not any(way.worth > (0 if way.rule in SIGNS else WHOLE) for way in ways):
        ways += [way for way in (_quoted(view, start, stop, body), _known(view, start, stop, body)) if way]
    return ways


def _depths(text: str, start: int, end: int) -> list[int]:
    """For each place how many quotation marks and brackets are open; none where they never close."""
    if not _OPENER.search(text, start, end):
        return [0] * (end - start)
    depths: list[int] = []
    depth = 0
    for at in range(start, end):
        letter = text[at]
        depth += letter in _OPENERS
        depths.append(depth)
        depth -= letter in _CLOSERS and depth > 0
    return depths if depth == 0 or depths.count(0) > 1 else [0] * len(depths)


def _first(view: View, rule: Rule, reach: tuple[int, int], depths: Sequence[int], body: Body) -> Split | None:
    """The first place of a separator that leaves a headword."""
    start, stop = reach
    best: Split | None = None
    for found in rule.find(view.text, start, stop):
        if depths[min(found.start(), stop - 1) - start] or found.start() == start:
            continue
        if rule.name == "glossary-stop" and found.end() == stop:
            continue  # the end of the entry
        way = _split(view, rule.name, (start, found.start(), found.end()), body)
        if rule.name == "glossary-connective" and not _ties(view, found, way):
            continue
        if way.worth > -0.5:
            return way
        best = best or way
        if way.worth <= -5 and _BROKEN.search(view.text, start, found.start()):
            break  # no headword has a stop inside, nor has a longer one
    return best


def _ties(view: View, found: re.Match[str], way: Split) -> bool:
    """A connective ends a headword that is quoted or known; only 指 ends any."""
    at = found.end()
    return way.worth > 1 or view.text[found.start() - 1] in CLOSING or view.text.startswith(("指", "是指"), at)


def _split(view: View, rule: str, places: tuple[int, int, int], body: Body) -> Split:
    """The headword between two places; 是指 before a colon belongs to the definition."""
    start, head_end, text_start = places
    tied = _TIED.search(view.text, start, head_end)
    if tied and tied.start() > start and _is_tied(view.text[start : tied.start()], tied[0], body):
        head_end = text_start = tied.start()
    a, b = tidy(view, start, head_end)
    head = view.text[a:b]
    whole = head and ":" not in head and "：" not in _INSIDE.sub("", head)
    good = worth(head, body) if whole else -5.0
    if -1.5 < good < 1 and any(a <= start and b == head_end for a, b in view.bolds):
        good = max(good, SET_APART)  # a long headword in bold type is one all the same
    return Split(rule, head_end, text_start, good)


def _is_tied(head: str, connective: str, body: Body) -> bool:
    """The headword ends before the connective: it may also end with such a sign itself."""
    return head[-1] in CLOSING or connective[0] in "，,。" or connective.endswith("指") or body.knows(head)


def _bold(view: View, start: int, stop: int, body: Body) -> Split | None:
    """The headword is set in bold type and nothing else parts it."""
    for a, b in view.bolds:
        if a <= start < b < stop:
            return _split(view, "glossary-bold", (start, b, b), body)
    return None


def _bracket(view: View, start: int, stop: int, body: Body) -> Split | None:
    """The headword stands in 【】 and nothing else parts it."""
    close = view.text.find("】", start, stop) if view.text[start] == "【" else -1
    return _split(view, "glossary-bracket", (start, close + 1, close + 1), body) if close > 0 else None


def _quoted(view: View, start: int, stop: int, body: Body) -> Split | None:
    """The headword is quoted; it ends with the mark, or with the class noun that the speech has behind it."""
    if view.text[start] not in OPENING:
        return None
    close = next((at for at in range(start + 1, stop) if view.text[at] in CLOSING), None)
    if close is None:
        return None
    end = close + 1
    if noun := _class_noun().match(view.text, end, stop):
        end = noun.end()
    while end < stop and end < close + 12 and body.knows(view.text[start : end + 1]):
        end += 1
    return _split(view, "glossary-quoted", (start, end, end), body) if end < stop else None


def _known(view: View, start: int, stop: int, body: Body) -> Split | None:
    """The longest run of words from the start that the speech has as well, where nothing parts the headword."""
    end = start
    while end < stop and body.knows(view.text[start : max(end, start + 1) + 1]):
        end = max(end, start + 1) + 1
    return _split(view, "glossary-known", (start, end, end), body) if start + 2 < end < stop else None


def shares(ways: Sequence[Sequence[Split]]) -> dict[str, float]:
    """For each way the part of the entries that it could part well: what the glossary uses.

    The quoted and the merely known headword count as one: both show that nothing parts them from the definition.
    """
    count = max(1, len(ways))
    good = [{way.rule for way in found if way.worth > 0} for found in ways]
    bare = {"glossary-quoted", "glossary-known"}
    return {
        name: sum(not found.isdisjoint(bare if name in bare else {name}) for found in good) / count for name in TRUST
    }


def best(ways: Sequence[Split], share: dict[str, float]) -> Split | None:
    """The way that leaves the best headword and that the other entries use too."""
    ranked = [(way.worth + TRUST[way.rule] + 3 * share[way.rule], -i) for i, way in enumerate(ways)]
    if not ranked:
        return None
    top = ways[-max(ranked)[1]]
    return top if top.worth > -3 else None
