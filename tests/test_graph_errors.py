"""Errors: the drawn tree is true, each tells its facts, each survives a trip between processes."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from tifatu.graph import errors
from tifatu.graph.errors import (
    BadQueryError,
    BadRecordError,
    BusyError,
    FolderInUseError,
    MissingPackageError,
    NoGraphError,
    NoReportError,
    PipeError,
    TifatuError,
    UnknownFormatError,
    UnknownQueryError,
    UnknownTermError,
    UnreadableFileError,
)

EXAMPLES: tuple[TifatuError, ...] = (
    UnreadableFileError("a.txt", "the file is empty"),
    NoReportError("a.txt", "no salutation"),
    BadRecordError(Path("r.jsonl"), 3, "no such kind"),
    FolderInUseError(Path("kg"), True),
    FolderInUseError(Path("kg"), False),
    NoGraphError(Path("kg")),
    BusyError(Path("kg")),
    MissingPackageError("openpyxl", "tables"),
    UnknownQueryError("definition-of", ["definitions-of", "shared-terms"]),
    UnknownTermError("四强", ["四强行动"]),
    UnknownFormatError("doc", ["ttl"]),
    PipeError("csv"),
    BadQueryError("expected WHERE at 1:7"),
)


def drawn() -> set[tuple[str, int]]:
    """Names and depths of the tree in the module's docstring."""
    lines = (errors.__doc__ or "").splitlines()
    found = [re.match(r"([│├└─\s]*?)(\w+Error)", line) for line in lines]
    return {(m[2], len(m[1]) // 4) for m in found if m}


def real(kind: type[TifatuError] = TifatuError, depth: int = 0) -> set[tuple[str, int]]:
    """Names and depths of the classes."""
    return {(kind.__name__, depth)}.union(*(real(child, depth + 1) for child in kind.__subclasses__()))


def test_the_drawn_tree_is_the_tree() -> None:
    """A class that is added, moved or removed is drawn so."""
    assert drawn() == real()


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_is_one_line_and_can_travel(error: TifatuError) -> None:
    """One line for the command line; pickled and back it says the same."""
    assert "\n" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_near_name_is_offered() -> None:
    """A slip of the finger gets the right name."""
    assert "Did you mean 'definitions-of'?" in str(UnknownQueryError("definition-of", ["definitions-of", "x"]))
