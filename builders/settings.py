"""All that a user may choose, in one place: from Python, or from a file of TOML.

A later input (translations, mappings, …) is a field of `Settings`, a field of `Inputs`, and a line in `_READERS`.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tifatu.builders.corrections import Correction, read_corrections
from tifatu.builders.gazetteer.table import check_rows
from tifatu.builders.language.words import list_names
from tifatu.graph.errors import SettingsError
from tifatu.graph.namespaces import ADDRESS, BASE, OWN_BASE
from tifatu.graph.survey.facts import BASED, SCHEME

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file; a report has about 60 kB, a compilation of all provinces 3 MB."""

COLUMNS = ("file", "region", "date", "session")
"""Columns of a manifest."""

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_CODE = re.compile(r"\d{6}")


class ManifestRow(msgspec.Struct, frozen=True):
    """What a manifest says of one report (清单); an empty field says nothing."""

    file: str
    """The end of the file's path: 2025/suzhou.md. Several rows for one file speak of its reports in order."""

    region: str = ""
    """Code of six digits, as of the report's year."""

    date: str = ""
    """Day of the speech: 2025-01-04, or 2025-01."""

    session: str = ""


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the scheme of concepts is described where it is published (概念体系); an empty field is told only where the
    records know it. Creator, publisher and licence are names or addresses; 云山大学 <https://example.org/> and
    李某 <li@example.org> are both, and what registries such as VocPub ask for."""

    title: str = ""
    description: str = ""
    creator: str = ""
    publisher: str = ""
    licence: str = ""
    created: str = ""
    """Day: 2025-01-04."""

    modified: str = ""
    version: str = ""

    def check(self) -> str | None:
        """What is wrong with it.

        >>> Scheme(created="2025").check()
        "created: '2025' is no day such as 2025-01-04"
        """
        for name in ("created", "modified"):
            day = getattr(self, name)
            if day and not _is_day(day):
                return f"{name}: {day!r} is no day such as 2025-01-04"
        for name in ("creator", "publisher", "licence"):
            if (said := getattr(self, name)).startswith(("http://", "https://")) and not ADDRESS.fullmatch(said):
                return f"{name}: {said!r} is no address"
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings name, read: it goes to every worker, and its digest into every shard."""

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Name of a word list and the lines laid over ours."""

    gazetteer: tuple[str, ...] = ()
    """Lines laid over our table."""

    manifest: tuple[ManifestRow, ...] = ()
    largest: int = LARGEST
    ocr: bool = False
    scheme: Scheme = Scheme()
    base: str = BASE
    corrections: tuple[Correction, ...] = ()

    def as_record(self) -> dict[str, str]:
        """What a run tells of it: limits as they are, files by their digest; nothing where all is as it comes.

        >>> Inputs().as_record(), Inputs(largest=1000).as_record()
        ({}, {'largest': '1000'})
        """
        plain = Inputs()
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__ if name not in ("scheme", BASED))
        told = {name: _told(value) for name, value in fields if value != getattr(plain, name)}
        said = ((name, getattr(self.scheme, name)) for name in self.scheme.__struct_fields__)
        told |= {BASED: self.base} if self.base != BASE else {}
        return told | {SCHEME + name: value for name, value in said if value}

    @property
    def digest(self) -> str:
        """Of everything chosen that decides what is found in a file; empty where all is as it comes."""
        deciding = msgspec.structs.replace(self, scheme=Scheme(), base=BASE, corrections=())
        return "" if deciding == Inputs() else _digest(deciding)


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a user may choose (设置); the defaults serve. Paths are of the working folder, in TOML of its file's."""

    words: str | None = None
    """Folder of word lists named as those in builders/data (head_things.txt): one entry a line is added to ours,
    one behind a hyphen is taken away."""

    gazetteer: str | None = None
    """Table laid over ours: code, name, first year, year it was gone (empty where it stands), parted by tabulators."""

    manifest: str | None = None
    """CSV with the columns file, region, date, session; it wins over the text, and a conflict is told."""

    largest: int = LARGEST
    """Bytes of the largest file that is read."""

    ocr: bool = False
    """Whether pages that are pictures are read by tesseract."""

    corrections: str | None = None
    """Table of what people put right (``tifatu correct``), laid over what is found; what no longer fits is told."""

    base: str = BASE
    """Address below which the things of the graph have their names, for who serves them; it decides nothing else."""

    scheme: Scheme = Scheme()
    """A table [scheme]: title, description, creator, publisher, licence, created, modified, version."""

    @classmethod
    def from_toml(cls, path: Path) -> Settings:
        """The settings of a file; relative paths in it start at its folder.

        Raises:
            SettingsError: It cannot be read, is no TOML, or has a key or value that no setting takes.
        """
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise SettingsError(str(path), f"{problem}".partition("\n")[0]) from None
        unknown = sorted(set(given) - set(cls.__struct_fields__))
        if unknown:
            near = get_close_matches(unknown[0], cls.__struct_fields__, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise SettingsError(str(path), f"no setting is named {unknown[0]!r}.{hint} {_known(cls)}")
        try:
            found = msgspec.convert(given, cls)
        except msgspec.ValidationError as problem:
            raise SettingsError(str(path), str(problem)) from None
        if wrong := found.wrong():
            raise SettingsError(str(path), wrong)
        beside = {name: str(path.parent / value) for name in _READERS if (value := getattr(found, name))}
        return msgspec.structs.replace(found, **beside)

    def wrong(self) -> str | None:
        """What is wrong with what is said here and not in a file.

        >>> Settings(base="https://example.org/kg").wrong()
        "base: 'https://example.org/kg' is no address such as https://example.org/kg/, with a slash at its end"
        """
        if OWN_BASE.fullmatch(self.base) is None:
            return f"base: {self.base!r} is no address such as https://example.org/kg/, with a slash at its end"
        return self.scheme.check()

    def read(self) -> Inputs:
        """The files that the settings name, read and checked.

        Raises:
            SettingsError: A file is missing, a line of it or the base is not as it should be.
        """
        if wrong := self.wrong():
            raise SettingsError("settings", wrong)
        found: dict[str, Any] = {}
        for name, reader in _READERS.items():
            if path := getattr(self, name):
                try:
                    found[name] = reader(Path(path))
                except (OSError, UnicodeDecodeError) as problem:
                    raise SettingsError(path, getattr(problem, "strerror", None) or str(problem)) from None
        return Inputs(largest=self.largest, ocr=self.ocr, scheme=self.scheme, base=self.base, **found)


def _words(folder: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".txt":
            if path.stem not in list_names():
                near = get_close_matches(path.stem, list_names(), n=1)
                hint = f" Did you mean {near[0]}.txt?" if near else ""
                raise SettingsError(str(path), f"no word list of ours has that name.{hint}")
            lines = path.read_text(encoding="utf-8").splitlines()
            found.append((path.stem, tuple(line.strip() for line in lines if line.strip() and line[0] != "#")))
    if not found:
        raise SettingsError(str(folder), "holds no word list (.txt)")
    return tuple(found)


def _divisions(path: Path) -> tuple[str, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = tuple(line for line in lines if line.strip() and not line.startswith("#"))
    if wrong := check_rows(rows):
        raise SettingsError(str(path), f"{wrong!r} is no division: code, name, first year, year gone, by tabulators")
    return rows


def _manifest(path: Path) -> tuple[ManifestRow, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        unknown = [name for name in table.fieldnames or () if name not in COLUMNS]
        if unknown or "file" not in (table.fieldnames or ()):
            raise SettingsError(str(path), f"its columns are {', '.join(COLUMNS)}, of which file must be there")
        return tuple(_row(path, table.line_num, line) for line in table)


def _row(path: Path, number: int, line: Mapping[str, str | None]) -> ManifestRow:
    row = ManifestRow(**{name: (line.get(name) or "").strip() for name in COLUMNS})
    if not row.file or (row.region and not _CODE.fullmatch(row.region)) or (row.date and not _DATE.fullmatch(row.date)):
        raise SettingsError(str(path), f"line {number}: a file, a code of six digits and a date such as 2025-01-04")
    return row


_READERS: Mapping[str, Callable[[Path], object]] = {
    "words": _words,
    "gazetteer": _divisions,
    "manifest": _manifest,
    "corrections": read_corrections,
}
"""The settings that name a file or folder, and what reads it."""


def _known(cls: type[Settings]) -> str:
    return f"Known: {', '.join(cls.__struct_fields__)}."


def _told(value: object) -> str:
    return str(value) if isinstance(value, int | float) else _digest(value)


def _digest(value: object) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()[:16]
