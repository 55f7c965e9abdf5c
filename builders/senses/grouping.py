"""Group the definitions of one family into senses, and within a sense into variants of equal content.

Equal texts are put together first, without any judgement. Then one definition of each text is judged against at most
``REACH`` others, those that share its most telling words, so the work grows with the number of definitions and not
with its square. The verdicts are pairwise, the groups are not: texts and then groups of texts are merged, the surest
first, as long as the verdicts between them are for it on the whole (average linkage, builders.clusters).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tifatu.builders.senses import compare
from tifatu.builders.senses.clusters import clusters
from tifatu.builders.senses.compare import Verdict
from tifatu.builders.senses.profile import Profile
from tifatu.builders.senses.wording import bare
from tifatu.graph.model import Definition, Join, Report

REACH = 12
"""Texts that a text is judged against; nearly all labels have fewer."""

TELLING = 12
"""Items and words by which the texts to be judged are looked up."""

CROWD = 24
"""Texts that one word may lead to; the word of a crowd leads no further."""

FOR_SENSE = {"same": 1.0, "variant": 0.95, "different": -0.9}
"""What a verdict is worth for one sense: the same meet before variants do; where voices are equal, the likeness found
counts more than the one missed."""

FOR_VARIANT = {"same": 1.0, "variant": -1.0, "different": -1.0}

PROVINCIAL = "省级"
"""Level of provinces in the gazetteer."""

Judge = Callable[[Profile, Profile], Verdict]


@dataclass(frozen=True)
class Group:
    """A sense in the making: its variants, and what joined or parted them."""

    variants: tuple[tuple[Definition, ...], ...]
    joins: tuple[Join, ...]

    def definitions(self) -> list[Definition]:
        """All definitions, variant by variant."""
        return [definition for variant in self.variants for definition in variant]


def gather(
    family: Sequence[Definition], reports: Mapping[str, Report] | None = None, judge: Judge = compare.judge
) -> list[Group]:
    """The senses of one family, each with its variants.

    Args:
        family: Definitions whose headwords meet in one key.
        reports: Report id -> report, for day and place; what has no day comes last.
        judge: Says of two definitions whether they are the same, variants or different.

    Returns:
        Groups; every definition stands in exactly one variant.
    """
    known = reports or {}
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for definition in sorted(family, key=arrival(known)):
        report = known.get(definition.report)
        profile = Profile(definition, place_of(report), province_of(report))
        blocks[profile.bare].append(profile)
    if len(blocks) > 1:
        ordered = sorted(blocks.values(), key=lambda block: (not block[0].is_list, -len(block)))
    else:
        ordered = list(blocks.values())
    return _Gathering(ordered, judge).groups()


def arrival(reports: Mapping[str, Report]) -> Callable[[Definition], tuple[str, str, str]]:
    """The order of definitions: oldest report first, then by text, so that the order of the files does not matter."""

    def key(definition: Definition) -> tuple[str, str, str]:
        report = reports.get(definition.report)
        return (report and report.date) or "9999", bare(definition.text), definition.id

    return key


def place_of(report: Report | None) -> str:
    """The region of a report by its code, else by its name; empty where unknown."""
    return (report.region.code or report.region.name) if report and report.region else ""


def province_of(report: Report | None) -> str:
    """The province of a report by its code, else by its name; empty for the centre and where unknown."""
    regions = (report.region, *report.parents) if report and report.region else ()
    return next((region.code or region.name for region in regions if region.level == PROVINCIAL), "")


class _Gathering:
    """The texts of one family, by number, with the verdicts about them."""

    def __init__(self, blocks: Sequence[Sequence[Profile]], judge: Judge) -> None:
        self._blocks = blocks
        self._verdicts: list[dict[int, Verdict]] = [{} for _ in blocks]
        for one, other in near_pairs([block[0] for block in blocks]):
            verdict = judge(blocks[other][0], blocks[one][0])
            self._verdicts[one][other] = self._verdicts[other][one] = verdict

    def groups(self) -> list[Group]:
        """The senses, in the order of their first texts."""
        found = []
        for texts in self._clusters(range(len(self._blocks)), FOR_SENSE):
            variants = self._clusters(texts, FOR_VARIANT)
            found.append(Group(tuple(map(self._definitions, variants)), tuple(self._joins(variants))))
        return found

    def _clusters(self, numbers: Sequence[int], worth: Mapping[str, float]) -> list[list[int]]:
        inside = set(numbers)
        edges = [
            (one, other, worth[verdict.kind] * verdict.weight)
            for one in numbers
            for other, verdict in self._verdicts[one].items()
            if other < one and other in inside
        ]
        return clusters(numbers, edges)

    def _definitions(self, numbers: Iterable[int]) -> tuple[Definition, ...]:
        return tuple(profile.definition for number in numbers for profile in self._blocks[number])

    def _joins(self, variants: Sequence[Sequence[int]]) -> Iterator[Join]:
        """For each text but the first why it stands here; for the first why it stands apart from the nearest."""
        placed: list[int] = []
        for variant in variants:
            for number in variant:
                company = [other for other in variant if other in placed]
                kind = "same" if company else "variant" if placed else "different"
                yield from self._join(number, company or placed or range(number), kind)
                yield from _equal(self._blocks[number])
                placed.append(number)

    def _join(self, number: int, company: Iterable[int], kind: str) -> Iterator[Join]:
        """The nearest text of its company by a judgement of the kind that decided, else by whatever was judged."""
        verdicts = self._verdicts[number]
        judged = [other for other in company if other in verdicts]
        if judged:
            other = max(judged, key=lambda o: (verdicts[o].kind == kind, verdicts[o].nearness, -o))
            a, b = self._blocks[other][0].definition.id, self._blocks[number][0].definition.id
            yield Join(a=a, b=b, verdict=verdicts[other].kind, evidence=verdicts[other].evidence)


def _equal(block: Sequence[Profile]) -> Iterator[Join]:
    first, *others = (profile.definition.id for profile in block)
    for other in others:
        yield Join(a=first, b=other, verdict="same", evidence=("same-text",))


def near_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs worth a judgement: each profile with those before it, or with the ``REACH`` nearest of them."""
    paths: dict[str, list[int]] = defaultdict(list)
    crowded = len(profiles) > REACH + 1
    for number, profile in enumerate(profiles):
        words = telling(profile) if crowded else []
        if number <= REACH:
            yield from ((number, other) for other in range(number))
        else:
            yield from ((number, other) for other in _nearest(words, paths))
        for word in words:
            if len(paths[word]) <= CROWD:
                paths[word].append(number)


def _nearest(words: Sequence[str], paths: Mapping[str, Sequence[int]]) -> list[int]:
    shared = Counter(at for word in words if len(paths[word]) <= CROWD for at in paths[word])
    ranked = sorted(shared, key=lambda at: (-shared[at], at))[:REACH]
    return ranked or list(range(REACH))


def telling(profile: Profile) -> list[str]:
    """The items of a definition and its rarest words, by which near definitions are found."""
    items = sorted(set(profile.whole_items))[:TELLING]
    words = sorted(profile.words, key=lambda word: (-profile.words[word], word))
    return list(dict.fromkeys([*items, *words[:TELLING]]))
