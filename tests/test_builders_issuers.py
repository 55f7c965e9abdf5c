"""Whose a slogan is, and whose region that makes it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from reports import report_from

from tifatu.builders.gazetteer.compile import COMPILED
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.issuers.attribution import attributions
from tifatu.builders.issuers.regions import implied
from tifatu.builders.issuers.rules import BELONGS, CARRIED, CONTENT, LEVEL, PURPOSE, REACHES, STAYS, TIES
from tifatu.builders.language.rule import Rule
from tifatu.builders.mentions.quoted import quoted_mentions
from tifatu.graph.model import Attribution, Mention

RULES = (*TIES, PURPOSE, CARRIED, BELONGS, LEVEL, REACHES, CONTENT, STAYS)
HEAD = re.compile(r"工作思路|总体思路|行动|文章|部署|要求|目标|方针|精神|政策|规划|县")


def mentions_of(text: str) -> list[Mention]:
    """Everything between quotation marks, with the class noun behind it."""
    found = []
    for number, quoted in enumerate(re.finditer(r"“([^“”]{1,40})”", text)):
        head = HEAD.match(text, quoted.end())
        found.append(
            Mention(
                id=f"M{number}",
                source="a.txt",
                report="R1",
                start=quoted.start(1),
                end=quoted.end(1),
                term=quoted[1],
                text=quoted[1],
                head=head[0] if head else "",
                quoted=True,
                rule="test",
            )
        )
    return found


def found(text: str, code: str | None = "620902") -> list[Attribution]:
    return attributions(text, report_from(text, code), mentions_of(text), Gazetteer.load())


@pytest.mark.parametrize(
    ("own", "level", "expected"),
    [
        ("620902", "省", "620000"),
        ("620902", "市", "620900"),
        ("620902", "区", "620902"),
        ("620902", "县", None),
        ("511827", "县", "511827"),
        ("511827", "我市", "511800"),
        ("620982", "市", "620982"),
        ("620900", "市", "620900"),
        ("310115", "市", "310000"),
        ("310115", "省", None),
        ("640402", "区", "640402"),
        ("640402", "区党", "640000"),
        ("640422", "区", "640000"),
        ("640422", "自治区", "640000"),
        ("433101", "州", "433100"),
        ("433101", "市", "433101"),
        ("433124", "市", None),
        ("152223", "盟", "152200"),
        ("620000", "省", "620000"),
        ("620000", "市", None),
        (None, "省", None),
    ],
)
def test_a_level_means_what_the_own_place_implies(own: str | None, level: str, expected: str | None) -> None:
    """市委 of a district is its city's, of a county-level city its own; a place without that level has no such body."""
    region = implied(level, report_from("", own))

    assert (region.code if region else None) == expected


@pytest.mark.parametrize(
    ("own", "sentence", "expected"),
    [
        ("620902", "落实省委“三高”行动、市委“1357”总体思路", [("三高", "省委", "620000"), ("1357", "市委", "620900")]),
        ("620902", "落实省委“三高”行动“五新”文章", [("三高", "省委", "620000"), ("五新", "省委", "620000")]),
        ("620902", "严守中央“九条禁令”和“六个不许”", [("九条禁令", "中央", None), ("六个不许", "中央", None)]),
        ("511827", "统一到县委“24680”工作思路上来", [("24680", "县委", "511827")]),
        (
            "640422",
            "执行自治区“七条铁规”、市委“五个带头”",
            [("七条铁规", "自治区", "640000"), ("五个带头", "市委", "640400")],
        ),
        ("640422", "落实区党委“三区”部署", [("三区", "区党委", "640000")]),
        ("511827", "牢记习近平总书记“五个抓手”要求", [("五个抓手", "习近平总书记", None)]),
        ("500112", "落实市委“三攻坚一盘活”部署", [("三攻坚一盘活", "市委", "500000")]),
        ("433124", "落实州委“五区”要求，对接省“百村”行动", [("五区", "州委", "433100"), ("百村", "省", "430000")]),
        ("620902", "落实中央、省委“过紧日子”要求", [("过紧日子", "中央", None), ("过紧日子", "省委", "620000")]),
        ("620902", "落实四川省委“三区”目标", [("三区", "省委", "620000")]),
        ("340212", "落实省促进山区振兴“一县一策”举措", [("一县一策", "省", "340000")]),
        ("640422", "聚焦自治区确定的“双星”战略", [("双星", "自治区", "640000")]),
        (
            "620902",
            "市委五届八次、九次全会研判形势，科学制定“1357”总体思路，明确了做强“六链”、建设“两带”的路径",
            [(term, "市委五届八次、九次全会", "620900") for term in ("1357", "六链", "两带")],
        ),
        ("620902", "“三地”，是总书记交给我们的任务", [("三地", "总书记", None)]),
        ("620902", "落实省委抓好“四个一”“五个点”的要求", [("四个一", "省委", "620000"), ("五个点", "省委", "620000")]),
        ("620902", "中共甘肃省委第十五次党代会提出“三步走”战略", [("三步走", "省委第十五次党代会", "620000")]),
        ("620902", "围绕省“8337”发展思路，实施“十大”行动", [("8337", "省", "620000")]),
        (
            "620902",
            "融入省“两核三带”区域发展格局，对接省“4×4”现代化产业体系",
            [("两核三带", "省", "620000"), ("4×4", "省", "620000")],
        ),
        ("620902", "落实省“旅游兴陇”战略,以创建示范区为抓手", [("旅游兴陇", "省", "620000")]),
        ("620902", "对接省“百村工程”基地项目", [("百村工程", "省", "620000")]),
        ("620902", "落实省“2+3”产业政策体系、市“1357”行动方案", [("2+3", "省", "620000"), ("1357", "市", "620900")]),
    ],
)
def test_issuers_are_bodies_of_the_implied_region(
    own: str, sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Each slogan has the issuer that stands with it, with the code of the issuer's division."""
    got = [(a.term, a.issuer, a.region) for a in found(sentence, own)]

    assert got == expected
    assert not any(a.level_only for a in found(sentence, own))


@pytest.mark.parametrize(
    ("sentence", "regions"),
    [
        ("新增省级“清净村”3个", ["620000"]),
        ("项目列入国家“十四五”规划", [None]),
        ("编制国省“十五五”规划", [None, "620000"]),
        ("入选省“百强”名单", ["620000"]),
        ("荣获全国“六无”县", [None]),
        ("实施省市列“强村”项目", ["620000", "620900"]),
        ("制定我区“十四五”规划", ["620902"]),
        ("用好国家“智慧田园”中试基地", [None]),
        ("推进省“一窗通办”示范市建设", ["620000"]),
        ("做好国家“绿谷”申创工作", [None]),
        ("加快国家和省“双清”示范园区建设", [None, "620000"]),
        ("新增省“金雁”人才12名", ["620000"]),
    ],
)
def test_levels_are_no_issuers(sentence: str, regions: list[str | None]) -> None:
    """A level is kept with its region, and marked as a level."""
    got = found(sentence)

    assert [a.region for a in got] == regions
    assert all(a.level_only for a in got)


@pytest.mark.parametrize(
    "sentence",
    [
        "在全省率先启动“一窗办”试点",
        "建成全市首个“云课堂”",
        "实施县长“菜篮子”工程",
        "按照省委部署，围绕“三地”定位",
        "配合省委巡视、“双查”工作",
        "荣获“全省十强县”称号",
        "完善城市“九纵”路网，整治市区“六乱”",
        "酒企集团“三化”改造",
        "落实县委《关于“十四五”规划的建议》",
        "高举“三个代表”旗帜，全市“三公”经费下降",
        "参加联合国“绿色城市”行动，打造中国“花都”",
        "在省委坚强领导下，各级同心协力，明确“三步走”战略",
        "省委全会精神深入人心，我们制定“三步走”战略",
        "市政府积极谋划，明确“三步走”战略",
        "完善县政府“三重一大”决策制度，通过省政府“两基”攻坚验收",
        "“三地”建设的成效，是省委坚强领导的结果",
        "总书记亲临我省考察，要求抓住共建、共享“绿色丝路”的机遇",
        "落实省“两会”部署，办好省“八运会”",
        "我市“一河两岸综合整治成效明显”获国务院通报表扬",
        "践行总书记关于“三农”工作的重要论述",
        "落实总书记对“一江三湖”治理的重要指示",
        "落实《省委关于严守“六项纪律”的意见》",
        "党的十八大以来我们砥砺奋进，赋予全市“金名片”的美誉",
    ],
)
def test_near_misses_have_no_issuer(sentence: str) -> None:
    """Officials, rankings, subjects of another clause and halves of words issue nothing."""
    assert [(a.term, a.issuer, a.rule) for a in found(sentence)] == []


def test_an_issuer_ends_where_a_level_names_another() -> None:
    """全市 behind 和 says whose the second is, and the province's reach ends."""
    assert [a.term for a in found("落实省委“60项措施”和全市“1+4”文件精神")] == ["60项措施"]


def test_the_issuer_is_what_the_span_covers() -> None:
    """The span covers the issuer's words, and the attribution points to its mention."""
    text = "我们将落实省委、省政府提出的“三高”行动。"
    (got,) = found(text)

    assert text[got.start : got.end] == got.issuer == "省委、省政府"
    assert (got.mention, got.head, got.body) == ("M0", "行动", "party-committee")


def test_the_report_of_the_centre_has_no_province_of_its_own() -> None:
    """In the State Council's report 省委 is nobody in particular, 中央 is the centre."""
    assert [a.region for a in found("各省委“三高”行动要落实中央“九条禁令”", None)] == [None]


@pytest.mark.xfail(reason="a list of measures stands between the issuer and the slogan", strict=True)
def test_an_issuer_reaches_over_unquoted_measures() -> None:
    """省 is the issuer of both measures."""
    assert [a.term for a in found("落实省减税20条措施和纾困“双十条”政策")] == ["双十条"]


@pytest.mark.xfail(reason="nothing tells a slogan of the centre from one's own behind 和", strict=True)
def test_an_issuer_does_not_reach_over_ones_own() -> None:
    """The second slogan is the city's own."""
    assert [a.term for a in found("对接国家“万人计划”和“酒泉英才”工程")] == ["万人计划"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_tells_its_hits_from_its_misses(rule: Rule) -> None:
    """The sentence beside a rule yields issuer and slogan by that rule; its misses yield nothing by it."""

    def by_rule(text: str) -> list[dict[str, str]]:
        own = "640422" if "自治区" in text else "620902"
        return [{"issuer": a.issuer, "slogan": a.term} for a in found(text, own) if a.rule == rule.name]

    assert rule.misses
    assert [hit.text for hit in rule.hits if hit.groups not in by_rule(hit.text)] == []
    assert [(miss, by_rule(miss)) for miss in rule.misses if by_rule(miss)] == []


@pytest.mark.parametrize("name", ["issuer_listings", "issuer_openers"])
def test_word_lists_are_sorted_unique_and_normalised(name: str) -> None:
    """One entry a line, sorted, unique, NFC, no spaces."""
    file = Path(COMPILED).parent / f"{name}.txt"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#"]

    assert len(lines) > 20
    assert lines == sorted(set(lines))
    assert [line for line in lines if line != unicodedata.normalize("NFC", line) or re.search(r"\s", line)] == []


def test_the_judged_reports_agree(shared: Path) -> None:
    """On the judged reports precision and recall of slogan and issuer's region give an F1 of at least 0.90."""
    meta = {entry["name"]: entry for entry in json.loads((shared / "gold" / "reports.json").read_text("utf-8"))}
    hits = wanted = offered = 0
    for path in sorted((shared / "gold" / "bodies").glob("*.json")):
        gold, about = json.loads(path.read_text("utf-8")), meta[path.stem]
        text = (shared / "corpus" / "seeds" / gold["source"]).read_text("utf-8")
        starts = [0, *(newline.end() for newline in re.finditer("\n", text)), len(text)]
        span = starts[gold["body_first_line"] - 1], starts[min(gold["body_last_line"], len(starts) - 1)]
        report = report_from(text, about["region"]["code"], int((about["date"] or str(about["plans"]))[:4]), span)
        got = attributions(text, report, quoted_mentions(text, report), Gazetteer.load())
        pairs = {(a.term, a.region) for a in got}
        listed = {(a["term"], a["issuer_region_code"]): a for a in gold["attributions"]}
        want = {pair for pair, a in listed.items() if a["relation"] == "issuer" and a["quoted"]}
        hits, wanted = hits + len(want & pairs), wanted + len(want)
        offered += len(pairs - (listed.keys() - want))

    assert wanted >= 11
    assert 2 * hits / (wanted + offered) >= 0.90
