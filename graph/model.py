"""The records: frozen, ordered, one JSON object a line; every span counts code points of the decoded source."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

Span = tuple[int, int]
"""Start and end (exclusive), in code points of the document's text as decoded."""


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every record shares: its own id and the file that it stands in."""

    id: str
    """Opaque id derived from content (graph.identity)."""

    source: str
    """Path of the file from the folder that was given; no folder above it."""


class Document(Record, frozen=True, kw_only=True, tag="document"):
    """One input file as text (文件)."""

    sha256: str
    """Digest of the text encoded as UTF-8."""

    encoding: str
    """How the bytes were decoded: utf-8, utf-8-sig, utf-16, gb18030 …"""

    media_type: str
    """text/plain or text/markdown."""

    length: int
    """Code points of the text."""


class Region(msgspec.Struct, frozen=True):
    """An administrative division as of the report's year (行政区划)."""

    code: str | None
    """GB/T 2260 code in force in the report's year, six digits; null where the place is not in the gazetteer."""

    name: str
    """Name in force that year: 肃州区."""

    level: str
    """国家级, 省级, 地级 or 县级 (乡级 and 开发区 for places without a code)."""


class Report(Record, frozen=True, kw_only=True, tag="report"):
    """One government work report (政府工作报告): a region, a session, a date."""

    start: int
    end: int
    title: str
    region: Region | None
    parents: tuple[Region, ...] = ()
    """The divisions above, nearest first."""

    date: str | None
    """Day of the speech, 2025-01-04, or 2021-01 where only the month is said; never the day of posting."""

    session: str | None
    """As written: 肃州区第十九届人民代表大会第五次会议."""

    speaker: str | None
    reviews: tuple[int, ...]
    """Years looked back on: one year, or first and last of a term's range."""

    plans: int | None
    """The year planned for."""

    body: Span
    """The speech without header and glossary."""

    glossary: Span | None = None
    """The appended glossary with its heading, where there is one."""

    receipts: dict[str, Span] = {}
    """Field name -> the span that says it: title, date, session, speaker, region."""

    editions: tuple[str, ...] = ()
    """Where the same report stands again, file and span: copy.txt#char=8,1518. Nothing is harvested from there."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A named piece of a term with a definition of its own: “三区”, “三线”, “1”, “N” (分项)."""

    term: str
    text: str
    start: int
    end: int
    components: tuple[str, ...] = ()
    component_spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()
    rule: str
    """Name of the rule that found it."""

    implied: bool = False
    """True where the definition does not name the part: the label's numerals and the separators tell it."""


class Count(StrEnum):
    """Does the numeral of a label count the components of its definition (数目是否相符)?"""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNCERTAIN = "uncertain"
    """The list may be cut, or the numeral read, in another way; the report is not accused of a miscount."""

    OPEN = "open"
    """The list ends in 等 and names fewer than the numeral says."""

    UNCOUNTED = "uncounted"
    """The label has no numeral, or the definition no list."""


class Origin(StrEnum):
    """Where a definition stands."""

    GLOSSARY = "glossary"
    TEXT = "text"


class Definition(Record, frozen=True, kw_only=True, tag="definition"):
    """One passage in which one report says what a term means (释义). Never merged, never paraphrased."""

    report: str
    start: int
    """First code point of ``text``, behind the separator and before any 指 or 即."""

    end: int
    origin: Origin
    number: str | None = None
    """The entry's number as written, without its brackets: 1, 12, 3."""

    terms: tuple[str, ...]
    """Headwords as written, quotation marks included: “四强”行动."""

    term_spans: tuple[Span, ...]
    text: str
    """The defining words; equals the source between start and end but for white space and ``gaps``."""

    before: str = ""
    """The words right before ``start``, at most 32, so that the passage is found again when offsets move."""

    after: str = ""
    """The words right behind ``end``, at most 32."""

    gaps: tuple[Span, ...] = ()
    """Page marks inside the span that are left out of ``text``."""

    sentence: Span | None = None
    """The sentence around a definition in running text."""

    components: tuple[str, ...] = ()
    component_spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()
    count: Count = Count.UNCOUNTED
    rule: str
    components_rule: str | None = None
    confidence: float = 1.0
    marks: tuple[Span, ...] = ()
    """Note marks of the body that point to this entry: [28], （29）, ①."""

    sense: str | None = None
    variant: str | None = None


class Glossary(Record, frozen=True, kw_only=True, tag="glossary"):
    """The appended glossary of a report, and how well it was read as a whole (名词解释)."""

    report: str
    start: int
    end: int
    entries: int
    """Definitions that it gave."""

    rule: str
    """What parts most of its headwords from their definitions."""

    score: float
    """How good the reading is, from 0 to 1: the weighted sum of the signs."""

    signs: dict[str, float]
    """Name of a sign -> share from 0 to 1: known 0.96 of the headwords stand in the speech."""

    warnings: tuple[str, ...] = ()
    """Names of the signs that make the reading doubtful."""


class Mention(Record, frozen=True, kw_only=True, tag="mention"):
    """One occurrence of a term in a report (提及)."""

    report: str
    start: int
    """First code point inside the quotation marks."""

    end: int
    term: str
    """Key of the term (graph.labels.term_key)."""

    text: str
    head: str = ""
    """The class noun behind the closing quotation mark: 行动."""

    quoted: bool
    paragraph: int | None = None
    """First code point of the paragraph it stands in; null where the record does not tell."""

    rule: str
    sense: str | None = None
    resolved_by: str | None = None
    """Name of the rule that chose the sense; null where none did."""

    candidates: tuple[str, ...] = ()
    """Senses that could be meant where none was chosen, or that came after the one that was."""

    evidence: tuple[str, ...] = ()
    """What showed the sense, or why it stays open: scope national, before-first-definition 2009<2014."""


class TermClass(StrEnum):
    """What a term is, and so whether it counts without quotation marks (词类)."""

    FORMULATION = "formulation"
    """提法: counts wherever it stands."""

    TECHNICAL = "technical term"
    """术语: counts in reports that explain it."""

    NAME = "name"
    WORD = "word"


class Weighed(NamedTuple):
    """The class of a term and the evidence for it."""

    term_class: TermClass
    evidence: tuple[str, ...]
    """A rule, or figures with their weights: quoted -3.10 (-2.33)."""


class Usage(msgspec.Struct, frozen=True, kw_only=True, tag="usage", tag_field="kind"):
    """How the reports use a term, marks or not: its class with the evidence, and how often it stands where (用法)."""

    id: str
    term: str
    """Key of the term."""

    term_class: TermClass
    evidence: tuple[str, ...]
    occurrences: dict[str, int]
    """Report id -> how often the term stands in its body, counted as a string."""


class Attribution(Record, frozen=True, kw_only=True, tag="attribution"):
    """A report says whose a formulation is: 省委“四强”行动 (归属)."""

    report: str
    start: int
    """First code point of the issuer's words."""

    end: int
    mention: str
    """Id of the mention that it speaks of."""

    term: str
    """Text of the mention."""

    head: str
    issuer: str
    """As written: 省委, 市委, 自治区, 中央."""

    body: str
    """Kind of issuer: party-committee, government, congress, leader, department, region …"""

    region: str | None
    """Code of the issuer's region in the report's year; null for the centre."""

    level_only: bool = False
    """True for 省级, 全区: a level, no issuer."""

    rule: str
    confidence: float = 1.0


class Place(Record, frozen=True, kw_only=True, tag="place"):
    """A division that a report names besides its own (地名)."""

    report: str
    start: int
    end: int
    region: str
    """Code in force in the report's year."""

    text: str
    in_name: bool = False
    """True inside the name of a firm, school, line or paper: 天津港."""

    rule: str


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Why two definitions stand together or apart."""

    a: str
    b: str
    verdict: str
    """same, variant or different."""

    evidence: tuple[str, ...]
    """Names of the rules that decided, with their figures: aligned-items 4/4."""


class Scope(StrEnum):
    """Whose a meaning is (范围)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    """Of one place."""


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """Within a sense, definitions of equal content (变体)."""

    id: str
    definitions: tuple[str, ...]


class Sense(msgspec.Struct, frozen=True, kw_only=True, tag="sense", tag_field="kind"):
    """One meaning of a term (义项)."""

    id: str
    term: str
    """Key of the term."""

    label: str
    """Preferred written form."""

    alternatives: tuple[str, ...] = ()
    program: str | None = None
    """Type of the program, from the small scheme 行动, 工程, 计划 …"""

    program_rule: str | None = None
    region: str | None = None
    """Code of the region that it belongs to, where evidence says so."""

    scope: Scope | None = None
    """Whose it is, from who defines it and what they say; null in records of older versions."""

    replaces: tuple[str, ...] = ()
    """Names of senses of former builds that lead to this one: what was bookmarked under them is found here."""

    scope_evidence: tuple[str, ...] = ()
    """What shows the scope, first what decided it: defined-by-the-centre, provinces 7."""

    variants: tuple[Variant, ...]
    joins: tuple[Join, ...] = ()


class Program(msgspec.Struct, frozen=True, kw_only=True, tag="program", tag_field="kind"):
    """What a sense names, where it is carried out: an action, works, a plan, a reform, a campaign (事项)."""

    id: str
    """Follows from the name of the sense (graph.identity.program_id)."""

    sense: str
    label: str
    type: str
    """Key of the scheme of types: 行动."""

    rule: str
    """Name of the rule that chose the type."""

    region: str | None
    """Code of the division whose it is; null for the nation's, and where nothing shows it."""

    region_rule: str
    """What shows the region: own-words, runs-it, defined-in-one-place, of-the-nation … or region-unknown."""

    first: str | None
    """The earliest report that uses or defines it."""

    last: str | None
    """The latest one."""


class Said(StrEnum):
    """What a text says of a program (事项陈述)."""

    RUN_BY = "run-by"
    """A body runs it, or has set it up."""

    PART_OF = "part-of"
    """It belongs to another program, plan or slogan."""

    TARGET = "target"
    """What it is to reach, by when."""


class Statement(Record, frozen=True, kw_only=True, tag="statement"):
    """Words of a report about a program: who runs it, what it belongs to, what it is to reach (陈述)."""

    report: str
    start: int
    end: int
    program: str
    """Id of the program."""

    said: Said
    text: str
    """The words as written: 省委、省政府; “百村”计划; 到2027年，建成绿道30公里."""

    passage: str
    """Id of the definition or attribution in which they stand."""

    body: str | None = None
    """Kind of the body that runs it, as of an attribution."""

    region: str | None = None
    """Code of that body's region in the report's year; null for the centre."""

    sense: str | None = None
    """The meaning that it is part of, where the graph knows that one."""

    year: int | None = None
    """The year by which a target is to be reached."""

    rule: str


class Run(msgspec.Struct, frozen=True, kw_only=True, tag="run", tag_field="kind"):
    """What made these records: no clock, no machine name, so that equal runs give equal bytes."""

    id: str
    code: str
    """Version of tifatu."""

    rules: str
    """Digest of the rules and word lists."""

    settings: dict[str, str]


class Division(msgspec.Struct, frozen=True, kw_only=True, tag="division", tag_field="kind"):
    """A region as of the years in which its code and name were in force, where a record names it by code (区划版本)."""

    id: str
    """The code, a hyphen and the first year: 620902-2002."""

    region: Region
    since: int | None
    """First year in force."""

    until: int | None
    """First year no longer in force; null while it is."""

    parents: tuple[Region, ...] = ()
    """The divisions above, nearest first."""


AnyRecord = (
    Run
    | Document
    | Report
    | Glossary
    | Definition
    | Mention
    | Attribution
    | Place
    | Statement
    | Sense
    | Program
    | Division
    | Usage
)
