"""Traditional texts: read like simplified ones, kept as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tifatu.builders.execution.stages import Options, only
from tifatu.builders.pipeline import build_records, harvest_text
from tifatu.builders.read.files import as_text
from tifatu.builders.verify import verify
from tifatu.graph.labels import term_key
from tifatu.graph.model import Attribution, Definition, Mention, Place, Report, Sense
from tifatu.graph.traditional import is_traditional, simplified

TRADITIONAL = """金塔縣政府工作報告
——2022年1月5日在金塔縣第十八屆人民代表大會第一次會議上
縣長　羅海濤
各位代表：
現在，我代表縣人民政府，向大會報告工作，請予審議。
一、2021年工作回顧
落實省委“三聯三幫”行動，推進“兩網”工程，與玉門市聯合治沙。
各位代表，讓我們團結奮鬥！
名詞解釋
1.“三聯三幫”行動：指聯系群眾、聯系企業、聯系鄉村，幫扶就業、幫扶創業、幫扶産業。
2.“兩網”：指水網和電網。
"""
PLAIN = simplified(TRADITIONAL)


def test_a_traditional_text_is_read_like_the_simplified_one() -> None:
    """The same records at the same places: fields, definitions, mentions, issuers, places, keys."""
    ours, others = harvest_text(as_text(TRADITIONAL)), harvest_text(as_text(PLAIN))

    assert [type(one) for one in ours] == [type(one) for one in others]
    assert [getattr(one, "start", 0) for one in ours] == [getattr(one, "start", 0) for one in others]
    assert [m.term for m in only(ours, Mention)] == [m.term for m in only(others, Mention)]
    (report,), (plain,) = only(ours, Report), only(others, Report)
    assert (report.region, report.date) == (plain.region, plain.date) and report.region is not None
    assert len(only(ours, Attribution)) == 1 and [p.text for p in only(ours, Place)] == ["玉門市"]


def test_records_keep_the_words_as_they_are_written() -> None:
    """Title, session, speaker, headwords, definitions, components, class nouns and issuers."""
    records = harvest_text(as_text(TRADITIONAL))
    (report,) = only(records, Report)
    first, second = only(records, Definition)

    assert (report.title, report.speaker) == ("金塔縣政府工作報告", "羅海濤")
    assert report.session == "金塔縣第十八屆人民代表大會第一次會議"
    assert first.terms == ("“三聯三幫”行動",) and first.text.startswith("指聯系群眾、聯系企業")
    assert second.components == ("水網", "電網")
    assert [(m.text, m.head) for m in only(records, Mention)] == [("三聯三幫", "行動"), ("兩網", "工程")]


def test_both_scripts_are_one_term_and_every_span_holds(tmp_path: Path) -> None:
    """A traditional and a simplified report share their terms and senses; the graph's spans are those of the files."""
    (tmp_path / "a.txt").write_text(TRADITIONAL, encoding="utf-8")
    other = (
        PLAIN.replace("金塔", "瓜州").replace("2022年1月5日", "2022年1月7日").replace("玉门市联合治沙", "邻县一道修路")
    )
    (tmp_path / "b.txt").write_text(other, encoding="utf-8")
    found = build_records([tmp_path], Options(workers=1))

    assert len(only(found.records, Report)) == 2
    assert {sense.term for sense in only(found.records, Sense)} == {"三联三帮", "两网"}
    checked = verify(found.records, (tmp_path,))
    assert checked.checked > 20 and checked.findings == []


@pytest.mark.parametrize("form", ["乾县", "著作", "于都", "“五星联创”行动"])
def test_what_simplified_script_has_stays(form: str) -> None:
    """Characters that both scripts have are not folded: 乾 is no 干."""
    assert simplified(form) == form and not is_traditional(form)
    assert term_key(form) == form.strip("“”").replace("”", "")
