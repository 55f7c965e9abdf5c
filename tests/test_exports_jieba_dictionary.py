"""The user dictionary: jieba loads it and then keeps slogans whole, and everyday words as they were."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import jieba  # noqa: TID251 - the reader that the dictionary is for
import pytest
from hostile import FORMS, TAILS, definition, hostile_records, mention, report

from tifatu.exports import EXPORTERS
from tifatu.exports.lexica.jieba import Stock
from tifatu.graph.labels import term_key
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, RecordList, Records

LINE = re.compile(r"\S+ [1-9]\d* [a-z]+")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private folder for jieba's cache."""
    return tmp_path_factory.mktemp("jieba")


def written(records: Records) -> str:
    """The dictionary."""
    out = io.BytesIO()
    EXPORTERS["jieba"](records, out, Profile.FULL)
    return out.getvalue().decode()


def loaded(text: str, cache: Path) -> Any:
    """A tokenizer of our own that has loaded the dictionary."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache)
    tokenizer.load_userdict(io.StringIO(text))
    return tokenizer


def test_jieba_keeps_a_slogan_whole_that_it_cut_before(cache: Path) -> None:
    """Defined and mentioned ones alike, with letters and signs, and long ones over short ones."""
    forms = ("三区三线", "四强", "6+N", "我们的发展", "放管服改革", "放管服")
    records = RecordList([report(), *(mention(n, form) for n, form in enumerate(forms))])
    sentence = "划定三区三线，落实四强部署，做好6+N文章，推进放管服改革，这是我们的发展"
    before, after = loaded("", cache), loaded(written(records), cache)

    assert not {"三区三线", "四强", "6+N", "我们的发展", "放管服改革"} & set(before.lcut(sentence, HMM=False))
    assert {"三区三线", "四强", "6+N", "我们的发展", "放管服改革"} <= set(after.lcut(sentence, HMM=False))


def test_every_term_has_one_line_that_jieba_understands(cache: Path) -> None:
    """Word, frequency and tag; also for the invented records with odd terms."""
    lines = written(RecordFile(Path(__file__).parent / "data" / "invented.jsonl")).splitlines()

    assert all(LINE.fullmatch(line) for line in lines)
    words = [line.split()[0] for line in lines]
    assert len(set(words)) == len(words)
    assert {"三区三线", "河畔红", "=1+1", "@x", "钅𬭎😀"} <= set(words)
    assert lines == sorted(lines, key=lambda line: line.split()[0])


@pytest.mark.parametrize("tail", TAILS, ids=ascii)
def test_odd_terms_make_no_odd_lines(tail: str, cache: Path) -> None:
    """Blanks and line ends inside a term do not break its line; jieba gets each word as it is."""
    tokenizer = loaded(text := written(hostile_records(tail)), cache)

    wanted = {term_key(form) for form in FORMS}
    assert {line.split()[0] for line in text.splitlines()} == wanted
    assert all(tokenizer.FREQ[word] > 0 for word in wanted)


def test_a_word_of_the_stock_dictionary_keeps_its_tag_and_rank() -> None:
    """A quoted 创新 does not become a rare set phrase."""
    records = RecordList([report(), mention(1, "创新")])

    stock = Stock.load()
    assert written(records) == f"创新 {stock.frequencies['创新']} {stock.tags['创新']}\n"


def test_a_bare_number_is_no_word() -> None:
    """“2035” is mentioned and left out; “12345”热线 and 5G stay."""
    records = RecordList([report(), *(mention(n, form) for n, form in enumerate(("2035", "12345热线", "5G"), 1))])

    assert [line.split()[0] for line in written(records).splitlines()] == ["12345热线", "5G"]


def test_defined_terms_and_mentioned_ones_have_tags_of_their_own() -> None:
    """nz where a report says what it means, l where it only stands in quotation marks."""
    records = RecordList([report(), definition(1, "三区三线", "三个区和三条线"), mention(1, "四强镇")])

    assert [line.split()[::2] for line in written(records).splitlines()] == [["三区三线", "nz"], ["四强镇", "l"]]
