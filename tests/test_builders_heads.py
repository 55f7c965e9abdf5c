"""The class noun behind a quoted slogan is read with what qualifies it, and only when it classes the slogan."""

from __future__ import annotations

import pytest

from tifatu.builders.mentions.heads import head_of

HEADS = [
    ("行动，力争三年见效", "行动"),
    ("总体思路要求", "总体思路"),
    ("现代服务业产业体系", "现代服务业产业体系"),
    ("项目推进机制,", "项目推进机制"),
    ("企业梯度培育体系。", "企业梯度培育体系"),
    ("服务业经营单位80家", "服务业经营单位"),
    ("中小企业", "中小企业"),
    ("县称号", "县称号"),
    ("示范村镇建设", "示范村镇"),
    ("市长负责制考核", "市长负责制"),
    ("改革持续深化", "改革"),
    ("规划目标任务全面完成", "规划"),
    ("普法终期验收", "普法"),
    ("督查", "督查"),
    ("监管平台上线", "监管平台"),
    ("国家公园理念", "国家公园理念"),
    ("灾后恢复重建新路子", "灾后恢复重建新路子"),
    ("对口帮扶机制", "对口帮扶机制"),
    ("登记制度改革持续深化", "登记制度改革"),
    ("系列政策，", "系列政策"),
    ("示范试点企业12家", "示范试点企业"),
    ("干线路网骨架", "干线路网"),
    ("乡村振兴示范工程创建", "乡村振兴示范工程"),
]

NONE = [
    "",
    "，推动全市发展",
    "的要求",
    "和‘四改’行动",
    "等活动",
    "建设取得新进展",
    "工作扎实推进",
    "时期，我市经济",
    "任务落地见效",
    "实现全覆盖",
    "县域振兴",
    "，“四改”行动",
    "12个项目建设",
    "制定升级方案",
    "守护群众",
    "示范创建",
]


@pytest.mark.parametrize("after, head", HEADS)
def test_heads_are_read(after: str, head: str) -> None:
    """A class noun, alone or qualified, directly behind the mark."""
    assert head_of(after) == head


@pytest.mark.parametrize("after", NONE)
def test_no_head_where_nothing_classes_the_slogan(after: str) -> None:
    """Verbs, particles, punctuation and words of time or progress are no class nouns."""
    assert head_of(after) == ""
