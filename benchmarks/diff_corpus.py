"""What a change of the rules gains and loses over the real corpus, against another revision.

usage: diff_corpus.py SHARED [--rev REV] [--show N]

Harvests the corpus twice, with the working tree and with REV (checked out beside it), and prints for each kind of
record how many came and went, by the rule that found them, with the first N of each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("report", "definition", "mention", "attribution", "place")
Key = tuple[Any, ...]


def harvest(tree: Path, corpus: Path, out: Path) -> None:
    """Harvest with the code of a tree, whatever is installed: its folders become tifatu's."""
    (tree / ".paths" / "tifatu").mkdir(parents=True, exist_ok=True)
    for folder in ("graph", "builders", "queries", "exports", "cli"):
        link = tree / ".paths" / "tifatu" / folder
        if not link.is_symlink():
            link.symlink_to(tree / folder)
    code = "import sys; sys.argv[0] = 'tifatu'; from tifatu.cli.main import run; run()"
    env = os.environ | {"PYTHONPATH": str(tree / ".paths")}
    command = [sys.executable, "-c", code, "harvest", str(corpus), "-o", str(out), "--quiet"]
    done = subprocess.run(command, env=env, cwd=tree, capture_output=True, text=True)
    if not out.exists():
        sys.exit(f"the harvest of {tree.name} failed: {done.stderr.strip()[-400:]}")


def facts(records: Path) -> Iterator[tuple[str, Key]]:
    """Kind and content of each record, without ids, so that only what was found is compared."""
    for line in records.open(encoding="utf-8"):
        record = json.loads(line)
        kind = record["kind"]
        if kind not in KINDS:
            continue
        where = (record.get("rule", "header"), Path(record["source"]).name, record["start"])
        yield kind, (*where, *(json.dumps(record.get(field), ensure_ascii=False) for field in SHOWN[kind]))


SHOWN = {
    "report": ("title", "date", "session", "speaker", "plans"),
    "definition": ("terms", "text", "components"),
    "mention": ("text", "head", "quoted"),
    "attribution": ("term", "issuer", "region"),
    "place": ("text", "region"),
}
"""What is compared of each kind."""


def compare(old: Path, new: Path, show: int) -> None:
    """Print gains and losses."""
    before, after = set(facts(old)), set(facts(new))
    for kind in KINDS:
        for sign, found in (("+", after - before), ("-", before - after)):
            rows = sorted(key for of_kind, key in found if of_kind == kind)
            rules = Counter(key[0] for key in rows)
            print(f"{sign} {kind:12s} {len(rows):6d}  {', '.join(f'{r} {n}' for r, n in rules.most_common(6))}")
            for key in rows[:show]:
                print(f"    {' | '.join(str(part)[:60] for part in key)}")


def main() -> None:
    """Harvest twice and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--show", type=int, default=12)
    args = parser.parse_args()
    corpus = (args.shared / "corpus").resolve()
    if not corpus.is_dir():
        corpus = ROOT / "samples"
        print(f"{args.shared} is not here: the samples are compared")
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", tree, args.rev], cwd=ROOT, check=True)
        try:
            harvest(tree, corpus, Path(scratch) / "old.jsonl")
            now = Path(scratch) / "now"
            now.mkdir()
            for folder in ("graph", "builders", "queries", "exports", "cli"):
                (now / folder).symlink_to(ROOT / folder)
            harvest(now, corpus, Path(scratch) / "new.jsonl")
            compare(Path(scratch) / "old.jsonl", Path(scratch) / "new.jsonl", args.show)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
