"""From files to records: the one place that knows the order of the steps. Read it first.

read -> split -> harvest -> mention        one file at a time, in processes      harvest_text
link                                       the only step that sees all files     builders.link
count the terms that may count             one file at a time again              count_file
weigh them: which count without marks      the only other step that sees all     mentions.weighed
mention by the lexicon                     one file at a time again              mention_file
resolve                                    each mention gets its sense           builders.resolve
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from tifatu.builders.components.dissection import dissect
from tifatu.builders.execution.faults import Faults, told
from tifatu.builders.execution.processes import alone
from tifatu.builders.execution.repeats import inputs_digest
from tifatu.builders.execution.shards import Shard, Shards, rules_digest, shard_name, sharing
from tifatu.builders.execution.stages import (
    Harvest,
    Harvested,
    Omitted,
    Options,
    each_file,
    only,
    partly,
    seen_by_all,
    shards_of,
    silent,
    without_copies,
    workers_of,
)
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.gazetteer.versions import divisions
from tifatu.builders.glossary.extent import judge_glossary
from tifatu.builders.glossary.note_marks import link_marks
from tifatu.builders.issuers.attribution import attributions
from tifatu.builders.language.words import lay_over
from tifatu.builders.mentions.candidates import Candidates
from tifatu.builders.mentions.figures import Packed, corpus_of, packed_uses, reference
from tifatu.builders.mentions.quoted import quoted_mentions
from tifatu.builders.mentions.unquoted import Lexicon, lexicon_mentions, usages, weighed
from tifatu.builders.places.find import places
from tifatu.builders.programs.making import programs
from tifatu.builders.read.files import Limits, Text, read
from tifatu.builders.read.finding import Source, find_sources, unread_folders
from tifatu.builders.replay import corrected, corrected_senses
from tifatu.builders.reports.editions import find_editions, sketch, with_editions
from tifatu.builders.reports.manifest import dealt, with_manifest
from tifatu.builders.reports.splitting import split
from tifatu.builders.running_text.harvest import harvest_running
from tifatu.builders.senses.around import Around, asked_in, words_around
from tifatu.builders.senses.known import KnownSenses
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve
from tifatu.builders.settings import Inputs
from tifatu.builders.written import as_read, as_written
from tifatu.graph.errors import ClusterError, DamagedShardError, InputError
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord, Attribution, Definition, Document, Glossary, Mention, Report, Run, Sense, Span
from tifatu.graph.records.files import in_order
from tifatu.graph.survey.facts import year_of
from tifatu.graph.term_keys import TermKeys

VERSION = "0.1.0"
"""Version of the code, written into each run."""

AROUND = 32
"""Characters kept before and behind a definition."""


def build_records(paths: Sequence[str | Path | Source], options: Options | None = None) -> Harvest:
    """Read the reports below the paths and find all that the graph is made of.

    Args:
        paths: Files, folders or glob patterns.
        options: Number of workers, place of the shards, progress, and the settings: what a user may choose. Where
            these bring word lists of their own and this process has read others, the build has a process to itself
            and tells no progress.

    Raises:
        ValueError: No path was given.
        UnreadableFileError: A path that was named does not exist.
        SettingsError: A file that the settings name is missing or not as it should be.
        ClusterError: Workers that were lent have another tifatu, or other word lists.
    """
    if not paths:
        raise ValueError("no path was given: name files, folders or patterns")
    options = options or Options()
    inputs, sources = options.settings.read(), find_sources(paths)
    if lay_over(dict(inputs.words)):
        found = _build(sources, inputs, options)
    elif options.lent:
        raise ClusterError("this process has read other word lists", "Build in a process of its own")
    else:
        found = alone(partial(_build_alone, sources, inputs), dataclasses.replace(options, progress=silent))
    unread = [Omitted(*folder) for folder in unread_folders(paths)]
    return dataclasses.replace(found, omitted=[*found.omitted, *unread])


def inputs_of(paths: Sequence[str | Path | Source], options: Options) -> tuple[str, tuple[Path, ...]]:
    """Digest of all that a build of these paths would read (empty where a file cannot be read), and its roots.

    Raises:
        UnreadableFileError: A path that was named does not exist.
        SettingsError: A file that the settings name is missing or not as it should be.
    """
    inputs = options.settings.read()
    sources, _ = dealt(find_sources(paths), inputs.manifest)
    return inputs_digest(sources, inputs), _roots(sources)


def _roots(sources: Iterable[Source]) -> tuple[Path, ...]:
    return tuple(sorted({source.base for source in sources}))


def _build(sources: Sequence[Source], inputs: Inputs, options: Options) -> Harvest:
    sources, idle = dealt(seen_by_all(sources) if options.lent else sources, inputs.manifest)
    shared, prepare = replace(inputs, manifest=(), corrections=()), partial(lay_over, dict(inputs.words))
    with shards_of(options) as shards, workers_of(options, len(sources), prepare) as pool:
        outcomes = each_file("harvest", partial(harvest_file, shards, shared), sources, pool, options)
        outcomes = without_copies(outcomes)
        files, found, editions = _each_once(shards, only(outcomes, Harvested))
        reports = {report.id: report for report in only(found, Report)}
        definitions, misfits = corrected(only(found, Definition), inputs.corrections)
        definitions, senses = link(definitions, reports)
        definitions, senses, more = corrected_senses(definitions, senses, inputs.corrections)
        asked = asked_in(KnownSenses(definitions, senses, reports), shards.folder)
        candidates = Candidates.from_records(definitions, only(found, Mention))
        count = partial(count_file, shards, candidates.saved_in(shards.folder), shared)
        counted = each_file("count", count, files, pool, options)
        uses = Packed({name: packed for of_file in only(counted, dict) for name, packed in of_file.items()})
        classes = weighed(candidates, corpus_of((year_of(reports[n]), uses[n]) for n in uses).over(reference()))
        lexicon = Lexicon.of(candidates, classes).saved_in(shards.folder)
        mention = partial(mention_file, shards, lexicon, asked, shared)
        lists = each_file("mention", mention, files, pool, options)
        shards.keep_only(file.shard for file in files)
    mentioned = only(lists, Mentioned)
    mentions = only(found, Mention) + [mention for of_file in mentioned for mention in sharing(of_file.further)]
    around = {name: words for of_file in mentioned for name, words in of_file.around.items()}
    issued, others = only(found, Attribution), [one for one in found if not isinstance(one, Definition | Mention)]
    omitted = [*only([*outcomes, *counted, *lists], Omitted), *partly(files)]
    del found, counted, lists, mentioned  # what follows makes new mentions: the old ones would be held beside them
    mentions = resolve(mentions, definitions, senses, reports, issued, around)
    records = [run_of(inputs), *others, *definitions, *_with_cores(definitions, mentions, senses)]
    records += usages(candidates, classes, uses)
    records += programs(records)
    records += divisions(records, Gazetteer.load(inputs.gazetteer))
    return Harvest(in_order(records), omitted, [*_told(files), *editions, *idle, *misfits, *more], _roots(sources))


def _each_once(shards: Shards, files: list[Harvested]) -> tuple[list[Harvested], list[AnyRecord], list[str]]:
    """What the files say, each report once; the files know what is passed over in them, the user is told."""
    records: list[AnyRecord] = []
    sketches, reports_in = {}, dict[str, set[str]]()
    for file in files:  # one shard at a time: the texts that some hold are not needed here
        shard = shards.held(file.shard)
        records += sharing(shard.records)
        sketches.update(shard.sketches)
        reports_in[file.shard] = {report.id for report in only(shard.records, Report)}
    editions = find_editions(only(records, Report), sketches)
    gone = frozenset(edition.report.id for edition in editions)
    records = [record for record in records if record.id not in gone and getattr(record, "report", "") not in gone]
    reports = {report.id: report for report in with_editions(only(records, Report), editions)}
    emptied = {edition.report.source for edition in editions} - {report.source for report in reports.values()}
    kept = [reports.get(one.id, one) for one in records if not isinstance(one, Document) or one.source not in emptied]
    told = [f"{edition.report.source}: {edition}" for edition in editions]
    files = [dataclasses.replace(file, passed_over=gone & reports_in[file.shard]) for file in files]
    return files, kept, told


def _build_alone(sources: Sequence[Source], inputs: Inputs, options: Options) -> Harvest:
    lay_over(dict(inputs.words))
    return _build(sources, inputs, options)


def harvest_file(shards: Shards, inputs: Inputs, source: Source) -> Harvested | Omitted:
    """Map step one: everything that one file says by itself, kept in a shard."""
    try:
        inputs = replace(inputs, manifest=source.listed)
        text = read(source, Limits(inputs.largest, inputs.ocr))
        name = shard_name(source.name, text.document.sha256, inputs.digest)
        shard = shards.load(name)
        if shard is None:
            faults = Faults()
            notes = list(text.warnings)
            records = harvest_text(text, faults, inputs, notes)
            plain = as_read(text.text)
            sketches = {report.id: sketch(plain, report) for report in only(records, Report)}
            shard = Shard(records, faults.found, notes, sketches, text.text if text.places else "")
            shards.save(name, shard)
    except InputError as problem:
        return Omitted(source.name, getattr(problem, "reason", str(problem)))
    except Exception as problem:
        return Omitted(source.name, f"tifatu broke on it ({told(problem)}); please report this", broke=True)
    return Harvested(source, text.document.sha256, name, tuple(shard.notes), tuple(shard.faults))


def harvest_text(
    text: Text, faults: Faults | None = None, inputs: Inputs | None = None, notes: list[str] | None = None
) -> list[AnyRecord]:
    """The document, its reports, and what each report defines, mentions, attributes and names.

    Args:
        text: The text of a file.
        faults: Takes note of the steps that break; what they found before that is kept.
        inputs: What the user chose; of a manifest only the rows of this file.
        notes: Takes what a manifest overruled.

    Raises:
        NoReportError: The text holds no report.
    """
    inputs, faults = inputs or Inputs(), faults or Faults()
    gazetteer = Gazetteer.load(inputs.gazetteer)
    plain = as_read(text.text)
    reports = split(dataclasses.replace(text, text=plain), gazetteer, faults)
    if inputs.manifest:
        reports, overruled = with_manifest(plain, reports, inputs.manifest, gazetteer)
        (notes if notes is not None else []).extend(overruled)
    records: list[AnyRecord] = [text.document]
    for report in reports:
        found = harvest_report(plain, report, gazetteer, faults)
        records += [report, *(found if text.certainty == 1 else _less_sure(found, text.certainty))]
    if notes is not None:
        notes.extend(_weak(glossary) for glossary in only(records, Glossary) if glossary.warnings)
    return records if plain is text.text else [as_written(record, text.text) for record in records]


def _less_sure(records: Iterable[AnyRecord], certainty: float) -> Iterator[AnyRecord]:
    """Records of a text that was read from pictures: none is surer than its characters are."""
    for record in records:
        if isinstance(record, Definition | Attribution):
            record = replace(record, confidence=round(record.confidence * certainty, 2))
        yield record


def _weak(glossary: Glossary) -> str:
    """What the user is told of a glossary that was read badly, or is none."""
    signs = ", ".join(f"{name} {glossary.signs[name]:.2f}" for name in glossary.warnings)
    return f"glossary at {glossary.start}-{glossary.end} is doubtful: score {glossary.score:.2f} ({signs}); please look"


def harvest_report(text: str, report: Report, gazetteer: Gazetteer, faults: Faults) -> Iterator[AnyRecord]:
    """What one report says: definitions of its glossary and its running text, mentions, issuers, places."""
    at = report.start
    if report.glossary:
        glossary, definitions = _glossary(text, report, report.glossary, faults)
        yield from glossary
        yield from _quoted(text, definitions)
    yield from _quoted(text, faults.each("running text", at, lambda: harvest_running(text, report)))
    mentions = list(faults.each("mentions", at, lambda: quoted_mentions(text, report)))
    yield from mentions
    yield from faults.each("issuers", at, lambda: attributions(text, report, mentions, gazetteer))
    yield from faults.each("places", at, lambda: places(text, report, gazetteer))


def _glossary(text: str, report: Report, span: Span, faults: Faults) -> tuple[list[Glossary], list[Definition]]:
    """The appended glossary with its score, and its definitions; one that cannot be taken apart stays whole."""
    read: tuple[Glossary, list[Definition]] | None
    if (read := faults.attempt("glossary", span[0], lambda: judge_glossary(text, span, report), None)) is None:
        return [], []
    found = [faults.attempt("components", one.start, partial(dissect, one, text), one) for one in read[1]]
    return [read[0]], faults.attempt("note marks", span[0], lambda: link_marks(text, report, found), found)


def _quoted(text: str, definitions: Iterable[Definition]) -> Iterator[Definition]:
    """Definitions with the words around them, as a selector of the Web Annotation model quotes them."""
    for found in definitions:
        before, after = text[max(found.start - AROUND, 0) : found.start], text[found.end : found.end + AROUND]
        yield replace(found, before=before, after=after)


@dataclass(frozen=True)
class Mentioned:
    """What step two finds in one file."""

    further: list[Mention]
    """Mentions that only the lexicon of the whole corpus can find."""

    around: dict[str, Around]
    """Mention id -> the words around it, where its sense may hang on them."""


def mention_file(shards: Shards, lexicon: Path, asked: Path, inputs: Inputs, file: Harvested) -> Mentioned | Omitted:
    """Map step three: the further mentions of the lexicon, and the words around those that may mean several things."""
    try:
        written, records = _read_again(shards, inputs, file)
        text = as_read(written)
        found: list[Mention] = []
        for report in file.reports_in(records):
            already = [mention for mention in only(records, Mention) if mention.report == report.id]
            further = lexicon_mentions(text, report, Lexicon.loaded_from(lexicon), already)
            found += (
                further if text is written else only([as_written(mention, written) for mention in further], Mention)
            )
        return Mentioned(found, words_around(text, [*only(records, Mention), *found], asked))
    except DamagedShardError:
        raise
    except Exception as problem:
        return Omitted(file.source.name, f"unquoted mentions broke off ({told(problem)}); all else is kept", broke=True)


def count_file(shards: Shards, candidates: Path, inputs: Inputs, file: Harvested) -> dict[str, bytes] | Omitted:
    """Map step two: how each report of a file uses the terms that may count."""
    try:
        written, records = _read_again(shards, inputs, file)
        text = as_read(written)
        known = Candidates.loaded_from(candidates)
        return {report.id: packed_uses(known.uses(text, report)) for report in file.reports_in(records)}
    except DamagedShardError:
        raise
    except Exception as problem:
        return Omitted(
            file.source.name, f"counting its terms broke off ({told(problem)}); all else is kept", broke=True
        )


def _read_again(shards: Shards, inputs: Inputs, file: Harvested) -> tuple[str, list[AnyRecord]]:
    """The text of a file, as its shard keeps it or from the file itself, and its records."""
    shard = shards.held(file.shard)
    return shard.text or read(file.source, Limits(inputs.largest)).text, shard.records


def run_of(inputs: Inputs | None = None) -> Run:
    """The run: version, rules and settings, no clock and no machine, so that equal runs are equal."""
    inputs = inputs or Inputs()
    digest = rules_digest(inputs.digest)
    told = [f"{name}={value}" for name, value in inputs.as_record().items()]
    return Run(id=identify("X", VERSION, digest, *told), code=VERSION, rules=digest, settings=inputs.as_record())


def _told(files: Iterable[Harvested]) -> Iterator[str]:
    yield from (f"{file.source.name}: {note}" for file in files for note in file.notes)


def _with_cores(
    definitions: Sequence[Definition], mentions: Sequence[Mention], senses: Sequence[Sense]
) -> Iterator[Mention | Sense]:
    """Mentions and senses under the key of their quoted core: 四强行动 is the term 四强 if one writes “四强”行动."""
    keys = TermKeys.learned(definitions)
    for mention in mentions:
        yield mention if (core := keys.of(mention.term)) == mention.term else replace(mention, term=core)
    for sense in senses:
        yield replace(sense, term=keys.of(sense.term))
