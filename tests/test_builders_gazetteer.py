"""Divisions by code and name, as of a year."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from tifatu.builders.gazetteer.compile import COMPILED, compile_rows, level_of
from tifatu.builders.gazetteer.table import Gazetteer, lies_in, short_names

DATA = Path(COMPILED).parent


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("620902", 2025, "肃州区"),
        ("620902", 2001, None),
        ("622102", 2001, "酒泉市"),
        ("622102", 2002, None),
        ("500000", 1996, None),
        ("500000", 1997, "重庆市"),
        ("110103", 1950, "崇文区"),
        ("110103", 2010, None),
        ("110000", 2099, "北京市"),
        ("999999", 2020, None),
    ],
)
def test_a_code_means_what_it_meant_that_year(gazetteer: Gazetteer, code: str, year: int, name: str | None) -> None:
    """A code is answered as of the year: before 1981 the state of 1981, later the last one."""
    found = gazetteer.division(code, year)

    assert (found.name if found else None) == name


def test_the_same_city_was_one_level_lower_before_2002(gazetteer: Gazetteer) -> None:
    """酒泉市 is a county-level city under 酒泉地区 in 2001 and a prefecture-level city in 2002."""
    before, after = gazetteer.named("酒泉市", 2001), gazetteer.named("酒泉市", 2002)

    assert [(r.code, r.level) for r in before] == [("622102", "县级")]
    assert [(r.code, r.level) for r in after] == [("620900", "地级")]
    assert [r.name for r in gazetteer.parents("622102", 2001)] == ["酒泉地区", "甘肃省"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("酒泉", ["620900"]),
        ("湘西", ["433100"]),
        ("湘西州", ["433100"]),
        ("湘西土家族苗族自治州", ["433100"]),
        ("内蒙古", ["150000"]),
        ("香港", ["810000"]),
        ("神农架", ["429021"]),
        ("碑林", ["610103"]),
        ("黔东南", ["522600"]),
        ("科左中旗", ["150521"]),
        ("吉林", ["220000", "220200"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("成", []),
        ("成县", ["621221"]),
    ],
)
def test_full_and_short_names_find_their_divisions(gazetteer: Gazetteer, name: str, codes: list[str]) -> None:
    """Full names, short names and daily contractions lead to the codes; a short name has two characters or more."""
    assert [r.code for r in gazetteer.named(name, 2024)] == codes


def test_within_keeps_only_what_lies_there(gazetteer: Gazetteer) -> None:
    """The search can be narrowed to a province or a prefecture, the division itself included."""
    assert [r.code for r in gazetteer.named("鼓楼区", 2024, within="320000")] == ["320106", "320302"]
    assert [r.code for r in gazetteer.named("鼓楼区", 2024, within="350100")] == ["350102"]
    assert [r.code for r in gazetteer.named("甘肃", 2024, within="620000")] == ["620000"]
    assert not lies_in("620000", "620900")


def test_parents_are_nearest_first(gazetteer: Gazetteer) -> None:
    """A county has prefecture and province, a county run by the province only the province, a province nothing."""
    assert [r.code for r in gazetteer.parents("620902", 2025)] == ["620900", "620000"]
    assert [r.code for r in gazetteer.parents("419001", 2025)] == ["410000"]
    assert [r.code for r in gazetteer.parents("310115", 2025)] == ["310000"]
    assert gazetteer.parents("620000", 2025) == ()


def test_children_are_only_the_next_level(gazetteer: Gazetteer) -> None:
    """A province has its prefectures and the counties that answer to it directly; a county has nothing."""
    names = [r.name for r in gazetteer.children("460000", 2024)]

    assert names[:4] == ["海口市", "三亚市", "三沙市", "儋州市"]
    assert "五指山市" in names
    assert "秀英区" not in names
    assert gazetteer.children("620902", 2025) == ()


def test_short_names_leave_peoples_and_sides_out() -> None:
    """The name of a people is no part of the short name, and a banner of four winds has none."""
    assert list(short_names("双江拉祜族佤族布朗族傣族自治县")) == ["双江县", "双江"]
    assert list(short_names("东乡族自治县")) == ["东乡县", "东乡"]
    assert list(short_names("阿拉善左旗")) == []


def test_every_row_of_the_table_can_be_looked_up(gazetteer: Gazetteer) -> None:
    """Every row is found by its code and by its name in its first year."""
    rows = [line.split("\t") for line in COMPILED.read_text(encoding="utf-8").splitlines() if line[0] != "#"]

    assert len(rows) > 6800
    lost = [row for row in rows if row[0] not in [r.code for r in gazetteer.named(row[1], int(row[2]))]]
    assert lost == []


def test_the_compiled_table_is_what_the_source_says(shared: Path) -> None:
    """Compiling the source again gives the same bytes, and the file stays below half a megabyte."""
    with (shared / "gazetteer" / "areacodes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert compile_rows(csv.DictReader(file)) == COMPILED.read_text(encoding="utf-8")
    assert COMPILED.stat().st_size < 500_000


def test_a_level_that_the_code_denies_is_refused() -> None:
    """The level is left out of the table because it follows from the code; a row where it does not is an error."""
    row = {"代码": "620902", "名称": "肃州区", "级别": "地级", "启用时间": "2002", "变更/弃用时间": ""}

    with pytest.raises(ValueError, match="620902"):
        compile_rows([row])
    assert level_of("620902") == "县级"


@pytest.mark.parametrize("file", ["peoples.txt", "contractions.txt"])
def test_word_lists_are_sorted_unique_and_normalised(file: str) -> None:
    """One entry a line, sorted, unique, NFC, no blank lines."""
    lines = [line for line in (DATA / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert lines == sorted(set(lines))
    assert all(line == unicodedata.normalize("NFC", line).strip() != "" for line in lines)


def test_contractions_stand_for_divisions_in_force(gazetteer: Gazetteer) -> None:
    """Every full name in the list of contractions is a division of today."""
    lines = [line for line in (DATA / "contractions.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]

    assert [line for line in lines if not gazetteer.named(line.split(" ")[0], 2024)] == []
