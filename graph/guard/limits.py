"""How much one query may take, and how somebody who needs more says so."""

from __future__ import annotations

import msgspec

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one query may take; each can be raised by whoever runs it.

    >>> Limits(seconds=5).seconds, Limits().depth
    (5, 40)
    """

    seconds: float = 30
    """Time that the worker may take; the time in which nobody reads its rows is not counted."""

    memory: int = 2000
    """Megabytes above what the open store takes; all honest queries tried so far stay below a tenth of it."""

    rows: int = 1_000_000
    """Rows or triples of the answer."""

    megabytes: int = 200
    """Size of the answer."""

    depth: int = 40
    """Brackets within each other: at some 2,000 the parser overruns its stack."""

    characters: int = 50_000
    """Length of the query; ours have at most 3,000."""
