"""The numerals of a label and what they count."""

from __future__ import annotations

import pytest

from tifatu.builders.language.numerals import numerals, readings, totals

LABELS: dict[str, list[tuple[int | None, str]]] = {
    "四水四定": [(4, "水"), (4, "定")],
    "“1246”": [(1, ""), (2, ""), (4, ""), (6, "")],
    "448": [(4, ""), (4, ""), (8, "")],
    "“6+2”产业链": [(6, ""), (2, "")],
    "“1+3+N”": [(1, ""), (3, ""), (None, "")],
    "“1＋3＋N”": [(1, ""), (3, ""), (None, "")],
    "三区三线": [(3, "区"), (3, "线")],
    "“双高”“双优”计划": [(2, "高"), (2, "优")],
    "两不愁三保障": [(2, "不愁"), (3, "保障")],
    "七项重点工程": [(7, "重点工程")],
    "十二个全市率先": [(12, "全市率先")],
    "两屏两廊多节点": [(2, "屏"), (2, "廊"), (None, "节点")],
    "五个100": [(5, "100")],
    "“七个百分之百”": [(7, "百分之百")],
    "十县百乡千村": [(10, "县"), (100, "乡"), (1000, "村")],
    "“百千万”工程": [(100, ""), (1000, ""), (10000, "")],
    "双百行动": [(2, "百行动")],
    "三位一体": [(3, "一体")],
    "“三多”": [(3, "多")],
    "两大三新": [(2, "大"), (3, "新")],
    "五个十大": [(5, "十大")],
    "“5020”项目": [(50, ""), (20, "")],
    "“茶乡夜话”六大活动": [(6, "活动")],
}


@pytest.mark.parametrize("label", LABELS)
def test_numerals_and_their_nouns(label: str) -> None:
    """Every numeral that counts is read, with its noun, in order."""
    assert [(n.value, n.noun) for n in numerals(label)] == LABELS[label]


@pytest.mark.parametrize("label", LABELS)
def test_spans_are_those_of_the_label(label: str) -> None:
    """A numeral stands where it says, and its noun ends where it says."""
    for n in numerals(label):
        assert label[n.start :].startswith(n.form)
        assert label[n.start : n.end].endswith(n.noun)


@pytest.mark.parametrize(
    "label",
    [
        "“十四五”规划",
        "一带一路",
        "三农",
        "第一议题",
        "5G",
        "PM2.5",
        "15分钟生活圈",
        "三年行动",
        "一网通办",
        "省道210",
        "“12345”热线",
        "二维码",
        "清河坝一号工程",
        "农村两项改革“后半篇”文章",
        "G20",
    ],
)
def test_some_numerals_count_nothing(label: str) -> None:
    """Plans, ordinals, times, names and a lone 一 count nothing that a definition lists."""
    assert numerals(label) == ()


def test_a_row_of_digits_can_be_cut_elsewhere() -> None:
    """The readings of 51025 include 5, 10, 25; no number begins with 0."""
    values = [[n.value for n in reading] for reading in readings("“51025”")]

    assert [5, 10, 25] in values
    assert all(not str(value).startswith("0") for reading in values for value in reading)


def test_fixed_words_count_in_a_later_reading_only() -> None:
    """一带一路 counts nothing at first, and two where one looks for a list."""
    assert numerals("一带一路") == ()
    assert any(2 in totals(reading) for reading in readings("一带一路"))


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("三馆一厅", (4,)),
        ("五比五看", (10, 5)),
        ("百千万", ()),
        ("1+3+N", ()),
        ("二十四字", (6, 12, 24)),
        ("一园", ()),
    ],
)
def test_totals(label: str, wanted: tuple[int, ...]) -> None:
    """A plain list has as many items as the numerals together, or as each where they are equal."""
    assert totals(numerals(label)) == wanted
