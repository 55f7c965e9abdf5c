"""Make the index of terms from records that stand in their file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tifatu.graph.index.entries import ENTRIES, NOWHERE, REPORTS, TERMS, TEXTS, USES, Entry, ReportLine
from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition, Glossary, Mention, Report, Sense, Usage
from tifatu.graph.pinyin import romanise
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.survey.facts import UNKNOWN_YEAR, Survey, all_parts, year_of


@dataclass
class _Found:
    """What one pass over the records finds out."""

    reports: list[tuple[int, Report]] = field(default_factory=list)
    senses: dict[str, list[tuple[int, Sense]]] = field(default_factory=lambda: defaultdict(list))
    definitions: dict[str, list[tuple[int, Definition]]] = field(default_factory=lambda: defaultdict(list))
    uses: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    """Term -> report -> mentions, definitions."""

    of: dict[str, Report] = field(default_factory=dict)
    """Id -> report."""

    usages: dict[str, int] = field(default_factory=dict)
    """Key -> offset of its usage."""

    annexes: dict[str, int] = field(default_factory=dict)
    """Report -> offset of its glossary."""

    def use(self, term: str, report: str, which: int) -> None:
        """Count a mention (0) or a definition (1)."""
        self.uses[term].setdefault(report, [0, 0])[which] += 1


def write_index(place: Path, records: RecordFile, survey: Survey) -> None:
    """Fill a new folder with the index; equal records give equal bytes.

    Args:
        place: The folder.
        records: The records of the generation.
        survey: Of the same records.
    """
    place.mkdir()
    found = _looked_through(records, survey)
    found.reports.sort(key=lambda pair: (year_of(pair[1]) or UNKNOWN_YEAR, pair[1].source, pair[1].start))
    numbers = {report.id: number for number, (_, report) in enumerate(found.reports)}
    keys = sorted(survey.terms)
    aliases = survey.keys.aliases()
    encode = msgspec.json.encode
    at = 0
    with (place / TERMS).open("w", encoding="utf-8", newline="\n") as lines, (place / ENTRIES).open("wb") as entries:
        for key in keys:
            definitions = _earliest_first(found.definitions.get(key, ()), numbers)
            line = encode(_entry(found, key, definitions, numbers)) + b"\n"
            lines.write("\t".join(map(_cell, _term(found, key, aliases, definitions, at))) + "\n")
            entries.write(line)
            at += len(line)
    _write_reports(place, found, {key: number for number, key in enumerate(keys)})
    _write_texts(place, found, keys)


def _looked_through(records: RecordFile, survey: Survey) -> _Found:
    found = _Found()
    for at, record in records.with_offsets():
        if isinstance(record, Mention):
            found.use(survey.keys.of(record.term), record.report, 0)
        elif isinstance(record, Definition):
            for key in dict.fromkeys(survey.keys_of(record.id)):
                found.definitions[key].append((at, record))
                found.use(key, record.report, 1)
        elif isinstance(record, Report):
            found.reports.append((at, record))
            found.of[record.id] = record
        elif isinstance(record, Sense):
            found.senses[survey.keys.of(record.term)].append((at, record))
        elif isinstance(record, Usage):
            found.usages[record.term] = at
        elif isinstance(record, Glossary):
            found.annexes[record.report] = at
    return found


def _earliest_first(
    definitions: Iterable[tuple[int, Definition]], numbers: dict[str, int]
) -> list[tuple[int, Definition]]:
    return sorted(definitions, key=lambda pair: (numbers.get(pair[1].report, len(numbers)), pair[1].start, pair[0]))


def _entry(found: _Found, key: str, definitions: list[tuple[int, Definition]], numbers: dict[str, int]) -> Entry:
    senses = sorted(found.senses.get(key, ()), key=lambda pair: (-_size(pair[1]), pair[1].id))
    uses = sorted((numbers[report], *count) for report, count in found.uses.get(key, {}).items() if report in numbers)
    return Entry(
        senses=tuple(at for at, _ in senses),
        definitions=tuple(at for at, _ in definitions),
        uses=tuple(number for use in uses for number in use),
        usage=found.usages.get(key),
    )


def _term(
    found: _Found, key: str, aliases: dict[str, list[str]], definitions: list[tuple[int, Definition]], at: int
) -> Iterator[object]:
    """The cells of a term's line; see TermLine."""
    senses = sorted((sense for _, sense in found.senses.get(key, ())), key=lambda sense: (-_size(sense), sense.id))
    label = senses[0].label if senses else key
    uses = [(found.of[name], counts) for name, counts in found.uses.get(key, {}).items() if name in found.of]
    years = [year for report, _ in uses if (year := year_of(report))]
    parts = {term_key(part.term) for _, definition in definitions for part in all_parts(definition.parts)}
    written = {term_key(form) for sense in senses for form in (sense.label, *sense.alternatives)}
    read = [romanise(form) for form in dict.fromkeys((key, label))]
    yield from (key, label, min(years, default=""), max(years, default=""), len(uses))
    yield sum(counts[0] for _, counts in uses)
    yield from (len(definitions), len(senses))
    yield len({report.region.code or report.region.name for report, _ in uses if report.region})
    yield _barred(sorted({key, *written, *aliases.get(key, ())}))
    yield _barred(sorted(parts - {key}))
    yield _barred(dict.fromkeys(form.sort_key.replace(" ", "") for form in read))
    yield _barred(dict.fromkeys(form.initials for form in read))
    yield at


def _write_reports(place: Path, found: _Found, terms: dict[str, int]) -> None:
    said: dict[str, list[int]] = defaultdict(list)
    for key in terms:
        for report, (mentions, definitions) in found.uses.get(key, {}).items():
            said[report] += (terms[key], mentions, definitions)
    offset = 0
    with (place / REPORTS).open("wb") as out, (place / USES).open("wb") as uses:
        for at, held in found.reports:
            used = msgspec.json.encode(said.get(held.id, [])) + b"\n"
            uses.write(used)
            region = held.region
            own = [region] if region else []
            line = ReportLine(
                at=at,
                id=held.id,
                year=year_of(held),
                region=region.name if region else NOWHERE,
                code=region.code if region else None,
                level=region.level if region else NOWHERE,
                above=tuple(name for one in (*own, *held.parents) for name in (one.code, one.name) if name),
                title=held.title,
                source=held.source,
                uses=offset,
                annex=found.annexes.get(held.id),
            )
            offset += len(used)
            out.write(msgspec.json.encode(line) + b"\n")


def _write_texts(place: Path, found: _Found, keys: list[str]) -> None:
    with (place / TEXTS).open("w", encoding="utf-8", newline="\n") as out:
        for number, key in enumerate(keys):
            for text, count in sorted(Counter(_cell(d.text) for _, d in found.definitions.get(key, ())).items()):
                out.write(f"{number}\t{count}\t{text}\n")


def _size(sense: Sense) -> int:
    return sum(len(variant.definitions) for variant in sense.variants)


def _barred(forms: Iterable[str]) -> str:
    kept = [form.replace("|", "") for form in forms if form]
    return f"|{'|'.join(kept)}|" if kept else ""


def _cell(value: object) -> str:
    """A value in one field of one line."""
    return " ".join(str(value).split())
