"""Do two definitions of one label say the same? Named rules decide in turn, the cheap ones first.

What the rules rest on was learned from pairs judged by hand: lists of items that align show best whether the content
is the same, some items alike make a variant, none another meaning. Words in common tell other meanings from the rest,
but not a variant from the same. A label that only counts (六大行动) is coined anew everywhere; one that names its
thing (四好农村路) hardly ever means something else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from tifatu.builders.senses.alignment import inside
from tifatu.builders.senses.changes import changes
from tifatu.builders.senses.pairs import FEW, HELD, SHARED_BY_DEEDS, SHARED_WORDS, Pair
from tifatu.builders.senses.profile import Profile
from tifatu.builders.senses.wording import substance

Kind = Literal["same", "variant", "different"]

ALIKE_REST = 0.45
"""The same for the one item that is left over in the same place: 重要项目安排 and 重大项目投资决策 have 0.46."""

ALIKE_LOOSE = 0.4
"""The same in prose, whose words cling to an item: 乡级生产 and 供销合作社生产 have 0.43."""

SOME = 0.4
"""Share of aligned items from which two lists are variants of one formulation."""

MOST = 0.6
"""Share of a list's items that the other text names, or else of its words, from which it says the same."""

MANY = 5
"""Items from which a list that the other text names in part shows a variant and no loose wording."""

WORDY = 10
"""Characters of the items in the mean from which they are clauses, worded as one likes."""

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


def _hold_each_other(pair: Pair) -> bool:
    return min(inside(pair.a, pair.b), inside(pair.b, pair.a)) > 0.7


def _overlap(pair: Pair) -> str:
    return f"word-overlap {pair.overlap:.2f}"
