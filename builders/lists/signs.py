"""The signs of a good cut as a table: each with its weight, its reason and an example; the score is their sum.

Only cuts with the wanted number of items are compared, so the score tells which words are the items, not how many.
`tifatu explain --why` prints which of them hold for a list, and where the runner-up lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tifatu.builders.language.affixes import likeness
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.grammars import Example
from tifatu.builders.lists.rules import CONJUNCTION, SAID_AGAIN, number_value
from tifatu.builders.lists.scope import Cut, Scope

_FROM_THE_START = ("enumeration", "pair", "summed-", "introduced-enumeration", "quoted-enumeration")
_MARKED = ("quotations", "numbered")
"""Grammars that mark each item."""


@dataclass(frozen=True)
class Seen:
    """A cut as the signs look at it."""

    cut: Cut
    texts: Sequence[str]
    scope: Scope
    joins: int
    """Conjunctions at which it was cut to reach the number."""

    @property
    def clue(self) -> Clue:
        """What the label says."""
        return self.scope.clue

    @property
    def before(self) -> str:
        """The words before the first item."""
        return self.scope.before(self.cut.items[0])


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for a cut, or against it."""

    name: str
    weight: float
    why: str
    example: Example
    """A cut in which it holds."""

    measure: Callable[[Seen], float]
    """How far it holds: a share from 0 to 1, or how often."""


def _echoed(seen: Seen) -> float:
    return any(all(e in t for t in seen.texts) for e in seen.clue.echoes)


def _begun(seen: Seen) -> float:
    return not _echoed(seen) and any(all(e[0] in t for t in seen.texts) for e in seen.clue.echoes)


def _ordered(seen: Seen) -> float:
    """The share of items that have their own noun of the label."""
    if len(seen.clue.order) != len(seen.texts):
        return 0.0
    kept = sum(not n or n[-1] in t or n[0] in t for n, t in zip(seen.clue.order, seen.texts, strict=True))
    return kept / len(seen.texts)


def _double(seen: Seen) -> float:
    """和 stands inside of an item, behind what the label counts: two items in one, 航运枢纽和东海."""
    return any(
        m.start() > len(e) and item.endswith(e, 0, m.start())
        for item in seen.texts
        for e in seen.clue.echoes
        for m in CONJUNCTION.find(item)
    )


def _sum_inside(seen: Seen) -> float:
    says = [any(number_value(m["n"]) in seen.clue.totals for m in SAID_AGAIN.find(item)) for item in seen.texts]
    return 0 < sum(says) < len(says)


def _at_once(seen: Seen) -> float:
    return seen.cut.rule.startswith(_FROM_THE_START) and not any(c in seen.before for c in "，；。")


SIGNS: tuple[Sign, ...] = (
    Sign(
        "covers", 1.0, "The items are most of what is said.",
        Example("三清", "清河道、清渠道、清塘坝，水面干净。", ("清河道", "清渠道", "清塘坝")),
        lambda s: sum(map(len, s.texts)) / s.scope.length,
    ),
    Sign(
        "alike", 0.5, "The items begin, end or run alike.",
        Example("三强", "修渠、筑坝、引水，强渠、强闸、强坝。", ("强渠", "强闸", "强坝")),
        lambda s: likeness(s.texts),
    ),
    Sign(
        "early", 0.2, "The list begins soon.",
        Example("两渠", "东渠、西渠，另有南闸、北闸。", ("东渠", "西渠")),
        lambda s: 1 - len(s.before) / s.scope.length,
    ),
    Sign(
        "echoed", 0.6, "Each item has what the label counts.",
        Example("三个务必", "务必勤、务必俭、务必实，不许骄、不许躁、不许急。", ("务必勤", "务必俭", "务必实")),
        _echoed,
    ),
    Sign(
        "echo-begun", 0.3, "Each item has the first character of what the label counts.",
        Example("三保障", "供应方面，保水、保电、保气。", ("保水", "保电", "保气")), _begun,
    ),
    Sign(
        "complete", 0.3, "An item ends in what the label counts once.",
        Example("两品一标", "绿品、优品、地标。", ("绿品", "优品", "地标")),
        lambda s: any(t.endswith(one) for one in s.clue.singles for t in s.texts),
    ),
    Sign(
        "ordered", 0.5, "Each item has its own noun, in the order of the label.",
        Example("两园一河", "东园、西园、清河。", ("东园", "西园", "清河")), _ordered,
    ),
    Sign(
        "at-once", 0.4, "A plain row with nothing but a verb or an owner before it.",
        Example("三清行动", "实施清河、清渠、清塘行动。", ("清河", "清渠", "清塘")), _at_once,
    ),
    Sign(
        "marked", 0.6, "Each item is marked: in quotation marks, or by a number.",
        Example("三网", "“水网”“路网”“电网”。", ("“水网”", "“路网”", "“电网”")),
        lambda s: s.cut.rule in _MARKED,
    ),
    Sign(
        "quoted-echo", 2.5, "Quotations that repeat what the label counts, and as many: nothing else is asked.",
        Example("两网", "织密“水网”，铺好“路网”。", ("“水网”", "“路网”")),
        lambda s: s.cut.rule == "quoted-echo",
    ),
    Sign(
        "joined", -0.1, "The number was reached by a cut at 和, which may belong to an item.",
        Example("三馆", "东馆、西馆和南馆。", ("东馆", "西馆", "南馆")),
        lambda s: s.joins,
    ),
    Sign(
        "nested", -0.6, "An item holds 、: it is a list itself.",
        Example("三防", "防汛、防风，防火，防疫。", ("防汛、防风", "防火", "防疫")),
        lambda s: any("、" in t for t in s.texts),
    ),
    Sign(
        "assigned", -0.3, "An item has 划定的 or 确定的: the words before belong to no item.",
        Example("三线", "分别对应划定的水线、电线、路线。", ("分别对应划定的水线", "电线", "路线")),
        lambda s: any("划定的" in t or "确定的" in t for t in s.texts),
    ),
    Sign(
        "double", -1.0, "Behind what the label counts stands 和: two items in one.",
        Example("两港", "东港和西湖，南港。", ("东港和西湖", "南港")), _double,
    ),
    Sign(
        "sum-inside", -0.6, "Some items have the number that sums up the list.",
        Example("两园", "东园、西园两个园区。", ("东园", "西园两个园区")), _sum_inside,
    ),
    Sign(
        "late", -0.8, "A sentence ends before the list.",
        Example("两渠", "渠系由县、乡管理。东渠、西渠。", ("东渠", "西渠")),
        lambda s: "。" in s.before,
    ),
)  # fmt: skip


def scored(cut: Cut, scope: Scope, joins: int = 0) -> Cut:
    """The cut with the shares of the signs that hold, and the sum of their weights."""
    seen = Seen(cut, scope.texts(cut.items), scope, joins)
    asked = SIGNS if cut.rule != "quoted-echo" else [sign for sign in SIGNS if sign.name == cut.rule]
    shares = tuple((sign.name, share) for sign in asked if (share := float(sign.measure(seen))))
    weights = {sign.name: sign.weight for sign in SIGNS}
    return replace(cut, shares=shares, score=sum(weights[name] * share for name, share in shares))
