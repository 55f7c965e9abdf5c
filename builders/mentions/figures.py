"""Figures of terms: how often, since when, in quotation marks or not, between which neighbours.

The figures of a user's corpus are laid over a reference table that comes with the package, as twenty reports cannot
show that 高质量发展 has a beginning. The table is made by benchmarks/term_figures.py; it holds figures, no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log
from sys import intern
from typing import NamedTuple

import msgspec

from tifatu.builders.mentions.plain import Plain

HOLDERS = "持行彻立施扬"
"""Last characters of 坚持, 践行, 贯彻, 树立, 实施, 弘扬: what one does with a formulation."""

KINDS = "战理行思建格精原要"
"""First characters of 战略, 理念, 行动, 思想, 建设, 格局, 精神, 原则, 要求: what a formulation is."""


class Use(NamedTuple):
    """How one report uses a term; plain data that travels between processes."""

    key: str
    quoted: int
    before: str
    """The character before each occurrence; a space at the beginning of the text."""

    behind: str
    """The character behind each occurrence."""


class Packed(Mapping[str, list[Use]]):
    """Report -> how it uses the terms, unpacked when it is asked for: they are the most numerous thing of a build.

    >>> packed = Packed({"R1": packed_uses([Use("三区三线", 1, "，", "。")])})
    >>> packed["R1"][0].key, len(packed)
    ('三区三线', 1)
    """

    def __init__(self, held: Mapping[str, bytes]) -> None:
        self._held = held

    def __getitem__(self, report: str) -> list[Use]:
        """The uses of one report."""
        return _UNPACK.decode(self._held[report])

    def __iter__(self) -> Iterator[str]:
        """The reports."""
        return iter(self._held)

    def __len__(self) -> int:
        """How many reports."""
        return len(self._held)


def packed_uses(found: Sequence[Use]) -> bytes:
    """Uses as bytes, for the way between processes and for ``Packed``."""
    return _PACK.encode(found)


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[Use])


class Around(NamedTuple):
    """What stands before and behind a term: entropies and shares of its occurrences."""

    before: float
    """Entropy of the character before, in nats."""

    behind: float
    row: float
    """Share of neighbours that are 、: a member of rows."""

    held: float
    """Share of occurrences behind one of HOLDERS."""

    named: float
    """Share of occurrences before one of KINDS."""

    fixed: float
    """Share of the commonest Chinese character before or behind that is none of HOLDERS and KINDS."""


class Figures(NamedTuple):
    """What the reports of a corpus say together about a term."""

    occurrences: int
    reports: int
    quoted: int
    """Occurrences in quotation marks."""

    around: Around
    years: Mapping[int, int]
    """Year -> reports that have it."""

    lists: int = 0
    """Reports that explain a slogan by a list of coined words with this one among them: 稳外资 of 六稳."""

    def over(self, other: Figures) -> Figures:
        """These figures and those of another corpus as if they were one; shares and entropies by occurrences."""
        total = self.occurrences + other.occurrences
        around = Around(
            *(
                (a * self.occurrences + b * other.occurrences) / total
                for a, b in zip(self.around, other.around, strict=True)
            )
        )
        years = Counter(self.years)
        years.update(other.years)
        reports, quoted = self.reports + other.reports, self.quoted + other.quoted
        return Figures(total, reports, quoted, around, dict(sorted(years.items())), self.lists + other.lists)


class Corpus(NamedTuple):
    """The figures of all terms, and how many reports there are of each year."""

    years: Mapping[int, int]
    terms: Mapping[str, Figures]

    def over(self, other: Corpus) -> Corpus:
        """This corpus laid over another."""
        years = Counter(self.years)
        years.update(other.years)
        terms = dict(other.terms)
        for key, figures in self.terms.items():
            terms[key] = figures.over(terms[key]) if key in terms else figures
        return Corpus(dict(sorted(years.items())), terms)


def uses(read: Plain, found: Iterable[tuple[str, int, int]]) -> list[Use]:
    """How a report uses the terms that stand in it.

    Args:
        read: Its body.
        found: Key, start and end of each occurrence, in the folded text.
    """
    gathered: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in found:
        gathered.setdefault(key, []).append((start, end))
    text = f" {read.text} "
    return [
        Use(
            key,
            sum(read.in_marks(*span) for span in spans),
            "".join(text[start] for start, _ in spans),
            "".join(text[end + 1] for _, end in spans),
        )
        for key, spans in sorted(gathered.items())
    ]


def corpus_of(reports: Iterable[tuple[int | None, Iterable[Use]]]) -> Corpus:
    """The figures of a corpus.

    Args:
        reports: Year and uses of each report.
    """
    years: Counter[int] = Counter()
    quoted: Counter[str] = Counter()
    number: Counter[str] = Counter()
    before: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    curve: dict[str, Counter[int]] = {}
    for year, of_report in reports:
        if year:
            years[year] += 1
        for use in of_report:
            quoted[use.key] += use.quoted
            number[use.key] += 1
            before.setdefault(use.key, []).append(intern(use.before))  # most are one of some thousand characters
            behind.setdefault(use.key, []).append(intern(use.behind))
            if year:
                curve.setdefault(use.key, Counter())[year] += 1
    terms = {
        key: _figures(number[key], quoted[key], "".join(before[key]), "".join(behind[key]), curve.get(key, Counter()))
        for key in sorted(number)
    }
    return Corpus(dict(sorted(years.items())), terms)


def _figures(reports: int, quoted: int, before: str, behind: str, years: Counter[int]) -> Figures:
    left, right = Counter(before), Counter(behind)
    total = len(before)
    stuck = [n for c, n in left.items() if _han(c) and c not in HOLDERS]
    stuck += [n for c, n in right.items() if _han(c) and c not in KINDS]
    around = Around(
        _entropy(left),
        _entropy(right),
        (left["、"] + right["、"]) / total / 2,
        sum(left[c] for c in HOLDERS) / total,
        sum(right[c] for c in KINDS) / total,
        max(stuck, default=0) / total,
    )
    return Figures(total, reports, quoted, around, dict(sorted(years.items())))


def _han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values())
    return -sum(n / total * log(n / total) for n in counts.values())


@cache
def reference() -> Corpus:
    """The reference table that comes with the package.

    >>> reference().terms["高质量发展"].reports > 500
    True
    """
    lines = files("tifatu.builders").joinpath("data", "term_figures.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    terms = {row[0]: _read(row) for row in rows[1:]}
    return Corpus(_curve(rows[0][1]), terms)


def table_lines(corpus: Corpus) -> Iterator[str]:
    """The lines of a reference table: first the reports of each year, then one term a line, sorted."""
    yield f"\t{_written(corpus.years)}"
    for key, figures in sorted(corpus.terms.items()):
        shares = [str(round(share * 100)) for share in figures.around]
        counts = map(str, (*figures[:3], figures.lists))
        yield "\t".join([key, *counts, *shares, _written(figures.years)])


def _read(row: list[str]) -> Figures:
    around = Around(*(int(share) / 100 for share in row[5:11]))
    return Figures(int(row[1]), int(row[2]), int(row[3]), around, _curve(row[11]), int(row[4]))


def _written(years: Mapping[int, int]) -> str:
    """First year, then the counts of it and all following years: 2017 3,8,,1."""
    if not years:
        return ""
    first, last = min(years), max(years)
    return f"{first} " + ",".join(str(years.get(year) or "") for year in range(first, last + 1))


def _curve(written: str) -> dict[int, int]:
    first, _, counts = written.partition(" ")
    return {int(first) + n: int(count) for n, count in enumerate(counts.split(",")) if count}
