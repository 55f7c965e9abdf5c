"""What can go wrong, as a tree; each error holds its facts and says what, where and what to do next.

TifatuError
├── InputError
│   ├── UnreadableFileError     a file cannot be read as text
│   ├── NoReportError           a text holds no report
│   ├── SettingsError           a setting, or a file that it names, is not as it should be
│   ├── BadRecordError          a line of records.jsonl is no record
│   └── UnsoundRecordError      a record has a field that cannot be
├── GraphFolderError
│   ├── FolderInUseError        the output folder exists, or is not ours
│   ├── NoGraphError            the folder holds no finished graph
│   ├── OldGraphError           the graph was built by another version of tifatu
│   ├── DamagedGraphError       files of the graph are not what was written
│   ├── DamagedShardError       what a running build had kept of a file is no longer there
│   └── BusyError               another build writes there
├── MissingPackageError         something needs a package that is not installed
├── ClusterError                workers that were lent cannot do the work
└── QuestionError
    ├── UnknownQueryError       no query has that name
    ├── UnknownTermError        no term has that label
    ├── UnknownRegionError      no report is of that region
    ├── UnknownReportError      no report, or more than one, is named so
    ├── AmbiguousRegionError    several regions are called so
    ├── NoReportAboveError      no division above a region has a report
    ├── ParameterError          a query was given too few, too many or wrong parameters
    ├── UnknownFormatError      no exporter has that name
    ├── PipeError               a format of several files cannot go into a pipe
    ├── BadQueryError           SPARQL does not parse
    ├── ForbiddenQueryError     SPARQL would reach out of the graph, or change it
    ├── QueryLimitError         a query went beyond a limit and was stopped
    └── QueryCrashError         the process that answered a query died
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar


class TifatuError(Exception):
    """Anything that a user can mend; the command line prints its one line."""


class InputError(TifatuError):
    """Something is wrong with what was given to read."""


class UnreadableFileError(InputError):
    """A file cannot be read as text."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source, self.reason = source, reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class NoReportError(InputError):
    """A text holds no government work report."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source, self.reason = source, reason

    def __str__(self) -> str:
        return f"{self.source}: no report found ({self.reason})"


class SettingsError(InputError):
    """A setting, or a file that a setting names, is not as it should be."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class BadRecordError(InputError):
    """A line of a records file is no record."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path, self.line, self.reason = path, line, reason

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: not a record ({self.reason}). Harvest again to make the file anew."


class UnsoundRecordError(InputError):
    """A record has the form of one, and a field of it cannot be."""

    def __init__(self, path: Path, kind: str, record: str, field: str, reason: str) -> None:
        super().__init__(path, kind, record, field, reason)
        self.path, self.kind, self.record, self.field, self.reason = path, kind, record, field, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.field} of the {self.kind} {self.record!r}: {self.reason}. Nothing was changed."


class GraphFolderError(TifatuError):
    """Something is wrong with the folder of a graph."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class FolderInUseError(GraphFolderError):
    """The output folder exists and was not to be replaced, or is none of ours."""

    def __init__(self, path: Path, ours: bool) -> None:
        super().__init__(path)
        self.args = (path, ours)
        self.ours = ours

    def __str__(self) -> str:
        if self.ours:
            return f"{self.path} exists; nothing was changed. Replace it with --force, or name another folder."
        return f"{self.path} exists and was not made by tifatu; nothing was changed. Name another folder."


class NoGraphError(GraphFolderError):
    """The folder holds no finished graph."""

    def __str__(self) -> str:
        return f"{self.path} holds no finished graph. Make one with: tifatu build REPORTS -o {self.path}"


class OldGraphError(GraphFolderError):
    """The graph was built by a version that laid graphs out in another way."""

    def __init__(self, path: Path, newer: bool = False) -> None:
        super().__init__(path)
        self.args = (path, newer)
        self.newer = newer

    def __str__(self) -> str:
        if self.newer:
            return f"{self.path} was built by a newer version of tifatu. Read it with that one."
        return (
            f"{self.path} was built by an older version of tifatu. Build it again: tifatu build REPORTS -o {self.path}"
        )


class DamagedGraphError(GraphFolderError):
    """Files of the graph are not what was written: a disk or another program has changed them."""

    shown = 3
    """Files that are named."""

    def __init__(self, path: Path, damage: Sequence[str]) -> None:
        super().__init__(path)
        self.args = (path, damage)
        self.damage = damage

    def __str__(self) -> str:
        more = f" and {len(self.damage) - self.shown} more" if len(self.damage) > self.shown else ""
        told = ", ".join(self.damage[: self.shown]) + more
        return f"{self.path} is damaged ({told}). Build it again from its reports: tifatu build REPORTS -o {self.path}"


class DamagedShardError(GraphFolderError):
    """What a build had kept of a file changed before the build had ended."""

    def __str__(self) -> str:
        return f"{self.path} was changed by a disk or another program during the build. Run the same command again."


class BusyError(GraphFolderError):
    """Another build writes there."""

    def __str__(self) -> str:
        return f"{self.path}: another build is writing there. Wait for it to end, then try again."


class MissingPackageError(TifatuError):
    """Something needs a package that comes with an extra, and it is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def __str__(self) -> str:
        return f"This needs {self.package}, which is not installed. Get it with: pip install 'tifatu[{self.extra}]'"


class ClusterError(TifatuError):
    """Workers that were lent cannot do the work."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(what, next_step)  # both travel back from a worker
        self.what, self.next_step = what, next_step

    def __str__(self) -> str:
        return f"The cluster cannot be used: {self.what}. {self.next_step}."


class QuestionError(TifatuError):
    """Someone asked for something that does not exist."""

    what = "thing"
    likeness = 0.5
    """How much a known name has to be like the given one to be offered."""

    def __init__(self, name: str, known: Collection[str] = ()) -> None:
        super().__init__(name, known)  # keeps the facts in .args, so the error can be pickled
        self.name, self.known = name, sorted(known)

    def __str__(self) -> str:
        near = get_close_matches(self.name, self.known, n=1, cutoff=self.likeness)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        listed = f" Known: {', '.join(self.known)}." if 0 < len(self.known) <= 40 else ""
        return f"No {self.what} is named {self.name!r}.{hint}{listed}"


class UnknownQueryError(QuestionError):
    """No ``.rq`` file has that name."""

    what = "query"


class UnknownTermError(QuestionError):
    """No term of the graph has that label."""

    what = "term"


class UnknownRegionError(QuestionError):
    """No report of the graph is of that region or of one below it."""

    what = "region"
    likeness = 0.4  # of two or three characters one may be wrong: 酒全, 酒泉市


class UnknownReportError(QuestionError):
    """No report is named so, or more than one."""

    shown = 5
    """Reports that are named."""

    def __str__(self) -> str:
        more = " …" if len(self.known) > self.shown else ""
        return f"Not one report is named {self.name!r}. There are {', '.join(self.known[: self.shown])}{more}"


class AmbiguousRegionError(QuestionError):
    """Several regions of the graph are called so."""

    def __str__(self) -> str:
        return f"{self.name!r} may be {'、'.join(self.known)}. Name one of them, or give its code."


class NoReportAboveError(QuestionError):
    """The graph holds no report of a division above a region."""

    def __str__(self) -> str:
        return f"No report of a division above {self.name!r} is held here. Name another region: --with REGION."


class ParameterError(QuestionError):
    """A named query was not given the parameters that it asks for."""

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(query)
        self.args = (query, reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"Query {self.name!r}: {self.reason}"


class UnknownFormatError(QuestionError):
    """No exporter has that name."""

    what = "format"


class PipeError(QuestionError):
    """A format makes several files, and a pipe was named for them."""

    def __str__(self) -> str:
        return f"{self.name} makes several files, which do not fit a pipe. Name a folder, or a .zip: -o {self.name}.zip"


class BadQueryError(QuestionError):
    """The SPARQL does not parse."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.args = (reason,)

    def __str__(self) -> str:
        return f"The query does not parse: {self.name}"


class ForbiddenQueryError(QuestionError):
    """The SPARQL would reach out of the graph, or change it."""

    def __init__(self, word: str, reason: str) -> None:
        super().__init__(word)
        self.args = (word, reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name} is not allowed here: {self.reason}."


class QueryLimitError(QuestionError):
    """A query went beyond a limit, and was stopped."""

    told: ClassVar[dict[str, tuple[str, str]]] = {
        "seconds": ("took longer than {0:g} seconds", "--max-seconds {1:g}"),
        "memory": ("needed more than {0:,} MB of memory", "--max-memory {1}"),
        "rows": ("has more than {0:,} rows", "--limit N for the first ones, or --max-rows {1}"),
        "megabytes": ("gives more than {0:,} MB", "--limit N for the first rows, or --max-megabytes {1}"),
        "depth": ("has more than {0} brackets within each other", "--max-depth {1}"),
        "characters": ("is longer than {0:,} characters", "--max-characters {1}"),
    }
    """Limit -> what happened, and the option that raises it."""

    def __init__(self, limit: str, value: float) -> None:
        super().__init__(limit)
        self.args = (limit, value)
        self.value = value

    @property
    def happened(self) -> str:
        """What the query did, without how to raise the limit."""
        return f"The query {self.told[self.name][0].format(self.value)} and was stopped."

    def __str__(self) -> str:
        option = self.told[self.name][1].format(self.value, self.value * 2)
        python = f"KnowledgeGraph(…, limits=Limits({self.name}={self.value * 2:g}))"
        return f"{self.happened} To raise the limit: {option}; in Python {python}."


class QueryCrashError(QuestionError):
    """The process that answered a query died; the graph and whoever asked are unharmed."""

    def __str__(self) -> str:
        return f"The query made its process crash ({self.name}); the graph is unharmed. Write it with less nesting."
