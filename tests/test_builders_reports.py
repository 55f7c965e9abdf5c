"""Splitting texts into reports, and what is read from the head of each."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.read.files import Text, read
from tifatu.builders.read.finding import find_sources
from tifatu.builders.reports.splitting import split
from tifatu.graph.errors import NoReportError
from tifatu.graph.model import Document, Report

OPENING = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议，并请列席人员提出意见。\n"
SPEECH = (
    "一、2021年工作回顾\n过去一年，全县上下一心，办成了一批大事。"
    + "修路架桥，兴学办医，植树治沙，惠及千家万户。" * 20
    + "\n二、2022年重点工作\n"
    + "今年要把每一件事情抓紧抓实，让群众看见变化。" * 20
    + "\n各位代表！让我们团结奋斗，开创新局面！\n"
)
SESSION = "金塔县第十八届人民代表大会第一次会议"
FRONT = "---\nsource: http://example.org/20230101/1.html\ntitle: 2022年政府工作报告\n---\n\n"
HEAD = f"金塔县人民政府工作报告\n——2022年1月5日在{SESSION}上\n县长 王海波\n"


def reports_of(text: str, path: str = "a.txt") -> list[Report]:
    document = Document(id="F1", source=path, sha256="0", encoding="utf-8", media_type="text/plain", length=len(text))
    return split(Text(document, text), Gazetteer.load())


def only(text: str, path: str = "a.txt") -> Report:
    (report,) = reports_of(text, path)
    return report


def of_kind(kind: str, text: str) -> str:
    """The same words for a district or a city."""
    return text.replace("县", kind)


def test_a_plain_report_is_read_whole() -> None:
    """Title, place, session, date, speaker and years, each with the span that says it."""
    text = HEAD + OPENING + SPEECH
    report = only(text)

    assert (report.title, report.session, report.date, report.speaker) == (
        "金塔县人民政府工作报告",
        SESSION,
        "2022-01-05",
        "王海波",
    )
    assert report.region is not None and (report.region.code, report.region.level) == ("620921", "县级")
    assert [region.name for region in report.parents] == ["酒泉市", "甘肃省"]
    assert (report.reviews, report.plans, report.glossary) == ((2021,), 2022, None)
    assert text[report.start :].startswith("金塔县") and text[: report.end].endswith("开创新局面！")
    assert text[slice(*report.body)].startswith("各位代表：")
    receipts = {field: text[slice(*span)] for field, span in report.receipts.items()}
    assert receipts == {
        "title": "金塔县人民政府工作报告",
        "date": "2022年1月5日",
        "session": SESSION,
        "speaker": "王海波",
        "region": SESSION,
    }


@pytest.mark.parametrize(
    "head",
    [
        f"金塔县人民政府\n工作报告\n——2022年1月5日在{SESSION}上\n县长 王海波\n",
        f"金 塔 县 政 府 工 作 报 告\n\n（二〇二二年一月五日在{SESSION}上）\n\n县 长   王 海 波\n\n",
        f"# 2022年金塔县政府工作报告\n\n**2022年1月5日在{SESSION}上**\n\n**县人民政府代县长** **王海波**\n\n",
        f"政府工作报告\n（2022年1月5日在{SESSION}上） 县长：王海波\n",
        f"政府工作报告\n在{SESSION}上\n金塔县人民政府县长 王海波\n2022年1月5日\n",
        f"金塔县政府工作报告\n——县长王海波在{SESSION}上\n（2022年1月5日）\n",
        f"金塔县政府工作报告（2022年1月5日 王海波）\n2022年02月22日 11:02   来源：某报\n——在{SESSION}上\n",
        "金塔县十八届人大一次会议文件（三）\n\n" + HEAD,
        "金塔县政府工作报告\n2022年1月5日在金塔县第十八届\n人民代表大会第一次会议上\n王海波（县长）\n",
        f"{FRONT}<!-- 2022年01月09日 来源：某报 -->\n\n——2022年1月5日在{SESSION}上县长 王海波\n\n",
        f"---\ntitle: 金塔县政府工作报告（2022年1月5日 王海波）\n---\n<!-- 王海波在{SESSION}上作政府工作报告。 -->\n",
        f"---\ntitle: 2022年1月5日在{SESSION}上的政府工作报告\n---\n\n县长 王海波\n\n",
        f"---\ntitle: 王海波县长在{SESSION}上的政府工作报告（2022年）\n---\n\n2022年1月5日\n\n",
        f"首页 > 政务公开 > 政府工作报告\n发布时间：2023-05-01\n{HEAD}",
        f"金塔县政府工作报告\n——2022年1月5日{SESSION}通过\n王海波\n",
    ],
)
def test_one_head_in_many_layouts_says_the_same(head: str) -> None:
    """Broken titles, spaced names, brackets, marks, front matter, captions: the facts are the same."""
    report = only(head + OPENING + SPEECH)

    assert report.region is not None and report.region.code == "620921"
    assert report.date == "2022-01-05"
    assert report.speaker == "王海波"
    assert report.session in (SESSION, "金塔县十八届人大一次会议")
    assert (report.reviews, report.plans) == ((2021,), 2022)


def test_the_day_of_posting_is_not_the_day_of_the_speech() -> None:
    """A page says when it was put up; where nobody says when the speech was given, nobody knows."""
    report = only(
        "金塔县政府工作报告\n时间：2025-06-23 11:25 作者：某网 字数：900字\n" + OPENING + SPEECH + "\n2025-07-08\n"
    )

    assert report.date is None and report.session is None and report.speaker is None


def test_a_month_is_a_date_when_no_day_is_said() -> None:
    """2021年1月 is written 2021-01."""
    assert only(f"政府工作报告\n2022年1月在{SESSION}上\n" + OPENING + SPEECH).date == "2022-01"


def test_the_opening_sentence_may_name_the_session() -> None:
    """向第六届全国人民代表大会第一次会议作政府工作报告, where no line of the head does."""
    opening = "各位代表：\n我代表国务院，向第六届全国人民代表大会第一次会议作政府工作报告，请予审议。\n"

    assert only("1983年政府工作报告\n" + opening + SPEECH).session == "第六届全国人民代表大会第一次会议"


def test_last_years_session_in_the_text_is_not_the_reports_own() -> None:
    """What a session decided is no head, even at the start of a short line."""
    text = "金塔县政府工作报告\n" + OPENING + SPEECH + "县十七届人大四次会议确定的任务全面完成。\n"

    assert only(text).session is None


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("罗布顿珠", "市长 罗布顿珠"),
        ("艾尔肯·买买提", "市长  艾尔肯·买买提"),
        ("李在武", "某市代市长李在武"),
        ("刘会英", "市人民政府市长 刘会英"),
        ("欧阳海", "市人民政府副市长、代理市长   欧阳海"),
        ("刘海", "市 长 刘 　海"),
    ],
)
def test_names_of_every_kind_are_read(name: str, line: str) -> None:
    """Of four characters, with a dot, spaced, and with characters that often belong to other words."""
    text = f"政府工作报告\n——2022年1月5日在玉门市第十八届人民代表大会第一次会议上\n{line}\n" + of_kind(
        "市", OPENING + SPEECH
    )

    assert only(text).speaker == name


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        (f"2022年金塔县政府工作报告\n2022年1月5日在{SESSION}上金塔县县长王海波同志作政府工作报告。\n", "王海波"),
        (f"2022年金塔县政府工作报告\n——2022年1月5日县长 王海波在{SESSION}上的讲话\n", "王海波"),
        (f"2022年金塔县政府工作报告\n----2022年1月5日王海波县长在{SESSION}的政府工作报告\n", "王海波"),
        (f"2022年金塔县政府工作报告\n在{SESSION}上\n（2022年1月5日 王海波）\n", "王海波"),
        (f"2022年金塔县政府工作报告（摘要）\n——2022年1月5日在{SESSION}上\n", None),
        (f"2022年金塔县政府工作报告（征求意见稿）\n——2022年1月5日在{SESSION}上\n", None),
    ],
)
def test_the_speaker_is_read_wherever_the_head_says_who_spoke(head: str, speaker: str | None) -> None:
    """Before or behind the session, with 同志 or 讲话 behind the name; what a bracket says of the text is no name."""
    report = only(head + OPENING + SPEECH)

    assert (report.title, report.date) == ("2022年金塔县政府工作报告", "2022-01-05")
    assert (report.session, report.speaker) == (SESSION, speaker)


@pytest.mark.parametrize("year", ["202２", "二0二二", "２０22", "二〇二2"])
def test_a_year_in_mixed_digits_is_read(year: str) -> None:
    """Typists mix widths and kinds of digits within one year."""
    assert only(HEAD.replace("2022", year) + OPENING + SPEECH).date == "2022-01-05"


def test_the_line_of_a_site_gives_no_date() -> None:
    """The day on which a page was put up may stand before the first session that is named."""
    page = (
        "王海波所作政府工作报告（十八届人大一次会议）\n金塔县政府门户网站 www.example.org 2022年1月15日 来源：县府办\n"
    )

    assert only(page + HEAD.replace("2022年1月5日", "２０２２年１月５日") + OPENING + SPEECH).date == "2022-01-05"


def test_reports_of_other_organs_are_left_out_by_name() -> None:
    """A standing committee, a court or a procurator's office reports to the same session, in the same form."""
    for organ in ("人民代表大会常务委员会", "人民法院", "人民检察院"):
        text = HEAD.replace("人民政府工作", f"{organ}工作") + OPENING.replace("人民政府", organ) + SPEECH
        with pytest.raises(NoReportError, match=f"金塔县{organ}工作报告"):
            reports_of(text)


@pytest.mark.parametrize("title", ["金塔县人民法院工作报告", "关于金塔县政府工作报告的决议"])
def test_a_report_ends_before_that_of_another_organ(title: str) -> None:
    """What the congress heard or resolved behind it in the same file is no part of the report."""
    behind = f"{title}\n（2022年1月7日{SESSION}通过）\n各位代表：\n" + SPEECH
    text = HEAD + OPENING + "一、工作回顾\n办成了大事。\n\n"

    report = only(text + behind)
    assert text[slice(*report.body)].endswith("办成了大事。") and report.end < len(text)


def test_where_session_and_title_name_different_places_the_text_decides() -> None:
    """A slip of the pen in the head is outvoted by the speech."""
    speech = SPEECH.replace("全县", "金塔全县") + "把金塔建设好。"
    wrong = HEAD.replace("在金塔县", "在玉门市").replace("会议上\n县长", "会议上\n")

    report = only(wrong + OPENING + speech)
    assert report.region is not None and report.region.code == "620921"


def test_a_division_that_the_table_lacks_keeps_its_written_name() -> None:
    """It has a name and a level but no code; what stands before its name is above it."""
    report = only(of_kind("县", HEAD).replace("金塔", "酒泉市白杨") + OPENING + SPEECH)

    assert report.region is not None
    assert (report.region.name, report.region.code, report.region.level) == ("白杨县", None, "县级")
    assert [region.name for region in report.parents] == ["酒泉市", "甘肃省"]


def test_an_office_without_a_name_gives_no_speaker() -> None:
    """The office is not the name."""
    assert only(HEAD.replace(" 王海波", "") + OPENING + SPEECH).speaker is None


@pytest.mark.parametrize(
    ("code", "clue"),
    [
        ("110105", "北京市委要求，海淀区、通州区协同，服务首都"),
        ("220104", "长春市委要求，南关区、宽城区协同，服务吉林省"),
    ],
)
def test_homonyms_are_told_apart_by_their_kin_in_the_text(code: str, clue: str) -> None:
    """朝阳区 is in Beijing or in Changchun, as the text names the divisions above and beside it."""
    head = "政府工作报告\n——2022年1月5日在朝阳区第十七届人民代表大会第一次会议上\n"
    region = only(head + of_kind("区", OPENING + SPEECH) + clue + "。\n").region

    assert region is not None and region.code == code


def test_a_parent_in_the_title_settles_a_homonym() -> None:
    """济南市市中区 is the one in Jinan."""
    region = only("济南市市中区2022年政府工作报告\n" + of_kind("区", OPENING + SPEECH)).region

    assert region is not None and region.code == "370103"


def test_the_path_of_the_file_is_the_last_hint() -> None:
    """It decides between homonyms only where the text does not, and never against the text."""
    text = "2022年鼓楼区政府工作报告\n" + of_kind("区", OPENING + SPEECH)
    unknown, by_path = only(text).region, only(text, "江苏省/徐州市/鼓楼区/2022.md").region
    by_text = only(text + "福州市委要求，与台江区、仓山区协同。\n", "江苏省/徐州市/鼓楼区/2022.md").region

    assert unknown is not None and (unknown.code, unknown.name) == (None, "鼓楼区")
    assert by_path is not None and by_path.code == "320302"
    assert by_text is not None and by_text.code == "350102"


def test_codes_are_those_of_the_reports_year() -> None:
    """酒泉市 was a county-level city until 2002."""
    head = "酒泉市政府工作报告\n——{}年1月5日在酒泉市第五届人民代表大会第二次会议上\n"
    before, after = (only(head.format(year) + of_kind("市", OPENING + SPEECH)).region for year in (2001, 2003))

    assert before is not None and before.code == "622102"
    assert after is not None and after.code == "620900"


def test_without_a_name_in_the_head_the_text_tells_the_place() -> None:
    """我省 and the names that the text is full of."""
    text = (
        "2001年政府工作报告\n"
        + of_kind("省", OPENING + SPEECH)
        + "浙江要发展，浙江人要争先，杭州、宁波、温州带头，江苏也在前进。\n"
    )
    region = only(text).region

    assert region is not None and region.code == "330000"


def test_the_state_council_speaks_for_the_nation() -> None:
    """The centre has no code."""
    head = "1988年政府工作报告\n——1988年3月5日在第七届全国人民代表大会第一次会议上\n国务院总理　王海波\n"
    report = only(head + "各位代表！\n我代表国务院，向大会作政府工作报告，请予审议。\n" + SPEECH.replace("20", "19"))

    assert report.region is not None and report.region.level == "国家级" and report.region.code is None
    assert report.session == "第七届全国人民代表大会第一次会议"
    assert report.parents == ()


@pytest.mark.parametrize(
    ("title", "name", "level", "parent"),
    [("金塔县七坊镇", "七坊镇", "乡级", "金塔县"), ("西咸新区", "西咸新区", "开发区", None)],
)
def test_places_without_a_code_keep_their_name(title: str, name: str, level: str, parent: str | None) -> None:
    """Towns and development zones report too."""
    report = only(f"2022年{title}政府工作报告\n" + of_kind("镇", OPENING + SPEECH))

    assert report.region is not None and (report.region.name, report.region.level) == (name, level)
    assert report.region.code is None
    assert (report.parents[0].name if report.parents else None) == parent


@pytest.mark.parametrize(
    "place", ["湘西土家族苗族自治州", "鄂伦春自治旗", "肃北蒙古族自治县", "宁夏回族自治区", "锡林郭勒盟", "浦东新区"]
)
def test_every_kind_of_division_reports(place: str) -> None:
    """Prefectures, banners, leagues, counties and regions of all kinds have codes."""
    region = only(f"2022年{place}政府工作报告\n" + OPENING + SPEECH).region

    assert region is not None and region.name == place and region.code


@pytest.mark.parametrize(
    ("date", "headings", "reviews", "plans"),
    [
        ("2022年1月5日", ("一、2021年工作回顾", "二、2022年重点工作"), (2021,), 2022),
        ("2022年12月26日", ("一、2022年工作回顾", "二、2023年工作总体要求"), (2022,), 2023),
        ("2021年11月18日", ("2021年及本届政府工作回顾", "今后五年目标及2022年重点任务"), (2017, 2021), 2022),
        (
            "2021年1月26日",
            ("一、2020年和“十三五”工作回顾", "二、“十四五”时期目标", "三、2021年工作安排"),
            (2016, 2020),
            2021,
        ),
        ("2022年1月6日", ("一、2018年以来工作回顾", "二、今后五年目标", "三、2022年重点工作"), (2018, 2021), 2022),
        ("2022年2月10日", ("一、过去四年工作回顾", "二、今后五年主要任务", "三、2022年工作重点"), (2018, 2021), 2022),
        ("2017年1月16日", ("一、“十三五”实现良好开局", "二、扎实做好2017年工作"), (2016,), 2017),
        ("2020年5月14日", ("一、2019年以来工作回顾", "二、2020年重点工作"), (2019,), 2020),
        (None, ("一、2022年工作回顾", "二、2023年重点工作"), (2022,), 2023),
        (None, ("一、过去一年", "二、今年的工作"), (2021,), 2022),
    ],
)
def test_years_are_those_of_the_headings_and_the_date(
    date: str | None, headings: tuple[str, ...], reviews: tuple[int, ...], plans: int
) -> None:
    """One year or a range looked back on, the year planned for; a title's year only where nothing else is said."""
    head = "2022年金塔县政府工作报告\n" + (f"——{date}在{SESSION[:-6]}第二次会议上\n" if date else "")
    body = "".join(f"{heading}\n" + "大事办成了一批，好事办好了一批。" * 20 + "\n" for heading in headings)
    report = only(head + OPENING + body)

    assert (report.reviews, report.plans) == (reviews, plans)


def compilation() -> str:
    places = ("金塔县", "玉门市", "敦煌市")
    contents = "目\t录\n" + "".join(f"{n}．2022年{place}政府工作报告\t{n}7\n" for n, place in enumerate(places, 1))
    return contents + "".join(
        f"\n2022年{place}政府工作报告\n2022年12月1{n}日在{place}第十八届人民代表大会第二次会议上\n\n{OPENING}{SPEECH}\n\n"
        for n, place in enumerate(places, 1)
    )


def test_a_compilation_is_cut_at_its_heads_and_not_at_its_contents() -> None:
    """Each report has its own place and day; the table of contents belongs to none."""
    text = compilation()
    reports = reports_of(text)

    assert [report.region.code if report.region else None for report in reports] == ["620921", "620981", "620982"]
    assert [report.date for report in reports] == ["2022-12-11", "2022-12-12", "2022-12-13"]
    assert all(text[report.start :].startswith("2022年") for report in reports)
    assert all(text[: report.end].endswith("开创新局面！") for report in reports)
    assert all(a.end <= b.start for a, b in pairwise(reports))


def test_a_report_without_salutation_in_a_compilation_is_found() -> None:
    """Title and session are enough."""
    reports = reports_of(compilation().replace(OPENING, "", 1))

    assert len(reports) == 3 and reports[0].region is not None and reports[0].region.code == "620921"


def test_a_list_of_titles_without_pages_is_no_head() -> None:
    """Of the titles above a report only its own is its title, also when the years alone differ."""
    text = "".join(f"{year}年金塔县政府工作报告\n" for year in (2021, 2022))
    text += "".join(f"\n{year}年金塔县政府工作报告\n{OPENING}{SPEECH}" for year in (2021, 2022))
    reports = reports_of(text)

    assert [report.title for report in reports] == ["2021年金塔县政府工作报告", "2022年金塔县政府工作报告"]
    assert text[: reports[0].start].count("\n") == 3


def test_reports_that_stand_on_one_line_each_are_found() -> None:
    """A scrape: a tag, the title, the whole report on one line, the day of posting."""
    body = (OPENING + SPEECH).replace("\n", " ").replace("：", ":").replace("，", ",")
    text = "-\n" + "".join(
        f"【{place}招商】{place}政府工作报告\n2021年2月{n}日在{place}第十八届人民代表大会第五次会议上县长王海波{body}\n2025-07-08\n-\n"
        for n, place in enumerate(("金塔县", "瓜州县"), 1)
    )
    reports = reports_of(text + "有想补充的信息?点我投稿\n- 联系我们\n")

    assert [(r.title, r.date, r.speaker) for r in reports] == [
        ("金塔县政府工作报告", "2021-02-01", "王海波"),
        ("瓜州县政府工作报告", "2021-02-02", "王海波"),
    ]
    assert all("2025" not in text[r.start : r.end] and "招商" not in text[r.start : r.end] for r in reports)


def test_a_text_without_line_ends_still_has_its_reports() -> None:
    """Date, session and salutation mark a head wherever they stand together."""
    pieces = (
        f"2022年1月{n}日在{place}第十八届人民代表大会第一次会议上 市长王海波 {OPENING}{SPEECH}"
        for n, place in ((5, "玉门市"), (6, "敦煌市"))
    )
    text = "".join(pieces).replace("\n", " ")
    reports = reports_of(text)

    assert [report.date for report in reports] == ["2022-01-05", "2022-01-06"]
    assert reports[0].end <= reports[1].start and text[reports[1].start :].startswith("2022年1月6日")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("注册 | 登录\n筛选地域\n0/0\n\n", "\n笔记\n复制\n问答\n"),
        ("", "\n(责任编辑:某某)\n\n精彩图片\n\n金塔县人民政府工作报告(2022年1月5日 王海波)\n\n查看余下全文"),
        ("", "\n2022-02-22 11:02 来源:某报\n查看余下全文"),
        ("", "\n金塔县人民政府工作报告\n将本文的Word文档下载到电脑,方便收藏和打印\n点击下载文档"),
        ("", "\n（金塔县人民政府网站）\n"),
        ("", "\n上一篇：玉门市政府工作报告\n下一篇：没有了\n版权所有：某网 某ICP备1号\n"),
        ("", "\n相关阅读\n玉门市召开大会部署春耕\n某地建成一条公路\n"),
        ("", "\n##paidend##\n"),
        ("", "\n— 12 —\n"),
    ],
)
def test_the_page_around_a_report_is_left_out(above: str, below: str) -> None:
    """Bars, editors, downloads, repeated titles and lists of other pages lie outside the span."""
    text = above + HEAD + OPENING + SPEECH + below
    report = only(text)

    assert report.start == len(above)
    assert text[: report.end].endswith("开创新局面！")


def test_what_belongs_to_a_report_is_not_cut_off() -> None:
    """A short last line is kept: an annex, a note, a last wish."""
    for last in ("让我们再出发", "注：以上数据为初步统计数。", "（本文有删减）", "附件：重点项目表"):
        text = HEAD + OPENING + SPEECH + last
        assert only(text).end == len(text), last


@pytest.mark.parametrize(
    "heading", ["附件：", "**附件一**", "金塔县2022年民生实事项目", "2022年县政府为民办理的10件实事", "重点项目清单"]
)
def test_lists_behind_the_last_words_are_no_part_of_the_speech(heading: str) -> None:
    """Works for the people and who leads them are printed behind a speech; the report holds them, its body does not."""
    text = HEAD + OPENING + SPEECH + f"\n{heading}\n1.修建乡村道路二百公里。\n2.打井五十眼，解决吃水困难。\n"

    report = only(text)
    assert text[slice(*report.body)].endswith("开创新局面！") and text[: report.end].endswith("吃水困难。")


def test_a_list_in_the_speech_stays_in_it() -> None:
    """The same heading is part of the speech where the speech goes on behind it."""
    text = HEAD + OPENING + "过去一年成绩可喜！\n2022年民生实事项目\n1.修路。\n" + SPEECH

    assert text[slice(*only(text).body)].endswith("开创新局面！")


def test_the_speech_ends_before_the_glossary() -> None:
    """Body and glossary lie side by side in the report."""
    glossary = "\n名词解释\n" + "".join(
        f"{n}．“{name}”：指建设好{name[1:]}的三项措施，即修路、架桥、办学。\n"
        for n, name in enumerate(("三通", "三改", "三清"), 1)
    )
    text = HEAD + OPENING + SPEECH + glossary
    report = only(text)

    assert report.glossary is not None and text[slice(*report.glossary)].startswith("名词解释")
    assert report.body[1] <= report.glossary[0] and report.end == report.glossary[1]


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好。\n" * 50,
        "县长王海波作政府工作报告。\n会议听取了政府工作报告，" + "大家一致赞成。" * 100,
        "政府工作报告\n",
        "1．2022年玉门市政府工作报告\t1\n2．2022年敦煌市政府工作报告\t9\n",
        "政协第九届委员会第二次会议上的讲话\n各位委员：\n" + "大家辛苦了。" * 200,
    ],
)
def test_a_text_without_a_report_is_told(text: str) -> None:
    """News about a report, a list of titles and other speeches are no reports; the error says what was missing."""
    with pytest.raises(NoReportError, match="no report found"):
        reports_of(text)


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("", "no heading stands above them"),
        ("百姓看得懂的新鲜说法\n", "the heading '百姓看得懂的新鲜说法' is not known"),
    ],
)
def test_entries_under_an_unknown_heading_are_told(above: str, told: str) -> None:
    """What was seen and what to do next, not only what is missing."""
    entries = "".join(f"{n}.“{n}三清”行动：清河、清渠、清塘。\n" for n in range(1, 5))

    with pytest.raises(NoReportError, match="4 lines look like entries of a glossary") as caught:
        reports_of(above + entries)

    assert told in caught.value.reason
    assert "put a line 名词解释 there" in caught.value.reason


def test_ids_depend_on_the_content_alone() -> None:
    """The same text under another path has the same reports."""
    text = HEAD + OPENING + SPEECH

    assert only(text, "a.txt").id == only(text, "b/c.txt").id
    assert len({report.id for report in reports_of(compilation())}) == 3


def test_no_mixture_of_heads_and_noise_breaks_the_split() -> None:
    """Whatever stands in a file: reports in order, apart, with their speech and their receipts inside the text."""
    pieces = [
        "政府工作报告",
        "2022年",
        "1月5日",
        "\n",
        "各位代表：",
        "我代表县人民政府向大会报告工作。",
        "县长王海波",
        "朝阳区",
    ]
    pieces += [
        "金塔县",
        "第八届人民代表大会第一次会议",
        "在",
        "上",
        "。",
        "**",
        "---\n",
        "title: ",
        "<!--",
        "-->",
        "（",
        "）",
    ]
    pieces += [
        "一、",
        "工作回顾",
        "“十三五”",
        "五年",
        "届",
        "\u3000",
        "目录",
        "5",
        "名词解释",
        "国务院",
        "开发区",
        "修路架桥。" * 150,
    ]
    chosen = random.Random(11)
    found = 0
    for _ in range(1000):
        text = "".join(chosen.choice(pieces) for _ in range(chosen.randrange(1, 60)))
        try:
            reports = reports_of(text)
        except NoReportError:
            continue
        found += len(reports)
        edges = [edge for r in reports for edge in (r.start, r.body[0], r.body[1], r.end)]
        assert edges == sorted(edges) and edges[-1] <= len(text), text
        assert all(0 <= a < b <= len(text) for r in reports for a, b in r.receipts.values())
    assert found > 100


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[tuple[Path, str, list[Report]]]:
    gazetteer = Gazetteer.load()
    texts = [(source.path, read(source)) for source in find_sources([shared / "corpus"])]
    return [(path, text.text, split(text, gazetteer)) for path, text in texts]


def test_every_file_of_the_corpus_holds_the_reports_that_it_should(
    corpus: list[tuple[Path, str, list[Report]]],
) -> None:
    """One each, but for the compilation of 19 and the scrape of ten."""
    many = {path.name: len(reports) for path, _, reports in corpus if len(reports) != 1}

    assert sorted(many.values()) == [10, 19]


def test_real_reports_belong_to_the_place_of_their_folder(corpus: list[tuple[Path, str, list[Report]]]) -> None:
    """The folder was not asked: the text says the place, the file's name the year."""
    wrong = []
    for path, _, (report, *_) in corpus:
        if path.suffix != ".md":
            continue
        place = report.region.name if report.region else None
        nation = path.parent.name.endswith("国务院")
        if place != ("中国" if nation else path.parent.name) or (not nation and report.plans != int(path.stem[:4])):
            wrong.append((path, place, report.plans))
    assert wrong == []


def test_receipts_of_real_reports_say_what_they_are_receipts_of(corpus: list[tuple[Path, str, list[Report]]]) -> None:
    """Words read again at their span are the words recorded, but for white space."""
    checked = 0
    for _, text, reports in corpus:
        for report in reports:
            said = {"title": report.title, "session": report.session, "speaker": report.speaker}
            for field in said.keys() & report.receipts.keys():
                assert "".join(text[slice(*report.receipts[field])].split()) == said[field]
                checked += 1
    assert checked > 1000


def test_the_gold_reports_are_read_without_a_miss(shared: Path, corpus: list[tuple[Path, str, list[Report]]]) -> None:
    """Region, session, date, speaker, years: as careful readers noted them."""
    gold = json.loads((shared / "gold" / "reports.json").read_text(encoding="utf-8"))
    found = {(path.name, r.region.code if r.region else None): r for path, _, reports in corpus for r in reports}
    for entry in gold:
        report = found[entry["source"], entry["region"]["code"]]
        assert (report.date, report.session, report.speaker) == (entry["date"], entry["congress"], entry["speaker"])
        assert (report.reviews[-1], report.plans) == (entry["review_year"], entry["plans"])
        assert [region.name for region in report.parents] == entry["region"]["parents"]
    assert len(gold) >= 13


def test_a_glossary_alone_in_a_file_is_read() -> None:
    """Its heading says whose it is and of which year; it has no speech."""
    text = "2022年金塔县《政府工作报告》名词解释\n1.“两网”工程：指水网和电网。\n2.“三园”：指茶园、果园、药园。\n"
    report = only(text)

    assert report.region is not None and (report.region.code, report.title) == ("620921", "2022年金塔县政府工作报告")
    assert (report.plans, report.glossary, report.body) == (2022, (0, len(text) - 1), (0, 0))


def test_a_glossary_of_nobody_is_told() -> None:
    """Where the heading does not say whose it is, the reason names what the file is."""
    with pytest.raises(NoReportError, match="is a glossary without a report"):
        reports_of("名词解释\n1.“两网”工程：指水网和电网。\n2.“三园”：指茶园、果园、药园。\n")
