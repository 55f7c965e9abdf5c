"""What stored data and builds go through: kills, flipped bits, mutated imports. Prints what broke, and leaves with 1.

usage: torture.py [--kills N] [--flips N] [--mutants N] [--seed N] [--reports FOLDER]

kills    builds of the reports are killed (-9) at random moments: the graph that stands there stays whole, and no
         process stays; the last build gives the records of an undisturbed one
flips    a bit is turned round in a file of any kind: verify or the next build notices it, no command breaks on it, and
         the next build gives the records that there were
mutants  exports (jsonl, nq, trig) are changed at random and built from: a graph, or one line that says why not
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from spoiling import flip, mutated

from tifatu.cli.main import app
from tifatu.graph.errors import TifatuError
from tifatu.graph.store.building import open_graph

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TIFATU = str(Path(sys.executable).with_name("tifatu"))
PATIENCE = 300
"""Seconds after which a command counts as endless."""

KINDS = ("current/*.json*", "current/SHA256SUMS", "current/index/*", "current/store/*", "shards/*", "*.json")
ASKED = (
    ("stats",),
    ("find", "三", "-g"),
    ("explain", "四强行动", "-g"),
    ("new", "2025", "-g"),
    ("query", "-e", "SELECT * WHERE { ?s ?p ?o }", "-g"),
)


def run(*args: object) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    return subprocess.run([TIFATU, *map(str, args)], capture_output=True, text=True, check=False, timeout=PATIENCE)


def build(reports: Path, kg: Path) -> list[str]:
    """The words of a build."""
    return [TIFATU, "build", str(reports), "-o", str(kg), "--workers", "2", "-q"]


def records(kg: Path) -> bytes:
    """The records of the graph that stands in a folder."""
    return (kg / "current" / "records.jsonl").read_bytes()


def left_of(group: int) -> int:
    """Processes of a group that live still, some seconds after its end."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return 0
        time.sleep(0.1)
    return 1


def kills(times: int, reports: Path, sound: Path, scratch: Path, dice: random.Random) -> Iterator[str]:
    """What breaks where builds are killed."""
    kg = Path(shutil.copytree(sound, scratch / "killed", symlinks=True))
    began = time.perf_counter()
    subprocess.run(build(reports, scratch / "timed"), check=True)
    whole = time.perf_counter() - began
    for turn in range(times):
        if turn % 2:  # every other build goes on from what was done
            shutil.rmtree(kg / "shards", ignore_errors=True)
        running = subprocess.Popen(build(reports, kg), start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(dice.random() * whole)
        running.kill()
        running.wait()
        with open_graph(kg) as graph:
            yield from (f"kill {turn}: {damage}" for damage in graph.damage())
        if left_of(running.pid):
            yield f"kill {turn}: workers stay"
    subprocess.run(build(reports, kg), check=True)
    if records(kg) != records(sound):
        yield "kills: the records are not those of an undisturbed build"


def flips(times: int, reports: Path, sound: Path, scratch: Path, dice: random.Random) -> Iterator[str]:
    """What breaks where bits turn round."""
    for turn in range(times):
        kg = Path(shutil.copytree(sound, scratch / f"flipped{turn}", symlinks=True))
        files = sorted(path for path in kg.glob(KINDS[turn % len(KINDS)]) if path.is_file() and path.stat().st_size)
        file = dice.choice(files)
        name = f"flip in {file.relative_to(kg)}"
        flip(file, dice.random(), 1 << dice.randrange(8))
        for args in ASKED:
            done = run(*args, kg)
            if "Traceback" in done.stderr or done.returncode not in (0, 1):
                yield f"{name}: {args[0]} leaves with {done.returncode}: {done.stderr[-300:]}"
            if "does not parse" in done.stderr:
                yield f"{name}: {args[0]} takes it for a bad query"
        sealed = file.parent.name != "shards" and file.name not in ("LOG", "roots.json", "built.json")
        if sealed and run("verify", kg, "--root", reports.parent).returncode != 1:
            yield f"{name}: verify does not notice it"
        again = subprocess.run(build(reports, kg), capture_output=True, text=True, check=False)
        if again.returncode or records(kg) != records(sound) or run("verify", kg).returncode:
            yield f"{name}: a build does not mend it: {again.stderr[-300:]}"
        shutil.rmtree(kg)


def mutants(times: int, sound: Path, scratch: Path, dice: random.Random) -> Iterator[str]:
    """What breaks on mutated exports."""
    for kind in ("jsonl", "nq", "trig"):
        whole = scratch / f"whole.{kind}"
        if kind == "jsonl":
            whole.write_bytes(records(sound))
        else:
            run("export", sound, "--to", kind, "-o", whole)
        data, ended = whole.read_bytes(), Counter[str]()
        for turn in range(times):
            mutant = scratch / f"mutant.{kind}"
            mutant.write_bytes(mutated(data, dice))
            signal.alarm(PATIENCE)
            done = CliRunner().invoke(
                app, ["build", "--from", str(mutant), "-o", str(scratch / "made"), "-q", "--force"]
            )
            signal.alarm(0)
            told = isinstance(done.exception, TifatuError | SystemExit) or done.exception is None
            ended["refused" if done.exit_code else "built"] += told
            if not told:
                shutil.copy(mutant, scratch.parent / f"broke-{turn}.{kind}")
                yield f"mutant {turn}.{kind}: {done.exception!r}"
        print(f"mutants of {kind}: {dict(ended)}", flush=True)


def main() -> None:
    """Torture a graph of the samples, or of the reports named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("kills", 40), ("flips", 20), ("mutants", 300), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--reports", type=Path, default=SAMPLES)
    args = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch, dice = Path(folder), random.Random(args.seed)
        subprocess.run(build(args.reports, scratch / "sound"), check=True)
        for found in (
            kills(args.kills, args.reports, scratch / "sound", scratch, dice),
            flips(args.flips, args.reports, scratch / "sound", scratch, dice),
            mutants(args.mutants, scratch / "sound", scratch, dice),
        ):
            for line in found:
                broken += 1
                print(line, flush=True)
    print(f"{args.kills} kills, {args.flips} flips, {args.mutants} mutants of each kind: {broken} broke")
    sys.exit(broken > 0)


if __name__ == "__main__":
    main()
