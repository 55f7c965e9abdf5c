"""The head of a slogan: the class noun behind its closing mark (“四强”行动 -> 行动).

The words behind the mark are read once with the word lists builders/data/head_*.txt, leftmost and longest first; what
the lists do not know qualifies. The grammar over these pieces:

    head    = qualifier* (program | thing [link* (program | thing)]) | qualifier* deed, when nothing follows it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from tifatu.builders.language.words import words

LONGEST = 14
"""Characters that a head may have: 常态化项目谋划储备机制 has eleven."""

UNKNOWN = 7
"""Characters in front of the class noun that no list knows: 灾后恢复重建 before 新路子 are six."""

_RUN = re.compile(r"(?!\d+[个项家户座条名所处类批])[\u4e00-\u9fffA-Za-z0-9]{1,24}")
"""The words that may hold a head; a count of something else is none."""


class Kind(Flag):
    """What a word can be in a head."""

    PROGRAM = auto()
    THING = auto()
    DEED = auto()
    LINK = auto()
    STOP = auto()
    KEPT = auto()
    FUSED = auto()
    """A program noun that joins another: 政策体系, 行动计划."""


NOUN = Kind.PROGRAM | Kind.THING
_LISTS = {
    "head_programs": Kind.PROGRAM,
    "head_things": Kind.THING,
    "head_deeds": Kind.DEED,
    "head_links": Kind.LINK,
    "head_stops": Kind.STOP,
    "head_kept": Kind.KEPT,
    "head_fused": Kind.FUSED,
}


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    start: int
    end: int


def head_of(after: str) -> str:
    """The class noun, with what qualifies it, at the beginning of the words behind a closing mark; else nothing.

    Args:
        after: Words behind the closing mark in the one form of quotation.context.

    >>> head_of("协作巡查机制，压实责任")
    '协作巡查机制'
    >>> head_of("落地见效")
    ''
    """
    run = _RUN.match(after)
    if not run or run[0].startswith(words("head_verbs")):
        return ""
    pieces, reach = _read(run[0])
    end = _end_of_head(pieces, reach)
    return run[0][:end] if end <= LONGEST else ""


def _read(run: str) -> tuple[list[_Piece], int]:
    """The known words up to the first stop, and where that is; a deed in first place is no stop."""
    automaton, kinds = _automaton()
    pieces: list[_Piece] = []
    for number, start, end in automaton.find_matches_as_indexes(run):
        kind = kinds[number]
        if Kind.STOP in kind and (start == 0 or not kind & (Kind.LINK | Kind.DEED)):
            return pieces, start
        if end - start == 1 and kind & NOUN and end < len(run) and not _ends(run, end):
            continue
        pieces.append(_Piece(kind, start, end))
    return pieces, len(run)


def _ends(run: str, at: int) -> bool:
    """Whether a stop or a class noun follows a noun of one character: 县 in 县称号, but not in 县域."""
    automaton, kinds = _automaton()
    following = automaton.find_matches_as_indexes(run[at:])
    return bool(following) and following[0][1] == 0 and bool(kinds[following[0][0]] & (Kind.STOP | NOUN))


def _end_of_head(pieces: list[_Piece], reach: int) -> int:
    """Where the head ends; 0 where there is none."""
    unknown, last = 0, 0
    for at, piece in enumerate(pieces):
        unknown += piece.start - last
        last = piece.end
        if unknown > UNKNOWN:
            return 0
        if piece.kind & NOUN:
            return _extended(pieces, at, reach)
    return _deed(pieces, reach)


def _deed(pieces: list[_Piece], reach: int) -> int:
    """The end of a deed that stands alone, or directly behind the mark: 督查, 普法; 0 where there is none."""
    deeds = [piece for piece in pieces if Kind.DEED in piece.kind]
    if deeds and (deeds[-1].end == reach or deeds[0].start == 0):
        return deeds[-1].end if deeds[-1].end == reach else deeds[0].end
    return 0


def _extended(pieces: list[_Piece], at: int, reach: int) -> int:
    """The end of the last class noun that belongs to the head begun by the noun at a place."""
    end, kind = pieces[at].end, pieces[at].kind
    final = pieces[-1]
    if Kind.FUSED in final.kind and final.end == reach <= LONGEST:
        return reach
    reached, linked = end, False
    for piece in pieces[at + 1 :]:
        if piece.start != reached:
            break
        reached = piece.end
        if piece.kind & NOUN and (Kind.THING in kind or (Kind.FUSED in piece.kind and not linked)):
            end, kind, linked = piece.end, piece.kind, False
        elif piece.kind & (Kind.LINK | Kind.DEED) and Kind.THING in kind:
            linked = True
        else:
            break
    return end


@cache
def _automaton() -> tuple[AhoCorasick, list[Kind]]:
    kinds: dict[str, Kind] = {}
    for name, kind in _LISTS.items():
        for word in words(name):
            kinds[word] = kinds.get(word, kind) | kind
    fused = tuple(words("head_fused"))
    for word, kind in kinds.items():
        if Kind.PROGRAM in kind and word.endswith(fused):
            kinds[word] = kind | Kind.FUSED
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), list(kinds.values())
