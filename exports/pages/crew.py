"""Pages written by processes that begin as copies of this one: each has the records that were read, nothing is sent."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import active_count

Task = Callable[[], Iterator[tuple[str, str]]]
"""Gives paths below the folder and texts."""

Told = Callable[[int], None]
"""Is told how many pages are written."""

MOST_WORKERS = 4
"""Each has some 300 MB of 1,200 reports for itself after a while, as Python counts references in the records."""

SECONDS = 0.2
"""Between two looks at the copies that are still at work."""


def write_tasks(tasks: Sequence[Task], folder: Path, workers: int, told: Told) -> int:
    """Do tasks in processes, or here; return how many pages they gave.

    The pages are the same whatever the number of workers. Where this process has threads, which may hold a lock that a
    copy would wait for, or where there is no fork, it works alone; and so it does, from the beginning, when a worker
    ends before its time: then an error shows itself here.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     write_tasks([lambda: iter([("a.html", "甲"), ("b.html", "乙")])], Path(place), 1, lambda done: None)
    2
    """
    workers = min(workers, MOST_WORKERS, len(tasks))
    if workers > 1 and can_copy():
        count = _shared(tasks, folder, workers - 1, told)
        if count is not None:
            return count
    return _alone(iter(tasks), folder, told)


def can_copy() -> bool:
    """Whether a copy of this process can work."""
    return "fork" in get_all_start_methods() and active_count() == 1


def _alone(tasks: Iterator[Task], folder: Path, told: Told) -> int:
    count = 0
    for task in tasks:
        for path, page in task():
            place = folder / path
            place.parent.mkdir(exist_ok=True)
            place.write_text(page, encoding="utf-8", newline="\n", errors="replace")
            count += 1
        told(count)
    return count


def _shared(tasks: Sequence[Task], folder: Path, copies: int, told: Told) -> int | None:
    """Do tasks here and in copies of this process, each taking the next; None where a copy ended before its time."""
    context = get_context("fork")
    turn = context.Value("L", 0)
    written = context.Array("L", copies + 1, lock=False)
    crew: list[BaseProcess] = []
    parent = os.getpid()

    def next_tasks() -> Iterator[Task]:
        while parent in (os.getpid(), os.getppid()) and not any(process.exitcode for process in crew):
            with turn.get_lock():
                at = int(turn.value)
                turn.value = at + 1
            if at >= len(tasks):
                return
            yield tasks[at]

    def work(number: int) -> None:
        crew.clear()  # they are the first process's to watch
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to hear
        gc.freeze()  # what was read before stays; looking through it would copy it
        try:
            _alone(next_tasks(), folder, partial(written.__setitem__, number))
        except BaseException:
            os._exit(1)  # it is done again, and told, in the first process

    def tell(count: int) -> None:
        written[0] = count
        told(sum(written))

    try:
        for number in range(copies):
            crew.append(context.Process(target=work, args=(number + 1,)))
            crew[-1].start()
        _alone(next_tasks(), folder, tell)
        while any(process.is_alive() for process in crew) and not any(process.exitcode for process in crew):
            wait([process.sentinel for process in crew], SECONDS)
    finally:
        well = not any(process.exitcode for process in crew)
        for process in crew:
            process.kill()
            process.join()
    told(sum(written))
    return sum(written) if well else None
