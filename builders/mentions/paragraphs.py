"""In which paragraph of its report a mention stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from tifatu.graph.model import Mention


def in_paragraphs(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions with the first code point of their paragraphs; a paragraph is what stands between two line ends.

    Args:
        text: The whole decoded document.
        mentions: In the order of the text: it is read once, however long its lines are.
    """
    begins, after = 0, _end(text, 0)
    for mention in mentions:
        while after <= mention.start:
            begins, after = after, _end(text, after)
        yield msgspec.structs.replace(mention, paragraph=begins)


def _end(text: str, begins: int) -> int:
    """Where the next line begins; behind the text for the last one."""
    return text.find("\n", begins) + 1 or len(text) + 1
