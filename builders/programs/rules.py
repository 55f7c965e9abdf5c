"""How a definition says who runs a program, what it belongs to and what it is to reach.

The group ``words`` is what is kept, ``year`` the year by which a target is to be reached. Each definition is read by
itself, and the definition of a program only: what a law or a place is to reach is no target of a program.
"""

from __future__ import annotations

from functools import cache

from tifatu.builders.issuers.rules import issuers
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.senses.programs import program_nouns

_OPEN = r"(?: \A | (?<= [，,。；;：:（(、\n] ) | (?<= [即指是为] ) )"
"""Where a clause begins: 增加到2027年, 2020年到2027年 tell no target."""

_REST = r"[^。；;\n]{2,240}"
"""The rest of the sentence: the target in its own words."""

_DONE = r"(?! [^。；;\n]{0,24} (?: 已 | 累计 | 共有 | 截止 ) )"
"""What was reached is no target."""

_MEANT = r"(?: 计划 | 力争 | 争取 | 确保 | 规划 | 预计 | 目标[是为]? | 拟 ){0,2}"
_NUMBER = r"(?: \d | [一二三四五六七八九十百千万]{2} | 全覆盖 | 翻番 | 清零 )"

BY_YEAR = Rule(
    name="target-by-year",
    why="The definition says what is to be reached by the end of a year.",
    pattern=rf"""
        {_OPEN} (?P<words> {_MEANT} [到至] {_DONE}
        (?: (?P<year> 20\d\d ) 年 | “?十[二三四五六七]五”?(?:规划)?(?:期)?(?=末) ) [^。；;\n]{{2,240}} )
    """,
    hits=(
        Hit("绿道行动，到2027年，建成绿道30公里。", {"words": "到2027年，建成绿道30公里", "year": "2027"}),
        Hit("力争到2030年底渠系完好率达到九成以上；沿线绿化。", {"words": "力争到2030年底渠系完好率达到九成以上"}),
        Hit("护渠工程，到“十五五”末新修渠道80公里。", {"words": "到“十五五”末新修渠道80公里"}),
    ),
    misses=(
        "绿道由10公里增加到2027年的30公里。",
        "2020年到2027年实施的护渠行动。",
        "到2019年已修渠80公里。",
        "截至2020年底的旧渠。",
    ),
)

IN_YEAR = Rule(
    name="target-in-year",
    why="The definition says what is to be built or reached in a year that the report does not look back on.",
    pattern=rf"""
        {_OPEN} (?P<words> (?P<year> 20\d\d ) 年 (?: 底 | 内 | 年底 )? 前? {_DONE}
        (?: 建设 | 建成 | 完成 | 实现 | 新增 | 培育 | 打造 | 改造 | 达到 | 力争 )
        [^。；;\n]{{0,80}}? {_NUMBER} [^。；;\n]{{0,120}} )
    """,
    hits=(
        Hit("菌菇产业工程，2027年建设50个示范园。", {"words": "2027年建设50个示范园", "year": "2027"}),
        Hit("护渠行动，2028年底前完成80公里渠道整治。", {"words": "2028年底前完成80公里渠道整治"}),
    ),
    misses=("2027年开展的护渠行动。", "2028年建设示范园。"),
)

WITHIN = Rule(
    name="target-within-years",
    why="The definition says what is to be reached within some years of work.",
    pattern=rf"""
        {_OPEN} (?P<words> {_MEANT} (?: 用 | 通过 | 经过 | 利用 ) [约近]? [0-9一二三四五六七八九十两—\-～~至到]{{1,6}}
        (?: 年 | 个月 )
        [^。；;，,\n]{{0,12}} [，,]? {_REST} )
    """,
    hits=(
        Hit("护渠行动，用三年时间，使渠系完好率达到九成。", {"words": "用三年时间，使渠系完好率达到九成"}),
        Hit("通过3—5年努力，全县建成绿道80公里。", {"words": "通过3—5年努力，全县建成绿道80公里"}),
    ),
    misses=("通过三个平台开展护渠。", "使用年限三年以上的水渠。"),
)

STRIVE = Rule(
    name="target-striven-for",
    why="The definition says that a figure is striven for.",
    pattern=rf"""
        {_OPEN} (?P<words> (?: 力争 | 争取 | 确保 | 目标[是为] ) {_DONE}
        [^。；;\n]{{0,60}}? {_NUMBER} [^。；;\n]{{0,120}} )
    """,
    hits=(
        Hit("护渠行动，力争每村修渠3公里以上。", {"words": "力争每村修渠3公里以上"}),
        Hit("目标是育苗百万株，农户全覆盖。", {"words": "目标是育苗百万株，农户全覆盖"}),
    ),
    misses=("力争上游的护渠精神。", "确保渠水安全。"),
)

FIGURE = Rule(
    name="target-of-a-figure",
    why="The definition says which figure the program is to bring about.",
    pattern=rf"""
        {_OPEN} (?P<words> (?: 使 | 推动 | 实现 | 确保 ) {_DONE} [^。；;，,\n]{{1,40}}
        (?: 达到 | 达 | 增至 | 提高到 | 提升到 | 突破 | 超过 | 降至 | 控制在 ) [约]? \d [^。；;\n]{{0,200}} )
    """,
    hits=(Hit("护渠行动，使全县渠系完好率达到95%，绿道贯通。", {"words": "使全县渠系完好率达到95%，绿道贯通"}),),
    misses=("使渠水达到二类标准。", "投资达到5000万元的项目。", "使渠系完好率已达到95%。"),
)

TARGETS = (BY_YEAR, IN_YEAR, WITHIN, STRIVE, FIGURE)
"""In this order: of two targets that overlap the first is kept."""

_DEED = r"""
    (?: 实施 | 启动 | 开展 | 组织 | 牵头 | 主办 | 举办 | 发起 | 印发 | 出台 | 推出 | 推行 | 部署 | 设立 | 制定
      | 下发 | 转发 | 提出 | 作出 | 推动 | 建立 | 主导 | 倡导 | 确定 | 发布 )
"""

_BETWEEN = r"(?: (?! 领导 | 支持 | 批准 | 同意 | 认定 | 指导 | 帮助 | 要求 ) [^，,。；;“”\n] ){0,22}?"
"""Between a body and its deed; who leads, supports or approves does not run a program."""


@cache
def run_by() -> Rule:
    """Who runs a program or has set it up: the body as the subject of a deed, at the front of a clause."""
    return Rule(
        name="body-carries-out",
        why="The definition names the body that runs the program, or that has set it up.",
        pattern=rf"""
            (?: \A | (?<= [，,。；;：:（(、\n由是指即为月年] ) )
            (?P<words> (?: {issuers().pattern}
              | (?P<organ> (?: 国家 | 全国 | 中央 ) [\u4e00-\u9fff]{{2,10}}?
                (?: 局 | 委员会 | 委 | 部 | 总社 | 总会 | 联合会 | 办公室 | 署 ) ) )
            (?: [、和与] (?: {_plain_issuers()} ) ){{0,2}} )
            {_BETWEEN} {_DEED}
        """,
        hits=(
            Hit("由省政府于2021年启动实施的护渠行动。", {"words": "省政府"}),
            Hit("是市委、市政府组织开展的绿道建设。", {"words": "市委、市政府"}),
            Hit("国家河渠局从2014年开始启动实施的清渠工程。", {"words": "国家河渠局"}),
            Hit("2008年12月国务院印发的清渠计划。", {"words": "国务院"}),
        ),
        misses=(
            "在市委领导下开展的护渠行动。",
            "经国务院批准实施的护渠工程。",
            "村民组织实施的护渠。",
            "各市政府所在地的绿道。",
        ),
    )


def _plain_issuers() -> str:
    """Bodies that may follow the first: 省政府 of 省委、省政府."""
    return r"(?: 自治区 | [省市州县区盟旗] ) (?: 委 | 政府 | 人民政府 ) | 国务院"


@cache
def part_of() -> tuple[Rule, ...]:
    """What a program belongs to, by the words of its definition."""
    nouns = "|".join(sorted((noun for noun in program_nouns() if len(noun) > 1), key=lambda noun: (-len(noun), noun)))
    quoted = rf"[\u4e00-\u9fff\d]{{0,10}} [“‘] [^“”‘’\n]{{1,30}} [”’] (?: [\u4e00-\u9fff]{{0,6}}? (?: {nouns} ) )?"
    plain = rf"(?! [的了] ) (?: (?! [的了和与及] ) [\u4e00-\u9fffA-Z\d] ){{2,18}}? (?: {_CARRIED} )"
    whole = rf"(?P<words> (?! [是为系即指] ) (?: {quoted} | {plain} ) )"
    return (
        Rule(
            name="one-of-the-whole",
            why="The definition calls the program one piece of another.",
            pattern=rf"""
                (?: \A | (?<= [是为系即指，,。；;（(] ) ) {whole} (?: 的 | 中的 | 中 | 所属 )?
                (?: 之一 | (?: 重要 | 主要 | 核心 | 关键 )?
                  (?: 组成部分 | 子项目 | 子工程 | 子行动 | 子计划 | 配套工程 ) )
            """,
            hits=(
                Hit("是“百渠千塘”工程之一。", {"words": "“百渠千塘”工程"}),
                Hit("为青禾振兴战略的重要组成部分。", {"words": "青禾振兴战略"}),
            ),
            misses=("是青禾县的重要组成部分。", "全国百强县之一。"),
        ),
        Rule(
            name="as-a-means-of",
            why="The definition calls the program a measure of a plan, or says that it stands in it.",
            pattern=rf"""
                (?: 作为 | 是 (?: 贯彻 | 落实 | 实施 | 推进 | 推动 ){{1,2}}
                  | 纳入 | 列入 | 隶属于? | 从属于 | 属于 ) 了? {whole}
                (?: 的 [^，,。；;\n]{{0,8}} (?: 举措 | 抓手 | 内容 | 任务 | 载体 | 措施 | 部分 | 项目 )
                  | (?= [，,。；;\n] | \Z ) )
            """,
            hits=(
                Hit("是落实青禾振兴战略的重要举措。", {"words": "青禾振兴战略"}),
                Hit("作为“百渠千塘”工程的主要内容，修渠护岸。", {"words": "“百渠千塘”工程"}),
                Hit("已列入省“百渠千塘”计划。", {"words": "省“百渠千塘”计划"}),
            ),
            misses=("作为全县的重要举措。", "列入年度考核。"),
        ),
        Rule(
            name="to-carry-out",
            why="The definition says that the program serves to carry out another.",
            pattern=rf"""
                (?: \A | (?<= [，,。；;：:（(是指为] ) ) (?P<aim> 为了? )?
                (?: (?: 深入 | 全面 | 认真 )? (?: 贯彻 | 落实 | 实施 | 推进 | 推动 | 响应 | 对接 | 服务 | 助力 )
                ){{1,2}} 好? {whole} (?: (?(aim) [，,] | 而 ) | (?: 而 )? (?: 开展 | 制定 | 推出 | 启动 )
                  | 的 [^，,。；;“”\n]{{0,16}} (?: 行动 | 工程 | 计划 | 活动 ) (?= [，,。；;\n] | \Z ) )
            """,
            hits=(
                Hit("为落实青禾振兴战略，开展的修渠行动。", {"words": "青禾振兴战略"}),
                Hit("贯彻实施“百渠千塘”工程而开展的护岸活动。", {"words": "“百渠千塘”工程"}),
                Hit("实施青禾振兴战略的护渠行动。", {"words": "青禾振兴战略"}),
            ),
            misses=("为落实责任，开展护渠。", "实施修渠行动、护岸行动。", "推进“清渠”行动，实施护岸行动，种树。"),
        ),
    )


_CARRIED = "战略 | 规划 | 计划 | 工程 | 行动 | 方案 | 纲要 | 攻坚战 | 行动计划 | 五年规划 | 倡议"
"""Nouns by which an unquoted whole is known: 部署, 要求 or 制度 end too many other words."""
