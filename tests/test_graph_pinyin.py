"""Pinyin of labels: what is known to be misread is mended, numerals and letters stay, sorting needs ASCII only."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest
from pypinyin import Style, lazy_pinyin

from tifatu.graph.pinyin import UNCHANGED, overrides, romanise

TABLE = files("tifatu.graph").joinpath("vocabulary", "pinyin.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("form", "pinyin"),
    [
        ("长三角一体化", "cháng sān jiǎo yī tǐ huà"),
        ("平安长治", "píng ān cháng zhì"),
        ("单县", "shàn xiàn"),
        ("数字重庆", "shù zì chóng qìng"),
        ("六安", "lù ān"),
        ("莘县", "shēn xiàn"),
        ("朝阳", "cháo yáng"),
        ("河湖长制", "hé hú zhǎng zhì"),
        ("一网通办", "yī wǎng tōng bàn"),
        ("三重一大", "sān zhòng yī dà"),
        ("新能源之都", "xīn néng yuán zhī dū"),
        ("一个都不能少", "yī gè dōu bù néng shǎo"),
    ],
)
def test_slogans_and_places_are_read_as_people_read_them(form: str, pinyin: str) -> None:
    """Also those that pypinyin has wrong by itself; 一 and 不 keep their tone."""
    assert romanise(form).pinyin == pinyin


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("“四强”行动", ("sì qiáng xíng dòng", "si qiang xing dong", "sqxd")),
        ("交通疏堵“6+N”工程", ("jiāo tōng shū dǔ 6+N gōng chéng", "jiao tong shu du 6 n gong cheng", "jtsd6ngc")),
        ("12345热线", ("12345 rè xiàn", "12345 re xian", "12345rx")),
        ("“三区、三线”", ("sān qū sān xiàn", "san qu san xian", "sqsx")),
        ("“ＡＰＰ”上线", ("APP shàng xiàn", "app shang xian", "appsx")),
        ("旅游+女", ("lǚ yóu nǚ", "lv you nv", "lyn")),
        ("", ("", "", "")),
    ],
)
def test_numerals_and_letters_stay_and_marks_go(form: str, expected: tuple[str, str, str]) -> None:
    """One syllable a character, other runs as written; initials keep numerals and Latin words whole."""
    assert romanise(form) == expected


@pytest.mark.parametrize("form", ["𬭎工程", "钅𬭎", "\U000323af字", "α粒子", "😀四强", '"\\<>\n', "e路 畅通", "№5"])
def test_a_sort_key_is_ascii_whatever_the_label_holds(form: str) -> None:
    """Lower-case letters, digits and single blanks; a character without a reading becomes its code point."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", romanise(form).sort_key)
    assert romanise("\U000323af字").sort_key == "u323af zi"


def test_the_table_is_sorted_and_whole() -> None:
    """One entry a line, each once, NFC, one syllable a character."""
    lines = [line for line in TABLE if not line.startswith("#")]
    assert len(lines) >= 50
    assert lines == sorted(set(lines))
    assert all(unicodedata.is_normalized("NFC", line) for line in lines)
    assert [phrase for phrase, syllables in overrides().items() if len(phrase) != len(syllables)] == []
    assert [line for line in lines if line.count("\t") != 1] == []


def test_no_entry_of_the_table_is_idle() -> None:
    """Each says something other than pypinyin, or puts right what an entry for a single character would change."""
    single = {phrase for phrase in overrides() if len(phrase) == 1}
    idle = [
        phrase
        for phrase, syllables in overrides().items()
        if list(syllables)
        == [UNCHANGED.get(c, s) for c, s in zip(phrase, lazy_pinyin(phrase, style=Style.TONE), strict=True)]
        and not (len(phrase) > 1 and single & set(phrase))
    ]
    assert idle == []


def test_romanising_leaves_pypinyin_as_it_was() -> None:
    """The table mends our readings only; others in the same process see their own."""
    before = lazy_pinyin("长三角")
    romanise("长三角")

    assert lazy_pinyin("长三角") == before == ["zhang", "san", "jiao"]
