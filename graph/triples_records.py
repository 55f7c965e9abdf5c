"""Rows -> records: what triples_rows writes, taken back; every record comes out as it went in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Join,
    Mention,
    Part,
    Place,
    Region,
    Report,
    Run,
    Sense,
    Span,
    Variant,
)
from tifatu.graph.namespaces import PREFIXES
from tifatu.graph.triples_order import restored
from tifatu.graph.triples_reader import Rows, Values
from tifatu.graph.triples_values import COUNTS, ORIGINS, RECEIPTS, VERDICTS

_COUNTS = {name: count for count, name in COUNTS.items()}
_ORIGINS = {name: origin for origin, name in ORIGINS.items()}
_VERDICTS = {name: verdict for verdict, name in VERDICTS.items()}


def records_of(path: Path) -> Iterator[AnyRecord]:
    """The records that an export of the full profile was written from, kind by kind.

    Raises:
        UnreadableFileError: It is no RDF, or not the whole of an export.
    """
    taken = _Import(Rows(path))
    for prefix, record in taken.kinds().items():
        for name, row in taken.rows.all(prefix):
            try:
                yield record(name, row)
            except (KeyError, IndexError, ValueError) as problem:
                reason = f"<{PREFIXES[prefix]}{name}> is not as tifatu writes it ({problem!r})"
                raise UnreadableFileError(str(path), reason) from None
    yield from taken.divisions()


class _Import:
    """Rows that belong together, joined."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._rules = {name: _must(row, "name") for name, row in rows.all("tfrule")}
        self._variants = self._by("tfvar", "sense")
        self._joins = self._by("tfj", "sense")
        self._members = self._by("tfd", "variant")

    def kinds(self) -> dict[str, Callable[[str, Values], AnyRecord]]:
        """Prefix -> what makes a record of a row."""
        return {
            "tfrun": self._run,
            "tfdoc": self._document,
            "tfr": self._report,
            "tfd": self._definition,
            "tfm": self._mention,
            "tfa": self._attribution,
            "tfpl": self._place,
            "tfs": self._sense,
        }

    def divisions(self) -> Iterator[Division]:
        """Versions of divisions, which are nodes of their own."""
        for _, row in self.rows.all("tfreg"):
            if version := _one(row, "version"):
                period = self.rows.of("tfper", row["period"][0]) if "period" in row else {}
                region = Region(_one(row, "code"), _one(row, "name") or "", _one(row, "level") or "")
                yield Division(
                    id=version,
                    region=region,
                    since=_year(_one(period, "since")),
                    until=_year(_one(period, "until")),
                    parents=tuple(_chain(row).values()),
                )

    def _by(self, prefix: str, field: str) -> dict[str, list[str]]:
        """Names of one class by the thing that they belong to."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, row in self.rows.all(prefix):
            for whole in row.get(field, ()):
                found[whole].append(name)
        return found

    def _run(self, name: str, row: Values) -> Run:
        settings = restored("settings", row.get("settings", ()), row.get("order", ()))
        pairs = (setting.partition("=") for setting in settings)
        return Run(
            id=name,
            code=_must(row, "code"),
            rules=_must(row, "rules"),
            settings={name: value for name, _, value in pairs},
        )

    def _document(self, name: str, row: Values) -> Document:
        return Document(
            id=name,
            source=_must(row, "path"),
            sha256=_must(row, "sha256"),
            encoding=_must(row, "encoding"),
            media_type=_must(row, "media_type"),
            length=_must(row, "length"),
        )

    def _report(self, name: str, row: Values) -> Report:
        chain = _chain(row)
        receipts = ((field, _fragment(_one(row, f"{field}_at"))) for field in RECEIPTS)
        years = restored("reviews", (f"{year:04}" for year in row.get("reviews", ())), row.get("order", ()))
        return Report(
            id=name,
            **self._place_of(row, "document"),
            title=_must(row, "title"),
            region=chain.pop(0, None),
            parents=tuple(chain.values()),
            date=_one(row, "day") or _one(row, "month"),
            session=_one(row, "session"),
            speaker=_one(row, "speaker"),
            reviews=tuple(map(int, years)),
            plans=_one(row, "plans"),
            body=_span_of(_must(row, "speech_at")),
            glossary=_fragment(_one(row, "glossary_at")),
            receipts={field: span for field, span in receipts if span},
        )

    def _definition(self, name: str, row: Values) -> Definition:
        headwords = [self.rows.of("tfh", headword) for headword in _numbered(row.get("headwords", ()))]
        return Definition(
            id=name,
            report=_must(row, "report"),
            **self._place_of(row, "report"),
            origin=_ORIGINS[_must(row, "origin")],
            number=_one(row, "number"),
            terms=tuple(self.rows.of("tfl", _must(headword, "label"))["form"][0] for headword in headwords),
            term_spans=_spans(headwords),
            text=_must(row, "text"),
            before=_one(row, "before") or "",
            after=_one(row, "after") or "",
            gaps=_in_order("gaps", row),
            sentence=_fragment(_one(row, "sentence")),
            **self._pieces(row),
            count=_COUNTS[_must(row, "count")],
            rule=self._rules[_must(row, "rule")],
            components_rule=self._rule(row, "components_rule"),
            confidence=_one(row, "confidence", 1.0),
            marks=_in_order("marks", row),
            sense=self._there("tfs", _one(row, "sense")),
            variant=self._there("tfvar", _one(row, "variant")),
        )

    def _pieces(self, row: Values) -> dict[str, Any]:
        """Components and named parts of a definition or a part."""
        components = [self.rows.of("tfc", name) for name in _numbered(row.get("components", ()))]
        return {
            "components": tuple(_must(component, "text") for component in components),
            "component_spans": _spans(components),
            "parts": tuple(self._part(self.rows.of("tfp", name)) for name in _numbered(row.get("parts", ()))),
        }

    def _part(self, row: Values) -> Part:
        return Part(
            term=_must(row, "name"),
            text=_must(row, "text"),
            start=_must(row, "start"),
            end=_must(row, "end"),
            **self._pieces(row),
            rule=self._rules[_must(row, "rule")],
            implied=_one(row, "implied", False),
        )

    def _mention(self, name: str, row: Values) -> Mention:
        return Mention(
            id=name,
            report=_must(row, "report"),
            **self._place_of(row, "report"),
            term=self._key(row),
            text=_must(row, "text"),
            head=_one(row, "head") or "",
            quoted=_must(row, "quoted"),
            rule=self._rules[_must(row, "rule")],
            sense=_one(row, "sense"),
            resolved_by=self._rule(row, "resolved_by"),
            candidates=restored("candidates", row.get("candidates", ()), row.get("order", ())),
        )

    def _attribution(self, name: str, row: Values) -> Attribution:
        body = self.rows.of("tfb", row["body"][0]) if "body" in row else {}
        return Attribution(
            id=name,
            report=_must(row, "report"),
            **self._place_of(row, "report"),
            mention=_one(row, "mention") or "",
            term=_must(row, "phrase"),
            head=_one(row, "head") or "",
            issuer=_must(row, "issuer"),
            body=_must(body, "kind") if body else _must(row, "level_kind"),
            region=_one(body, "code") if body else _one(row, "level_code"),
            level_only=_one(row, "level_only", False),
            rule=self._rules[_must(row, "rule")],
            confidence=_one(row, "confidence", 1.0),
        )

    def _place(self, name: str, row: Values) -> Place:
        return Place(
            id=name,
            report=_must(row, "report"),
            **self._place_of(row, "report"),
            region=_must(self.rows.of("tfreg", _must(row, "region")), "code"),
            text=_must(row, "text"),
            in_name=_one(row, "in_name", False),
            rule=self._rules[_must(row, "rule")],
        )

    def _sense(self, name: str, row: Values) -> Sense:
        label, told = _must(row, "label"), row.get("order", ())
        program = self.rows.of("tfpt", row["program"][0]) if "program" in row else {}
        region = self.rows.of("tfreg", row["region"][0]) if "region" in row else {}
        return Sense(
            id=name,
            term=self._key(row),
            label=label,
            alternatives=restored("labels", (label, *row.get("alternatives", ())), told)[1:],
            program=_one(program, "zh"),
            program_rule=self._rule(row, "program_rule"),
            region=_one(region, "code"),
            variants=tuple(map(self._variant, restored("variants", self._variants[name], told))),
            joins=tuple(map(self._join, restored("joins", self._joins[name], told))),
        )

    def _variant(self, name: str) -> Variant:
        told = self.rows.of("tfvar", name).get("order", ())
        return Variant(id=name, definitions=restored("definitions", self._members[name], told))

    def _join(self, name: str) -> Join:
        row = self.rows.of("tfj", name)
        told = row.get("order", ())
        a, b = restored("definitions", row["definitions"], told)
        verdict = _VERDICTS[_must(row, "verdict")]
        return Join(a=a, b=b, verdict=verdict, evidence=restored("evidence", row.get("evidence", ()), told))

    def _key(self, row: Values) -> str:
        """Key of the term, as the record has it."""
        return str(_one(row, "key") or _must(self.rows.of("tft", _must(row, "term")), "label"))

    def _there(self, prefix: str, name: str | None) -> str | None:
        """A name, when the file says what it names."""
        if name:
            self.rows.of(prefix, name)
        return name

    def _rule(self, row: Values, field: str) -> str | None:
        name = _one(row, field)
        return self._rules[name] if name else None

    def _place_of(self, row: Values, inside: str) -> dict[str, Any]:
        """File and span."""
        name = _must(row, inside)
        document = name if inside == "document" else _must(self.rows.of("tfr", name), "document")
        source = _must(self.rows.of("tfdoc", document), "path")
        return {"source": source, "start": _must(row, "start"), "end": _must(row, "end")}


def _one(row: Values, field: str, default: Any = None) -> Any:
    values = row.get(field)
    return values[0] if values else default


def _must(row: Values, field: str) -> Any:
    return row[field][0]


def _numbered(names: Iterable[str]) -> list[str]:
    """Names of pieces in the order of the numbers at their ends; each once."""
    return sorted(set(names), key=lambda name: (len(name), name))


def _spans(rows: Iterable[Values]) -> tuple[Span, ...]:
    return tuple((row["start"][0], row["end"][0]) for row in rows if "start" in row)


def _span_of(fragment: str) -> Span:
    start, end = fragment.removeprefix("char=").split(",")
    return int(start), int(end)


def _fragment(fragment: str | None) -> Span | None:
    return _span_of(fragment) if fragment else None


def _in_order(field: str, row: Values) -> tuple[Span, ...]:
    """Spans written as fragments, in the order of the record."""
    spans = (_span_of(fragment) for fragment in row.get(field, ()))
    sortable = (f"{start:09},{end:09}" for start, end in spans)
    return tuple(map(_span_of, restored(field, sortable, row.get("order", ()))))


def _chain(row: Values) -> dict[int, Region]:
    """Distance -> a division or one above it, as recorded (triples_rows.recorded)."""
    found = {}
    for line in sorted(row.get("recorded", ()), key=lambda line: int(line.split(" ", 1)[0])):
        distance, code, rest = line.split(" ", 2)
        name, _, level = rest.rpartition(" ")
        found[int(distance)] = Region(None if code == "-" else code, name, level)
    return found


def _year(name: str | None) -> int | None:
    return int(name.removeprefix("Y")) if name else None
