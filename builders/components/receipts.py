"""Why a list was cut as it was: the signs that hold, and the cut that lost; `tifatu explain --why` prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tifatu.builders.components.dissection import defining
from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.choice import Choice, choose
from tifatu.builders.lists.clues import clue_of
from tifatu.builders.lists.scope import Cut
from tifatu.builders.lists.signs import SIGNS


def list_receipt(label: str, text: str, components: Sequence[str]) -> tuple[str, ...]:
    """The score of a definition's list, a line for each sign that holds, and the runner-up with what it lacks.

    Args:
        label: The headword, or several joined by 、.
        text: The definition's words.
        components: Its items as they stand in the graph.

    Returns:
        Lines; none where these rules would read other items, so that they cannot say why.

    >>> list_receipt("三清", "清河、清渠、清塘。", ("清河", "清渠", "清塘"))[0]
    'list score 2.45'
    """
    passage = defining(Passage.of(text, (0, len(text))), label)
    found = choose(passage, (0, len(passage.words)), clue_of(label))
    if found is None or [passage.quote(item) for item in found.cut.items] != list(components):
        return ()
    return tuple(_lines(found, passage))


def _lines(found: Choice, passage: Passage) -> Iterator[str]:
    yield f"list score {found.cut.score:.2f}"
    held = dict(found.cut.shares)
    for sign in SIGNS:
        if sign.name in held:
            yield f"  {sign.weight * held[sign.name]:+.2f} {sign.name}: {sign.why}"
    if found.runner_up:
        items = "、".join(passage.quote(item) for item in found.runner_up.items)
        yield f"  runner-up {found.runner_up.score:.2f} ({found.runner_up.rule}): {items}"
        yield f"    {', '.join(_differences(found.cut, found.runner_up))}"


def _differences(best: Cut, other: Cut) -> Iterator[str]:
    """By how much each sign speaks less for the other cut, or more."""
    one, two = dict(best.shares), dict(other.shares)
    for sign in SIGNS:
        less = sign.weight * (two.get(sign.name, 0.0) - one.get(sign.name, 0.0))
        if abs(less) >= _SHOWN:
            yield f"{less:+.2f} {sign.name}"


_SHOWN = 0.005
"""Less than that is nothing in two decimals."""
