"""What the running text says about slogans: found where it says it, left alone where it only looks so."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import pytest
from reports import report_of

from tifatu.builders.components import dissect
from tifatu.builders.confidence import Form, Kind, confidence
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.running_text.counts import member_counts
from tifatu.builders.running_text.harvest import harvest_running
from tifatu.builders.running_text.readers import READERS
from tifatu.builders.running_text.rules import RULES
from tifatu.graph.model import Count, Definition, Origin

LISTS = (
    "running_adverbs",
    "running_fields",
    "running_ignored",
    "running_intents",
    "running_kinds",
    "running_nominals",
    "running_runs",
    "running_sets",
    "running_signs",
    "running_verbal_nouns",
    "running_verbs",
    "running_wholes",
)

MEMBERS = (
    ("扎实打好抗旱保供、秋粮抢收“两场硬仗”。", "抗旱保供|秋粮抢收"),
    ("推动312个续建项目开工率、完工率、达产率“三率”齐升。", "开工率|完工率|达产率"),
    ("把牢严防输入、冷链仓储防疫、集中场所防控“三道关口”。", "严防输入|冷链仓储防疫|集中场所防控"),
    ("落实省扶持康养20条措施和文旅融合提升、培育会展经济“双八条”政策。", "文旅融合提升|培育会展经济"),
    ("认真贯彻落实上级提出的强弱项、补短板、促提升“三大任务”。", "强弱项|补短板|促提升"),
    ("推进国有林场林地权、林木权、收益权“三权分离”。", "林地权|林木权|收益权"),
    ("实施创新驱动、人才强市、生态立市“三大战略”。", "创新驱动|人才强市|生态立市"),
    ("全市茶油、毛竹、中药材“老三样”产值过百亿。", "茶油|毛竹|中药材"),
    ("（3）开展院落整治、沟渠清淤、道路绿化“三大行动”。", "院落整治|沟渠清淤|道路绿化"),
    ("一是完善体检、康复、护理“三位一体”的服务体系。", "体检|康复|护理"),
    ("打造“看得见山、望得见水”的村庄，建设水利、交通和电力“三张网”。", "水利|交通|电力"),
    ("推动品种、品质、品牌（含地理标志）“三品”提升。", "品种|品质|品牌（含地理标志）"),
    ("坚持生态保护和高质量发展、区域协调、改革开放“三个统筹”。", "生态保护和高质量发展|区域协调|改革开放"),
    ("加快供水网、供气网、供热网“三网”更新改造等工程建设。", "供水网|供气网|供热网"),
    ("坚决打好防范化解重大风险、精准脱贫、污染防治“三大攻坚战”。", "防范化解重大风险|精准脱贫|污染防治"),
    ("推进保障性住房建设、“平急两用”设施建设、旧村改造等“三大工程”。", "保障性住房建设|“平急两用”设施建设|旧村改造"),
    ("推动规上企业无专利产品和无技术中心“两清零”。", "无专利产品|无技术中心"),
    ("打好蓝天碧水净土“三大保卫战”。", "蓝天|碧水|净土"),
    ("缩短古城至省会、江城“双核”的时间。", "省会|江城"),
    ("精心包装雪乡冬捕、岭南滑雪“两大产品”。", "雪乡冬捕|岭南滑雪"),
    (
        "省委赋予我市建设国家绿色转型综合试验区、开展用水权改革试点“两大任务”。",
        "建设国家绿色转型综合试验区|开展用水权改革试点",
    ),
    ("做到“三个不求”，即不求“最大、最快”，不求轰动，不求一时。", "不求“最大、最快”|不求轰动|不求一时"),
    ("深入推进“青年工匠”“数字新农”“银龄互助”三项工程。", "“青年工匠”|“数字新农”|“银龄互助”"),
    ("刑事发案、火灾起数、交通亡人数量实现“三下降”。", "刑事发案|火灾起数|交通亡人数量"),
    ("开展隐患整治，确保事故起数、死亡人数“双下降”。", "事故起数|死亡人数"),
    ("实施招商兴县、招才引商“双招双商”工程。", "招商兴县|招才引商"),
    ("落实“稳住、扩大、提质、增效”八字方针。", "稳住|扩大|提质|增效"),
    ("全力推进村口、沿河、庭院、户外活动“四个空间改善”。", "村口|沿河|庭院|户外活动"),
    ("推动绿茶、菌菇、竹笋青溪工业“新三样”壮大。", "绿茶|菌菇|竹笋"),
    ("用好河道、渠系、塘坝“三本账”。", "河道|渠系|塘坝"),
    ("织密织牢河长网、林长网“两张网”。", "河长网|林长网"),
    ("坚持早谋划、快落地、严验收抓工作“三部曲”。", "早谋划|快落地|严验收"),
    ("做优存量、做大增量、做强变量“三篇文章”。", "做优存量|做大增量|做强变量"),
    ("做到“三个护好”：护好河道，抓好清淤。护好渠系，抓好修缮。护好塘坝，抓好加固。", "护好河道|护好渠系|护好塘坝"),
    ("气、水、土壤污染防治“三大战役”全面打响。", "气|水|土壤"),
    ("都要走特色、精品、绿色“三条路子”。", "特色|精品|绿色"),
    ("开展以治水、治气为重点的“净空”行动。", "治水|治气"),
    ("做好守护、提升、转化“三篇文章”。", "守护|提升|转化"),
    ("入选中小企业数字化转型及制造业新型技术改造“双试点”城市。", "中小企业数字化转型|制造业新型技术改造"),
    ("债务总额和成本首次实现“双下降”。", "债务总额|成本"),
    ("开展“修路、清渠、栽树”三项行动。", "修路|清渠|栽树"),
    ("抓好“三张清单”，出台“任务清单”8项，完成“项目清单”62个，解决“问题清单”65个。", "任务清单|项目清单|问题清单"),
    (
        "实施“四个一批”。即搬迁脱贫一批、务工脱贫一批、种茶脱贫一批、护林脱贫一批。",
        "搬迁脱贫一批|务工脱贫一批|种茶脱贫一批|护林脱贫一批",
    ),
    ("完善党政军警民“五位一体”强边体系。", "党|政|军|警|民"),
    ("落实好病残学“三位一体”保障。", "病|残|学"),
    ("推动事故起数、遇难人数连续18个月“双下降”。", "事故起数|遇难人数"),
    ("产业结构与产品层次实现了“双优化”。", "产业结构|产品层次"),
    ("窗口办结、网上办结全国“双第一”。", "窗口办结|网上办结"),
    ("着手编制柳湖新城、东岭新城“双城”规划。", "柳湖新城|东岭新城"),
    ("我市又是蓝湾经济带、绿谷生态圈、红河文化廊“三项战略”的交汇点。", "蓝湾经济带|绿谷生态圈|红河文化廊"),
    ("按示范型、追赶型、培育型“三种类型”分类施策。", "示范型|追赶型|培育型"),
    ("大气、水、土壤污染防治“三大战役”成效明显。", "大气|水|土壤"),
    ("取得了春耕生产和抗旱救灾“双胜利”。", "春耕生产|抗旱救灾"),
    ("16个乡镇卫生院和敬老院实现“两院一体”。", "乡镇卫生院|敬老院"),
    ("建设100个产业项目、100个民生项目“双百工程”。", "100个产业项目|100个民生项目"),
    ("推行随机抽选项目、随机派出专家、结果公开的“两随机、一公开”。", "随机抽选项目|随机派出专家|结果公开"),
    ("形成以青湖经济带、红岭经济带构成的“两翼”。", "青湖经济带|红岭经济带"),
    ("转型带来的是机遇和压力“双重影响”。", "机遇|压力"),
    ("实施中小微企业成长和创新型企业培育“两项工程”。", "中小微企业成长|创新型企业培育"),
    ("8类重大案件立案数、命案发案数“双下降”。", "8类重大案件立案数|命案发案数"),
    ("严格落实水资源消耗总量和强度“双控”。", "水资源消耗总量|强度"),
    ("实施“十百千”工程，建成西塘水库等10座水库、100座泵站、1000处水窖。", "10座水库|100座泵站|1000处水窖"),
)
"""Sentences in the form of real ones, and the members of their slogan."""

LEFT_ALONE = (
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "认真学习和把握“两个规律”。",
    "学习、宣传、落实上级“三个文件”精神。",
    "围绕新材料、装备制造、产业“三化”改造、节能降碳等领域。",
    "完善低保、特困供养和城镇“三无”人员保障。",
    "四岭县、白沙县入围国家“两山”基地。",
    "北辰学院、南湖职专、东岭技校“一园两基地”、西山校区建成投用。",
    "实施老城片区、矿区和新东路等15个“三旧”改造项目。",
    "公司债券、中小板以及“新三板”上市融资。",
    "政务服务“零等候”、便民热线、企业用电“三省”服务全面推行。",
    "产业基础、区位条件、“三苦”作风是宝贵财富。",
    "一手抓改革、一手抓稳定，一体落实“两区”建设。",
    "推进大岭区和省级“两化融合”试验区建设。",
    "打造以东城为“文化高地”、西城为“开放高地”的“双高”格局。",
    "2024年是实现“十四五”目标、谋划“十五五”的关键之年。",
    "推进水库、渠系等“5+2”重点领域整治。",
    "开展招商引资、园区建设两个“百日会战”和示范园“双竞赛”活动。",
    "发挥好“三位一体”督查作用。",
    "率先推行“四位一体”用工模式。",
    "提升山村环境“四位一体”管护水平。",
    "围绕“路、水、电”三个方面，改善生活条件。",
    "推行“三随机、一公示”“两告知、一承诺”监管。",
    "完善“飞地园区”。设立市级“飞地园区”5个、县级“飞地园区”1个，落地“飞地园区”项目46个。",
    "推进“智能制造+”，推动新智能制造融合，建设智能制造平台，打造智能制造标杆。",
    "推进“三个百万亩”工程，新种茶叶10万亩、蔬菜7万亩、药材5万亩。",
    "探索以居民为主体、街道为主导的“自治改造”。",
    "新增青川、石门两县实现“双高普九”。",
    "重点领域和高频事项基本实现“一网一门一次”。",
    "身份证、医保转移、户口迁移、企业设立等190个事项实现“四市互办”。",
    "落实“三大兴城战略”，坚持兴城要求，谋划兴城目标，紧盯兴城步骤。",
    "加快“三好山村路”建设，新装山村路灯5盏，完成山村改厕2户，推动山村环境提升。",
    "食品和农资“双稳双增”。",
    "实现与土地规划、产业规划“三规合一”。",
    "以洁化、绿化为重点的“一江三路”整治。",
    "发展以绿茶、红茶为重点的“净空”理念。",
    "出台支持初创型、成长型企业发展“双十条”。",
    "开展专项整治，结对帮扶青川、柳河“双到”工作。",
    "青山、柳河被列为全省“两大盆地”改革试点县。",
    "跨过千亿门槛、成为全省第5个“双千亿”城市。",
    "落实规模以上及重点行业企业“双控”机制。",
    "落实抽查方案、派出专家、结果公示的“两随机、一公开”。",
    "编制县域发展规划和6个园区“双集中”方案。",
)

KNOWN_FAILURES = (
    ("支持酸枣、甜瓜“一酸一甜”产业做强。", "酸枣|甜瓜"),
    ("区域教育、医疗、文化“三个中心”基本建成。", "教育|医疗|文化"),
)


def harvest(text: str) -> list[Definition]:
    return harvest_running(text, report_of(text))


def members(text: str) -> list[str]:
    return ["|".join(definition.components) for definition in harvest(text)]


@pytest.mark.parametrize(("rule", "hit"), [(rule, hit) for rule in RULES for hit in rule.hits])
def test_rule_finds_its_own_examples(rule: Rule, hit: Hit) -> None:
    """The sentence printed beside a rule has the groups printed beside it and yields a definition by that rule."""
    match = rule.regex.search(hit.text)
    assert match is not None
    assert {name: match[name] for name in hit.groups} == hit.groups
    found = {definition.rule: definition for definition in harvest(hit.text)}
    assert rule.name in found
    if "term" in hit.groups:
        assert hit.groups["term"] in [term.strip("“”") for d in harvest(hit.text) for term in d.terms]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.misses])
def test_rule_leaves_its_counter_examples_alone(rule: Rule, text: str) -> None:
    """A near miss printed beside a rule yields no definition by that rule."""
    assert rule.name not in {definition.rule for definition in harvest(text)}


def test_every_rule_shows_what_it_is_and_what_it_is_not() -> None:
    """A rule without an example, a near miss, a reader or a place in the corpus cannot be reviewed."""
    assert [rule.name for rule in RULES if not (rule.hits and rule.misses and rule.seen_in)] == []
    assert sorted(READERS) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize(("text", "expected"), MEMBERS)
def test_members_are_read_between_the_verb_and_the_slogan(text: str, expected: str) -> None:
    """The first member begins behind the verb that governs the list, the last one ends before the slogan."""
    assert members(text) == [expected]


def test_a_slogan_explained_by_its_parts_is_one_definition() -> None:
    """“1”, “3” and “2” are parts of “132” and no slogans of their own; a later “1”即 is one again."""
    text = "实现“132”目标，“1”即建成一园；“3”即修通三条路；“2”即建好两座坝。推行“四定”，即定人、定岗、定责、定效。"
    found = harvest(text)

    assert [d.terms for d in found] == [("“132”",), ("“四定”",)]
    assert [part.term for part in dissect(found[0], text).parts] == ["“1”", "“3”", "“2”"]


@pytest.mark.parametrize("particle", "好了着起")
def test_a_particle_alone_before_a_sign_ends_the_search(particle: str) -> None:
    """Behind a verb or not, 好, 了, 着 and 起 never keep the reader at one place."""
    assert members(f"{particle}党政军民“四位一体”推进。") == ["党|政|军|民"]
    assert members(f"扎实推进{particle}党政军民“四位一体”。") == ["党|政|军|民"]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_list_beside_a_slogan_is_not_always_its_members(text: str) -> None:
    """Subjects, fields, examples and neighbours are not what the slogan means."""
    assert members(text) == []


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize(("text", "expected"), KNOWN_FAILURES)
def test_known_failures(text: str, expected: str) -> None:
    """Sentences that a reader understands and the rules do not."""
    assert members(text) == [expected]


def test_a_definition_carries_its_receipts() -> None:
    """Text, term, members and sentence all lie where the spans say, and the trust is visible."""
    text = "一年来，成绩不小。我们推行“四定”，即定任务、定人员、定时限、定奖惩；抓好甲事、乙事等“五件大事”。"
    first, second = harvest(text)
    for found in (first, second):
        assert text[found.start : found.end] == found.text
        assert [text[a:b] for a, b in found.term_spans] == list(found.terms)
        assert [text[a:b] for a, b in found.component_spans] == list(found.components)
        assert found.sentence is not None
        assert found.sentence[0] <= min(found.start, found.term_spans[0][0])
        assert found.sentence[1] >= max(found.end, found.term_spans[0][1])
        assert 0.0 < found.confidence <= 1.0
        assert found.origin is Origin.TEXT
    assert first.terms == ("“四定”",)
    assert first.count is Count.AGREES
    assert second.count is Count.OPEN
    assert second.text == "甲事、乙事等"
    assert (first.confidence, second.confidence) == tuple(
        confidence(Kind.TEXT, found.rule, form) for found, form in ((first, Form.ANY), (second, Form.PAIR))
    )


def test_only_the_body_is_read() -> None:
    """A definition outside of the report's body is somebody else's."""
    text = "推行“四定”，即定任务、定人员、定时限、定奖惩。"
    whole = report_of(text)
    assert harvest_running(text, whole)
    assert harvest_running(text, report_of(text[:3])) == []


def test_the_same_text_gives_the_same_records() -> None:
    """Nothing depends on hash order or on what was read before."""
    text = "".join(sentence for sentence, _ in MEMBERS)
    assert harvest(text) == harvest(text)


@pytest.mark.parametrize(
    "unit", ["甲、", "“甲”、", "和", "“一”", "（", "“四定”即", "以甲为", "一是甲，", "“12”：甲，", "打好"]
)
def test_long_runs_do_not_hang(unit: str, patience: Callable[[], AbstractContextManager[None]]) -> None:
    """A hundred thousand characters of one pattern are read, whatever the pattern."""
    text = unit * (100_000 // len(unit)) + "“三件事”"
    with patience():
        harvest(text)


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("三大革命", (3,)),
        ("三园一基地", (4,)),
        ("双十条", (2,)),
        ("一村一品", ()),
        ("8·11", ()),
        ("4+1", (5,)),
        ("四个一批", (4,)),
    ],
)
def test_a_numeral_says_how_many_members_there_are(label: str, counts: tuple[int, ...]) -> None:
    """Classifiers settle the count; rows of digits and one-and-one count nothing."""
    assert member_counts(label) == counts


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_are_in_order(name: str) -> None:
    """Sorted, unique, NFC, no spaces, with a comment that says what the list is for."""
    lines = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert words == sorted(set(words))
    assert all(word and word == unicodedata.normalize("NFC", word) and not set(word) & set(" \t　") for word in words)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_fires_in_the_corpus(rule: Rule, shared: Path) -> None:
    """Each rule still finds something in the reports that it names."""
    for name in rule.seen_in:
        corpora = (shared / "corpus", shared / "corpus_more")
        text = next(folder / name for folder in corpora if (folder / name).exists()).read_text("utf-8")
        assert rule.name in {definition.rule for definition in harvest(text)}, name


def test_the_gold_bodies_are_read(shared: Path) -> None:
    """On the annotated bodies nearly every definition and its members are found, and hardly anything else."""
    hits = wanted = found = right = counted = 0
    for path in sorted((shared / "gold" / "bodies").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = _body(gold, shared)
        got = {_plain(d.terms[0]): [_plain(c) for c in d.components] for d in harvest(text)}
        local = [d for d in gold["intext_definitions"] if d.get("scope") != "discourse"]
        terms = {_plain(d["term"]) for d in local}
        neutral = {_plain(d["term"]) for d in gold["optional_definitions"] + gold["intext_definitions"]} - terms
        hits += len(terms & set(got))
        wanted += len(terms)
        found += len(set(got) - neutral)
        lists = [d for d in local if d.get("components") and d.get("components_literal")]
        counted += len(lists)
        right += sum(got.get(_plain(d["term"])) == [_plain(c) for c in d["components"]] for d in lists)
    assert wanted >= 15
    assert 2 * hits / (wanted + found) >= 0.9
    assert right / counted >= 0.9


def _body(gold: dict[str, object], shared: Path) -> str:
    (path,) = (shared / "corpus").rglob(str(gold["source"]))
    lines = path.read_text("utf-8").split("\n")
    return "\n".join(lines[int(str(gold["body_first_line"])) - 1 : int(str(gold["body_last_line"]))])


def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words) if c not in "“”\"'‘’" and not c.isspace())
