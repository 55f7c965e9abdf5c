"""The words around the mentions that need them: of a term with several meanings, or with a word before its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from tifatu.builders.senses.families import fold
from tifatu.builders.senses.known import KnownSenses
from tifatu.graph.identity import identify
from tifatu.graph.model import Mention

BEFORE = 40
"""Code points before a mention: a list that leads up to it has seldom more."""

BEHIND = 30
"""Code points behind it."""

Around = tuple[str, str]
"""The words before a mention and those behind it."""


def asked_in(known: KnownSenses, folder: Path) -> Path:
    """Write the keys whose mentions are asked for the words around them, for other processes to load."""
    data = msgspec.json.encode(sorted(known.asks_around()))
    place = folder / f"{identify('K', data)}.asked"
    place.write_bytes(data)
    return place


def words_around(text: str, mentions: Sequence[Mention], asked: Path) -> dict[str, Around]:
    """Mention id -> the words around it, for the mentions of one file that are asked for them."""
    keys = _keys(asked)
    wanted: Iterable[Mention] = (mention for mention in mentions if fold(mention.term) in keys)
    return {m.id: (text[max(m.start - BEFORE, 0) : m.start], text[m.end : m.end + BEHIND]) for m in wanted}


@lru_cache(maxsize=1)
def _keys(place: Path) -> frozenset[str]:
    """The keys in a file, read once in each process: it may outlive the build."""
    return frozenset(msgspec.json.decode(place.read_bytes(), type=list[str]))
