"""Two definitions side by side: what the rules of compare.py look at, each figure worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tifatu.builders.senses.alignment import align, alike, inside
from tifatu.builders.senses.families import class_nouns
from tifatu.builders.senses.profile import Profile
from tifatu.graph.labels import term_key
from tifatu.graph.model import Origin

_JOINTS = dict.fromkeys(map(ord, "和与及了"))

FEW = 2
"""Items up to which the lists of two provinces must be alike as a whole: one of two wheels of 双轮 shows nothing."""

BRIEF = 20
"""Characters of a text that is a short list and nothing else: 先进制造业与现代服务业 has eleven."""

RESIDUE = 2
"""Characters that each of two short lists has alone, from which they speak of two things: 用地总量、强度 is not that
of 碳排放."""

HELD = 0.8
"""Share of a list's items, or of words in common, from which nothing of it is missing, whatever the items look like."""

SHARED_WORDS = 0.25
"""Weight of shared words, of the shorter text's, from which two texts without lists speak of one thing."""

SHARED_AT_HOME = 0.15
"""The same for two reports of one place."""

SHARED_BY_DEEDS = 0.5
"""The same for the deeds of two places (十件实事): each fills the list anew every year, and long texts share much."""


@dataclass(frozen=True)
class Pair:
    """Two definitions side by side; each figure is worked out when first asked for."""

    a: Profile
    b: Profile

    @cached_property
    def aligned(self) -> int:
        """Items of one list that have a partner in the other."""
        return len(align(self.a, self.b))

    @cached_property
    def rest(self) -> float:
        """How alike the items without a partner are, where three or more leave one each, in the same place; else 0."""
        if not 3 <= len(self.a.items) == len(self.b.items) == self.aligned + 1:
            return 0.0
        left, right = zip(*align(self.a, self.b), strict=True)
        i, j = (sum(range(self.longer)) - sum(taken) for taken in (left, right))
        return alike(self.a.characters[i], self.b.characters[j]) if i == j else 0.0

    @cached_property
    def longer(self) -> int:
        """Items of the longer list."""
        return max(len(self.a.items), len(self.b.items))

    @cached_property
    def overlap(self) -> float:
        """Weight of the words in common, as share of the text that tells less."""
        less, more = sorted((self.a, self.b), key=lambda profile: len(profile.words))
        shared = sum(weight for word, weight in less.words.items() if word in more.words)
        return shared / (min(less.weight, more.weight) or 1.0)

    @cached_property
    def substance(self) -> int:
        """What the two labels say besides numeral and class noun, the lesser of both; nothing where they say otherwise.

        河湖“四护” and 校园“四护”, or two headwords of one entry, have no name in common that could speak for them.
        """
        return 0 if self.is_told_apart else min(self.a.substance, self.b.substance)

    @cached_property
    def is_told_apart(self) -> bool:
        """True where the labels differ in the word before the mark, or are two labels altogether."""
        one, other = (term_key(profile.label.qualifier) for profile in (self.a, self.b))
        if one != other and not (one and other and (one in other or other in one)):
            return True
        if self.a.keys & self.b.keys:
            return False
        pairs = ((x, y) for x in self.a.keys for y in self.b.keys)
        return not any(x.removeprefix(y) in class_nouns() or y.removeprefix(x) in class_nouns() for x, y in pairs)

    @cached_property
    def strangers(self) -> bool:
        """True for lists in running text from two provinces that name no common origin."""
        texts = {Origin.TEXT} == {self.a.definition.origin, self.b.definition.origin}
        return texts and self.a.province != self.b.province and not self.a.issuers & self.b.issuers

    @cached_property
    def heads(self) -> tuple[str, str]:
        """The class nouns behind the quoted cores."""
        return self.a.label.head, self.b.label.head

    @cached_property
    def is_begun(self) -> bool:
        """True where one list ends in 等, and the other has all that it names and more."""
        less, more = sorted((self.a, self.b), key=lambda profile: len(profile.items))
        return less.is_open and FEW <= self.aligned == len(less.items) < len(more.items) and not more.is_open

    @property
    def is_home(self) -> bool:
        """True for two reports of one place."""
        return bool(self.a.place) and self.a.place == self.b.place

    @cached_property
    def bound(self) -> float:
        """Weight of common words from which the two texts speak of one thing."""
        if self.is_home:
            return SHARED_AT_HOME
        return SHARED_BY_DEEDS if self.a.is_of_deeds and self.b.is_of_deeds else SHARED_WORDS

    @property
    def is_brief(self) -> bool:
        """True where both texts are a few words, the list and nothing else."""
        return max(len(self.a.bare), len(self.b.bare)) <= BRIEF

    @property
    def is_of_other_things(self) -> bool:
        """True for short lists that each say something of its own besides: total and rate of land, or of carbon."""
        own = residues(self.a.bare, self.b.bare)
        return self.longer <= FEW and self.is_brief and min(map(len, own)) >= RESIDUE

    @property
    def lists(self) -> bool:
        """True where both definitions are lists."""
        return self.a.is_list and self.b.is_list

    @property
    def counted(self) -> bool:
        """True where the label counts the items of both, and finds equally many."""
        return self.a.is_counted and self.b.is_counted and len(self.a.items) == len(self.b.items)

    @cached_property
    def is_held(self) -> bool:
        """True where one text has nearly all items of the other, or nearly all its words."""
        return max(inside(self.a, self.b), inside(self.b, self.a), self.overlap) >= HELD

    @property
    def circumstances(self) -> tuple[str, ...]:
        """Weak evidence that is told but decides nothing by itself."""
        one, other = self.heads
        nouns = (f"class-noun {one}/{other}",) if one and other and one != other else ()
        issuers = tuple(f"issuer {issuer}" for issuer in sorted(self.a.issuers & self.b.issuers))
        return (
            nouns + issuers + tuple(f"quotation {phrase}" for phrase in sorted(self.a.quotations & self.b.quotations))
        )


def residues(one: str, other: str) -> tuple[str, str]:
    """The characters that each of two texts has alone.

    >>> residues("用地总量强度", "碳排放总量强度")
    ('用地', '碳排放')
    """
    left, right = (text.translate(_JOINTS) for text in (one, other))
    return "".join(c for c in left if c not in right), "".join(c for c in right if c not in left)
