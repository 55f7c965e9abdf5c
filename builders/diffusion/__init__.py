"""How terms and meanings spread over places and years, and how their definitions are worded side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tifatu.builders.diffusion.courses import courses
from tifatu.builders.diffusion.wordings import wordings
from tifatu.graph.courses import Derived
from tifatu.graph.model import AnyRecord

__all__ = ["courses", "derived", "wordings"]


def derived(records: Sequence[AnyRecord]) -> Iterator[Derived]:
    """All that follows from the records of a graph: courses, then wordings."""
    yield from courses(records)
    yield from wordings(records)
