"""Files made worse at random; shared by the tests and by benchmarks/torture.py."""

from __future__ import annotations

import random
from pathlib import Path

ODD = (b'"', b"}", b"null", b"-1", b"9" * 30, b"\\", b"\n", b"<")
"""Pieces that a syntax does not want everywhere."""


def flip(file: Path, part: float, bit: int = 1) -> None:
    """Turn round one bit of a file, at a part of its length."""
    held = bytearray(file.read_bytes())
    held[int(part * (len(held) - 1))] ^= bit
    file.write_bytes(bytes(held))


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Some bytes with one to three changes."""
    for _ in range(dice.randint(1, 3)):
        data = _changed(data, dice) or b"\n"
    return data


def _changed(data: bytes, dice: random.Random) -> bytes:
    at, size, other = dice.randrange(len(data)), dice.choice((1, 1, 2, 8, 64, 1000)), dice.randrange(len(data))
    match dice.randrange(6):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + size :]
        case 2:
            return data[:at] + data[other : other + size] + data[at:]
        case 3:
            return data[:at] + dice.randbytes(size) + data[at + size :]
        case 4:
            return data[:at] + dice.choice(ODD) + data[at:]
    return _lines_changed(data, at, dice)


def _lines_changed(data: bytes, at: int, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[other if at % 2 else one]
    return b"".join(lines)
