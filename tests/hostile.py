"""Records with terms that formats trip over; shared by the tests of the exporters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reports import report_of

from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition, Mention, Origin, Region, Report, Sense, Variant
from tifatu.graph.records.sets import RecordList

FORMS = (
    "=1+1",
    "@x",
    "+6",
    "-5",
    "＝2",
    "#N/A",
    "'90",
    '直"引',
    "反\\斜",
    "<b>&amp;",
    "换\n行",
    "制\t表",
    "笑😀脸",
    "钅𬭎",
    "a|b",
    "# 标题",
    "1. 条",
    "**粗**",
    "[链](javascript:x)",
)
"""One a way to go wrong: formulas, quotes, markup, line ends, characters beyond 16 bits."""

TAILS = ("", "\x00\x0b", "\ud800")
"""What no XML and no UTF-8 may hold; exporters write U+FFFD for each."""


def told(tail: str) -> set[str]:
    """The forms with this tail as every format tells them."""
    return {form + "\ufffd" * len(tail) for form in FORMS}


def report(number: int = 1, name: str = "云山市", year: int = 2024) -> Report:
    """An invented report."""
    return report_of(
        id=f"R{number}", source=f"{name}.md", start=0, end=9000, title=f"{year}年{name}政府工作报告",
        region=Region(code=f"62090{number}", name=name, level="地级"), date=f"{year}-01-08",
        reviews=(year - 1,), plans=year, body=(0, 8000), glossary=(8000, 9000),
    )  # fmt: skip


def definition(number: int, form: str, text: str, of: str = "R1") -> Definition:
    """An invented definition, alone in its sense."""
    return Definition(
        id=f"D{number}", source="云山市.md", report=of, start=8000, end=8000 + len(text), origin=Origin.GLOSSARY,
        terms=(form,), term_spans=((7000, 7000 + len(form)),), text=text, components=(form, "另一项"),
        component_spans=((8000, 8001), (8001, 8002)), rule="numbered-colon", sense=f"S{number}", variant=f"V{number}",
    )  # fmt: skip


def mention(number: int, form: str, of: str = "R1") -> Mention:
    """An invented mention."""
    return Mention(
        id=f"M{number}", source="云山市.md", report=of, start=number, end=number + 2, term=term_key(form), text=form,
        quoted=True, rule="quoted",
    )  # fmt: skip


def sense(number: int, form: str) -> Sense:
    """The sense of the definition with the same number."""
    variants = (Variant(id=f"V{number}", definitions=(f"D{number}",)),)
    return Sense(id=f"S{number}", term=term_key(form), label=form, variants=variants)


def hostile_records(tail: str = "", forms: Iterable[str] = FORMS) -> RecordList:
    """One report that defines and mentions every form, each with the tail behind it."""
    named = [f"{form}{tail}" for form in forms]
    return RecordList(
        [
            report(),
            *(definition(n, form, form) for n, form in enumerate(named)),
            *(mention(n, form) for n, form in enumerate(named)),
            *(sense(n, form) for n, form in enumerate(named)),
        ]
    )


class ManyMentions:
    """Records with any number of mentions that are made when they are asked for, never held."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.others = RecordList([report(), definition(1, "四强", "强一、强二"), sense(1, "四强")])

    def __iter__(self) -> Iterator[Any]:
        """All of them."""
        yield from self.others
        yield from self.by_id(Mention)

    def by_id(self, kind: type[Any]) -> Iterator[Any]:
        """Those of one kind."""
        if kind is Mention:
            return (mention(number, "四强") for number in range(self.count))
        return self.others.by_id(kind)

    def named(self, kind: type[Any], names: Iterable[str]) -> Iterator[Any]:
        """Those with these ids; no exporter asks for mentions so."""
        return self.others.named(kind, names)
