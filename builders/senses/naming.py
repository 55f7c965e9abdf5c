"""Names of senses and variants from their content alone: what they are called and what tells them apart.

A name hangs on as little as it can, so that it stays when reports come in: on the core of the label and on the shortest
item of the meaning. Scope, place, day and every count are left out, and so is the oldest text, which an older report
would replace. Only where two things would share a name more is asked: the class noun, the list, the text.

The item stands in the name also where a key has one sense only: else the second sense to come would rename the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tifatu.builders.senses.families import EMPTY, SHORTEST, class_nouns, fold, unmeasured
from tifatu.builders.senses.profile import Profile
from tifatu.builders.senses.wording import bare
from tifatu.graph.identity import identify
from tifatu.graph.labels import split_label
from tifatu.graph.model import Definition

LONGEST_NOUN = 6
"""Characters of a class noun at the end of an unquoted label."""

Ladder = tuple[str, ...]
"""What tells a thing, the most lasting first; as much of it is taken as tells it from all others."""


class Core(NamedTuple):
    """A label without the word before its mark, and its class noun."""

    core: str
    noun: str


def core_of(form: str) -> Core:
    """The lasting part of a written form without measure words, and the class noun, quoted or not.

    >>> core_of("河湖“四护”行动"), core_of("四护行动"), core_of("“三大”工程")
    (Core(core='四护', noun='行动'), Core(core='四护', noun='行动'), Core(core='三大', noun='工程'))
    """
    label = split_label(form)
    core = unmeasured(fold(label.core))
    if label.head:
        return Core(core, label.head)
    for length in range(min(LONGEST_NOUN, len(core) - SHORTEST), 1, -1):
        if core[-length:] in class_nouns() and not EMPTY.fullmatch(core[:-length]):
            return Core(core[:-length], core[-length:])
    return Core(core, "")


def sense_names(senses: Sequence[Sequence[Definition]]) -> list[str]:
    """A name for each group of definitions that is one meaning, in the order given."""
    return distinct("S", [_sense_ladder(definitions) for definitions in senses])


def variant_names(variants: Sequence[Sequence[Definition]]) -> list[str]:
    """A name for each group of definitions of equal content, in the order given; all variants of a corpus at once."""
    return distinct("V", [_variant_ladder(definitions) for definitions in variants])


def distinct(prefix: str, ladders: Sequence[Ladder]) -> list[str]:
    """Names from as many steps of each ladder as tell it from the others; order and number of the others do not count.

    >>> one, other, third = distinct("S", [("四护", "岸"), ("四护", "门"), ("三修", "路")])
    >>> third == distinct("S", [("三修", "路")])[0]
    True
    """
    names = [""] * len(ladders)
    left: Iterable[Sequence[int]] = [range(len(ladders))]
    for steps in range(min(FEWEST, *map(len, ladders)) if ladders else 0, max(map(len, ladders), default=0) + 1):
        shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for group in left:
            for number in group:
                shared[ladders[number][:steps]].append(number)
        for facts, numbers in shared.items():
            for number in numbers:
                names[number] = identify(prefix, *facts)
        left = [numbers for numbers in shared.values() if len(numbers) > 1]
    return names


FEWEST = 2
"""Steps of a ladder that always make the name: label and item."""


def _sense_ladder(definitions: Sequence[Definition]) -> Ladder:
    core, noun = _label(definitions)
    profiles = [Profile(definition) for definition in definitions]
    items = {item for profile in profiles for item in profile.items}
    item = min(items, key=_shortest_first, default="")
    return (core, item, noun, *_content(profiles), min(term for d in definitions for term in d.terms))


def _variant_ladder(definitions: Sequence[Definition]) -> Ladder:
    core, noun = _label(definitions)
    listed, text = _content([Profile(definition) for definition in definitions])
    return (core, listed or text, noun, text, min(term for d in definitions for term in d.terms))


def _label(definitions: Sequence[Definition]) -> Core:
    found = [core_of(definition.terms[0]) for definition in definitions]
    nouns = {core.noun for core in found} - {""}
    return Core(min((core.core for core in found), key=_shortest_first), min(nouns, key=_shortest_first, default=""))


def _content(profiles: Sequence[Profile]) -> tuple[str, str]:
    """The smallest list and the smallest text."""
    lists = ("、".join(sorted(profile.whole_items)) for profile in profiles if profile.whole_items)
    return min(lists, default=""), min(bare(profile.definition.text) for profile in profiles)


def _shortest_first(word: str) -> tuple[int, str]:
    return len(word), word
