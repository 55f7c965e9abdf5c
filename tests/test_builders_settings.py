"""What a user may choose: it counts, it is told, it is refused in one line where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tifatu.builders.execution.shards import LIBRARIES, rules_digest
from tifatu.builders.execution.stages import Harvest, Options
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.pipeline import build_records
from tifatu.builders.settings import Inputs, Settings
from tifatu.graph.errors import SettingsError
from tifatu.graph.model import Mention, Place, Report, Run

REPORT = """肃州区人民政府工作报告
——2025年1月8日在肃州区第十九届人民代表大会第五次会议上
区长 王一一
各位代表：
现在，我代表区人民政府向大会报告工作。
一、2024年工作回顾
推进“清风”行动，用好“岭上飞”，与云岭州结对。
二、2025年工作安排
继续抓好落实。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "reports" / "2025"
    folder.mkdir(parents=True)
    (folder / "suzhou.md").write_text(REPORT, encoding="utf-8")
    return folder.parent


def built(reports: Path, settings: Settings, workers: int = 1) -> Harvest:
    return build_records([reports], Options(workers=workers, settings=settings))


def only(found: Harvest, kind: type[Report] | type[Run]) -> Report | Run:
    (one,) = [record for record in found.records if isinstance(record, kind)]
    return one


def report_of(found: Harvest) -> Report:
    one = only(found, Report)
    assert isinstance(one, Report)
    return one


def run_of(found: Harvest) -> Run:
    one = only(found, Run)
    assert isinstance(one, Run)
    return one


def written(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_own_words_are_laid_over_ours(reports: Path, tmp_path: Path) -> None:
    """An entry of one's own is added, one behind a hyphen taken away; the next build without them is as before."""
    written(tmp_path / "words" / "quoted_names.txt", "# names of ours\n清风\n")
    before = built(reports, Settings())
    over = built(reports, Settings(words=str(tmp_path / "words")))
    again = built(reports, Settings())

    def quoted(found: Harvest) -> list[str]:
        return [record.text for record in found.records if isinstance(record, Mention)]

    assert quoted(before) == ["清风", "岭上飞"]
    assert quoted(over) == ["岭上飞"]
    assert again.records == before.records


def test_own_words_reach_every_worker(reports: Path, tmp_path: Path) -> None:
    """With several processes the records are those of one."""
    written(tmp_path / "words" / "quoted_names.txt", "清风\n")
    (reports / "2024.md").write_text(REPORT.replace("2025", "2024").replace("2024年工", "2023年工"), encoding="utf-8")
    settings = Settings(words=str(tmp_path / "words"))

    assert built(reports, settings, 2).records == built(reports, settings, 1).records


def test_own_divisions_are_laid_over_the_table(reports: Path, tmp_path: Path) -> None:
    """A division that our table lacks is named where the report names it."""
    table = written(tmp_path / "own.tsv", "# ours\n629900\t云岭州\t2020\t\n")
    found = built(reports, Settings(gazetteer=table))

    assert "629900" in [record.region for record in found.records if isinstance(record, Place)]
    assert "629900" not in [r.region for r in built(reports, Settings()).records if isinstance(r, Place)]


def test_of_our_rows_those_of_the_same_code_and_years_give_way() -> None:
    """A renamed division has one name in each year."""
    own = Gazetteer.load(("620902\t新肃州区\t2024\t",))
    division = own.division("620902", 2025)

    assert division and division.name == "新肃州区"
    assert own.named("肃州区", 2025) == ()


def test_a_manifest_wins_over_the_text_and_a_conflict_is_told(reports: Path, tmp_path: Path) -> None:
    """Region, date and session are those of the manifest; the years follow from the date; nothing is silent."""
    session = "甘州区第五届人民代表大会第一次会议"
    rows = f"file,region,date,session\n2025/suzhou.md,620702,2024-11-20,{session}\nb.md,110000,,\n"
    found = built(reports, Settings(manifest=written(tmp_path / "m.csv", rows)))
    report = report_of(found)

    assert report.region and (report.region.code, report.region.name) == ("620702", "甘州区")
    assert [above.code for above in report.parents] == ["620700", "620000"]
    assert (report.date, report.session) == ("2024-11-20", session)
    assert report.plans == 2025
    assert not {"region", "date", "session"} & set(report.receipts)
    told = "\n".join(found.notes)
    assert "the text says 肃州区, the manifest 甘州区, which counts" in told
    assert "the text says 2025-01-08, the manifest 2024-11-20" in told
    assert "b.md: the manifest names it, and no file was given that ends so" in told


def test_a_manifest_that_agrees_changes_nothing(reports: Path, tmp_path: Path) -> None:
    """Said twice is said once: the same report with its receipts, and nothing to tell."""
    path = written(tmp_path / "m.csv", "file,region,date\nsuzhou.md,620902,2025-01-08\n")
    found = built(reports, Settings(manifest=path))

    assert report_of(found) == report_of(built(reports, Settings()))
    assert found.notes == []


def test_a_code_that_is_no_division_is_told_and_the_text_stands(reports: Path, tmp_path: Path) -> None:
    """A slip of the manifest costs no region."""
    found = built(reports, Settings(manifest=written(tmp_path / "m.csv", "file,region\nsuzhou.md,999999\n")))

    region = report_of(found).region
    assert region and region.code == "620902"
    assert "999999 is no division of 2025" in "\n".join(found.notes)


def test_limits_are_settings(reports: Path) -> None:
    """A file above the chosen size is left out with its reason."""
    found = built(reports, Settings(largest=100))

    assert "too much" in found.omitted[0].reason


def test_the_run_tells_what_was_chosen_and_no_path(reports: Path, tmp_path: Path) -> None:
    """The digest of rules and settings changes with what the files say, not with where they lie."""
    rows = "file,region\nsuzhou.md,620902\n"
    plain = run_of(built(reports, Settings()))
    one = run_of(built(reports, Settings(manifest=written(tmp_path / "a" / "m.csv", rows))))
    moved = run_of(built(reports, Settings(manifest=written(tmp_path / "b" / "n.csv", rows))))
    other = run_of(built(reports, Settings(manifest=written(tmp_path / "c.csv", rows + "c.md,\n"))))

    assert plain.settings == {}
    assert one == moved
    assert list(one.settings) == ["manifest"]
    assert len({plain.rules, one.rules, other.rules}) == 3
    assert str(tmp_path) not in str(one)


def test_the_digest_covers_the_libraries_that_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of jieba's dictionary makes shards stale."""
    from tifatu.builders.execution import shards

    before = rules_digest()
    rules_digest.cache_clear()
    monkeypatch.setattr(shards, "version", lambda name: "0" if name == LIBRARIES[0] else "1")
    after = rules_digest()
    rules_digest.cache_clear()

    assert before != after


def test_a_file_of_settings(reports: Path, tmp_path: Path) -> None:
    """Every setting can stand in TOML; relative paths start at the file."""
    written(tmp_path / "own" / "m.csv", "file\nsuzhou.md\n")
    path = written(tmp_path / "own" / "tifatu.toml", 'manifest = "m.csv"\nlargest = 5000\n')
    settings = Settings.from_toml(Path(path))

    assert settings == Settings(manifest=str(tmp_path / "own" / "m.csv"), largest=5000)
    assert set(settings.read().as_record()) == {"manifest", "largest"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('manifst = "m.csv"', "no setting is named 'manifst'. Did you mean manifest? Known: words, gazetteer"),
        ("largest = 'much'", "Expected `int`, got `str`"),
        ("largest = ", "Invalid value"),
    ],
)
def test_settings_that_are_none_are_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    """Unknown keys, wrong kinds, broken TOML."""
    path = written(tmp_path / "tifatu.toml", text)

    with pytest.raises(SettingsError) as caught:
        Settings.from_toml(Path(path))
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "name", "text", "told"),
    [
        ("manifest", "m.csv", "file,place\na.md,620902\n", "its columns are file, region, date, session"),
        ("manifest", "m.csv", "region\n620902\n", "of which file must be there"),
        ("manifest", "m.csv", "file,region\na.md,肃州\n", "line 2: a file, a code of six digits"),
        ("manifest", "m.csv", "file,date\na.md,8.1.2025\n", "line 2"),
        ("gazetteer", "g.tsv", "620902 肃州区\n", "'620902 肃州区' is no division"),
        ("words", "words/head_thing.txt", "湖\n", "no word list of ours has that name. Did you mean head_things.txt?"),
    ],
)
def test_files_that_settings_name_are_checked(tmp_path: Path, setting: str, name: str, text: str, told: str) -> None:
    """What is wrong is told with its file, before anything is read."""
    path = Path(written(tmp_path / name, text))

    with pytest.raises(SettingsError, match=r".") as caught:
        Settings(**{setting: str(path.parent if setting == "words" else path)}).read()
    assert told in str(caught.value)


@pytest.mark.parametrize("setting", ["words", "gazetteer", "manifest"])
def test_a_file_that_is_missing_is_told(tmp_path: Path, setting: str) -> None:
    """One line with its path."""
    with pytest.raises(SettingsError, match="No such file"):
        Settings(**{setting: str(tmp_path / "gone")}).read()


def test_without_settings_nothing_is_recorded() -> None:
    """The digest of the rules stays that of the rules alone."""
    assert Settings().read() == Inputs()
    assert Inputs().digest == ""
