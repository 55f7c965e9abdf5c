"""Pages written by processes that begin as copies of this one: each has the records that were read, nothing is sent."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
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
"""Each has a good part of the records for itself after a while, as Python counts references in the records."""

SECONDS_BETWEEN = 0.2
"""Between two reports of how far the writing is."""


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
    if min(workers, len(tasks)) > 1 and can_copy():
        count = _shared(tasks, folder, min(workers, MOST_WORKERS, len(tasks)), told)
        if count is not None:
            return count
    count = 0
    for task in tasks:
        count += _done(task, folder)
        told(count)
    return count


def can_copy() -> bool:
    """Whether a copy of this process can work."""
    return "fork" in get_all_start_methods() and active_count() == 1


def _done(task: Task, folder: Path) -> int:
    count = 0
    for path, page in task():
        place = folder / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(page, encoding="utf-8", newline="\n", errors="replace")
        count += 1
    return count


def _shared(tasks: Sequence[Task], folder: Path, workers: int, told: Told) -> int | None:
    """Do tasks in copies of this process, each taking the next that is free; None where one ended before its time."""
    context = get_context("fork")
    turn = context.Value("L", 0)
    written = context.Array("L", workers, lock=False)

    def take() -> int:
        with turn.get_lock():
            mine = int(turn.value)
            turn.value = mine + 1
        return mine

    def work(number: int) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to hear
        gc.freeze()  # what was read before stays; looking through it would copy it
        parent = os.getppid()
        try:
            while (at := take()) < len(tasks) and os.getppid() == parent:
                written[number] += _done(tasks[at], folder)
        except BaseException:
            os._exit(1)  # it is done again, and told, in the first process

    crew = [context.Process(target=work, args=(number,)) for number in range(workers)]
    try:
        for process in crew:
            process.start()
        while _all_well(crew) and any(process.is_alive() for process in crew):
            wait([process.sentinel for process in crew if process.is_alive()], SECONDS_BETWEEN)
            told(sum(written))
    finally:
        well = _all_well(crew)
        for process in crew:
            process.kill()
            process.join()
    return sum(written) if well else None


def _all_well(crew: Sequence[BaseProcess]) -> bool:
    return not any(process.exitcode for process in crew)
