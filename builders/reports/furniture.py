"""What a web page puts around a report: editors, shares, downloads, posting lines, repeated titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifatu.builders.language.folding import fold
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.language.words import word_set
from tifatu.builders.reports.rules import TITLE
from tifatu.graph.model import Span

POSTING = Rule(
    name="posting-line",
    why="When, where and by whom a page was put up: never the date of the speech.",
    pattern=r"""
        ^ [（(\[【]? (?: (?:19|20) [0-9]{2} [年/.-] [0-9年月日时分:：/.-]{0,24} )?
            (?: 信息来源 | 文章来源 | 来源 | 责任编辑 | 责编 | 编辑 | 作者 | 发布时间 | 发布日期 | 时间 | 成文日期
              | 发文日期 | 公开日期 | 日期 | 浏览 | 阅读 | 字数 | 点击 | 访问 | 发布机构 | 索引号 | 字号 | 字体 | 记者
              | 审核 | 校对 | 录入 | 稿源 | 文号 | 主题词 | 发布人 | 信息分类 ) (?: 次数 | 量 | 数 )? [：:] .{0,160} $
      | ^ [\[（(]? (?:19|20) [0-9]{2} [-/.] [0-9]{1,2} [-/.] [0-9]{1,2} (?: [0-9]{1,2} [:：] [0-9]{2} .{0,40} )?
            [\]）)]? $
      | ^ [（(]? (?: 新华社 | 本报 ) .{0,30} [电讯] [）)]? (?: [（(] 《? 人民日报 .{0,30} )? $
    """,
    hits=(
        Hit("时间:2025-06-2311:25作者:某网字数:100字", {}),
        Hit("（责任编辑:某某）", {}),
        Hit("2025-07-08", {}),
        Hit("2022年02月22日11:02来源:临江日报", {}),
        Hit("新华社北京2009年3月14日电", {}),
    ),
    misses=("——2021年12月4日在临江市第十一届人民代表大会第一次会议上", "各位代表：", "21.标准时间：按年计算。"),
)

SOURCE_NOTE = Rule(
    name="source-note",
    why="A line that says in which paper or on which site a report stood: （临江日报）.",
    pattern=r"""
        ^ [（(] 《? [^（()）。：:]{0,20} (?: 日报 | 晚报 | 网站? | 政府网 | 新闻网 | 门户 | 通讯社 ) .{0,30} [）)] $
    """,
    hits=(Hit("（临江日报）", {}), Hit("（《人民日报》19540924第1版）", {}), Hit("（临江市人民政府网站）", {})),
    misses=("（三）建设“互联网+”", "（一）推进政务服务一网通办。"),
)

SITE_MARK = Rule(
    name="site-mark",
    why="Marks of a file site, rulers, numbers of pages, and bars with nothing but signs.",
    pattern=r"""
        ^ (?: paid(?:begin|end) | [-—–_=|·.…◆■]+ (?: [0-9]{1,3} [-—–]+ )? | [0-9]{1,3} (?: / [0-9]{1,3} )?
            | 第[0-9]{1,3}页 (?: ，? 共[0-9]{1,3}页 )? ) $
    """,
    hits=(Hit("paidend", {}), Hit("-", {}), Hit("0/0", {}), Hit("—12—", {}), Hit("第3页共20页", {})),
    misses=("——经济总量迈上新台阶", "2021年"),
)

OFFER = Rule(
    name="offer",
    why="What a page wants of its reader.",
    pattern=r"""
        ^ .{0,30} (?: 点击下载 | 下载到电脑 | 查看余下全文 | 点我投稿 | 扫一扫 | 扫描二维码 | 版权所有 | ICP备
            | 公网安备 | 联系我们 | 企业入驻 | 返回顶部 | 关闭窗口 | 打印本页 | 分享到 | 阅读全文 | 相关链接 ) .{0,60} $
    """,
    hits=(
        Hit("将本文的Word文档下载到电脑,方便收藏和打印", {}),
        Hit("有想补充的信息?点我投稿", {}),
        Hit("-联系我们", {}),
    ),
    misses=("扫清障碍，加快发展。",),
)

APPENDIX = Rule(
    name="appendix",
    why="The heading of a list behind the speech: works for the people, projects, who leads what. Nobody reads it out.",
    pattern=r"""
        ^ (?: 附 (?: [件表录] | (?=[：:]) ) [一二三四五六七八九十0-9]{0,2} (?: [：:] .{0,40} )?
            | (?![一二三四五六七八九十]{1,3}、|[（(]) [^，。！？；：]{0,24}? (?: 实事 | 项目 | 任务 | 分工 )
                (?: 项目 )? (?: 清单 | 一览表 | 分解表 | 计划表 | 安排表 | 目录 )?
            | (?![一二三四五六七八九十]{1,3}、|[（(]) [^，。！？；：]{0,24}? [0-9一二三四五六七八九十]{1,3} [件项大]
                [^，。！？；：]{0,8} 实事 [^，。！？；：]{0,8}
        ) $
    """,
    hits=(
        Hit("附件：2022年十件实事", {}),
        Hit("附：", {}),
        Hit("2022年金塔县民生实事项目", {}),
        Hit("2022年县政府为民办理的10件实事", {}),
        Hit("重点项目清单", {}),
    ),
    misses=("二、2022年重点任务", "（三）办好十件实事", "各位代表，我们要办好十件实事。"),
)
"""Runs on one folded line; it counts only behind the last words of a speech."""

PAGE = (POSTING, SOURCE_NOTE, SITE_MARK, OFFER)
RULES = (*PAGE, APPENDIX)

_CLOSING_WORDS = re.compile(r"(?:[！!]|谢谢(?:大家|各位)?[。.]?|完了[。.]?)$")
_ADDRESSED = re.compile(r"各\s?位\s?代\s?表|同\s?志\s?们")

_LINE = re.compile(r"[^\n]+")
_STRAY = re.compile(r"[\u4e00-\u9fffA-Za-z|丨]{1,8}")
_SENTENCE_END = ("。", "！", "!", "”", "；", ";", "）", ")", "？", ".")
_STOP = re.compile(
    r"^[ \t\u3000*#【\[]{0,8}(?:(?:相关|推荐|延伸)(?:阅读|新闻|文章|稿件)|[上下]一[篇条]|热门推荐)", re.MULTILINE
)
_PROSE = re.compile(r"^[^\n]{80,}", re.MULTILINE)


def speech_end(text: str, start: int, end: int) -> int:
    """Where a speech ends when the lists behind its last words are left out.

    Args:
        text: The whole text.
        start: Where the speech begins.
        end: Where its glossary begins, or the report ends.

    >>> text = "各位代表：\\n让我们团结奋斗！\\n附件：十件实事\\n1.修路。"
    >>> text[: speech_end(text, 0, len(text))]
    '各位代表：\\n让我们团结奋斗！'
    """
    last = max((found.end() for found in _ADDRESSED.finditer(text, start, end)), default=start)
    closed = 0
    for line in _LINE.finditer(text, max(last, text.rfind("\n", start, last) + 1), end):
        folded = fold(text, line.span()).text
        if closed and folded:
            return closed if APPENDIX.regex.search(folded) else end
        if _CLOSING_WORDS.search(folded):
            closed = line.end()
    return end


def is_furniture(folded_line: str) -> bool:
    """Is a line, folded, part of the page and not of the report?

    >>> is_furniture("（责任编辑：某某）"), is_furniture("各位代表：")
    (True, False)
    """
    return folded_line in word_set("furniture") or any(rule.regex.search(folded_line) for rule in PAGE)


def trim(text: str, start: int, end: int, titles: frozenset[str]) -> int:
    """Where a report ends when the lines of the page below it are left out.

    Args:
        text: The whole text.
        start: Where the speech begins.
        end: Where the next report begins, or the end of the text.
        titles: Folded titles of the report; a page repeats them below the text.

    >>> trim("我们团结奋斗！\\n（责任编辑：某某）\\n打印\\n", 0, 21, frozenset())
    7
    """
    furnished = False
    strays: list[Span] = []
    end = _stop(text, start, end)
    for line in _lines_from_the_end(text, start, end):
        folded = fold(text, line).text
        if not folded or is_furniture(folded) or _is_title(folded, titles):
            furnished = furnished or bool(folded)
        elif _STRAY.fullmatch(folded):
            strays.append(line)
        else:
            belongs = not folded.endswith(_SENTENCE_END) or (len(strays) == 1 and not furnished)
            return strays[0][1] if strays and belongs else line[1]
    return end


def _stop(text: str, start: int, end: int) -> int:
    """The first line that announces other pages, where only their titles follow."""
    stops = [found.start() for found in _STOP.finditer(text, start, end)]
    return next((stop for stop in stops if not any("。" in line[0] for line in _PROSE.finditer(text, stop, end))), end)


def _is_title(folded: str, titles: frozenset[str]) -> bool:
    found = TITLE.regex.match(folded)
    return found is not None and (found["title"] in titles or folded in titles)


def _lines_from_the_end(text: str, start: int, end: int) -> Iterator[Span]:
    while end > start:
        line_start = max(start, text.rfind("\n", start, end) + 1)
        yield line_start, end
        end = line_start - 1
