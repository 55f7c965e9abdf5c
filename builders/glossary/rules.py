"""What is no word in a glossary: Markdown, page marks, references to pages; and the ways to number entries."""

from __future__ import annotations

from tifatu.builders.language.punctuation import BRACKETS, CIRCLED, ORNAMENT, RARE_CLOSERS, RARE_OPENERS, char_class
from tifatu.builders.language.rule import Hit, Rule

PAGE_MARKS = Rule(
    name="page-mark",
    why="A line that holds only the number of a page, in dashes or as 第3页, belongs to the paper.",
    pattern=r"""
        \A (?: [-—–－─_·•~～]{1,4} (?:第)? \d{1,3} (?:页)? [-—–－─_·•~～]{1,4}
             | 第 \d{1,3} 页 (?: [,，/]? 共 \d{1,3} 页 )?
             | \d{1,3} [/／] \d{1,3}
             | [Pp] \d{1,3}
             | https?:// [^\s]{4,200} \d{1,3} [/／] \d{1,3}              # a browser's print: address and page,
             | \d{4} [/-] \d{1,2} [/-] \d{3,4} : \d\d .{0,60} ) \Z      # day, hour and title
    """,
    hits=(Hit("-12-", {}), Hit("—7—", {}), Hit("第3页共20页", {}), Hit("P5", {}), Hit("2031/1/821:07政府工作报告", {})),
    misses=("12", "1+1", "第3页第2段指出", "2021-2023"),
)

PAGE_REFERENCE = Rule(
    name="page-reference",
    why="（P2）, （第3页第2段） beside a headword say where the report uses it.",
    pattern=r"""
        [（(【\[〔] \s*+ (?: 详?见 | 参见 )? \s*+ (?: 《?(?:政府工作)?报告》? | 正文 | 文中 | 文本 )? \s*+
            (?: [PpＰ] \s*+ \.? \s*+ \d{1,3} | 第 \s*+ \d{1,3} \s*+ 页 | \d{1,3} \s*+ 页 )
            [^（）()【】\[\]〔〕\n]{0,24} [）)】\]〕]
      | (?<= \|) \s*+ [PpＰ] \.? \d{1,3} \s*+ (?= \|)                   # a cell of a table
      | (?m: ^ ) \s*+                                                    # before the entry
            (?: [PpＰ] \.? \d{1,3} (?! [\d.A-Za-z+＋] )
              | 第 \s? \d{1,3} \s? 页 (?: 第? \d{1,2} [段行] )? ) [：:、\t ]* (?= \S )
    """,
    hits=(
        Hit("“两网”（P2）", {}),
        Hit("两网（第3页第2段）：水网", {}),
        Hit("两网（《报告》第3页第2行）：水网", {}),
        Hit("P12“两网”：水网", {}),
        Hit("第4页 两网：水网", {}),
    ),
    misses=("P2P平台：网络借贷", "两网（2021年）：水网", "共12页"),
)

TABLE_RULER = Rule(
    name="table-ruler",
    why="The line under the head of a Markdown table, and any other line of dashes.",
    pattern=r"\A [|:\-—–_=*]{3,} \Z",
    hits=(Hit("|---|:--:|", {}), Hit("-----", {})),
    misses=("--1--", "|甲|乙|"),
)

TABLE_HEAD = Rule(
    name="table-head",
    why="The head of a table names its columns: 序号, 名词, 解释.",
    pattern=r"""\A [|\t]* (?: (?: 序号 | 编号 | 序 | 号 ) [|\t]* )?
        (?: 名词 | 词条 | 术语 | 用语 | 词语 | 名称 | 关键词 | 缩略语 ) [|\t]*
        (?: (?: 页码 | 页数 | 出处 | 位置 ) [|\t]* )?
        (?:名词|术语)? (?: 解释 | 释义 | 注释 | 含义 | 说明 | 内容 ) [|\t]* (?: (?: 页码 | 备注 ) [|\t]* )? \Z""",
    hits=(Hit("|序号|名词|解释|", {}), Hit("名词\t释义", {})),
    misses=("名词解释：见下", "|两网|水网|"),
)

_HAN = "一二三四五六七八九十百"
_OPEN, _CLOSE = char_class("".join(BRACKETS) + RARE_OPENERS), char_class("".join(BRACKETS.values()) + RARE_CLOSERS)
_AFTER = rf"\s*[.．、:：]?(?:\s|{ORNAMENT}){{0,4}}"

NUMBERS: tuple[Rule, ...] = (
    Rule(
        name="arabic",
        why="1. 1、 1） 1 or nothing behind the figure: one family, for reports mix them.",
        pattern=r"""(?P<n> \d{1,3} | \d\s\d(?=\s?[.．、]) )
            (?: \s* [.．、,，)）。·] \s* | \s* [:：] (?!\d) \s* | \s+
              | (?= [“‘「『〝"《〈【（(<A-Za-z\u4e00-\u9fff] | ORNAMENT ) ) (?: ORNAMENT \s* ){0,3}""".replace(
            "ORNAMENT", ORNAMENT
        ),
        hits=(Hit("12．“两网”：水网", {"n": "12"}), Hit("7“两网”：水网", {"n": "7"}), Hit("3.5.0时代：新", {"n": "3"})),
        misses=("二、两网：水网", "①两网"),
    ),
    Rule(
        name="bracketed",
        why="（1） [1] 〔1〕 【1】, with or without a stop behind.",
        pattern=rf"{_OPEN} \s* (?P<n>\d{{1,3}}) \s* {_CLOSE} {_AFTER}",
        hits=(Hit("（12）两网：水网", {"n": "12"}), Hit("〔3〕两网：水网", {"n": "3"}), Hit("[4] 两网", {"n": "4"})),
        misses=("（一）两网：水网", "1）两网：水网"),
    ),
    Rule(
        name="circled",
        why="① ⑴ ⒈ and their kin are one character.",
        pattern=rf"(?P<n> [{CIRCLED}❶-❿➀-➉⑴-⒇⒈-⒛] ) {_AFTER}",
        hits=(Hit("①两网：水网", {"n": "①"}), Hit("⒉ 两网：水网", {"n": "⒉"})),
        misses=("1两网：水网",),
    ),
    Rule(
        name="note",
        why="注1： 注释（2） 注③ name the note by number.",
        pattern=rf"{_OPEN}? 注 (?:释|解)? \s* {_OPEN}? \s* (?P<n> \d{{1,3}} | [{CIRCLED}] ) \s* {_CLOSE}? {_AFTER}",
        hits=(
            Hit("注1：两网，指水网", {"n": "1"}),
            Hit("注释（2）两网：水网", {"n": "2"}),
            Hit("[注3]两网", {"n": "3"}),
            Hit("【注4】两网：水网", {"n": "4"}),
        ),
        misses=("注：本报告所列为快报数",),
    ),
    Rule(
        name="caret",
        why="[^1]: is a footnote of Markdown.",
        pattern=r"\[ \^ (?P<n> \d{1,3} ) \] \s* :? \s*",
        hits=(Hit("[^1]: 两网：水网", {"n": "1"}),),
        misses=("[1] 两网：水网",),
    ),
    Rule(
        name="raised",
        why="¹ ² ³ as raised figures.",
        pattern=rf"(?P<n> [⁰¹²³⁴-⁹]{{1,3}} ) {_AFTER}",
        hits=(Hit("²两网：水网", {"n": "²"}),),
        misses=("2两网：水网",),
    ),
    Rule(
        name="han",
        why="一、 二、 count with Chinese numerals.",
        pattern=rf"""(?: 第 (?=[{_HAN}]{{1,5}}[、，]) )? (?P<n> [{_HAN}]{{1,5}} )
            \s* [、．.] (?: \s | {ORNAMENT} ){{0,4}}""",
        hits=(Hit("十二、两网：水网", {"n": "十二"}),),
        misses=("两网、三库：水网", "12、两网"),
    ),
    Rule(
        name="han-bracketed",
        why="（一） （二） count with Chinese numerals in brackets.",
        pattern=rf"{_OPEN} \s* (?P<n> [{_HAN}]{{1,5}} ) \s* {_CLOSE} {_AFTER}",
        hits=(Hit("（二）两网：水网", {"n": "二"}),),
        misses=("（2）两网：水网",),
    ),
)
"""Families of numbers; a glossary has one of them, which the sequence of its numbers shows."""

CREDIT = Rule(
    name="credit",
    why="Behind the last definition a bracket that names the paper, the site or the speaker is no definition.",
    pattern=r"""
        \s* [（(【\[] (?:
            [^（）()【】\[\]\n]{0,20}
                (?: 日报 | 晚报 | 晨报 | 新闻网 | 网站 | 信息网 | 政府网 | 人民网 | 新华网 | 融媒体\S{0,4}
                  | 发布 | 办公室 | 研究室
                  | 记者\S{0,8} | 通讯员\S{0,8} | [市县区州省]\s?长 \s? [^（）()\n]{2,8} | 主席 \s? [^（）()\n]{2,8} )
          | (?: 来源 | 责任?编辑 | 责编 | 编辑 | 作者 | 供稿 | 摘自 | 转自 | 原载 | 原标题 ) [^（）()\n]{0,30}
          | 完 | 全文完 | 结束 ) [）)】\]] \s* \Z
      | (?<= [。！？”）)\s] ) \s*
            (?: 责任?编辑 | 责编 | 编辑 | 作者 | (?: 信息 | 文章 | 稿件 )? 来源 | 稿源 | 供稿 | 审核 | 校对 | 原标题 )
            \s* [：:] [^。\n]{0,60} \Z
    """,
    hits=(Hit("指水网。（云溪日报）", {}), Hit("指水网。（市长 王一一）", {}), Hit("指水网。 责任编辑：王一一", {})),
    misses=("水网（含农村供水）", "指政府网（水网、电网）"),
)
