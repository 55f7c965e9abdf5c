"""Make the reference table of term figures, builders/data/term_figures.tsv, from a corpus and its harvest.

    tifatu harvest CORPUS... -o r.jsonl
    python benchmarks/term_figures.py r.jsonl FOLDER

FOLDER is where the paths of the records begin. Terms are the headwords and the quoted slogans; only figures are kept.
Takes a minute or two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from tifatu.builders.mentions.candidates import may_count
from tifatu.builders.mentions.figures import Corpus, Use, corpus_of, table_lines, uses
from tifatu.builders.mentions.plain import Plain, plain
from tifatu.builders.read.files import find_sources, read
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Mention, Report
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.survey.facts import year_of

TABLE = Path(__file__).parent.parent / "builders" / "data" / "term_figures.tsv"

SEEN = 4
"""Reports that must have a term: figures of fewer say nothing."""

HEADER = (
    "# term\toccurrences\treports\tquoted\tbefore\tbehind\trow\theld\tnamed\tfixed\tyears: "
    "figures.py says what each is; shares and nats in hundredths"
)


def main() -> None:
    records, folder = RecordFile(Path(sys.argv[1])), Path(sys.argv[2])
    bodies = list(bodies_of(records, folder))
    corpus = counted(bodies, sorted(marked_terms(records)))
    kept = {key: figures for key, figures in corpus.terms.items() if figures.reports >= SEEN}
    lines = [HEADER, *table_lines(Corpus(corpus.years, kept))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(bodies)} reports, {len(kept)} terms, {TABLE.stat().st_size} bytes")


def bodies_of(records: RecordFile, folder: Path) -> Iterator[tuple[int | None, Plain]]:
    """Year and body of each report."""
    texts: dict[str, str] = {}
    for report in records:
        if isinstance(report, Report):
            if report.source not in texts:
                texts = {report.source: read(find_sources([folder / report.source])[0]).text}
            yield year_of(report), plain(texts[report.source], report.body)


def marked_terms(records: RecordFile) -> set[str]:
    """Headwords and quoted slogans."""
    found = set()
    for record in records:
        if isinstance(record, Definition):
            found |= {key for form in record.terms for key in (term_key(form), split_label(form).core)}
        elif isinstance(record, Mention) and record.quoted:
            found |= {record.term}
    return {key for key in found if may_count(key)}


def counted(bodies: list[tuple[int | None, Plain]], keys: list[str]) -> Corpus:
    """The figures of terms."""
    automaton = AhoCorasick(keys)

    def of_body(body: Plain) -> list[Use]:
        found = automaton.find_matches_as_indexes(body.text, overlapping=True)
        return uses(body, ((keys[number], start, end) for number, start, end in found))

    return corpus_of((year, of_body(body)) for year, body in bodies)


if __name__ == "__main__":
    main()
