"""From files to records: the one place that knows the order of the steps. Read it first.

read -> split -> harvest -> mention        one file at a time, in processes      harvest_text
link                                       the only step that sees all files     builders.link
mention by the lexicon                     one file at a time again              mention_file
resolve                                    each mention gets its sense           builders.resolve
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from tifatu.builders.components import dissect
from tifatu.builders.gazetteer import Gazetteer
from tifatu.builders.glossary import read_glossary
from tifatu.builders.issuers import attributions
from tifatu.builders.lexicon import Lexicon, lexicon_mentions
from tifatu.builders.link import link
from tifatu.builders.marks import link_marks
from tifatu.builders.mentions import quoted_mentions
from tifatu.builders.parallel import Died, Pool, available_cores, map_in_order
from tifatu.builders.places import places
from tifatu.builders.read import Source, Text, find_sources, read
from tifatu.builders.reports import split
from tifatu.builders.resolve import resolve
from tifatu.builders.running import harvest_running
from tifatu.builders.shards import Shards, rules_digest, shard_name
from tifatu.graph.errors import InputError
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Report, Run
from tifatu.graph.records import in_order
from tifatu.graph.term_keys import TermKeys

VERSION = "0.1.0"
"""Version of the code, written into each run."""

Kind = TypeVar("Kind")
Progress = Callable[[str, int, int], None]
"""Called with the step, the items done and the items in all."""


def silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Options:
    """How to build; the defaults serve."""

    workers: int = 0
    """Processes; 0 takes every core that this process may use."""

    shards: Path | None = None
    """Where harvested files are kept between builds; None keeps them only until the end."""

    progress: Progress = silent


@dataclass(frozen=True)
class Omitted:
    """A file that was left out, and why."""

    source: str
    reason: str
    harmless: bool = False
    """True when nothing is lost: another file has the same text."""


@dataclass(frozen=True)
class Harvested:
    """A file that was read, the hash of its text, and the shard that holds what was found."""

    source: Source
    sha256: str
    shard: str


@dataclass(frozen=True)
class Harvest:
    """Everything that was found, in the order in which it is written, and what was left out."""

    records: list[AnyRecord]
    omitted: list[Omitted]

    def counts(self) -> dict[str, int]:
        """Kind of record -> how many, for people."""
        kinds = Counter(str(record.__struct_config__.tag) for record in self.records)
        return {kind: kinds[kind] for kind in ("report", "definition", "sense", "mention", "attribution", "place")}


def build_records(paths: Sequence[str | Path], options: Options | None = None) -> Harvest:
    """Read the reports below the paths and find all that the graph is made of.

    Args:
        paths: Files, folders or glob patterns.
        options: Number of workers, place of the shards, progress.

    Raises:
        UnreadableFileError: A path that was named does not exist.
    """
    options = options or Options()
    sources = find_sources(paths)
    with _shards_of(options) as shards:
        outcomes = _without_copies(_each("harvest", partial(harvest_file, shards), sources, options))
        files = [outcome for outcome in outcomes if isinstance(outcome, Harvested)]
        found = [record for file in files for record in shards.load(file.shard) or ()]
        reports = {report.id: report for report in _only(found, Report)}
        definitions, senses = link(_only(found, Definition), reports)
        keys = keys_of(definitions)
        lexicon = Lexicon.from_records(definitions, _only(found, Mention))
        lists = _each("mention", partial(mention_file, shards), files, options, lexicon)
    mentions = _only(found, Mention) + [m for each in lists if isinstance(each, list) for m in each]
    mentions = resolve(mentions, definitions, senses, reports, _only(found, Attribution))
    mentions = [msgspec.structs.replace(m, term=keys.of(m.term)) for m in mentions]
    senses = [msgspec.structs.replace(sense, term=keys.of(sense.term)) for sense in senses]
    others = [record for record in found if not isinstance(record, Definition | Mention)]
    omitted = [o for o in outcomes if isinstance(o, Omitted)]
    return Harvest(in_order([run_of(), *others, *definitions, *mentions, *senses]), omitted)


def harvest_file(shards: Shards, source: Source) -> Harvested | Omitted:
    """Map step one: everything that one file says by itself, kept in a shard."""
    try:
        text = read(source)
        name = shard_name(source.name, text.document.sha256)
        if not shards.holds(name):
            shards.save(name, harvest_text(text))
    except InputError as problem:
        return Omitted(source.name, problem.reason if hasattr(problem, "reason") else str(problem))
    return Harvested(source, text.document.sha256, name)


def harvest_text(text: Text) -> list[AnyRecord]:
    """The document, its reports, and what each report defines, mentions, attributes and names.

    Raises:
        NoReportError: The text holds no report.
    """
    gazetteer = Gazetteer.load()
    records: list[AnyRecord] = [text.document]
    for report in split(text, gazetteer):
        records += [report, *harvest_report(text.text, report, gazetteer)]
    return records


def harvest_report(text: str, report: Report, gazetteer: Gazetteer) -> Iterator[AnyRecord]:
    """What one report says: definitions of its glossary and its running text, mentions, issuers, places."""
    glossary = read_glossary(text, report.glossary, report) if report.glossary else []
    yield from link_marks(text, report, [dissect(definition, text) for definition in glossary])
    yield from harvest_running(text, report)
    mentions = quoted_mentions(text, report)
    yield from mentions
    yield from attributions(text, report, mentions, gazetteer)
    yield from places(text, report, gazetteer)


def mention_file(shards: Shards, file: Harvested) -> list[Mention]:
    """Map step two: the further mentions that only the lexicon of the whole corpus can find."""
    text, records = read(file.source).text, shards.load(file.shard) or []
    found: list[Mention] = []
    for report in _only(records, Report):
        already = [mention for mention in _only(records, Mention) if mention.report == report.id]
        found += lexicon_mentions(text, report, _lexicon(), already)
    return found


def _without_copies(outcomes: Sequence[Harvested | Omitted]) -> list[Harvested | Omitted]:
    """Of files with the same text only the first is kept: their records would be the same, too."""
    first: dict[str, str] = {}
    kept: list[Harvested | Omitted] = []
    for outcome in outcomes:
        name = first.setdefault(outcome.sha256, outcome.source.name) if isinstance(outcome, Harvested) else ""
        if isinstance(outcome, Harvested) and name != outcome.source.name:
            kept.append(Omitted(outcome.source.name, f"has the same text as {name}", harmless=True))
        else:
            kept.append(outcome)
    return kept


def keys_of(definitions: Sequence[Definition]) -> TermKeys:
    """What headwords teach: 四强行动 is the term 四强, because someone writes “四强”行动."""
    keys = TermKeys()
    for definition in definitions:
        for form in definition.terms:
            keys.learn(form)
    return keys


def run_of() -> Run:
    """The run: version and rules, no clock and no machine, so that equal runs are equal."""
    digest = rules_digest()
    return Run(id=identify("X", VERSION, digest), code=VERSION, rules=digest, settings={})


@cache
def _worker_facts() -> list[Lexicon]:
    """The one thing that a worker keeps: the lexicon, sent once and not with every file."""
    return []


def _set_lexicon(lexicon: Lexicon | None) -> None:
    _worker_facts()[:] = [lexicon] if lexicon else []


def _lexicon() -> Lexicon:
    return _worker_facts()[0]


def _each(
    step: str,
    function: Callable[..., Kind],
    items: Sequence[Source] | Sequence[Harvested],
    options: Options,
    lexicon: Lexicon | None = None,
) -> list[Kind | Omitted]:
    """Run one step over all files, telling progress; a file that kills its worker is left out by name."""
    pool = Pool(options.workers or available_cores(), _set_lexicon, (lexicon,))
    results: list[Kind | Omitted] = []
    for result in map_in_order(function, items, pool):
        if isinstance(result, Died):
            name = getattr(result.item, "source", result.item)
            results.append(Omitted(str(getattr(name, "name", name)), f"the {step} step died on it twice"))
        else:
            results.append(result)
        options.progress(step, len(results), len(items))
    return results


def _only(records: Sequence[object], kind: type[Kind]) -> list[Kind]:
    return [record for record in records if isinstance(record, kind)]


@contextmanager
def _shards_of(options: Options) -> Iterator[Shards]:
    if options.shards is not None:
        options.shards.mkdir(parents=True, exist_ok=True)
        yield Shards(options.shards)
        return
    with tempfile.TemporaryDirectory(prefix="tifatu-") as folder:
        yield Shards(Path(folder))
