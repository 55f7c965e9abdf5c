"""What the tests share: the real corpus where it lies beside the project."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports and the gold; the test is skipped where it is missing."""
    folder = Path(os.environ.get("TIFATU_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip("the corpus of real reports (../shared) is not here")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the bundled sample reports."""
    return ROOT / "samples"


@contextmanager
def no_hang(seconds: float = 30.0) -> Iterator[None]:
    """A guard against patterns that explode, no claim about speed: those are measured in benchmarks/."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


@pytest.fixture
def patience() -> Callable[[], AbstractContextManager[None]]:
    """The guard ``no_hang`` for a block of a test."""
    return no_hang
