"""Do two definitions of one label say the same? Named rules decide in turn, the cheap ones first.

What the rules rest on was learned from pairs judged by hand: lists of items that align show best whether the content
is the same, some items alike make a variant, none another meaning. Words in common tell other meanings from the rest,
but not a variant from the same. A label that only counts (六大行动) is coined anew everywhere; one that names its
thing (四好农村路) hardly ever means something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from tifatu.builders.senses.alignment import align, alike, inside
from tifatu.builders.senses.changes import changes
from tifatu.builders.senses.families import class_nouns
from tifatu.builders.senses.profile import Profile, substance
from tifatu.graph.labels import term_key
from tifatu.graph.model import Origin

_JOINTS = dict.fromkeys(map(ord, "和与及了"))

Kind = Literal["same", "variant", "different"]

ALIKE_REST = 0.45
"""The same for the one item that is left over in the same place: 重要项目安排 and 重大项目投资决策 have 0.46."""

ALIKE_LOOSE = 0.4
"""The same in prose, whose words cling to an item: 乡级生产 and 供销合作社生产 have 0.43."""

SOME = 0.4
"""Share of aligned items from which two lists are variants of one formulation."""

MOST = 0.6
"""Share of a list's items that the other text names, or else of its words, from which it says the same."""

FEW = 2
"""Items up to which the lists of two provinces must be alike as a whole: one of two wheels of 双轮 shows nothing."""

BRIEF = 20
"""Characters of a text that is a short list and nothing else: 先进制造业与现代服务业 has eleven."""

RESIDUE = 2
"""Characters that each of two short lists has alone, from which they speak of two things: 用地总量、强度 is not that
of 碳排放."""

MANY = 5
"""Items from which a list that the other text names in part shows a variant and no loose wording."""

HELD = 0.8
"""Share of a list's items, or of words in common, from which nothing of it is missing, whatever the items look like."""

WORDY = 10
"""Characters of the items in the mean from which they are clauses, worded as one likes."""

SHARED_WORDS = 0.25
"""Weight of shared words, of the shorter text's, from which two texts without lists speak of one thing."""

SHARED_AT_HOME = 0.15
"""The same for two reports of one place."""

SHARED_BY_DEEDS = 0.5
"""The same for the deeds of two places (十件实事): each fills the list anew every year, and long texts share much."""

WEAK = 0.3
"""Weight of a verdict for want of common words, where one label only has a word more before its mark."""

NAMED = 3
"""Characters of substance from which a label names its thing."""


class Verdict(NamedTuple):
    """What was decided about a pair, and why (判断)."""

    kind: Kind
    evidence: tuple[str, ...]
    """Names of the rules with their figures."""

    nearness: float
    """For choosing among several of one kind; 0 to 1."""

    weight: float = 1.0
    """What its voice counts where many are heard; below 1 where little was found either way."""


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


def judge(a: Profile, b: Profile) -> Verdict:
    """Compare two definitions of one label.

    Returns:
        same: equal content; variant: one formulation with other content; different: another meaning.
    """
    pair = Pair(a, b)
    verdict = next(verdict for rule in RULES if (verdict := rule(pair)))
    return verdict._replace(evidence=verdict.evidence + pair.circumstances)


def same_text(pair: Pair) -> Verdict | None:
    """Equal letters and digits, or one text wholly in the other's words."""
    return Verdict("same", ("same-text",), 1.0) if pair.a.bare == pair.b.bare else None


def same_items(pair: Pair) -> Verdict | None:
    """Equal items in whatever order."""
    if pair.lists and set(pair.a.whole_items) == set(pair.b.whole_items):
        return Verdict("same", (f"same-items {pair.longer}",), 1.0)
    return None


def other_figures(pair: Pair) -> Verdict | None:
    """The same text but for a figure, a year or a place."""
    changed = changes(pair.a.bare, pair.b.bare)
    return Verdict("variant", (f"other-figures {'/'.join(changed[0])}",), 0.9) if changed else None


def other_amounts(pair: Pair) -> Verdict | None:
    """The same words around other sums make a variant."""
    a, b = pair.a.amounts, pair.b.amounts
    if min(len(a), len(b)) >= 2 and len(a ^ b) >= 2 and pair.overlap >= 0.5 and pair.substance < NAMED:
        return Verdict("variant", (f"other-amounts {len(a & b)}/{len(a | b)}", _overlap(pair)), pair.overlap)
    return None


def aligned_items(pair: Pair) -> Verdict | None:
    """Two lists: all items alike, some, or none."""
    if not pair.lists:
        return None
    share = pair.aligned / pair.longer
    evidence = (f"aligned-items {pair.aligned}/{pair.longer}",)
    is_few = pair.longer <= FEW and pair.is_brief
    if share == 1 and pair.is_of_other_things:
        return Verdict("different", (*evidence, "of-other-things"), share)
    if (
        share == 1
        or pair.rest >= ALIKE_REST
        or (pair.is_begun and (pair.substance > 0 or not pair.strangers))
        or (pair.aligned == min(len(pair.a.items), len(pair.b.items)) and _hold_each_other(pair))
    ):
        return Verdict("same", evidence, share)
    far = pair.a.province != pair.b.province
    if is_few and share < 1 and (far or (pair.is_of_other_things and pair.a.place != pair.b.place)):
        return Verdict("different", (*evidence, "few-items"), share)
    apart = pair.is_told_apart and far
    if apart and pair.a.core != pair.b.core:
        return Verdict("different", (*evidence, "other-label"), share)
    if share >= (MOST if pair.strangers or apart else SOME):
        return Verdict("variant", evidence, share)
    if pair.substance >= NAMED and not pair.strangers:
        return Verdict("variant", (*evidence, f"named-label {pair.substance}"), share)
    return Verdict("different", evidence, share)


def counted_items(pair: Pair) -> Verdict | None:
    """The label counts both lists, though one at least is loosely written: all items alike, or some of nouns."""
    if not pair.counted:
        return None
    share = pair.aligned / pair.longer
    evidence = (f"counted-items {pair.aligned}/{pair.longer}",)
    if share == 0 and pair.strangers and pair.overlap < SHARED_WORDS:
        return Verdict("different", (*evidence, _overlap(pair)), share)
    if share == 1 and pair.is_of_other_things:
        return Verdict("different", (*evidence, "of-other-things"), share)
    if share == 1:
        return Verdict("same", evidence, share)
    if pair.longer < 3 or pair.is_held or pair.rest >= ALIKE_LOOSE or (pair.a.wordiness + pair.b.wordiness > 2 * WORDY):
        return None
    if share >= SOME or (share > 0 and pair.substance >= NAMED):
        return Verdict("variant", evidence, share)
    return None


def longer_list(pair: Pair) -> Verdict | None:
    """All that the label counts, and more, of which the shorter text says nothing."""
    less, more = sorted((pair.a, pair.b), key=lambda profile: len(profile.items))
    if not less.is_counted or not 3 <= pair.aligned == len(less.items) < len(more.items) or inside(more, less) >= HELD:
        return None
    return Verdict("variant", (f"longer-list {pair.aligned}/{pair.longer}",), pair.aligned / pair.longer)


def items_in_text(pair: Pair) -> Verdict | None:
    """A list on one side, and the other text names its items."""
    if pair.a.is_list == pair.b.is_list:
        return None
    listed, told = (pair.a, pair.b) if pair.a.is_list else (pair.b, pair.a)
    share = inside(listed, told)
    evidence = (f"items-in-text {share:.2f}",)
    if share >= MOST:
        return Verdict("same", evidence, share)
    if share >= 0.3 and len(listed.items) >= MANY and listed.wordiness <= WORDY and pair.overlap < MOST:
        return Verdict("variant", evidence, share)
    return None


def clauses_in_text(pair: Pair) -> Verdict | None:
    """Many clauses under a label that only counts, and the other text has some of them but not nearly all."""
    listed, told = (pair.a, pair.b) if pair.a.is_counted else (pair.b, pair.a)
    if not listed.is_counted or listed.is_list or len(listed.items) < MANY or listed.wordiness <= WORDY:
        return None
    if pair.substance >= NAMED or pair.is_held:
        return None
    share = inside(listed, told)
    return Verdict("variant", (f"clauses-in-text {share:.2f}",), share) if share >= SOME else None


def shared_quotation(pair: Pair) -> Verdict | None:
    """Both quote the same phrase or document: one formulation, though little else is alike."""
    if pair.overlap >= SHARED_WORDS or not pair.a.quotations & pair.b.quotations:
        return None
    return Verdict("variant" if pair.substance < NAMED else "same", (_overlap(pair),), pair.overlap)


def other_label(pair: Pair) -> Verdict | None:
    """Two labels, or one label with another word before its mark: only what the texts share could join them."""
    if not pair.is_told_apart:
        return None
    evidence = ("other-label", _overlap(pair))
    if pair.overlap >= (max(pair.bound, SHARED_WORDS) if pair.a.core == pair.b.core else 2 * SHARED_WORDS):
        return Verdict("same", evidence, pair.overlap)
    loose = pair.a.core == pair.b.core and not (pair.a.label.qualifier and pair.b.label.qualifier)
    named = substance(pair.a.core) >= NAMED
    return Verdict("different", evidence, pair.overlap, WEAK if loose and named else 1.0)


def shared_words(pair: Pair) -> Verdict | None:
    """What the words in common say about labels that only count."""
    if pair.overlap >= pair.bound:
        home = (f"place {pair.a.place}",) if pair.is_home else ()
        return Verdict("same", (_overlap(pair), *home), pair.overlap)
    counts = pair.a.is_list or pair.b.is_list or pair.a.is_measured or pair.b.is_measured
    if pair.bound == SHARED_BY_DEEDS or pair.substance < NAMED - 1 or (pair.substance < NAMED and counts):
        return Verdict("different", (_overlap(pair),), pair.overlap)
    return None


def named_label(pair: Pair) -> Verdict:
    """A label that names its thing keeps its meaning, however it is explained."""
    said = "no-numeral" if pair.substance > 20 else f"named-label {pair.substance}"
    return Verdict("same", (said, _overlap(pair)), pair.overlap)


RULES: tuple[Callable[[Pair], Verdict | None], ...] = (
    same_text,
    same_items,
    other_figures,
    other_amounts,
    aligned_items,
    counted_items,
    longer_list,
    items_in_text,
    clauses_in_text,
    shared_quotation,
    other_label,
    shared_words,
    named_label,
)
"""In the order in which they are asked; the last one always answers."""


def residues(one: str, other: str) -> tuple[str, str]:
    """The characters that each of two texts has alone.

    >>> residues("用地总量强度", "碳排放总量强度")
    ('用地', '碳排放')
    """
    left, right = (text.translate(_JOINTS) for text in (one, other))
    return "".join(c for c in left if c not in right), "".join(c for c in right if c not in left)


def _hold_each_other(pair: Pair) -> bool:
    return min(inside(pair.a, pair.b), inside(pair.b, pair.a)) > 0.7


def _overlap(pair: Pair) -> str:
    return f"word-overlap {pair.overlap:.2f}"
