"""How good a reading of a whole glossary is: a dozen signs, each with a weight and a reason; their sum is the score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tifatu.builders.glossary.definitions import Sense
from tifatu.builders.glossary.entries import Entry
from tifatu.builders.glossary.splits import Body
from tifatu.builders.glossary.view import View
from tifatu.builders.language.affixes import begins_with_verb
from tifatu.builders.language.numerals import value
from tifatu.builders.language.punctuation import CLOSERS
from tifatu.graph.labels import CLOSING, OPENING, term_key

SPEECH = 4
"""Letters: where there is no speech, nothing can be asked of it."""

LONG = 24
"""Characters of a headword; few have more."""

_DUTY = re.compile(r"(?:牵头|责任|配合|主办)(?:单位|部门|领导)|投[入资][^。；]{0,12}元")
_LABEL = re.compile(r"[^\W\d]{2,8}[：:]")
_STARTS_WELL = re.compile(rf"[\w{OPENING}《（(【\"]")
_QUOTED_LINE = re.compile(
    rf"[{OPENING}]([^{OPENING}{CLOSING}\n]{{2,20}})[{CLOSING}][^，。；：:\n]{{0,8}}(?:[：:]|——|是?指|(?=[^，。；：:]{4}))"
)
_PAIRS = dict(zip("（(《【" + OPENING, "）)》】" + CLOSING, strict=True))
_COPIED = frozenset({"glossary-known"})
"""Rules that end a headword where the words of the speech end: they would vouch for themselves."""


@dataclass(frozen=True)
class Reading:
    """A glossary as it was read: the view, and each entry with what it says."""

    view: View
    entries: tuple[tuple[Entry, tuple[Sense, ...]], ...]
    shares: dict[str, float] = field(default_factory=dict)
    """What each sign of SCORE found."""

    score: float = 0.0
    """From 0 to 1."""

    @property
    def senses(self) -> list[Sense]:
        """What all entries say, in order."""
        return [sense for _, found in self.entries for sense in found]

    @property
    def heads(self) -> list[str]:
        """All headwords, in order."""
        return [self.view.text[a:b] for sense in self.senses for a, b in sense.heads]


def _share(good: Sequence[bool]) -> float:
    return sum(good) / len(good) if good else 0.0


def _known(reading: Reading, body: Body) -> float:
    text = reading.view.text
    if len(body.key) < SPEECH:
        return 1.0
    return _share(
        [sense.rule not in _COPIED and any(body.knows(text[a:b]) for a, b in sense.heads) for sense in reading.senses]
    )


def _numbers(reading: Reading, body: Body) -> float:
    numbers = [value(entry.number) if entry.number else 0 for entry, _ in reading.entries]
    if not any(numbers):
        return 1.0
    return _share([two == one + 1 or (two == one == 1) for one, two in pairwise([0, *numbers])])


def _alike(reading: Reading, body: Body) -> float:
    return max(Counter(sense.rule for sense in reading.senses).values(), default=0) / max(1, len(reading.senses))


def _distinct(reading: Reading, body: Body) -> float:
    return len({term_key(head) for head in reading.heads}) / max(1, len(reading.heads))


def _paired(reading: Reading, body: Body) -> float:
    return _share([all(head.count(a) == head.count(b) for a, b in _PAIRS.items()) for head in reading.heads])


def _short(reading: Reading, body: Body) -> float:
    return _share([len(head) <= LONG for head in reading.heads])


def _clean(reading: Reading, body: Body) -> float:
    begins = [bool(_STARTS_WELL.match(head)) for head in reading.heads]
    return min(_share(begins), _share([reading.view.text[sense.text[0]] not in CLOSERS for sense in reading.senses]))


def _apart(reading: Reading, body: Body) -> float:
    edges = Counter(head[0] for head in reading.heads if head[0] not in OPENING + '"《')
    same = max(edges.values(), default=0)
    labels = Counter(found[0] for sense in reading.senses if (found := _LABEL.match(reading.view.text, *sense.text)))
    same = max(same, *labels.values(), 0)
    return 1.0 if same < 3 else max(0.0, 1 - same / len(reading.heads))


def _nominal(reading: Reading, body: Body) -> float:
    return _share([not begins_with_verb(head) or any(mark in head for mark in OPENING) for head in reading.heads])


def _explains(reading: Reading, body: Body) -> float:
    return _share([not _DUTY.search(reading.view.text, *sense.text) for sense in reading.senses])


def _whole(reading: Reading, body: Body) -> float:
    inner = [piece for entry, _ in reading.entries for piece in entry.pieces[1:]]
    lost = [
        piece for piece in inner if (found := _QUOTED_LINE.match(reading.view.text, *piece)) and body.knows(found[1])
    ]
    return len(reading.entries) / max(1, len(reading.entries) + len(lost))


def _covered(reading: Reading, body: Body) -> float:
    if not reading.entries:
        return 0.0
    first, last = reading.entries[0][0].start, reading.entries[-1][0].pieces[-1][1]
    read = {at for entry, _ in reading.entries for a, b in entry.pieces for at in (a, b)}
    lines = [line for line in reading.view.lines if first <= line.start < last]
    return _share([line.end in read or line.start in read for line in lines])


@dataclass(frozen=True)
class Sign:
    """One thing that tells a good reading: a share from 0 to 1 of what is as it should be."""

    name: str
    weight: float
    why: str
    measure: Callable[[Reading, Body], float]
    warns: float = 0.0
    """Below this share the reader is told."""


SCORE: tuple[Sign, ...] = (
    Sign("known", 0.36, "The speech has the headwords; what a rule copied from it counts for nothing.", _known, 0.7),
    Sign("numbers", 0.08, "The numbers of the entries rise by one, or none is numbered.", _numbers, 0.5),
    Sign("alike", 0.06, "Headword and definition are parted alike throughout.", _alike),
    Sign("distinct", 0.10, "No headword comes twice; one that does is a label.", _distinct, 0.9),
    Sign("paired", 0.07, "No headword has an open quotation mark or bracket.", _paired, 1.0),
    Sign("short", 0.05, "Headwords are short; a long one has swallowed words of its definition.", _short, 0.8),
    Sign("clean", 0.04, "Headwords begin with a word or a mark, and no bracket closes behind them.", _clean, 0.9),
    Sign("apart", 0.03, "Headwords do not share a first letter, nor definitions a label.", _apart, 0.4),
    Sign("nominal", 0.06, "Headwords are names; deeds are the items of a programme of work.", _nominal, 0.5),
    Sign("explains", 0.07, "Definitions say what a thing is, not who is in charge and what it costs.", _explains, 0.6),
    Sign("whole", 0.05, "No line inside a definition begins like an entry.", _whole, 0.9),
    Sign("covered", 0.03, "Between the first entry and the end all lines are read.", _covered, 0.5),
)  # fmt: skip
"""The weights add up to one. Known headwords weigh most: 0.96 of them in the median of real glossaries, less than 0.6
where the reading is wrong."""


def judged(view: View, entries: tuple[tuple[Entry, tuple[Sense, ...]], ...], body: Body) -> Reading:
    """A reading with its score."""
    reading = Reading(view, entries)
    shares = {sign.name: sign.measure(reading, body) for sign in SCORE}
    return replace(reading, shares=shares, score=sum(sign.weight * shares[sign.name] for sign in SCORE))


def warnings(reading: Reading) -> tuple[str, ...]:
    """The names of the signs that make a reading doubtful."""
    return tuple(sign.name for sign in SCORE if reading.shares[sign.name] < sign.warns)
