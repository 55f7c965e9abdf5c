"""Run tifatu on the real corpus and hold the scorers' figures against the least that is accepted.

usage: corpus_check.py SHARED [--keep FOLDER]

SHARED holds corpus/, gold/ and score/. Prints every figure; exits 1 when one falls short, 0 when SHARED is missing
(and says so). The floors are what the last change reached, a little rounded: a change that loses says why and
lowers them in the same commit.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TIFATU = str(Path(sys.executable).with_name("tifatu"))


@dataclass(frozen=True)
class Check:
    """One scorer run and the figures that it must reach: pattern with one group -> least value."""

    name: str
    command: tuple[str, ...]
    floors: dict[str, float]


def checks(shared: Path, records: Path) -> list[Check]:
    """The scorer runs, as the issues give them."""
    score, gold, corpus, found = shared / "score", shared / "gold", str(shared / "corpus"), str(records)

    def scorer(name: str, *args: str) -> tuple[str, ...]:
        return (sys.executable, str(score / f"score_{name}.py"), *args)

    f1 = r"P [\d.]+ R [\d.]+ F1 ([\d.]+)"
    return [
        Check("reports", scorer("reports", str(gold / "reports.json"), corpus, found), {r"all fields ([\d.]+)": 0.98}),
        Check(
            "glossaries",
            scorer("glossaries", str(gold / "glossaries"), corpus, found),
            {rf"strict +{f1}": 0.99, rf"components +{f1}": 0.92, rf"parts +{f1}": 0.92},
        ),
        Check(
            "glossaries_wild",
            scorer("glossaries", str(gold / "glossaries_wild"), corpus, found),
            {rf"strict +{f1}": 0.98, rf"components +{f1}": 0.92, rf"parts +{f1}": 0.92},
        ),
        Check(
            "bodies",
            scorer("bodies", str(gold / "bodies"), found, str(gold / "reports.json"), corpus),
            {
                rf"slogan mentions +{f1}": 0.98,
                rf"heads right +{f1}": 0.93,
                rf"in-text definitions +{f1}": 0.85,
                rf"attributions +{f1}": 0.90,
                rf"places +{f1}": 0.95,
            },
        ),
        Check(
            "senses",
            scorer("senses", str(gold / "senses.jsonl"), str(gold / "glossaries"), corpus, found),
            {r"accuracy ([\d.]+)": 0.85, r"homonyms told apart ([\d.]+)": 0.95},
        ),
    ]


def judge(check: Check) -> list[str]:
    """Run a check, print its figures, return what falls short."""
    done = subprocess.run(check.command, capture_output=True, text=True)
    if done.returncode:
        return [f"{check.name}: the scorer failed: {done.stderr.strip()[-300:]}"]
    short = []
    for pattern, least in check.floors.items():
        figure = re.search(pattern, done.stdout)
        value = float(figure[1]) if figure else 0.0
        name = re.split(r" [+(]", pattern)[0].strip()
        print(f"{check.name:16s} {name:22s} {value:.4f} (at least {least})")
        if value < least:
            short.append(f"{check.name}, {name}: {value:.4f} is below {least}")
    return short


def main() -> int:
    """Build, verify, score; 1 when anything falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--keep", type=Path, help="keep the graph in this folder")
    args = parser.parse_args()
    if not (args.shared / "corpus").is_dir():
        print(f"{args.shared} is not here: the checks against the real corpus are left out")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        graph = args.keep or Path(scratch) / "graph"
        began = time.monotonic()
        made = subprocess.run([TIFATU, "build", str(args.shared / "corpus"), "-o", str(graph), "--force"])
        print(f"build of all reports: exit {made.returncode}, {time.monotonic() - began:.1f} s")
        short = [] if made.returncode in (0, 3) else ["the build failed"]
        short += (
            ["verify found claims that do not hold"]
            if subprocess.run([TIFATU, "verify", str(graph)]).returncode
            else []
        )
        for check in checks(args.shared, graph / "current" / "records.jsonl"):
            short += judge(check)
    print("\n".join(short) if short else "all figures reached")
    return bool(short)


if __name__ == "__main__":
    sys.exit(main())
