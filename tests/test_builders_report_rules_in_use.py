"""The rules of a report's head decide where reports are split: their own examples stand in whole reports here."""

from __future__ import annotations

import re

import pytest

from tifatu.builders import as_text
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.language.rule import Rule
from tifatu.builders.reports import furniture, rules, split, years
from tifatu.graph.errors import NoReportError
from tifatu.graph.model import Report

TITLE = "临江市政府工作报告"
SESSION = "——2021年12月4日在临江市第十一届人民代表大会第一次会议上"
SPEAKER = "临江市市长　海波"
OPENING = "现在，我代表市人民政府向大会报告工作，请予审议。"
SPEECH = "一、去年工作回顾\n" + "修路架桥，兴学办医，植树治沙，惠及千家万户。\n" * 30


def reports(*lines: str) -> list[Report]:
    """The reports of these lines with a speech behind them."""
    try:
        return split(as_text("\n".join(lines)), Gazetteer.load())
    except NoReportError:
        return []


def only(*lines: str) -> Report:
    """The one report of these lines."""
    (report,) = reports(*lines)
    return report


def examples(rule: Rule) -> list[str]:
    """What a rule says that it finds."""
    return [hit.text for hit in rule.hits]


def plain(words: str | None) -> str:
    """Words without white space."""
    return re.sub(r"\s", "", words or "")


@pytest.mark.parametrize("hit", rules.SESSION.hits, ids=lambda hit: plain(hit.text))
def test_a_session_is_read(hit: rules.Hit) -> None:
    """Whatever form it has, it is the session of the report."""
    report = only(TITLE, f"——2021年12月4日{hit.text}", SPEAKER, "各位代表：", OPENING, SPEECH)

    assert plain(hit.groups["session"]) in plain(report.session)


@pytest.mark.parametrize("miss", rules.SESSION.misses)
def test_a_meeting_of_others_is_no_session(miss: str) -> None:
    """Of standing committees, of the consultative conference, of the party."""
    report = only(TITLE, f"——2021年12月4日{miss}", SPEAKER, "各位代表：", OPENING, SPEECH)

    assert not report.session


@pytest.mark.parametrize("title", examples(rules.TITLE))
def test_a_title_begins_a_report(title: str) -> None:
    """Also with the tag of a site before it or a bracket behind it."""
    report = only("首页 > 政务公开", title, "各位代表：", OPENING, SPEECH)

    assert "工作报告" in report.title
    assert plain(report.title).strip("《》") in title


@pytest.mark.parametrize("miss", rules.TITLE.misses)
def test_a_line_about_a_report_is_no_title(miss: str) -> None:
    """Alone it makes no report."""
    assert reports(miss, "会议讨论了各项议题，代表们踊跃发言。\n" * 30) == []


@pytest.mark.parametrize("title", examples(rules.OTHER))
def test_what_another_organ_reports_ends_the_report(title: str) -> None:
    """The report ends before its title, where a salutation shows that a speech begins."""
    text = "\n".join((TITLE, SESSION, SPEAKER, "各位代表：", OPENING, SPEECH, title, "各位代表：", SPEECH))
    (report,) = split(as_text(text), Gazetteer.load())

    assert report.end <= text.index(title)


@pytest.mark.parametrize("opening", examples(rules.OTHERS_OPENING))
def test_who_speaks_for_another_organ_gives_no_report(opening: str) -> None:
    """Even under the title of a report."""
    assert reports("临江县人民代表大会", "常务委员会工作报告", SESSION, "各位代表：", opening, SPEECH) == []


@pytest.mark.parametrize("salutation", examples(rules.SALUTATION))
def test_the_speech_begins_with_the_salutation(salutation: str) -> None:
    """What stands before it is the head."""
    text = "\n".join((TITLE, SESSION, SPEAKER, salutation, OPENING, SPEECH))
    (report,) = split(as_text(text), Gazetteer.load())

    assert text[report.body[0] :].startswith(salutation)


@pytest.mark.parametrize("opening", examples(rules.OPENING))
def test_an_opening_makes_a_report_without_a_title(opening: str) -> None:
    """With the session above it."""
    report = only("2021年12月4日在临江市第十一届人民代表大会第一次会议上", "各位代表：", opening, SPEECH)

    assert report.date == "2021-12-04"


@pytest.mark.parametrize("office", examples(rules.OFFICE))
def test_the_name_behind_the_office_is_the_speakers(office: str) -> None:
    """Whatever the office."""
    line = office if office.endswith("海波") else f"{office}海波"

    assert only(TITLE, SESSION, line, "各位代表：", OPENING, SPEECH).speaker == "海波"


@pytest.mark.parametrize("title", examples(rules.NAME_IN_BRACKETS))
def test_a_name_in_brackets_is_the_speakers(title: str) -> None:
    """Behind the title, alone or with the day."""
    assert only(title, "各位代表：", OPENING, SPEECH).speaker == "海波"


@pytest.mark.parametrize("caption", examples(rules.NAME_OF_CAPTION))
def test_a_caption_names_the_speaker(caption: str) -> None:
    """Where the head does not."""
    assert only(TITLE, caption, "各位代表：", OPENING, SPEECH).speaker == "海波"


@pytest.mark.parametrize("hit", years.PLANNED.hits, ids=lambda hit: hit.text)
def test_a_heading_says_which_year_is_planned(hit: rules.Hit) -> None:
    """Whatever the day of the speech says."""
    report = only(TITLE, SPEAKER, "各位代表：", OPENING, SPEECH, hit.text, SPEECH)

    assert str(report.plans) == hit.groups["year"].translate({ord("０") + n: str(n) for n in range(10)})


@pytest.mark.parametrize("hit", years.REVIEWED.hits, ids=lambda hit: hit.text)
def test_a_heading_says_which_year_is_looked_back_on(hit: rules.Hit) -> None:
    """Alone or with the years before."""
    report = only(TITLE, SPEAKER, "各位代表：", OPENING, hit.text, SPEECH.partition("\n")[2])

    assert int(hit.groups["year"]) in report.reviews


@pytest.mark.parametrize("rule", furniture.RULES, ids=lambda rule: rule.name)
def test_furniture_gives_neither_day_nor_speaker(rule: Rule) -> None:
    """A page around a report changes nothing of what the report says."""
    bare = only(TITLE, SESSION, SPEAKER, "各位代表：", OPENING, SPEECH)
    for words in examples(rule):
        report = only(TITLE, words, SESSION, SPEAKER, "各位代表：", OPENING, SPEECH)
        assert (report.date, report.speaker, report.session) == (bare.date, bare.speaker, bare.session), words
