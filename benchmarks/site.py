"""How long the pages of a graph take, and how much memory, with one process and with several in the same run.

usage: site.py KG [--workers 1 2]

Memory is the largest sum over all processes of what each holds, shared pages counted once (PSS, Linux only). The digest
is that of all files: it must be the same in every line. Beside the whole, the pages of the terms with most definitions.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

EXPORT = """
import sys
from tifatu.cli.main import run
from tifatu.builders.execution import processes
workers = int(sys.argv.pop(1))
processes.available_cores = lambda: workers
run()
"""
LARGEST = 10
"""Pages of terms whose sizes are told."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("graph", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    print("workers\twall s\tCPU s\tMB\tfiles\tdigest")
    for workers in asked.workers:
        with tempfile.TemporaryDirectory() as place:
            site = Path(place) / "site"
            figures = _export(asked.graph, site, workers)
            files = sorted(path for path in site.rglob("*") if path.is_file())
            digest = sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:12]
            print(workers, *figures, len(files), digest, sep="\t", flush=True)
            sizes = sorted((path.stat().st_size, path.name) for path in (site / "terms").iterdir())
    for size, name in reversed(sizes[-LARGEST:]):
        print(f"{size:,}\t{name}")


def _export(graph: Path, site: Path, workers: int) -> tuple[str, str, str]:
    """Wall and CPU seconds, and the most memory in MB."""
    command = [sys.executable, "-c", EXPORT, str(workers), "export", str(graph), "--to", "html", "-o", str(site)]
    before, began, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_held, _family(process.pid))))
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(process.returncode)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.monotonic() - began:.0f}", f"{cpu:.0f}", f"{most / 1024:.0f}"


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    """KB of a process, its part of shared pages only; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
