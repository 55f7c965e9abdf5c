"""How much time and memory the work on one file may take: past a limit it breaks off as a fault, or its worker ends."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType

HARD = 4
"""So many times the limit, and a worker that heeds no signal (it hangs in compiled code) is ended from within."""

AGAIN = 2
"""Each further step of a file that went past its limit has this part of the limit: one report must not cost hours."""


class OverLimitError(Exception):
    """The work on one file took longer than it may."""


@dataclass(frozen=True)
class Bounds:
    """What the work on one file may take. Ten times what the slowest real reports need on a busy machine."""

    seconds: float = 120.0
    """For a file of any size."""

    seconds_a_megabyte: float = 60.0
    """For its length besides."""

    memory: int = 4 << 30
    """Bytes beyond what the process holds when the work begins."""

    def time(self, size: int) -> float:
        """Seconds for a file of so many bytes.

        >>> Bounds(seconds=10, seconds_a_megabyte=5).time(2_000_000)
        20.0
        """
        return self.seconds + self.seconds_a_megabyte * size / 1e6


@contextmanager
def guarded(bounds: Bounds, size: int = 0) -> Iterator[None]:
    """Keep the work of the block within its bounds.

    Past its time the block meets ``OverLimitError`` wherever it is, and again after a part of that time for whoever
    caught it; past its memory ``MemoryError``. A worker process that heeds neither is ended, as if it had been killed.

    Args:
        bounds: What the work may take.
        size: Bytes of the file.
    """
    seconds = bounds.time(size)
    with _time(seconds), _memory(bounds.memory), _end_of_worker(seconds * HARD):
        yield


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield  # signals are heard by main threads alone
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise OverLimitError(f"longer than {seconds:.1f} s")

    handler = signal.signal(signal.SIGALRM, over)
    former = signal.setitimer(signal.ITIMER_REAL, seconds, seconds / AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, *former)


@contextmanager
def _memory(more: int) -> Iterator[None]:
    """At most so many bytes of address space more than now, where the system counts them and nothing else runs here."""
    if threading.current_thread() is not threading.main_thread():
        yield  # the limit would be that of all threads; a cluster bounds its workers itself
        return
    try:
        import resource

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    least = min(limit for limit in (held + more, soft, hard) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (least, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _end_of_worker(seconds: float) -> Iterator[None]:
    """In a worker: end the process after so long, whatever it is doing."""
    if parent_process() is None:
        yield
        return
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
