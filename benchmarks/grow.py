"""Many reports from few, and what a build of them costs by stage, beside peers on the same files in the same run.

usage: grow.py make FOLDER... -n N -o OUT
       grow.py build FOLDER [--workers N]
       grow.py peers FOLDER

make     grows N reports: the head and the glossary of each are those of a real one with its division and its years
         exchanged, the paragraphs of its body come from several of one level; the same every time
build    seconds, megabytes a second and peak memory by stage
peers    a raw scan by ahocorasick_rs, jieba over the text, and the script that a researcher writes in an afternoon
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

HEAD = 12
"""Lines that stay at the top of a report: title, place, date, speaker, greeting."""

GLOSSARY = re.compile(r"(?m)^[#*\s]*(?:名词解释|附件|附录|注释|注解|相关名词)")
DIVISION = re.compile(r"[\u4e00-\u9fff]{2,4}?[省市县区州盟旗]")
YEAR = re.compile(r"20[012]\d")
STAGES = {
    "tifatu.builders.pipeline": ("link", "asked_in", "weighed", "resolve", "divisions", "in_order"),
    "tifatu.builders.senses.ledger": ("keep_names",),
    "tifatu.graph.store.building": (
        "in_order",
        "write_records",
        "write_derived",
        "Survey",
        "write_index",
        "_fill",
        "seal",
    ),
}
"""Functions whose time and memory is told, beside the stages that run in workers."""


def make(folders: Sequence[Path], count: int, out: Path) -> None:
    """Grow so many reports from those below some folders."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    texts = [text for path in paths if len(text := path.read_text(encoding="utf-8", errors="replace")) > 2000]
    divisions = sorted({found for text in texts for found in DIVISION.findall(text[:200])})
    out.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (out / f"{number:06d}.md").write_text(grown(texts, divisions, random.Random(number)), encoding="utf-8")


def grown(texts: Sequence[str], divisions: Sequence[str], dice: random.Random) -> str:
    """One report."""
    own, *others = dice.sample(texts, min(4, len(texts)))
    at = found.start() if (found := GLOSSARY.search(own, len(own) // 3)) else len(own)
    head, body = own[:at].split("\n")[:HEAD], own[:at].split("\n")[HEAD:]
    pool = [line for text in others for line in text.split("\n")[HEAD:200] if len(line) > 40]
    mixed = [dice.choice(pool) if pool and len(line) > 40 and dice.random() < 0.3 else line for line in body]
    text = "\n".join([*head, *mixed]) + own[at:]
    if place := DIVISION.search(own[:200]):
        text = text.replace(place[0], dice.choice([one for one in divisions if one[-1] == place[0][-1]]))
    shift = dice.randint(-8, 0)
    return YEAR.sub(lambda year: str(max(2001, int(year[0]) + shift)), text)


def peak() -> float:
    """Most megabytes that this process held since it was last asked."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


class Clock:
    """Tells each stage as it ends."""

    def __init__(self, size: float) -> None:
        self.size, self.last, self.cpu = size, time.perf_counter(), time.process_time()

    def tell(self, stage: str) -> None:
        """A row of the table; what came before the stage and was not told is part of it."""
        now, cpu = time.perf_counter(), time.process_time()
        wall = now - self.last
        speed = self.size / max(wall, 0.01)
        print(f"{stage:18s} {wall:7.1f} s {cpu - self.cpu:7.1f} s CPU {speed:8.1f} MB/s {peak():6.0f} MB", flush=True)
        self.last, self.cpu = now, cpu

    def told(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function that tells when it has returned."""

        @wraps(function)
        def telling(*args: Any, **kwargs: Any) -> Any:
            self.tell("(between)")
            result = function(*args, **kwargs)
            self.tell(function.__name__)
            return result

        return telling


def build(folder: Path, workers: int) -> None:
    """Print the table of a build, then of one that finds nothing changed, then of one with a report more."""
    import importlib

    from tifatu.cli import making

    clock = Clock(sum(path.stat().st_size for path in folder.iterdir()) / 1e6)
    for module, names in STAGES.items():
        loaded = importlib.import_module(module)
        for name in names:
            setattr(loaded, name, clock.told(getattr(loaded, name)))
    pipeline = importlib.import_module("tifatu.builders.pipeline")
    each = pipeline.each_file

    def staged(stage: str, *args: Any) -> Any:
        found = each(stage, *args)
        clock.tell(f"{stage} (workers)")
        return found

    pipeline.each_file = staged
    with tempfile.TemporaryDirectory() as scratch:
        reports = Path(shutil.copytree(folder, Path(scratch) / "reports"))
        for title in ("fresh", "nothing changed", "one report more"):
            if title == "one report more":
                first = sorted(reports.iterdir())[0]
                (reports / "zzz.md").write_bytes(first.read_bytes().replace(b"2019", b"2018") + b"\n.")
            began, clock.last, cpu = time.perf_counter(), time.perf_counter(), time.process_time()
            try:
                making.build(Path(scratch) / "kg", [str(reports)], workers=workers)
            except BaseException as leaving:  # its status says that files were left out
                if type(leaving).__name__ != "Exit":
                    raise
            print(
                f"== {title}: {time.perf_counter() - began:.1f} s, {time.process_time() - cpu:.1f} s CPU of the parent"
            )
    print(f"largest worker: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def afternoon(texts: Sequence[str], out: Path) -> int:
    """A researcher's script: regex for quoted slogans and glossaries, jieba, a graph in rdflib, a page by pyvis."""
    import jieba  # noqa: TID251 - as everybody uses it
    import rdflib
    from pyvis.network import Network

    space, graph, page = rdflib.Namespace("https://example.org/"), rdflib.Graph(), Network()
    counts: dict[str, int] = {}
    for number, text in enumerate(texts):
        report = space[f"r{number}"]
        for word in jieba.cut(text):
            counts[word] = counts.get(word, 0) + 1
        for found in re.finditer('[“"]([^”"]{2,12})[”"]', text):
            mention = rdflib.BNode()
            graph.add((mention, space["term"], rdflib.Literal(found[1])))
            graph.add((mention, space["start"], rdflib.Literal(found.start())))
            graph.add((mention, space["inReport"], report))
        for term, said in re.findall(r"(?m)^\s*[\[【(]?\d{1,3}[\]】).．、]\s*([^：:\n]{2,30})[：:](.+)$", text):
            node = rdflib.BNode()
            graph.add((node, space["label"], rdflib.Literal(term)))
            graph.add((node, space["definition"], rdflib.Literal(said)))
            for item in re.split("[、，；]", said):
                graph.add((node, space["component"], rdflib.Literal(item)))
            page.add_node(term, label=term)
            page.add_node(number, label=str(number))
            page.add_edge(term, number)
    graph.serialize(out / "graph.ttl", format="turtle")
    (out / "page.html").write_text(page.generate_html(notebook=False), encoding="utf-8")
    return len(graph)


def raw_scan(texts: Sequence[str]) -> int:
    """All quotation marks, numerals and class nouns, by ahocorasick_rs: the least that any harvester must do."""
    from ahocorasick_rs import AhoCorasick

    from tifatu.builders.language.words import words

    automaton = AhoCorasick([*words("class_nouns"), *'“”"「」《》：:一二三四五六七八九十'])
    return sum(len(automaton.find_matches_as_indexes(text)) for text in texts)


def segmented(texts: Sequence[str]) -> int:
    """Words that jieba finds."""
    import jieba  # noqa: TID251 - as everybody uses it

    return sum(1 for text in texts for _ in jieba.cut(text))


def peers(folder: Path) -> Iterator[str]:
    """A row for each peer, in seconds of CPU."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    size = sum(len(text.encode()) for text in texts) / 1e6
    with tempfile.TemporaryDirectory() as scratch:
        for name, work in (
            ("ahocorasick_rs", lambda: raw_scan(texts)),
            ("jieba", lambda: segmented(texts)),
            ("afternoon script", lambda: afternoon(texts, Path(scratch))),
        ):
            began = time.process_time()
            found = work()
            seconds = time.process_time() - began
            yield f"{name:16s} {seconds:8.1f} s CPU {size / seconds:8.1f} MB/s {found:,} found"


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "build", "peers"))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("-n", type=int, default=300)
    parser.add_argument("-o", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.what == "make":
        make(args.folders, args.n, args.o)
    elif args.what == "build":
        build(args.folders[0], args.workers)
    else:
        for row in peers(args.folders[0]):
            print(row, flush=True)


if __name__ == "__main__":
    main()
