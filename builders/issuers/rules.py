"""Whose a quoted formulation is: the words that name an issuer, and how they may hang together with the quotation.

A rule of TIES is matched against all that stands between the issuer and the opening mark. The sentences beside it
show issuer and slogan together, as the tests read them.
"""

from __future__ import annotations

import re
from functools import cache

from tifatu.builders.language.rule import Hit, Rule, Use
from tifatu.builders.language.words import alternation

_NUMBER = "一二三四五六七八九十"
BEHIND = 50
"""Characters behind a quotation that may say whose it is."""

_STOP = r"，,。；;！？“”\n"
"""Characters that end what an issuer can reach."""


@cache
def issuers() -> re.Pattern[str]:
    """Words that name a body or a person; the groups say which kind, and of which level."""
    return re.compile(_ISSUERS.replace("NATIONAL_ORGANS", alternation("national_organs")), re.VERBOSE)


_ISSUERS = rf"""
    (?P<department> (?<! 在 ) (?: NATIONAL_ORGANS ) (?! [门分署队落件位级长] ) )
    | (?P<leader> (?: 习近平 | 江泽民 | 胡锦涛 )? 总书记 | 习近平主席 | 毛主席 | (?: 李强 | 李克强 | 温家宝 )总理 )
    | (?P<centre> 党中央[、和]?国务院 | 党中央 | 中共中央 | 国务院
        | 国家(?= 提出 | 确定 | 赋予 | 明确 | 部署的 | 出台的 )
        | 中央(?! 财政 | 环保 | 生态 | 企业 | 定点 | 预算 | 广场 | 商务 | 公园 | 厨房 | 电视 | 大街 | 民族 | 巡视 ) )
    | (?P<assembly> 党的(?: [{_NUMBER}]{{1,3}}大 | [{_NUMBER}]{{1,3}}届[{_NUMBER}]{{1,2}}中全会 ) (?! 以来 ) )
    | (?P<congress> (?: (?P<congress_of> 自治区 | [省市州县区盟旗] ) (?: 党?委 (?= 第 ) )? )?
        第?[{_NUMBER}]{{0,3}}[次届]?党代会 )
    | (?P<party> (?P<party_of> 自治区党 | 区党 | [省市州县区盟旗地] )委(?! [员托书巡办组宣统领老] | 政法 )
        (?: [、和]?(?: 自治区 | [省市州县区盟旗] )(?:人民)?政府 )?
        (?: (?: [{_NUMBER}]{{1,3}}届 )? [{_NUMBER}]{{1,3}}次 (?: [、和] [{_NUMBER}]{{1,3}}次 ){{0,3}} )?
        (?: (?: 历次 )? (?: 全会 | 全体会议 | 全委会 ) )? )
    | (?P<government> (?P<government_of> 自治区 | [省市州县区盟旗] )
        (?: (?:人民)?政府(?! [投采性各部网] ) | (?<= 自治区 )(?= 提出 | 确定 | 赋予 | 明确 | 部署的 | 下达的 ) ) )
"""

BARE = re.compile(
    r"(?P<run>(?:(?:国家|全国|中央|国|自治区|[我全][省市县区州盟旗]|[省市州县区盟旗])(?:级|[、和与及])?){1,4})列?\Z"
)
"""A level that stands right before the quotation and names nobody: 省“四强”行动, 国省“十五五”规划, 省级“清洁村庄”."""

ONE_LEVEL = re.compile(r"国家|全国|中央|国|自治区|我[省市县区州盟旗]|[省市州县区盟旗]")
"""One level out of a run of them."""

PARTS = re.compile(r"[市县][、和与及]?[县区]|[县区][、和与及]?[市镇乡]")
"""市区, 市县, 县区 speak of a town or of all divisions below, and of no level."""

FIVE_YEARS = re.compile(rf"“?[{_NUMBER}]{{1,3}}五”?(?:规划|计划)?")
"""A five-year plan has the level of its makers: every level has one, so that none is its issuer."""

SPEECH = re.compile(r"[”’」』]?(?:系列)?(?:重要)?(?:讲话|文章|回信|贺信|谈话)")
"""Behind a quotation: it names a day or an occasion, and not a formulation."""

OWN_AFFAIR = re.compile(r"[”’」』](?:集体)?(?:决策|[^，。；“”]{0,4}(?:验收|考核|评估))")
"""Behind a quotation: how a government decides, or what it examines, and no formulation of its own."""

EVENT = re.compile(rf"两会|[{_NUMBER}\d省市全]{{1,4}}运会?")
"""A meeting or games: it is held, and nobody's formulation."""

PRAISED = re.compile(r"[”’」』][^，。；“”]{0,4}(?:获|受到|得到|被)")
"""Behind a quotation: what others said of a deed of one's own, and no formulation."""

TOPIC = re.compile(r"[”’」』](?:工作|问题|治理|建设|发展|事业|改革|保护)")
"""Behind a quotation that stands after 关于 or 对: what was spoken about, and not what was said."""

WON = re.compile(r"[”’」』][^，,。；、“”\n]{0,8}?(?:申创|争创|创建|申报|评选|认定|复审|示范|试点)")
"""Behind a quotation: a title that is applied for or tried out, so that what stands before it is its level."""

GRADED = re.compile(
    r"[”’」』](?P<thing>[^，,。；、“”和与及的（(\n\d]{1,14}?)(?<!体系)"
    r"(?:建设|培育|达|共|占|新增)?(?:[，,。；、和与及的（(\n\d]|\Z)"
)
"""Behind a quotation: the noun of what bears it, 国家“…”中试基地; a 体系 of industries or policies is made."""

OTHERS_LEVEL = re.compile(r"(?:[我全本][省市县区州盟旗]|(?:自治区|[省市县区州盟旗])[里级]?)\Z")
"""Right before a slogan: it says whose that one is, and ends the reach of an issuer before."""

MEASURED = re.compile(
    r"[”’」』][^，。；“”的]{0,6}(?:评价|指数|得分|排名|位次|满意度)[^，。；“”]{0,6}(?:居|列|排|第|前|达|提升)"
)
"""Behind a quotation: how well the place does in it, and so no formulation of that place."""

DIRECT = Rule(
    name="issuer-before-slogan",
    use=Use.FULLMATCH,
    why="The issuer stands right before the slogan: 省委“四强”行动.",
    pattern=r"的? [ ]?",
    hits=(
        Hit("落实省委“三高”行动", {"issuer": "省委", "slogan": "三高"}),
        Hit("执行中央“九条禁令”", {"issuer": "中央", "slogan": "九条禁令"}),
        Hit("牢记习近平总书记“五个抓手”要求", {"issuer": "习近平总书记", "slogan": "五个抓手"}),
        Hit("落实省委、省政府“三高”部署", {"issuer": "省委、省政府", "slogan": "三高"}),
    ),
    misses=("落实省委部署和市里“三高”行动", "配合省委巡视、“双查”工作"),
)

PROPOSED = Rule(
    name="issuer-proposed-slogan",
    use=Use.FULLMATCH,
    why="The issuer proposed, decided, assigned the slogan: 市委提出的“三区”目标.",
    pattern=rf"""
        [^{_STOP}]{{0,20}}?
        (?: (?: 提出 | 确定 | 赋予 | 作出 | 明确 | 确立 | 擘画 | 描绘 | 嘱托 | 寄予 )[的了]?
          | (?: 强调 | 倡导 | 要求 | 部署 | 推出 | 出台 | 制定 | 印发 | 下达 | 安排 | 实施 | 开展 | 推进 | 推行 )的
          | 决定 [^{_STOP}]{{0,10}} (?: 开展 | 实施 | 启动 | 推行 ) )
        (?: [^{_STOP}]{{0,16}} | (?= [^{_STOP}]{{2,24}}、 ) [^{_STOP}]{{4,60}} ) (?<! 、 )
    """,
    hits=(
        Hit("按照市委提出的“三区”目标", {"issuer": "市委", "slogan": "三区"}),
        Hit("落实胡锦涛总书记在中纪委全会上提出的“三个慎”要求", {"issuer": "胡锦涛总书记", "slogan": "三个慎"}),
        Hit("落实自治区第九次党代会作出的“五新”部署", {"issuer": "自治区第九次党代会", "slogan": "五新"}),
        Hit("践行总书记对宁夏提出的“两个先行”要求", {"issuer": "总书记", "slogan": "两个先行"}),
        Hit("落实省委提出的补短板、强弱项、激活力、惠民生、防风险“五篇答卷”", {"issuer": "省委", "slogan": "五篇答卷"}),
        Hit("市委决定今年开展“服务年”活动", {"issuer": "市委", "slogan": "服务年"}),
    ),
    misses=(
        "省政府授予“先进村”称号",
        "市政府推进“三改”工程",
        "落实党的某大作出的部署、建设湖畔“两个先行区”",
        "锚定省委确定的建设粮食基地、“一江两岸”商圈等目标",
    ),
)

OWN_DEED = re.compile(
    r"的[^、，]{0,6}?(?:部署|要求|任务|精神|目标|决策|安排|战略|指示)[^、，]{0,2}[、和与及](?P<field>[^、，]{1,16})\Z"
)
"""Between an issuer and a slogan: what was proposed has its noun, and a verb of the report's own begins behind it."""

ACROSS = Rule(
    name="issuer-then-proposed",
    use=Use.FULLMATCH,
    why="The issuer is the subject of the clause before: 总书记亲临视察，提出“三新”要求.",
    pattern=rf"""
        [^{_STOP}]{{0,16}}[，,][^{_STOP}]{{0,6}}?
        (?: 提出 | 作出 | 赋予 | 确立 | 擘画 | 寄予 | 指明 | 交给 | 发出 )[的了]? [^{_STOP}]{{0,8}}
    """,
    hits=(
        Hit("习近平总书记亲临视察，提出“三新”要求", {"issuer": "习近平总书记", "slogan": "三新"}),
        Hit("习近平总书记亲临视察，寄予“勇当表率”的厚望", {"issuer": "习近平总书记", "slogan": "勇当表率"}),
    ),
    misses=("在市委领导下，推进“三改”工程", "按照省委部署，围绕“三地”定位"),
)

ABOUT = Rule(
    name="issuer-about-slogan",
    use=Use.FULLMATCH,
    why="The issuer's words about something are quoted: 总书记关于“三农”工作的论述.",
    pattern=rf"关于 (?: (?! 意见 | 条例 | 通知 | 办法 | 方案 ) [^{_STOP}《》和与及] ){{0,16}}",
    hits=(Hit("牢记习近平总书记关于“五个必须”的要求", {"issuer": "习近平总书记", "slogan": "五个必须"}),),
    misses=("依据省委意见修订“五个必须”条目",),
)

AMONG = Rule(
    name="issuer-proposed-among-others",
    why="The slogan closes what the issuer proposed: 省委提出甲，建设“三区”要求; 要求, 目标 or the like must follow.",
    pattern=rf"""
        [^{_STOP}]{{0,4}} (?: 提出 | 明确 | 确定 )[的了]?
        (?: (?! 目标 | 任务 | 要求 | 部署 | 思路 | 精神 | 战略 | 指示 ) [^{_STOP}] ){{1,24}} [，,]
        (?! [将把以按围紧我全各并] | 结合 | 对照 | 深入 | 认真 | 确保 ) [^{_STOP}]{{0,8}}
    """,
    use=Use.FULLMATCH,
    hits=(Hit("围绕市委提出做强工业，加快建设“三区”要求", {"issuer": "市委", "slogan": "三区"}),),
    misses=(
        "市委提出做强工业，加快建设“三区”",
        "按照市委部署，加快建设“三区”目标",
        "落实市委提出的目标任务，建设“三区”的要求更加紧迫",
        "落实市委提出的做强工业，将“三区”要求作为遵循",
    ),
)

MEETING = Rule(
    name="issuer-s-instruction",
    why="A few words lie between, and an instruction follows: 总书记对粮食“三个确保”重要指示, 省委会议“五个坚持”要求.",
    pattern=rf"""
        (?! 精神 | 决策 | 部署 | 领导 )
        (?: (?! 精神 | 部署 | 领导 | 落实 | 贯彻 | 践行 | 遵循 | 遵守 | 响应 | 坚持 | 执行 | 牢记 | 按照 | 围绕 | 做到 )
            [^{_STOP}、和与及] ){{1,9}}
    """,
    use=Use.FULLMATCH,
    hits=(
        Hit("贯彻习近平总书记对粮食“三个确保”重要指示", {"issuer": "习近平总书记", "slogan": "三个确保"}),
        Hit("落实省委经济会议“五个坚持”要求", {"issuer": "省委", "slogan": "五个坚持"}),
        Hit("紧扣省委打造“三强”省份、实施“五进”行动要求", {"issuer": "省委", "slogan": "三强"}),
    ),
    misses=("省委部署开展“三改”工程", "落实省委决策部署“三改”要求", "市委坚决落实“三改”要求"),
)
"""A body that carries out, keeps to or remembers a slogan did not make it: its verbs end the reach."""

SPOKEN = Rule(
    name="issuer-s-speech-and-slogan",
    why="A leader's speech and what he demanded stand side by side: 总书记视察某地重要讲话和“八个着力”重要指示.",
    pattern=rf"""
        [^{_STOP}、和与及]{{0,12}} (?: 讲话 | 指示 | 批示 | 论述 | 回信 | 贺信 ) (?:精神)?
        (?: [、和与及] | 以及 | 特别是 | 尤其是 )
    """,
    use=Use.FULLMATCH,
    hits=(
        Hit("落实习近平总书记视察某省重要讲话和“三个深化”重要指示", {"issuer": "习近平总书记", "slogan": "三个深化"}),
        Hit("学习总书记重要讲话特别是“两个先行”要求", {"issuer": "总书记", "slogan": "两个先行"}),
    ),
    misses=("落实习近平总书记重要讲话和“三改”工程", "落实省委领导讲话和“三改”要求"),
)

GRANTED = Rule(
    name="issuer-granted-title",
    why="An organ gave a title: 被某部授予“三好单位”称号.",
    pattern=rf"""
        [^{_STOP}]{{0,8}}? (?: 授予 | 评为 | 评选为 | 命名为 ) [^{_STOP}]{{0,8}}
    """,
    use=Use.FULLMATCH,
    hits=(Hit("某县援建队被中宣部授予“先锋队”称号", {"issuer": "中宣部", "slogan": "先锋队"}),),
    misses=("市政府授予“先进村”称号", "某县报送中宣部“先锋队”材料后，被列为“重点”"),
)
"""Of organs of the centre alone: whose titles a government tells that it gave are its own affair."""

DEMANDED = re.compile(
    r"[”’」』](?:[^，。；！？“”\n]{0,8}“[^“”\n]{1,20}”){0,3}[^，。；！？“”\n]{0,4}?"
    r"(?:要求|目标|部署|任务|思路|定位|战略|布局|格局|指示|论述|嘱托)"
)
"""Behind the closing mark: what the words before it belong to is something that was demanded."""

PURPOSE = Rule(
    name="issuer-before-purpose",
    why="What a policy is for stands between its issuer and its name: 中央支持民企“28条”.",
    pattern=rf"(?: 支持 | 促进 | 推动 | 推进 | 扶持 | 鼓励 | 稳(?!定) ) [^{_STOP}、和与及的]{{2,14}} \Z",
    hits=(
        Hit("落实中央支持民营经济“30条”", {"issuer": "中央", "slogan": "30条"}),
        Hit("执行国务院推动消费“双十”举措", {"issuer": "国务院", "slogan": "双十"}),
    ),
    misses=("省里支持山区的“百村”行动", "市委促进会“三改”行动"),
)

ARTICLES = re.compile(r"[\d一二三四五六七八九十]条|\A[^“”]{1,12}”[^，。；“”]{0,4}?(?:政策|措施|举措|条)")
"""A policy with so many articles, or called a policy behind the marks."""

CARRIED = Rule(
    name="issuer-carried-on",
    use=Use.FULLMATCH,
    why="The issuer is the subject of the sentence, and a later clause proposes: 市委全会研判形势，明确了“三步”战略.",
    pattern=rf"""
        (?! [我全各本] | 市政府 ) [^{_STOP}]{{0,10}}?
        (?: (?: 提出 | 作出 | 做出 | 明确 | 赋予 | 确立 | 擘画 | 描绘 | 制定 | 谋划 | 确定 | 部署了 ) [^{_STOP}]{{0,30}}
          | (?: 嘱托 | 指示 | 要求 ) [^{_STOP}、]{{0,16}} )
    """,
    hits=(
        Hit("市委全会科学研判形势，明确了目标任务和“三步走”战略", {"issuer": "市委全会", "slogan": "三步走"}),
        Hit(
            "习近平总书记亲临我省考察，发表重要讲话，殷切嘱托我们当好“领头雁”",
            {"issuer": "习近平总书记", "slogan": "领头雁"},
        ),
        Hit(
            "省委全会关于制定新一轮发展规划的建议，着眼全局和长远，明确提出“三优先”目标",
            {"issuer": "省委全会", "slogan": "三优先"},
        ),
    ),
    misses=(
        "在市委坚强领导下，我们提出“三步走”战略",
        "市委全会研判形势，全市上下同心，提出“三步走”战略",
        "贯彻省委精神，明确“三步走”战略",
        "省委全会精神深入人心，确立了“三步走”战略",
    ),
)

NO_SUBJECT = re.compile(
    r"(?:的|精神|决策|部署|要求|领导|以来|坚强|正确|直接|重要|系列|最新|各项|工作|总体|殷殷|号召|批准|有关|经济工作|《|“|、|和|与|及|暨)"
    r"|关于(?![^，,。]{2,40}(?:建议|意见|决定|纲要)[，,])"
)
"""Behind an issuer: it only qualifies a noun, and does nothing itself."""

OTHERS = re.compile(
    r"[，,](?:我们|我[省市县区州]|全[省市县区州]|各级|各地|[省市县区]政府|政府|按照|根据|围绕|紧扣|结合我)"
)
"""Another subject takes over, or the deed of another."""

BELONGS = Rule(
    name="slogan-is-issuer-s",
    use=Use.MATCH,
    reach=BEHIND,
    why="“三区”是省委确定的定位: behind the slogan it is said whose it is.",
    pattern=r"[”’」』][^，,。；;：“”\n]{0,8}[，,：:]?这?是",
    hits=(
        Hit("“三区”是省委赋予我市的定位", {"issuer": "省委", "slogan": "三区"}),
        Hit("“走好新路”，是习近平总书记交给我们的任务", {"issuer": "习近平总书记", "slogan": "走好新路"}),
    ),
    misses=("“三区”建设成效，是省委坚强领导的结果", "“三区”是我们的目标"),
)

GIVEN = re.compile(
    r"[^，。；、“”\n]{0,16}?(?:确定|提出|赋予|作出|做出|交给|部署|擘画|对[^，。；、“”\n]{1,12}?的[^，。；、“”\n]{0,4}?定位)"
)
"""Behind that issuer: what it did with the slogan."""

STAYS = Rule(
    name="issuer-stays-subject",
    why="The issuer of one slogan is the subject still, and a further verb gives the next: …，指明“四条路”的方向.",
    pattern=rf"""
        [^{_STOP}]{{0,8}} [，,] (?: 并 | 又 | 还 | 再次 | 明确 )?
        (?: 提出 | 指明 | 作出 | 赋予 | 寄予 | 明确 | 强调 | 要求 | 确立 | 擘画 )[了]? [^{_STOP}的]{{0,4}}
    """,
    use=Use.FULLMATCH,
    hits=(
        Hit(
            "习近平总书记亲临视察，寄予“勇当表率”的厚望，指明“四条路”的方向",
            {"issuer": "习近平总书记", "slogan": "四条路"},
        ),
    ),
    misses=("落实市委提出的“三区”目标，明确“两带”布局", "总书记亲临视察，提出“三新”要求，我们实施“两带”工程"),
)

TIES = (DIRECT, PROPOSED, ACROSS, ABOUT, AMONG, SPOKEN, MEETING, GRANTED)
"""The rules, tried in this order."""

LEVEL = Rule(
    name="level-before-slogan",
    why="省, 国家, 我市 right before a slogan say at which level it was made.",
    pattern=BARE.pattern,
    hits=(
        Hit("落实省“三高”行动", {"issuer": "省", "slogan": "三高"}),
        Hit("对接国家“九纵”战略", {"issuer": "国家", "slogan": "九纵"}),
        Hit("建成省级“清净村”", {"issuer": "省", "slogan": "清净村"}),
    ),
    misses=("完善城市“九纵”路网", "全省率先“三高”", "在评比中，我省“四美环境”评价居前列"),
)

CONTENT = Rule(
    name="issuer-reaches-over-content",
    use=Use.FULLMATCH,
    why="What the issuer proposed goes on with a verb of its own: 省委提出的打造“三区”、建设“两带”.",
    pattern=rf"[^{_STOP}]{{0,10}}? (?: 、 | 和 | 与 | 及 | 以及 ) [^{_STOP}、和与及]{{0,4}}",
    hits=(Hit("落实省委提出的打造“三区”、建设“两带”要求", {"issuer": "省委", "slogan": "两带"}),),
    misses=("落实省委提出的“三区”目标，建设“两带”",),
)

REACHES = Rule(
    name="issuer-reaches-over",
    use=Use.FULLMATCH,
    why="One issuer stands before several slogans: 省委“四强”行动、“五量”文章.",
    pattern=r"""
        (?P<between> [\u4e00-\u9fff]{0,10}? (?: 、 | 和 | 与 | 及 | 以及 | 暨 ) (?P<field> [\u4e00-\u9fff]{0,4} ) )?
    """,
    hits=(
        Hit("落实中央“九条禁令”和“六个不许”", {"issuer": "中央", "slogan": "六个不许"}),
        Hit("落实省委“三高”行动、“八字”方针", {"issuer": "省委", "slogan": "八字"}),
        Hit("落实省委“三高”行动、县域“两带”布局", {"issuer": "省委", "slogan": "两带"}),
    ),
    misses=("落实中央“九条禁令”，推进“三改”工程", "落实中央“九条禁令”精神和整治“两风”"),
)

ISSUER_RULES = (*TIES, PURPOSE, CARRIED, BELONGS, LEVEL, CONTENT, REACHES, STAYS)
"""All of them."""
