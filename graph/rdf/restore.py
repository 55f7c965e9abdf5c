"""Rows -> records: what triples_rows writes, taken back; every record comes out as it went in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Glossary,
    Join,
    Mention,
    Part,
    Place,
    Program,
    Region,
    Report,
    Run,
    Sense,
    Statement,
    TermClass,
    Usage,
    Variant,
)
from tifatu.graph.rdf.order import restored
from tifatu.graph.rdf.reader import Rows, Values
from tifatu.graph.rdf.restored_values import (
    chain_of,
    maybe_span,
    must,
    numbered,
    one,
    span_of,
    spans,
    spans_in_order,
    year_of_name,
)
from tifatu.graph.rdf.values import COUNTS, ORIGINS, RECEIPTS, SAID, SCOPES, VERDICTS

_COUNTS = {name: count for count, name in COUNTS.items()}
_SCOPES = {name: scope for scope, name in SCOPES.items()}
_ORIGINS = {name: origin for origin, name in ORIGINS.items()}
_SAID = {name: said for said, name in SAID.items()}
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
            except (KeyError, IndexError, ValueError, TypeError, AttributeError):
                raise taken.rows.refusal(prefix, name) from None
    yield from taken.divisions()


class _Import:
    """Rows that belong together, joined."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._variants = self._by("tfvar", "sense")
        self._joins = self._by("tfj", "sense")
        self._members = self._by("tfd", "variant", needed=False)

    def kinds(self) -> dict[str, Callable[[str, Values], AnyRecord]]:
        """Prefix -> what makes a record of a row."""
        return {
            "tfrun": self._run,
            "tfdoc": self._document,
            "tfr": self._report,
            "tfd": self._definition,
            "tfm": self._mention,
            "tfgl": self._glossary,
            "tfa": self._attribution,
            "tfpl": self._place,
            "tfs": self._sense,
            "tfprog": self._program,
            "tfst": self._statement,
            "tfu": self._usage,
        }

    def divisions(self) -> Iterator[Division]:
        """Versions of divisions, which are nodes of their own."""
        for name, row in self.rows.all("tfreg"):
            try:
                yield from self._division(row)
            except (KeyError, IndexError, ValueError, TypeError, AttributeError):
                raise self.rows.refusal("tfreg", name) from None

    def _division(self, row: Values) -> Iterator[Division]:
        if version := one(row, "version"):
            period = self.rows.of("tfper", row["period"][0]) if "period" in row else {}
            region = Region(one(row, "code"), one(row, "name") or "", one(row, "level") or "")
            yield Division(
                id=version,
                region=region,
                since=year_of_name(one(period, "since")),
                until=year_of_name(one(period, "until")),
                parents=tuple(chain_of(row).values()),
            )

    def _by(self, prefix: str, field: str, *, needed: bool = True) -> dict[str, list[str]]:
        """Names of one class by the thing that they belong to."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, row in self.rows.all(prefix):
            whole = one(row, field)
            if whole:
                found[whole].append(name)
            elif needed:
                raise self.rows.refusal(prefix, name)
        return found

    def _run(self, name: str, row: Values) -> Run:
        settings = restored("settings", row.get("settings", ()), row.get("order", ()))
        pairs = (setting.partition("=") for setting in settings)
        return Run(
            id=name,
            code=must(row, "code"),
            rules=must(row, "rules"),
            settings={name: value for name, _, value in pairs},
        )

    def _document(self, name: str, row: Values) -> Document:
        return Document(
            id=name,
            source=must(row, "path"),
            sha256=must(row, "sha256"),
            encoding=must(row, "encoding"),
            media_type=must(row, "media_type"),
            length=must(row, "length"),
        )

    def _report(self, name: str, row: Values) -> Report:
        chain = chain_of(row)
        receipts = ((field, maybe_span(one(row, f"{field}_at"))) for field in RECEIPTS)
        years = restored("reviews", (f"{year:04}" for year in row.get("reviews", ())), row.get("order", ()))
        return Report(
            id=name,
            **self._place_of(row, "document"),
            title=must(row, "title"),
            region=chain.pop(0, None),
            parents=tuple(chain.values()),
            date=one(row, "day") or one(row, "month"),
            session=one(row, "session"),
            speaker=one(row, "speaker"),
            reviews=tuple(map(int, years)),
            plans=one(row, "plans"),
            body=span_of(must(row, "speech_at")),
            glossary=maybe_span(one(row, "glossary_at")),
            receipts={field: span for field, span in receipts if span},
            editions=tuple(sorted(row.get("editions", ()))),
        )

    def _definition(self, name: str, row: Values) -> Definition:
        headwords = [self.rows.of("tfh", headword) for headword in numbered(row.get("headwords", ()))]
        return Definition(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            origin=_ORIGINS[must(row, "origin")],
            number=one(row, "number"),
            terms=tuple(self.rows.of("tfl", must(headword, "label"))["form"][0] for headword in headwords),
            term_spans=spans(headwords),
            text=must(row, "text"),
            before=one(row, "before") or "",
            after=one(row, "after") or "",
            gaps=spans_in_order("gaps", row),
            sentence=maybe_span(one(row, "sentence")),
            **self._pieces(row),
            count=_COUNTS[must(row, "count")],
            rule=self._rule_of(row),
            components_rule=self._rule(row, "components_rule"),
            confidence=one(row, "confidence", 1.0),
            marks=spans_in_order("marks", row),
            sense=self._there("tfs", one(row, "sense")),
            variant=self._there("tfvar", one(row, "variant")),
        )

    def _pieces(self, row: Values) -> dict[str, Any]:
        """Components and named parts of a definition or a part."""
        components = [self.rows.of("tfc", name) for name in numbered(row.get("components", ()))]
        return {
            "components": tuple(must(component, "text") for component in components),
            "component_spans": spans(components),
            "parts": tuple(self._part(self.rows.of("tfp", name)) for name in numbered(row.get("parts", ()))),
        }

    def _part(self, row: Values) -> Part:
        return Part(
            term=must(row, "name"),
            text=must(row, "text"),
            start=must(row, "start"),
            end=must(row, "end"),
            **self._pieces(row),
            rule=self._rule_of(row),
            implied=one(row, "implied", False),
        )

    def _glossary(self, name: str, row: Values) -> Glossary:
        told = row.get("order", ())
        signs = (sign.partition("=") for sign in restored("signs", row.get("signs", ()), told))
        return Glossary(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            entries=must(row, "entries"),
            rule=self._rule_of(row),
            score=must(row, "score"),
            signs={sign: float(share) for sign, _, share in signs},
            warnings=restored("warnings", row.get("warnings", ()), told),
        )

    def _mention(self, name: str, row: Values) -> Mention:
        return Mention(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            term=self._key(row),
            text=must(row, "text"),
            head=one(row, "head") or "",
            quoted=must(row, "quoted"),
            paragraph=one(row, "paragraph"),
            rule=self._rule_of(row),
            sense=one(row, "sense"),
            resolved_by=self._rule(row, "resolved_by"),
            candidates=restored("candidates", row.get("candidates", ()), row.get("order", ())),
            evidence=restored("evidence", row.get("evidence", ()), row.get("order", ())),
        )

    def _attribution(self, name: str, row: Values) -> Attribution:
        body = self.rows.of("tfb", row["body"][0]) if "body" in row else {}
        return Attribution(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            mention=one(row, "mention") or "",
            term=must(row, "phrase"),
            head=one(row, "head") or "",
            issuer=must(row, "issuer"),
            body=must(body, "kind") if body else must(row, "level_kind"),
            region=one(body, "code") if body else one(row, "level_code"),
            level_only=one(row, "level_only", False),
            rule=self._rule_of(row),
            confidence=one(row, "confidence", 1.0),
        )

    def _place(self, name: str, row: Values) -> Place:
        return Place(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            region=must(self.rows.of("tfreg", must(row, "region")), "code"),
            text=must(row, "text"),
            in_name=one(row, "in_name", False),
            rule=self._rule_of(row),
        )

    def _sense(self, name: str, row: Values) -> Sense:
        label, told = must(row, "label"), row.get("order", ())
        program = self.rows.of("tfpt", row["program"][0]) if "program" in row else {}
        return Sense(
            id=name,
            term=self._key(row),
            label=label,
            alternatives=restored("labels", (label, *row.get("alternatives", ())), told)[1:],
            program=one(program, "zh"),
            program_rule=self._rule(row, "program_rule"),
            region=self._code_of(row),
            replaces=tuple(sorted(row.get("replaces", ()))),
            scope=_SCOPES[one(row, "scope")] if "scope" in row else None,
            scope_evidence=restored("scope_evidence", row.get("scope_evidence", ()), told),
            variants=tuple(map(self._variant, restored("variants", self._variants[name], told))),
            joins=tuple(map(self._join, restored("joins", self._joins[name], told))),
        )

    def _program(self, name: str, row: Values) -> Program:
        return Program(
            id=name,
            sense=must(row, "sense"),
            label=must(row, "label"),
            type=must(self.rows.of("tfpt", must(row, "type")), "zh"),
            rule=self._rule_of(row),
            region=self._code_of(row),
            region_rule=self._rule_of(row, "region_rule"),
            first=one(row, "first"),
            last=one(row, "last"),
        )

    def _statement(self, name: str, row: Values) -> Statement:
        body = self.rows.of("tfb", row["body"][0]) if "body" in row else {}
        return Statement(
            id=name,
            report=must(row, "report"),
            **self._place_of(row, "report"),
            program=must(row, "program"),
            said=_SAID[must(row, "said")],
            text=must(row, "text"),
            passage=one(row, "definition") or must(row, "attribution"),
            body=one(body, "kind"),
            region=one(body, "code"),
            sense=one(row, "whole"),
            year=one(row, "year"),
            rule=self._rule_of(row),
        )

    def _code_of(self, row: Values) -> str | None:
        """Code of the region that a thing belongs to."""
        region = self.rows.of("tfreg", row["region"][0]) if "region" in row else {}
        code: str | None = one(region, "code")
        return code

    def _usage(self, name: str, row: Values) -> Usage:
        counts = (told.rpartition(" ") for told in sorted(row.get("occurrences", ())))
        return Usage(
            id=name,
            term=must(row, "key"),
            term_class=TermClass(must(row, "term_class")),
            evidence=restored("evidence", row.get("evidence", ()), row.get("order", ())),
            occurrences={report: int(count) for report, _, count in counts},
        )

    def _variant(self, name: str) -> Variant:
        told = self.rows.of("tfvar", name).get("order", ())
        return Variant(id=name, definitions=restored("definitions", self._members[name], told))

    def _join(self, name: str) -> Join:
        row = self.rows.of("tfj", name)
        told = row.get("order", ())
        a, b = restored("definitions", row["definitions"], told)
        verdict = _VERDICTS[must(row, "verdict")]
        return Join(a=a, b=b, verdict=verdict, evidence=restored("evidence", row.get("evidence", ()), told))

    def _key(self, row: Values) -> str:
        """Key of the term, as the record has it."""
        return str(one(row, "key") or must(self.rows.of("tft", must(row, "term")), "label"))

    def _there(self, prefix: str, name: str | None) -> str | None:
        """A name, when the file says what it names."""
        if name:
            self.rows.of(prefix, name)
        return name

    def _rule(self, row: Values, field: str) -> str | None:
        return self._rule_of(row, field) if field in row else None

    def _rule_of(self, row: Values, field: str = "rule") -> str:
        return str(must(self.rows.of("tfrule", must(row, field)), "name"))

    def _place_of(self, row: Values, inside: str) -> dict[str, Any]:
        """File and span."""
        name = must(row, inside)
        document = name if inside == "document" else must(self.rows.of("tfr", name), "document")
        source = must(self.rows.of("tfdoc", document), "path")
        return {"source": source, "start": must(row, "start"), "end": must(row, "end")}
