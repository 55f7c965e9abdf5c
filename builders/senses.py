"""Group the definitions of one family into senses, and within a sense into variants of equal content.

Equal texts are put together first, without any judgement. Then one definition of each text is placed in turn, plain
lists before prose and frequent texts before rare ones: into the variant that says the same, else beside the variant
that it is nearest to, else into a sense of its own. It is judged against at most ``REACH`` variants, those that share
its most telling words, so the work grows with the number of definitions and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tifatu.builders import compare
from tifatu.builders.compare import Verdict
from tifatu.builders.profile import Profile
from tifatu.graph.model import Definition, Join

REACH = 12
"""Variants that a definition is judged against; nearly all labels have fewer."""

TELLING = 12
"""Items and words by which the variants to be judged are looked up."""

CROWD = 24
"""Variants that one word may lead to; a word of more leads nowhere."""

Judge = Callable[[Profile, Profile], Verdict]
Blocks = Sequence[Sequence[Definition]]


@dataclass
class Group:
    """A sense in the making: its variants, and what joined or parted them."""

    variants: list[list[Definition]]
    joins: list[Join] = field(default_factory=list)

    def definitions(self) -> list[Definition]:
        """All definitions, variant by variant."""
        return [definition for variant in self.variants for definition in variant]


def gather(
    family: Sequence[Definition], dates: Mapping[str, str] | None = None, judge: Judge = compare.judge
) -> list[Group]:
    """The senses of one family, each with its variants.

    Args:
        family: Definitions whose headwords meet in one key.
        dates: Report id -> day; what has none comes last.
        judge: Says of two definitions whether they are the same, variants or different.

    Returns:
        Groups in the order in which they were opened; every definition stands in exactly one variant.
    """
    arrival = _arrival(dates or {})
    profiles = [Profile(definition) for definition in sorted(family, key=arrival)]
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        blocks[profile.bare].append(profile)
    if len(blocks) == 1:
        return [_opened(profiles)]
    place = _Placing(judge)
    for block in sorted(blocks.values(), key=lambda block: (not block[0].is_list, -len(block))):
        place(block)
    return place.groups


def _arrival(dates: Mapping[str, str]) -> Callable[[Definition], tuple[str, str, str]]:
    """Oldest report first; then by text, so that the order of the files does not matter."""
    return lambda definition: (dates.get(definition.report) or "9999", definition.text, definition.id)


def _opened(block: Sequence[Profile], joins: Iterable[Join] = ()) -> Group:
    definitions = [profile.definition for profile in block]
    return Group([definitions], [*joins, *_equal(definitions)])


def _equal(block: Sequence[Definition]) -> list[Join]:
    return [Join(a=block[0].id, b=other.id, verdict="same", evidence=("same-text",)) for other in block[1:]]


class _Placing:
    """Places one block of equal texts after the other."""

    def __init__(self, judge: Judge) -> None:
        self.groups: list[Group] = []
        self._judge = judge
        self._medoids: list[Profile] = []
        self._homes: list[tuple[Group, int]] = []
        self._paths: dict[str, list[int]] = defaultdict(list)

    def __call__(self, block: Sequence[Profile]) -> None:
        """Put the block into the best variant, beside it, or into a group of its own."""
        new, definitions = block[0], [profile.definition for profile in block]
        found = [(self._judge(self._medoids[at], new), at) for at in self._candidates(new)]
        if not found:
            self._open(block, [])
            return
        verdict, at = max(found, key=lambda pair: (_RANK[pair[0].kind], pair[0].nearness, -pair[1]))
        join = Join(
            a=self._medoids[at].definition.id, b=new.definition.id, verdict=verdict.kind, evidence=verdict.evidence
        )
        group, variant = self._homes[at]
        if verdict.kind == "different":
            self._open(block, [join])
            return
        group.joins += [join, *_equal(definitions)]
        if verdict.kind == "same":
            group.variants[variant] += definitions
        else:
            group.variants.append(definitions)
            self._remember(new, group)

    def _open(self, block: Sequence[Profile], joins: Iterable[Join]) -> None:
        group = _opened(block, joins)
        self.groups.append(group)
        self._remember(block[0], group)

    def _remember(self, medoid: Profile, group: Group) -> None:
        at = len(self._medoids)
        self._medoids.append(medoid)
        self._homes.append((group, len(group.variants) - 1))
        for word in telling(medoid):
            if len(self._paths[word]) <= CROWD:
                self._paths[word].append(at)

    def _candidates(self, new: Profile) -> Iterable[int]:
        if len(self._medoids) <= REACH:
            return range(len(self._medoids))
        shared = Counter(at for word in telling(new) if len(self._paths[word]) <= CROWD for at in self._paths[word])
        ranked = sorted(shared, key=lambda at: (-shared[at], at))[:REACH]
        return ranked or range(REACH)


_RANK = {"different": 0, "variant": 1, "same": 2}


def telling(profile: Profile) -> list[str]:
    """The items of a definition and its rarest words, by which near definitions are found."""
    items = sorted(set(profile.whole_items))[:TELLING]
    words = sorted(profile.words, key=lambda word: (-profile.words[word], word))
    return [*items, *words[:TELLING]]
