"""Bars while something long runs: on a terminal only, on stderr, quiet when piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

SECOND = 1.0
"""Seconds after which somebody wants to know that something goes on."""


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A function that takes step, done and total; it draws bars where someone can see them."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars, tasks = Progress(*columns, console=Console(stderr=True)), dict[str, object]()

    def tell(step: str, done: int, total: int) -> None:
        if not tasks:
            bars.start()  # not before there is something to tell: a thread begins, and pages are written by copies
        task = tasks.setdefault(step, bars.add_task(step, total=total)) if step not in tasks else tasks[step]
        bars.update(task, completed=done, total=total)  # type: ignore[arg-type]

    try:
        yield tell
    finally:
        bars.stop()


@contextmanager
def waiting() -> Iterator[None]:
    """Tells the seconds that a block takes, from the second one on; the line is gone when the block ends."""
    if not sys.stderr.isatty():
        yield
        return
    over = Event()
    thread = Thread(target=_tell_seconds, args=(over,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _tell_seconds(over: Event) -> None:
    began, line = monotonic(), ""
    while not over.wait(SECOND):
        line = f"… {monotonic() - began:.0f} s"
        print(f"\r{line}", end="", file=sys.stderr, flush=True)
    if line:
        print("\r" + " " * len(line) + "\r", end="", file=sys.stderr, flush=True)
