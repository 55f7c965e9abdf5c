"""Zip files that hold the same bytes whenever they are made: no clock, no owner, one order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can tell."""

UNIX = 3
PLAIN_FILE = 0o100644 << 16


class TimelessZip(ZipFile):
    """A zip whose members all have the same time, rights and system."""

    def open(self, name: str | ZipInfo, mode: Any = "r", *args: Any, **options: Any) -> IO[bytes]:
        """Open a member; for writing, without what would differ from day to day and place to place."""
        if mode == "w":
            name = ZipInfo(name) if isinstance(name, str) else name
            name.date_time, name.create_system, name.external_attr = EPOCH, UNIX, PLAIN_FILE
            name.compress_type = ZIP_DEFLATED
        return super().open(name, mode, *args, **options)


@contextmanager
def new_zip(out: BinaryIO) -> Iterator[TimelessZip]:
    """A zip to fill; it goes to the file or pipe when it is whole, in the same bytes for both."""
    with TemporaryFile() as whole:
        with TimelessZip(whole, "w", ZIP_DEFLATED) as archive:
            yield archive
        whole.seek(0)
        shutil.copyfileobj(whole, out)


def zip_folder(folder: Path, out: BinaryIO) -> None:
    """Write all files of a folder into a zip, sorted by name."""
    with new_zip(out) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
