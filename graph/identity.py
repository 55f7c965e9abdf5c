"""Opaque identities derived from content: the same input gives the same ids on every machine."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

LENGTH = 16
"""Characters of base32 kept: 80 bits, so 10 million records collide with a chance of 4e-11."""


def identify(prefix: str, *facts: object) -> str:
    """An id that starts with a letter and holds only lower-case letters and digits.

    Args:
        prefix: One upper-case letter for the class: R report, D definition, M mention, T term, S sense …
        facts: What makes the thing itself; their text forms are joined, so the order matters.

    >>> identify("T", "三区三线")
    'T3ndpk7cndhuafhm6'
    """
    digest = sha256("\x1f".join(map(str, facts)).encode("utf-8", "surrogatepass")).digest()
    return prefix + b32encode(digest[: LENGTH * 5 // 8]).decode("ascii").lower()


def program_id(sense: str) -> str:
    """Id of the program that a sense names: it changes when the sense has another name, and only then."""
    return identify("P", sense)


def statement_id(program: str, said: str, passage: str, start: int, end: int) -> str:
    """Id of what a passage says of a program."""
    return identify("Q", program, said, passage, start, end)
