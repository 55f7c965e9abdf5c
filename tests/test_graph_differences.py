"""Two graphs compared: what is the same stays unmentioned, what differs is told once, whatever became of the ids."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hostile import definition, mention, report, sense
from msgspec.structs import replace

from tifatu.graph.diff.changes import Change, Difference
from tifatu.graph.diff.differences import differences
from tifatu.graph.diff.matching import paired
from tifatu.graph.errors import BadRecordError
from tifatu.graph.model import AnyRecord, Definition, Document, Mention, Part, Report, Run, Sense, Variant
from tifatu.graph.records.blocks import RecordBlocks
from tifatu.graph.records.files import in_order, read_records, write_records

INVENTED = Path(__file__).parent / "data" / "invented.jsonl"


def document(source: str = "云山市.md", digest: str = "00") -> Document:
    """An invented file."""
    return Document(id=f"F{digest}", source=source, sha256=digest, encoding="utf-8", media_type="text/plain", length=9)


BASE: tuple[AnyRecord, ...] = (
    document(),
    report(),
    definition(1, "四强", "强一、强二"),
    replace(definition(2, "三区", "甲区、乙区"), start=8100, end=8105),
    mention(10, "四强"),
    mention(20, "三区"),
    sense(1, "四强"),
    sense(2, "三区"),
)


def blocks(records: Iterable[AnyRecord], folder: Path, name: str) -> RecordBlocks:
    """The records as a file of their own."""
    path = folder / f"{name}.jsonl"
    with path.open("wb") as out:
        write_records(in_order(records), out)
    return RecordBlocks(path)


def told(old: Iterable[AnyRecord], new: Iterable[AnyRecord], folder: Path) -> list[Difference]:
    """All differences."""
    return list(differences(blocks(old, folder, "old"), blocks(new, folder, "new")))


def short(found: Iterable[Difference]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Differences without texts and places."""
    return [(d.kind, str(d.change), d.term, d.fields) for d in found]


def with_changed(kind: type[Any], number: int, **fields: Any) -> list[AnyRecord]:
    """The base with one record of a kind changed."""
    places = [n for n, record in enumerate(BASE) if isinstance(record, kind)]
    changed = list(BASE)
    changed[places[number]] = replace(changed[places[number]], **fields)
    return changed


def renamed(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records as they come out when the text of the file has another digest: every id is another."""
    names = {record.id: f"{record.id}x" for record in records}

    def again(value: Any) -> Any:
        if isinstance(value, str):
            return names.get(value, value)
        if isinstance(value, tuple):
            return tuple(map(again, value))
        return replace(value, **fields(value)) if isinstance(value, Variant) else value

    def fields(thing: Any) -> dict[str, Any]:
        return {name: again(getattr(thing, name)) for name in thing.__struct_fields__}

    return [type(record)(**fields(record)) for record in records]


@pytest.mark.parametrize("records", [BASE, tuple(read_records(INVENTED)), ()], ids=["base", "invented", "nothing"])
def test_a_graph_does_not_differ_from_itself(records: tuple[AnyRecord, ...], tmp_path: Path) -> None:
    """Nor from its records in another order."""
    assert told(records, reversed(records), tmp_path) == []


def test_other_ids_alone_are_no_difference(tmp_path: Path) -> None:
    """Ids follow from digests; what they name is compared instead."""
    assert told(BASE, renamed(BASE), tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (Definition, {"text": "强一、强三"}, [("definition", "changed", "四强", ("text",))]),
        (Definition, {"components": ("强一",)}, [("definition", "changed", "四强", ("components",))]),
        (Definition, {"confidence": 0.5, "rule": "other"}, [("definition", "changed", "四强", ("rule", "confidence"))]),
        (Mention, {"sense": "S1", "head": "行动"}, [("mention", "changed", "四强", ("head", "sense"))]),
        (Report, {"date": "2024-02-08"}, [("report", "changed", "", ("date",))]),
        (Document, {"sha256": "01"}, [("document", "changed", "", ("text",))]),
        (Sense, {"program": "行动"}, [("sense", "changed", "四强", ("program",))]),
    ],
)
def test_what_changed_at_its_place_is_told_with_its_fields(
    kind: type[Any], fields: dict[str, Any], expected: list[Any], tmp_path: Path
) -> None:
    """One difference; the term is told as changed where a definition or a sense is."""
    found = told(BASE, with_changed(kind, 0, **fields), tmp_path)

    terms = [("term", "changed", "四强", ())] if kind in (Definition, Sense) else []
    assert short(found) == expected + terms


def test_what_only_one_graph_has_appeared_or_vanished(tmp_path: Path) -> None:
    """Definition, mention, sense and term, each by itself."""
    without = [r for r in BASE if r.id not in ("D2", "M20", "S2")]

    expected = [("definition", "三区"), ("mention", "三区"), ("sense", "三区"), ("term", "三区")]
    gone, come = told(BASE, without, tmp_path), told(without, BASE, tmp_path)
    assert [(d.kind, d.term) for d in gone] == [(d.kind, d.term) for d in come] == expected
    assert {d.change for d in gone} == {Change.VANISHED}
    assert {d.change for d in come} == {Change.APPEARED}
    assert (gone[0].before, come[0].after, come[0].span) == ("甲区、乙区", "甲区、乙区", (8100, 8105))


def test_a_word_put_in_at_the_top_moves_everything_and_changes_nothing(tmp_path: Path) -> None:
    """All offsets and ids are other ones; every thing is found again by term and report."""
    later = [
        replace(record, start=record.start + 5, end=record.end + 5) if hasattr(record, "start") else record
        for record in renamed(BASE)
    ]

    found = told(BASE, later, tmp_path)

    assert {d.change for d in found} == {Change.MOVED}
    assert sorted(d.kind for d in found) == ["definition"] * 2 + ["mention"] * 2 + ["report"]


def test_one_of_several_equal_mentions_is_missed_at_its_own_place(tmp_path: Path) -> None:
    """The others stay where they are."""
    several = [*BASE, mention(30, "四强"), mention(40, "四强")]

    (found,) = told(several, [r for r in several if r.id != "M30"], tmp_path)

    assert (found.kind, found.change, found.span) == ("mention", Change.VANISHED, (30, 32))


def test_a_file_under_another_path_is_the_same_file(tmp_path: Path) -> None:
    """It is known by its text; only the path is told."""
    elsewhere = [replace(r, source=f"other/{r.source}") if hasattr(r, "source") else r for r in BASE]

    (found,) = told(BASE, elsewhere, tmp_path)

    assert (found.kind, found.change) == ("document", Change.MOVED)
    assert (found.before, found.after) == ("云山市.md", "other/云山市.md")


def test_a_headword_put_right_is_a_change_and_not_two_things(tmp_path: Path) -> None:
    """Same place, other term."""
    found = told(BASE, with_changed(Definition, 0, terms=("“四强”行动",)), tmp_path)

    assert short(found)[0] == ("definition", "changed", "四强", ("terms",))
    assert (found[0].before, found[0].after) == ("四强", "“四强”行动")


def test_parts_are_compared_without_their_places(tmp_path: Path) -> None:
    """A part that moved with its definition is the same part."""
    part = Part(term="一", text="强一", start=8000, end=8002, rule="named-part")
    old = with_changed(Definition, 0, parts=(part,))

    moved = with_changed(Definition, 0, parts=(replace(part, start=8001, end=8003),))
    other = with_changed(Definition, 0, parts=(replace(part, text="强三"),))

    assert short(told(old, moved, tmp_path)) == [("definition", "moved", "四强", ())]
    assert short(told(old, other, tmp_path))[0] == ("definition", "changed", "四强", ("parts",))


def test_senses_are_matched_by_the_definitions_that_they_share(tmp_path: Path) -> None:
    """A sense that gains a definition is changed, whatever it is called now; the other one is new."""
    old = [
        *BASE,
        replace(definition(3, "四强", "强甲"), start=8200, end=8202, sense="S3", variant="V3"),
        sense(3, "四强"),
    ]
    joined = Sense(
        id="S9",
        term="四强",
        label="四强",
        variants=(Variant(id="V1", definitions=("D1",)), Variant(id="V3", definitions=("D3",))),
    )
    new = [
        joined if record.id == "S1" else replace(record, sense="S9") if record.id in ("D1", "D3") else record
        for record in old
        if record.id != "S3"
    ]

    found = short(told(old, new, tmp_path))

    assert ("sense", "changed", "四强", ("definitions", "variants")) in found
    assert ("sense", "vanished", "四强", ()) in found
    assert [d for d in found if d[0] == "definition"] == [("definition", "changed", "四强", ("sense",))]


def test_other_rules_are_told_as_another_run(tmp_path: Path) -> None:
    """Also where they found the same."""
    run = Run(id="X1", code="1", rules="aa", settings={})

    (found,) = told([run, *BASE], [replace(run, id="X2", rules="bb"), *BASE], tmp_path)

    assert (found.kind, found.change, found.fields) == ("run", Change.CHANGED, ("rules",))


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    """A line that is no record, and one that is only half of one."""
    for line in ("{", '{"kind":"mention","id":"M1","source":"a"}'):
        path = tmp_path / "broken.jsonl"
        sound = INVENTED.read_bytes()
        path.write_bytes(sound + line.encode() + b"\n")
        with pytest.raises(BadRecordError, match=f"line {len(sound.splitlines()) + 1}"):
            list(differences(RecordBlocks(path), RecordBlocks(INVENTED)))


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Records are held one file at a time: 60 files of 300 mentions take little more than 6."""

    def peak(files: int) -> int:
        records: list[AnyRecord] = [document(f"{n:03}.md", f"{n:02x}") for n in range(files)]
        records += [replace(report(), id=f"R{n}", source=f"{n:03}.md") for n in range(files)]
        records += [
            replace(mention(m, "四强"), id=f"M{n}-{m}", source=f"{n:03}.md", report=f"R{n}")
            for n in range(files)
            for m in range(300)
        ]
        old, new = blocks(records, tmp_path, "old"), blocks(records, tmp_path, "new")
        del records
        tracemalloc.start()
        assert list(differences(old, new)) == []
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(60) < 1.5 * peak(6)


def test_things_are_paired_in_order_where_keys_are_equal() -> None:
    """Two of a kind against three: the first two, and one is left."""
    found = paired([("a", 1), ("a", 2)], [("a", 7), ("a", 8), ("a", 9)], (lambda thing: thing[0],))

    assert found.both == [(("a", 1), ("a", 7)), (("a", 2), ("a", 8))]
    assert (found.gone, found.come) == ([], [("a", 9)])
