"""The command tifatu: one line for each mistake, an exit status that says how it went."""

from __future__ import annotations

import errno
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from tifatu.cli.agents import mcp
from tifatu.cli.asking import query, stats
from tifatu.cli.auditing import audit
from tifatu.cli.checking import verify
from tifatu.cli.comparing import diff
from tifatu.cli.correcting import correct
from tifatu.cli.drafting import check
from tifatu.cli.giving import export
from tifatu.cli.looking import compare, explain, find, new, timeline
from tifatu.cli.making import build, harvest
from tifatu.cli.opening import open_page
from tifatu.cli.reading import read
from tifatu.cli.serve import serve
from tifatu.cli.speaking import speak_plainly
from tifatu.cli.validating import validate
from tifatu.graph.errors import TifatuError

FAILED = 1
"""Exit status: nothing was made, the line on stderr says why."""


STOPPED = 130
"""Exit status after Ctrl-C, as shells expect it; also where the system or a closing terminal ends the command."""

ENDING = ("SIGTERM", "SIGHUP")
"""Signals that end a command like Ctrl-C, where the system has them and nobody (nohup) has chosen otherwise."""

STOPPED_LINE = "Stopped. What was there before is unchanged; run the same command again to go on."

app = typer.Typer(
    name="tifatu",
    help="提法图: who defined which slogan, where, when, in which words. Reads government work reports, "
    "builds a knowledge graph, answers SPARQL, writes Turtle and interactive pages.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    build,
    harvest,
    find,
    explain,
    timeline,
    compare,
    new,
    check,
    correct,
    read,
    query,
    serve,
    mcp,
    stats,
    verify,
    audit,
    validate,
    export,
    diff,
):
    app.command()(command)
app.command("open")(open_page)


def tell_version(wanted: bool) -> None:
    """Print the version and leave, where it is wanted."""
    if wanted:
        from importlib.metadata import version

        print(f"tifatu {version('tifatu')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Tell the version and leave.")
]


@app.callback(help=app.info.help)
def about(version: Version = False) -> None:
    """What holds for all commands."""


def run() -> None:
    """Run the command line and leave with its exit status."""
    speak_plainly()
    for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)
    try:
        app()
    except TifatuError as problem:
        _leave(str(problem), FAILED)
    except OSError as problem:
        _leave(_of_system(problem), FAILED)
    except KeyboardInterrupt:
        _leave(STOPPED_LINE, STOPPED)
    except SystemExit as leaving:  # typer turns Ctrl-C into this
        if leaving.code != STOPPED:
            raise
        _leave(STOPPED_LINE, STOPPED)


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a terminal that closes says it twice
    raise KeyboardInterrupt


def _of_system(problem: OSError) -> str:
    where = problem.filename or "the output"
    if problem.errno == errno.ENOSPC:
        return f"{where}: the disk is full. What was there before is unchanged; make room, then run it again."
    if problem.errno == errno.EPIPE:
        return "The reader of this output has gone."
    return f"{where}: {problem.strerror or problem}. Nothing was changed."


def _leave(line: str, status: int) -> None:
    print(f"tifatu: {line}", file=sys.stderr)
    sys.exit(status)
