"""What the tests share: the real corpus where it lies beside the project, and one graph of the samples."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from running import tifatu

from tifatu.graph.model import AnyRecord
from tifatu.graph.records.files import read_records

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


@pytest.fixture(scope="session")
def sample_graph(samples: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The graph of the samples, built once for all tests in all processes; who writes to it takes a copy."""
    base = tmp_path_factory.getbasetemp()
    home = base if worker_id == "master" else base.parent  # of all processes of these tests
    with (home / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "samples" / "kg").exists():
            tifatu("build", samples, "-o", home / "samples" / "new", "--workers", 1, "-q", check=True)
            (home / "samples" / "new").rename(home / "samples" / "kg")
    return home / "samples" / "kg"


@pytest.fixture(scope="session")
def sample_records(sample_graph: Path) -> list[AnyRecord]:
    """All records of the samples, as a build gives them."""
    return list(read_records(sample_graph / "current" / "records.jsonl"))


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
