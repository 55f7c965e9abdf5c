"""What breaks on one text costs that text's step alone: it is named, and everything found before it stays."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar

import msgspec

from tifatu.builders.execution.guard import OverLimitError
from tifatu.graph.errors import TifatuError

Kept = TypeVar("Kept")


class Fault(msgspec.Struct, frozen=True):
    """One step that broke on one text."""

    step: str
    """What was being done: ``components``."""

    start: int
    """Where in the text, in code points: of the report, or of the definition that was taken apart."""

    error: str
    """The exception and the function that raised it: ``IndexError in list_tails._by_parallel``."""

    def __str__(self) -> str:
        return f"{self.step} at character {self.start} broke off ({self.error}); what was found before it is kept"


@dataclass
class Faults:
    """Gathers the faults of one text. What tifatu itself says of a text (``TifatuError``) is no fault and passes."""

    found: list[Fault] = field(default_factory=list)

    def attempt(self, step: str, start: int, work: Callable[[], Kept], instead: Kept) -> Kept:
        """The result of the work, or what stands in for it where the work breaks.

        >>> faults = Faults()
        >>> faults.attempt("components", 7, lambda: [][0], "none"), faults.found[0].step
        ('none', 'components')
        """
        try:
            return work()
        except TifatuError:
            raise
        except Exception as error:
            self.found.append(Fault(step, start, told(error)))
            return instead

    def each(self, step: str, start: int, results: Callable[[], Iterable[Kept]]) -> Iterator[Kept]:
        """The results one by one, up to the one on which the step breaks.

        >>> faults = Faults()
        >>> list(faults.each("places", 0, lambda: (12 // n for n in (4, 3, 0, 2))))
        [3, 4]
        """
        try:
            yield from results()
        except TifatuError:
            raise
        except Exception as error:
            self.found.append(Fault(step, start, told(error)))


def told(error: BaseException) -> str:
    """The kind of an exception and the function that raised it; no text of the report and no path of the machine."""
    over = isinstance(error, OverLimitError)
    frames = traceback.extract_tb(error.__traceback__)[: -1 if over else None]  # the guard's own is the last
    place = f" in {PurePath(frames[-1].filename).stem}.{frames[-1].name}" if frames else ""
    return f"{error if over else type(error).__name__}{place}"
