"""How long a build of the real corpus takes and how much memory, with jieba over the same text as the peer.

usage: build.py SHARED [--workers N]

Machines are noisy: what counts is the ratio. jieba.lcut over the same text is what a word-based harvester would spend
before it begins; it is timed on a tenth of the files and scaled.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tifatu.builders.language.segment import segmenter

TIFATU = str(Path(sys.executable).with_name("tifatu"))


def build(corpus: Path, workers: int, folder: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes (of the largest process) of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [TIFATU, "build", str(corpus), "-o", str(folder), "--workers", str(workers), "--quiet"]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def segmentation(corpus: Path) -> tuple[float, int]:
    """CPU seconds that jieba would take for all the text, from a tenth of the files, and the bytes of all."""
    files = sorted(path for path in corpus.rglob("*") if path.suffix in (".md", ".txt"))
    tenth = [path.read_text(encoding="utf-8", errors="replace") for path in files[::10]]
    words = segmenter().words
    words("预热")
    began = time.process_time()
    for text in tenth:
        words(text)
    seconds = time.process_time() - began
    size = sum(path.stat().st_size for path in files)
    return seconds * size / sum(len(text.encode()) for text in tenth), size


def main() -> None:
    """Print build, peer and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    corpus = args.shared / "corpus"
    if not corpus.is_dir():
        print(f"{corpus} is not here: nothing to measure")
        return
    peer, size = segmentation(corpus)
    with tempfile.TemporaryDirectory() as scratch:
        wall, cpu, memory = build(corpus, args.workers, Path(scratch) / "kg")
    print(f"text             {size / 1e6:8.1f} MB")
    print(f"tifatu build     {wall:8.1f} s wall, {cpu:.1f} s CPU, {memory:.0f} MB at most, {args.workers} workers")
    print(f"jieba over it    {peer:8.1f} s CPU (scaled from a tenth)")
    print(f"the whole build takes {cpu / peer:.2f} of the CPU time of segmenting the text once")


if __name__ == "__main__":
    main()
