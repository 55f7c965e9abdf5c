"""Which of the names that a text spells are places: each weighed against its neighbours and the words around it.

A name alone proves little: 资源, 合作 and 公安 are counties too. What counts is how near the division is to the
report's own, whether the name is also a word or a river, and what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tifatu.builders.language.rule import Rule
from tifatu.builders.language.words import alternation
from tifatu.builders.places import rules
from tifatu.builders.places.nearness import Candidate, Nearness

_LINK = re.compile(r"(?:[省市县区州旗盟]|地区)?(?:(?P<list>、|和|与|及|以及|或)|—|－|-|～|~|至|到|经|·|/)")
"""What stands between two names of one list or of one road."""

LINKED = 4
"""Characters of the longest link."""

_ITEM_BEFORE, _ITEM_AFTER = "、（(和与及在对，。；：\n", "、，。；：和与及等）)\n"
"""Characters between which a word stands alone as an item of a list."""

_BEGINNING = r"(?:[^\u4e00-\u9fff\d]|[GSXYC]\d{{1,4}}|[与和同及至经到往从由赴在向对是为以]|{openers})\Z"
"""Characters and words behind which a name begins rather than the second half of another word."""

_DIRECTION = re.compile(r"[江河湖海山][东南西北]")
"""Provinces called after a side of a river: their characters meet by chance at 黄河 + 南岸."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A candidate and what stands around it."""

    text: str
    here: Candidate
    row: tuple[Candidate, ...]
    """The names that hang together with it, itself among them, in the order of the text."""

    has_list: bool
    """Whether 、 or 和 stands somewhere between them."""

    beside: tuple[tuple[str, Candidate], ...]
    """The names directly left and right of it with what links them: list or route."""

    runs_on: bool
    """Another name begins where it ends."""

    def behind(self, *chosen: Rule) -> str:
        """Name of the first of some rules that holds for the words behind it; empty where none does."""
        return next((rule.name for rule in chosen if rule.behind(self.text, self.here.end)), "")

    def before(self, rule: Rule) -> bool:
        """Whether a rule holds for the words before it."""
        return rule.before(self.text, self.here.start) is not None

    def beside_trusted(self, link: str, far: bool = False) -> bool:
        """Whether a trusted name, or one that is as far away, stands beside it."""
        return any(
            by == link and other.trusted and (not far or other.nearness > Nearness.DEEP) for by, other in self.beside
        )


def verdicts(text: str, named: Sequence[Candidate]) -> Iterator[tuple[Candidate, str, bool]]:
    """The candidates that are places, with the rule that decided and whether they stand inside a name."""
    for scene in _scenes(text, named):
        rule = _accepted(scene)
        if rule and not _other_thing(scene):
            yield scene.here, rule, _inside(scene)


def _scenes(text: str, named: Sequence[Candidate]) -> Iterator[Scene]:
    links = [_link(text, a, b) for a, b in pairwise(named)]
    first = 0
    for last in range(len(named)):
        if last < len(links) and links[last]:
            continue
        row, within = tuple(named[first : last + 1]), links[first:last]
        for at, here in enumerate(row):
            left = [(within[at - 1], row[at - 1])] if at else []
            right = [(within[at], row[at + 1])] if at < len(within) else []
            following = named[first + at + 1 : first + at + 2]
            runs_on = bool(following) and following[0].start == here.end
            yield Scene(text, here, row, "list" in within, (*left, *right), runs_on)
        first = last + 1


def _link(text: str, a: Candidate, b: Candidate) -> str:
    """list, route, or nothing where the names do not hang together."""
    found = _LINK.fullmatch(text, a.end, b.start) if b.start - a.end <= LINKED else None
    if found is None:
        return ""
    return "list" if found["list"] else "route"


def _accepted(scene: Scene) -> str:
    """The rule by which it is a place; empty where none is."""
    here = scene.here
    if here.ambiguous:
        return ""
    if here.trusted:
        return "full-name" if here.full else "short-name"
    if here.word:
        return _accept_word(scene)
    if here.under_parent:
        return "" if here.homonym and scene.behind(rules.INSTITUTION) else "under-parent"
    if here.touching or _doubtful_beginning(scene):
        return ""
    if here.full and len(here.name) > 2:
        return "full-name"
    if here.nearness == Nearness.DEEP:
        return "short-name"
    return "place-list" if _listed(scene) >= 2 else _accept_by_context(scene)


def _accept_word(scene: Scene) -> str:
    """A word needs proof even at home; away from home only its full name will do, under a parent or in a list."""
    here = scene.here
    if here.under_parent and here.full and len(here.name) > 2:
        return "under-parent"
    near = here.nearness <= Nearness.DEEP
    far = not near and here.full and len(here.name) > 3
    if (far or (near and _is_item(scene))) and scene.beside_trusted("list", far):
        return "place-list"
    return scene.behind(rules.ACTING, rules.ZONE) if here.nearness <= Nearness.BESIDE else ""


def _accept_by_context(scene: Scene) -> str:
    """A county elsewhere that needs company: aid, a road, a partner, words that only divisions have behind them."""
    if by := scene.behind(rules.LOCATIVE):
        return by
    if scene.before(rules.AIDED):
        return rules.AIDED.name
    if scene.here.homonym:
        return ""
    if scene.before(rules.OF_PROVINCE):
        return rules.OF_PROVINCE.name
    if by := scene.behind(rules.DISASTER, rules.ROUTE_FROM, rules.ZONE):
        return by
    if scene.before(rules.TOWARDS) and scene.behind(rules.ROUTE_TO):
        return rules.ROUTE_TO.name
    if scene.behind(rules.INSTITUTION):
        return ""
    joined = scene.before(rules.PARTNER) or (scene.before(rules.TOGETHER) and scene.behind(rules.JOINED))
    return rules.PARTNER.name if joined else ""


def _other_thing(scene: Scene) -> bool:
    """The name belongs to a road, a river, a culture, a programme: the division is not spoken of."""
    here = scene.here
    if _title_of_a_work(scene):
        return True
    if scene.runs_on or (here.full and len(here.name) > 2):
        return False
    things: list[Rule] = [rules.ROAD, rules.NATURE, rules.TOWN, rules.SCENERY]
    if here.nearness > Nearness.BESIDE:
        things += [rules.WORKS, rules.INITIALS, *([rules.CULTURE] if here.region.level == "县级" else [])]
    if not here.trusted:
        things.append(rules.BUILT)
    if _DIRECTION.fullmatch(here.name):
        things.append(rules.RIVERSIDE)
    lake = here.name.endswith("湖") and scene.before(rules.AROUND)
    return lake or bool(scene.behind(*things)) or _programme(scene)


def _title_of_a_work(scene: Scene) -> bool:
    """《玛纳斯》 is an epic."""
    here = scene.here
    return scene.text[here.start - 1 : here.start] == "《" and scene.text[here.end : here.end + 1] == "》"


def _programme(scene: Scene) -> bool:
    """“长白英才计划”: a short name that begins a quoted programme speaks of no county, unless it is a near one."""
    here = scene.here
    quoted = scene.text[here.start - 1 : here.start] == "“"
    far = here.nearness > Nearness.BESIDE and here.region.level == "县级"
    return quoted and far and bool(scene.behind(rules.PROGRAMME))


def _inside(scene: Scene) -> bool:
    return not scene.runs_on and bool(scene.behind(rules.INSTITUTION, rules.BUILT, rules.WORKS))


def _doubtful_beginning(scene: Scene) -> bool:
    here = scene.here
    if not here.homonym and not here.doubtful_stem:
        return False
    return _beginning().search(scene.text, max(0, here.start - 5), here.start) is None


def _listed(scene: Scene) -> int:
    """How strong the list is in which the name stands: 2 for each trusted name, 1 for each other good one."""
    if len(scene.row) == 1:
        return 0
    if scene.beside_trusted("route"):
        return 2
    foreign = scene.here.homonym and scene.here.nearness > Nearness.DEEP and scene.has_list
    return sum(_weight(other, foreign) for other in scene.row)


def _weight(candidate: Candidate, foreign: bool) -> int:
    """What a neighbour adds; own counties say nothing for a far homonym in their list (海东 of 海东、遂溪)."""
    if candidate.trusted:
        return 0 if foreign and candidate.nearness in (Nearness.OWN, Nearness.BELOW) else 2
    return 0 if candidate.word or candidate.homonym else 1


def _is_item(scene: Scene) -> bool:
    before = scene.text[scene.here.start - 1 : scene.here.start]
    return before in _ITEM_BEFORE and scene.text[scene.here.end : scene.here.end + 1] in _ITEM_AFTER


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(_BEGINNING.format(openers=alternation("place_openers")))
