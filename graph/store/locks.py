"""Locks on files, which end with the process: those of POSIX, or those of Windows where there are no others."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def hold(handle: int) -> None:
    """Keep an open file from being removed by ``removed`` until it is closed.

    Windows does that by itself; some network file systems have no locks, and there it may be removed.
    """
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)


def taken(file: BinaryIO) -> bool:
    """Whether the file is now ours alone, until it is closed; False where another process has it."""
    try:
        import fcntl
    except ImportError:
        return _taken_there(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _taken_there(file: BinaryIO) -> bool:
    """The same on Windows: the first byte stands for the file."""
    import msvcrt

    file.seek(0)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def removed(path: Path) -> bool:
    """Whether a file is gone now; it stays where somebody holds it."""
    try:
        import fcntl
    except ImportError:
        return _removed_there(path)
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True


def _removed_there(path: Path) -> bool:
    """The same on Windows, where an open file cannot be removed."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return False
    return True
