"""Files written as streams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

BUFFER = 1 << 20
"""Bytes gathered before they are written: a pipe should not get one block at a time."""


def write_pieces(out: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write pieces of a file, many at a time."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BUFFER:
            out.write(b"".join(held))
            held.clear()
            size = 0
    out.write(b"".join(held))
