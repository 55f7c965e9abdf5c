"""Which terms count without quotation marks is decided by figures, and every decision says why."""

from __future__ import annotations

from importlib.resources import files

import pytest
from reports import explained, report_of

from tifatu.builders.mentions.candidates import Candidates
from tifatu.builders.mentions.classes import classify, curve, known_formulations, weights
from tifatu.builders.mentions.figures import Around, Corpus, Figures, corpus_of, reference, table_lines
from tifatu.builders.mentions.plain import plain
from tifatu.builders.mentions.unquoted import Lexicon, lexicon_mentions, usages, weighed
from tifatu.graph.model import Mention, TermClass

FORMULATION, TECHNICAL, NAME, WORD = TermClass


def quoted(term: str, where: str) -> Mention:
    """A mention in quotation marks."""
    return Mention(
        id=f"M{term}{where}",
        source="memory.txt",
        report=where,
        start=0,
        end=len(term),
        term=term,
        text=term,
        quoted=True,
        rule="test",
    )


def corpus(candidates: Candidates, texts: dict[str, str], year: int = 2021) -> Corpus:
    """The figures of some speeches, laid over the reference table."""
    uses = ((year, candidates.uses(text, report_of(text, id=name))) for name, text in texts.items())
    return corpus_of(uses).over(reference())


@pytest.mark.parametrize("term", ["高质量发展", "两个维护", "雪亮工程"])
def test_what_everybody_says_since_a_year_counts_in_a_single_report(term: str) -> None:
    """The reference table knows its beginning: one report without marks and glossary is enough."""
    text = f"我们将推进{term}，办好小事。"
    found = lexicon_mentions(text, report_of(text), Lexicon.from_records((), ()), ())

    assert [mention.term for mention in found] == [term]


def test_what_numeral_slogans_list_as_a_coined_word_counts() -> None:
    """稳外资 is hardly ever marked, but 六稳 lists it with others that begin alike."""
    told = classify("稳外资", reference(), 0, False)

    assert told.term_class is FORMULATION
    assert any(figure.startswith("member ") for figure in told.evidence)


def counted_by_year(term: str, years: dict[int, int], first: int = 2010, last: int = 2023) -> Corpus:
    """A corpus of twenty reports a year in which nobody marks a term, and its neighbours change."""
    around = Around(2.5, 2.5, 0.05, 0.05, 0.05, 0.1)
    figures = Figures(sum(years.values()), sum(years.values()), 0, around, years)
    return Corpus(dict.fromkeys(range(first, last + 1), 20), {term: figures})


def test_an_idea_that_all_know_since_a_year_is_a_formulation_though_nobody_marks_it() -> None:
    """清溪经济 came within a year; what has always been said, or is no idea, is a word."""
    sudden = {2018: 3, 2019: 6, 2020: 9, 2021: 11, 2022: 12, 2023: 12}
    always = dict.fromkeys(range(2010, 2024), 16)

    assert classify("清溪经济", counted_by_year("清溪经济", sudden), 0, False).term_class is FORMULATION
    assert classify("清溪经济", counted_by_year("清溪经济", always), 0, False).term_class is WORD
    assert classify("清溪水库", counted_by_year("清溪水库", sudden), 0, False).term_class is WORD


@pytest.mark.parametrize("term", ["数字经济", "新型城镇化", "科学发展观", "服务型政府"])
def test_what_is_known_without_marks_stands_in_the_reference_table(term: str) -> None:
    """Nouns and adjectives before the noun of an idea, with a beginning: a single report counts it."""
    text = f"我们将推进{term}，办好小事。"

    assert [m.term for m in lexicon_mentions(text, report_of(text), Lexicon.from_records((), ()), ())] == [term]


@pytest.mark.parametrize("term", ["五项制度", "十个方面", "三年行动", "百亿企业", "100%", "大项目", "粮食安全"])
def test_counts_figures_and_everyday_words_do_not_count(term: str) -> None:
    """Whoever explains or quotes them."""
    candidates = Candidates.from_records([explained(term, "R9")], [quoted(term, "R2"), quoted(term, "R3")])
    text = f"落实{term}，办好小事。"

    assert weighed(candidates, corpus(candidates, {"R1": text}))[term].term_class is not FORMULATION
    assert lexicon_mentions(text, report_of(text), Lexicon.from_records([explained(term, "R9")], ()), ()) == []


@pytest.mark.parametrize("term", ["十四五", "十三五规划", "二十大", "三中全会", "全国卫生示范市"])
def test_periods_sessions_and_titles_are_names(term: str) -> None:
    """Closed lists and the ends of titles decide without figures."""
    assert classify(term, reference(), 3, True).term_class is NAME


def test_a_slogan_of_the_users_own_reports_counts_by_their_marks() -> None:
    """What no reference knows is weighed by the user's reports: marked nearly always, it is a formulation."""
    term = "清溪快办"
    texts = {f"R{n}": f"推进“{term}”改革，办好小事。" for n in range(5)}
    candidates = Candidates.from_records((), [quoted(term, name) for name in texts])
    classes = weighed(candidates, corpus(candidates, texts))

    assert classes[term].term_class is FORMULATION
    text = f"深化{term}改革。"
    (found,) = lexicon_mentions(text, report_of(text), Lexicon.of(candidates, classes), ())
    assert (found.text, found.head) == (term, "改革")


def test_a_technical_term_counts_only_where_it_is_explained() -> None:
    """A term that one glossary explains and nobody marks."""
    texts = {f"R{n}": f"新建管廊泵舱{n}座，检修管廊泵舱设备。" for n in range(4)}
    candidates = Candidates.from_records([explained("管廊泵舱", "R1")], ())
    classes = weighed(candidates, corpus(candidates, texts))
    lexicon = Lexicon.of(candidates, classes)

    assert classes["管廊泵舱"].term_class is TECHNICAL
    assert len(lexicon_mentions(texts["R1"], report_of(texts["R1"], id="R1"), lexicon, ())) == 2
    assert lexicon_mentions(texts["R2"], report_of(texts["R2"], id="R2"), lexicon, ()) == []


def test_raw_frequency_stands_beside_mentions() -> None:
    """Every occurrence of the characters, in marks or not, by report; the class says why it is what it is."""
    texts = {"R1": "推进“清溪快办”，深化清溪快办。", "R2": "清溪快办见效。"}
    candidates = Candidates.from_records([explained("清溪快办", "R1")], ())
    uses = {name: candidates.uses(text, report_of(text, id=name)) for name, text in texts.items()}
    found = {usage.term: usage for usage in usages(candidates, weighed(candidates, corpus(candidates, texts)), uses)}

    assert found["清溪快办"].occurrences == {"R1": 2, "R2": 1}
    assert any(figure.startswith("quoted ") for figure in found["清溪快办"].evidence)


def test_a_word_that_nobody_explains_keeps_no_counts() -> None:
    """A graph of three thousand reports must not hold where every word stands."""
    candidates = Candidates.from_records((), [quoted("大项目", "R1"), quoted("大项目", "R2")])
    uses = {"R1": candidates.uses("抓大项目", report_of("抓大项目"))}
    (usage,) = (u for u in usages(candidates, weighed(candidates, reference()), uses) if u.term == "大项目")

    assert (usage.term_class, usage.occurrences) == (WORD, {})


def test_the_curve_tells_a_beginning_from_slow_growth() -> None:
    """Three figures: onset, rise, peak."""
    reports = dict.fromkeys(range(2000, 2024), 20)
    sudden = curve(dict.fromkeys(range(2018, 2024), 19), reports)
    slow = curve({year: year - 2000 for year in range(2000, 2024)}, reports)

    assert sudden[0] > slow[0]
    assert sudden[1] > 0.95 > 0.5 > slow[1]
    assert curve({2020: 1}, {2020: 1}) == (0.0, 0.0, 0.0)


def test_the_reference_table_is_small_sorted_and_holds_figures_only() -> None:
    """Written again it is the same file; terms are all the characters that it has."""
    written = files("tifatu.builders").joinpath("data", "term_figures.tsv").read_text(encoding="utf-8")
    header, *lines = written.splitlines()

    assert header.startswith("# ")
    assert lines == list(table_lines(reference()))
    assert len(written.encode()) < 1_000_000
    assert known_formulations() <= reference().terms.keys()


def test_every_weight_is_used_and_has_a_reason() -> None:
    """The table of weights and the figures that are weighed are the same list."""
    lines = files("tifatu.builders").joinpath("data", "term_weights.tsv").read_text(encoding="utf-8").splitlines()[1:]
    evidence = classify("高质量发展", reference(), 1, True).evidence
    everything = {"adjective", "label", "measure", *(figure.split(" ")[0] for figure in evidence[1:])}

    assert [line.split("\t")[0] for line in lines] == sorted(weights())
    assert all(line.split("\t")[2] for line in lines)
    assert everything <= weights().keys()


def test_folded_text_leads_back_to_the_document() -> None:
    """White space, marks and notes are skipped, and every stretch is found again in the source."""
    text = "前言推进“两化”[3] 融合\n发展，办好“小事”。"
    read = plain(text, (2, len(text)))
    at = read.text.index("两化融合")

    assert read.text == "推进两化融合发展,办好小事。"
    start, end = read.span(at, at + 4)
    assert (text[start], text[end - 1]) == ("两", "合")
    assert read.in_marks(at, at + 4)
    assert not read.in_marks(at + 2, at + 6)


def test_the_longest_of_overlapping_terms_counts_once() -> None:
    """A shorter formulation inside a longer one is no mention of its own."""
    text = "推进五清三建四改，再抓三建四改。"
    candidates = Candidates.from_records([explained("五清三建四改", "R1"), explained("三建四改", "R1")], ())
    lexicon = Lexicon.of(candidates, weighed(candidates, corpus(candidates, {"R1": text})))

    assert [m.term for m in lexicon_mentions(text, report_of(text), lexicon, ())] == ["五清三建四改", "三建四改"]
