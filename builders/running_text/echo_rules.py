"""Forms in which the list itself proves that it is the slogan's: it is quoted, has roles, or echoes the name."""

from __future__ import annotations

from tifatu.builders.language.connectives import ALSO_BEFORE_VERBS, MEANS, connective
from tifatu.builders.language.punctuation import INSIDE, NOTE, QUOTE, UNQUOTE
from tifatu.builders.language.rule import Hit, Rule

_TERM = rf"{QUOTE}(?P<term>{INSIDE}{{1,24}}){UNQUOTE}"
_IS = f"(?!即{ALSO_BEFORE_VERBS}){connective(MEANS)}"
_HEAD = rf"(?:{NOTE})? (?P<head> [^，,。；;！？：:、（(“”‘’\n]{{0,10}}? ) (?:{NOTE})?"

ROLES = Rule(
    name="roles",
    why="以甲为核心、乙为支撑的“一主多副”: each member has a role, and the slogan names the whole",
    pattern=rf"""
        以 (?P<list> [^。；！？\n，“”为]{{1,40}} 为 [^。；！？\n，“”、为]{{1,5}}
             (?: [、，] 以? [^。；！？\n，“”为]{{1,40}} 为 [^。；！？\n，“”、为]{{1,5}}? ){{1,5}} )
        的 [^，。“”]{{0,6}} {_TERM}
    """,
    hits=(
        Hit("构建以东城为龙头、西城为支撑、南湖为节点的“三位一体”格局。", {"term": "三位一体"}),
        Hit("形成以老街为中心，河滨商圈为两翼的“一主多副”体系。", {"term": "一主多副"}),
    ),
    misses=("以治水、治气为重点的“净空”行动。", "以老街为中心的“一主多副”体系。"),
    seen_in=("政府工作报告-其他地市/丽江市/2021.md",),
)

QUOTED_CONTENT = Rule(
    name="quoted-content",
    why="“甲、乙、丙”的“丁”机制: a quoted list of three or more, 的, and the quoted name of a way of working",
    pattern=rf"""
        {QUOTE} (?P<list> {INSIDE}{{5,80}} ) {UNQUOTE} 的 {_TERM}
        (?= .{{0,6}} (?: 机制 | 模式 | 制度 | 体系 | 格局 | 服务 | 工作法 | 办法 | 流程 | 方式 | 品牌 ) )
    """,
    hits=(Hit("推行“网上申请、马上受理、送证到家”的“不见面”服务。", {"term": "不见面"}),),
    misses=("弘扬“实干、苦干”的“老黄牛”精神。", "推行“网上申请”的“不见面”服务。"),
    seen_in=("reports/政府工作报告-省自治区/浙江省/2017.md",),
)

ECHOED = Rule(
    name="echoed-behind",
    why="“三个效能提升”行动，…提升…效能，…: no word says 即, but every clause behind has the slogan's own word",
    pattern=rf"{_TERM} {_HEAD} [，,。：:]",
    hits=(
        Hit("推行“基层工作法”，矛盾在基层化解、服务在基层落地、作风在基层锤炼。", {"term": "基层工作法"}),
        Hit("实施“三个本领提升”行动，抓学习提升政治本领，抓调研提升决策本领，抓实践提升执行本领。", {"head": "行动"}),
    ),
    misses=("实施“三个本领提升”行动，加强学习，深入调研，勇于实践。", "落实“双百工程”，工程进度加快，工程质量提高。"),
    seen_in=("reports/政府工作报告-主要城市/重庆市/2009.md",),
)

FIGURES = Rule(
    name="figures-behind",
    why="“6543”计划，签约60个、开工50个、…: the digits, or 十百千万, come back in their order as figures",
    pattern=rf"{_TERM} {_HEAD} [，,]",
    hits=(
        Hit("实施“432”计划，新建水厂40座、泵站30座、管网200公里。", {"term": "432"}),
        Hit("推进“十百千”工程，培育10个龙头企业、100个合作社、1000个家庭农场。", {"term": "十百千"}),
    ),
    misses=("实施“432”计划，新建水厂40座、泵站5座、管网20公里。", "推进“十百千”工程，新增企业10家。"),
    seen_in=("reports/政府工作报告-其他地市/徐州市/2021.md",),
)

SINGLE_SIGNS = Rule(
    name="signs-before",
    why="产学研用“四位一体”: as many single characters as 位一体 says, straight before it",
    pattern=rf"""
        (?P<list> [^。；！？，、：\n“”]{{3,24}} ) {QUOTE} (?P<term> [三四五六七八九] 位一体 ) {UNQUOTE}
    """,
    hits=(Hit("落实好吃住行医“四位一体”保障政策。", {"term": "四位一体"}),),
    misses=("统筹推进“五位一体”总体布局。", "加快构建综合交通“三位一体”格局。"),
    seen_in=("reports/政府工作报告-其他地市/白山市/2016.md",),
)

PLUS = Rule(
    name="plus-before",
    why="甲＋乙＋丙的“三色农业”: plus signs join as many members as the numeral says",
    pattern=rf"""
        (?P<list> [^，,。；;、：:“”\n＋+]{{1,16}} (?: [＋+] [^，,。；;、：:“”\n＋+]{{1,16}}? ){{1,6}} ) 的? {_TERM}
    """,
    hits=(Hit("培育水稻＋油菜＋茶叶的“三色农业”。", {"term": "三色农业"}),),
    misses=("推行企业+农户的“一条龙”模式。", "推进互联网+政务“三办”。"),
    seen_in=("政府工作报告-主要城市/泉州市/2020.md",),
)

PARTED = Rule(
    name="parts-behind",
    why="“132”目标，“1”即…；“3”即…；“2”即…: the slogan is explained by its parts, each quoted with a 即",
    pattern=rf"""
        {_TERM} {_HEAD} [，,：:。] \s?
        (?P<part> {QUOTE} (?P<name> {INSIDE}{{1,10}} ) {UNQUOTE} [，,]? (?:{_IS}) )
    """,
    hits=(Hit("实现“132”目标，“1”即建成一园；“3”即修通三路；“2”即建好两坝。", {"term": "132", "name": "1"}),),
    misses=("实现“132”目标，“1”即建成一园。", "推进“两稳”，“三保”即保供水、保供电、保供气。"),
    seen_in=("reports/政府工作报告-主要城市/郑州市/2021.md",),
)

ECHO_RULES: tuple[Rule, ...] = (ROLES, QUOTED_CONTENT, ECHOED, FIGURES, SINGLE_SIGNS, PLUS, PARTED)
