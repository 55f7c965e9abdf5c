"""Make the reference table of term figures, builders/data/term_figures.tsv, from a corpus and its harvest.

    tifatu harvest CORPUS... -o r.jsonl
    python benchmarks/term_figures.py r.jsonl FOLDER

FOLDER is where the paths of the records begin. Terms are the headwords and the quoted slogans, and what is said
everywhere without marks where it is also a piece of a quotation or of a list of coined words (稳外资 of 六稳), or where
nouns and adjectives say which idea it is (数字经济). Only figures are kept. Takes a few minutes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from importlib.resources import files
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from tifatu.builders.language.segment import segmenter
from tifatu.builders.language.words import alternation, word_set, words
from tifatu.builders.mentions.candidates import may_count
from tifatu.builders.mentions.classes import classify, is_idea
from tifatu.builders.mentions.figures import Corpus, Use, corpus_of, table_lines, uses
from tifatu.builders.mentions.plain import Plain, plain
from tifatu.builders.read.files import read
from tifatu.builders.read.finding import find_sources
from tifatu.builders.senses.wording import strip_shared
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Mention, Report
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.survey.facts import year_of

TABLE = Path(__file__).parent.parent / "builders" / "data" / "term_figures.tsv"

SEEN = 4
"""Reports that must have a term: figures of fewer say nothing."""

KNOWN = 40
"""Reports that must have a term that nobody marks by itself."""

PIECES = 2
"""Quotations and lists of coined words that must hold such a term, or else"""

MARKED = 0.2
"""share of its uses in which it stands in quotation marks or holds them: 农村“厕所革命”."""

IDEA = 0.5
"""The same for an idea that nobody ever marks, as two signs less can err: its words and its beginning."""

CLEAR = 1.4
"""Score from which such a term is kept: ordinary phrases are many, and near zero the figures do not tell."""

PIECE = 0.6
"""Share of one neighbour from which a term is a piece of something longer."""

WORDS = 4
"""Words of an idea: 农业农村现代化 has three."""

SAYING = ("n", "a", "an", "b", "j", "nr")
"""Classes of words that say which: nouns, adjectives, distinguishing words, contractions, names."""

ADVERBS = ("d", "ad")
"""Classes of words that say how."""

LED = 0.5
"""Share of its reports in which such a word stands before it as well, from which a term is the end of a longer one."""

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LEVEL = re.compile(r"[全各本我]?[国省市县区乡镇村]{1,2}[家级内外]{0,2}|全[面部球体]|新一[届轮]")
_PARTED = re.compile(r"[、,;]")

HEADER = (
    "# term\toccurrences\treports\tquoted\tlists\tbefore\tbehind\trow\theld\tnamed\tfixed\tyears: "
    "figures.py says what each is; shares and nats in hundredths"
)


def main() -> None:
    records, folder = RecordFile(Path(sys.argv[1])), Path(sys.argv[2])
    bodies = list(bodies_of(records, folder))
    marked, lists, pieces = marked_terms(records), coined_lists(records), pieces_of(bodies)
    listed = {term_key(item) for items in lists_of(records) for item in items[1]}
    ideas = ideas_of(bodies)
    corpus = counted(bodies, sorted(marked | {key for key in {*listed, *pieces, *ideas} if may_count(key)}))
    terms = {key: figures._replace(lists=lists[key]) for key, figures in corpus.terms.items()}
    corpus = Corpus(corpus.years, terms)
    kept = {
        key: figures
        for key, figures in terms.items()
        if (
            figures.reports >= SEEN
            if key in marked
            else is_known(key, corpus, lists[key] + pieces[key]) or (key in ideas and is_clear(key, corpus, IDEA))
        )
    }
    lines = [HEADER, *table_lines(Corpus(corpus.years, kept))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(bodies)} reports, {len(kept)} terms, {len(kept.keys() - marked)} unmarked more")


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


def lists_of(records: RecordFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Report and items of each list that explains a slogan or a part of it."""
    for record in records:
        if isinstance(record, Definition):
            yield from ((record.report, items) for items in (record.components, *(p.components for p in record.parts)))


def coined_lists(records: RecordFile) -> Counter[str]:
    """Words of lists that begin or end alike -> in how many reports."""
    alike = ((report, items) for report, items in lists_of(records) if len(items) > 1 and strip_shared(items) != items)
    where = {(term_key(item), report) for report, items in alike for item in items}
    return Counter(key for key, _ in where)


def pieces_of(bodies: Iterable[tuple[int | None, Plain]]) -> Counter[str]:
    """Short quotations, and what 、 and commas part in them -> how often."""
    return Counter(
        piece
        for _, body in bodies
        for start, end in body.quoted
        for piece in {body.text[start:end], *_PARTED.split(body.text[start:end].replace("，", ","))}
    )


def ideas_of(bodies: Iterable[tuple[int | None, Plain]]) -> set[str]:
    """What says by nouns and adjectives which idea it is, and is no end of something longer (所有制经济)."""
    where, led = Counter[str](), Counter[str]()
    saying = saying_words()
    for _, body in bodies:
        found = set(ideas_in(body.text, saying))
        where.update({key for key, _ in found})
        led.update(key for key, is_led in found if is_led)
    return {key for key, reports in where.items() if reports >= KNOWN and led[key] < LED * reports}


def ideas_in(text: str, saying: Set[str]) -> Iterator[tuple[str, bool]]:
    """Each idea that a text names, and whether one more word that says which stands before it; levels say nothing."""
    ending = re.compile(alternation("lexicon_ideas"))
    for run in filter(ending.search, _RUN.findall(text)):
        pieces = segmenter().words(run)
        for last in range(len(pieces)):
            for first in range(last, max(last - WORDS, -1), -1):
                if first < last and pieces[first] not in saying:
                    break
                if is_idea(key := "".join(pieces[first : last + 1])) and not _LEVEL.fullmatch(pieces[first]):
                    before = pieces[first - 1] if first else ""
                    yield key, before in saying and not _LEVEL.fullmatch(before)


def saying_words() -> set[str]:
    """Words of jieba's dictionary that say which idea is meant, by their class; no verb with its adverb (努力实现)."""
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    kinds = {word: kind for word, _, kind in map(str.split, lines)}
    deeds = {word for word in kinds if kinds.get(word[:-2]) in ADVERBS and kinds.get(word[-2:], "").startswith("v")}
    return {word for word, kind in kinds.items() if kind in SAYING} - deeds - word_set("list_deed_verbs")


def is_known(key: str, corpus: Corpus, pieces: int) -> bool:
    """Whether a term that nobody marks by itself is a formulation for certain, and no verb with its object."""
    figures = corpus.terms[key]
    if pieces < PIECES and figures.quoted < MARKED * figures.occurrences:
        return False
    return is_clear(key, corpus, CLEAR)


def is_clear(key: str, corpus: Corpus, least: float) -> bool:
    """Whether the score of a term that stands free in many reports reaches a bound."""
    figures = corpus.terms[key]
    if figures.reports < KNOWN or figures.around.fixed >= PIECE or key.startswith(words("list_governing_verbs")):
        return False
    told = classify(key, corpus, 0, False).evidence[0]
    return told.startswith("score") and float(told.removeprefix("score ")) >= least


def counted(bodies: list[tuple[int | None, Plain]], keys: list[str]) -> Corpus:
    """The figures of terms."""
    automaton = AhoCorasick(keys)

    def of_body(body: Plain) -> list[Use]:
        found = automaton.find_matches_as_indexes(body.text, overlapping=True)
        return uses(body, ((keys[number], start, end) for number, start, end in found))

    return corpus_of((year, of_body(body)) for year, body in bodies)


if __name__ == "__main__":
    main()
