"""TBX: valid by the schema, an entry a sense, each definition with its source, no word of a report taken for markup."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from hostile import FORMS, definition, hostile_records, report, sense
from lxml import etree
from msgspec.structs import replace

from tifatu.exports import export
from tifatu.exports.files.xml_text import clean
from tifatu.exports.lexica.bitext import cell
from tifatu.exports.selection import Selection
from tifatu.graph.model import Definition, Part, Sense
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, RecordList, Records

INVENTED = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
SETS: Mapping[str, Records] = {
    "invented": INVENTED,
    "hostile": hostile_records(),
    "broken": hostile_records("\x00\x0b\ud800"),
}
NAMES = {"t": "urn:iso:std:iso:30042:ed-2"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def schema() -> etree.RelaxNG:
    """The published schema."""
    return etree.RelaxNG(etree.fromstring(files("tifatu.graph").joinpath("vocabulary", "tbx.rng").read_bytes()))


def written(records: Records, profile: Profile = Profile.FULL) -> bytes:
    """The records as TBX."""
    out = io.BytesIO()
    export(records, "tbx", out, Selection(profile))
    return out.getvalue()


def texts(tree: etree._Element, path: str) -> list[str]:
    """The text of every element below a path."""
    return [element.text for element in tree.iterfind(path, NAMES)]


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_it_is_valid_by_the_schema(records: Records, profile: Profile) -> None:
    """Levels, categories, closed lists, ids and what refers to them."""
    schema().assertValid(etree.fromstring(written(records, profile)))


def test_it_says_which_dialect_and_style_it_is() -> None:
    """ISO 30042:2019: type, style and language stand on the root."""
    root = etree.fromstring(written(INVENTED))

    assert root.tag == f"{{{NAMES['t']}}}tbx"
    assert (root.get("type"), root.get("style"), root.get(LANG)) == ("TBX-Basic", "dca", "zh-Hans")


def test_there_is_an_entry_a_sense_with_all_its_definitions() -> None:
    """Word for word, each with place, day, report, file and characters."""
    root = etree.fromstring(written(INVENTED))
    senses = {sense.id: sense for sense in INVENTED.by_id(Sense)}
    definitions = [d for d in INVENTED.by_id(Definition) if d.sense]

    assert sorted(entry.get("id") for entry in root.iterfind(".//t:conceptEntry", NAMES)) == sorted(senses)
    assert sorted(texts(root, ".//t:descrip")) == sorted(clean(d.text) for d in definitions)
    assert "肃州区，2025-01-04，政府工作报告；in/cangzhou.txt，第3510–3563字" in texts(root, ".//t:admin")


def test_the_label_is_preferred_and_other_forms_are_admitted() -> None:
    """One preferred term an entry; the others are variants."""
    root = etree.fromstring(written(INVENTED))

    for entry in root.iterfind(".//t:conceptEntry", NAMES):
        (sense,) = INVENTED.named(Sense, [entry.get("id")])
        statuses = texts(entry, ".//t:termNote[@type='administrativeStatus']")
        assert texts(entry, ".//t:term")[0] == sense.label
        assert statuses == ["preferredTerm-admn-sts", *["admittedTerm-admn-sts"] * (len(statuses) - 1)]


def test_entries_come_in_the_order_of_pinyin() -> None:
    """As a printed glossary has them."""
    labels = texts(etree.fromstring(written(INVENTED)), ".//t:termSec[1]/t:term")

    assert labels.index("三区三线") < labels.index("“四强”行动" if "“四强”行动" in labels else "四强")
    assert len(labels) >= 5


def test_a_part_points_to_the_slogan_that_it_is_part_of() -> None:
    """A cross reference whose target is an entry of the file."""
    part = Part(term="三区", text="城镇空间、农业空间", start=8000, end=8009, rule="named-part")
    whole = replace(definition(1, "三区三线", "三区是指城镇空间、农业空间"), parts=(part,))
    other = definition(2, "三区", "城镇空间、农业空间")
    records = RecordList([report(), whole, other, sense(1, "三区三线"), sense(2, "三区")])

    root = etree.fromstring(written(records))

    (ref,) = root.iterfind(".//t:ref", NAMES)
    assert (ref.getparent().get("id"), ref.get("target"), ref.text) == ("S2", "S1", "三区三线")
    schema().assertValid(root)


def test_the_simple_profile_has_one_definition_a_sense() -> None:
    """The same one as everywhere: of the earliest report."""
    root = etree.fromstring(written(INVENTED, Profile.SIMPLE))

    counts = [len(entry.findall(".//t:descrip", NAMES)) for entry in root.iterfind(".//t:conceptEntry", NAMES)]
    assert set(counts) == {1}
    assert len(texts(etree.fromstring(written(INVENTED)), ".//t:descrip")) > len(counts)


def test_words_of_a_report_come_back_as_words() -> None:
    """Markup, quotes, line ends and characters beyond 16 bits."""
    root = etree.fromstring(written(hostile_records()))

    assert sorted(texts(root, ".//t:descrip")) == sorted(FORMS)
    assert {"钅𬭎", "<b>&amp;", "换\n行", "反\\斜"} <= set(texts(root, ".//t:term"))


def test_the_first_edition_says_the_same_in_its_own_elements() -> None:
    """ISO 30042:2008 for the tools of translators: renamed back, every entry is that of the second edition."""
    out = io.BytesIO()
    export(INVENTED, "tbx-v2", out)
    first, second = etree.fromstring(out.getvalue()), etree.fromstring(written(INVENTED))
    names = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec"}

    def told(root: etree._Element) -> list[tuple[str, dict[str, str], str | None]]:
        tags = ((etree.QName(element).localname, element) for element in root.iterfind(".//{*}body//*"))
        return [(names.get(tag, tag), dict(element.attrib), element.text) for tag, element in tags]

    assert (first.tag, first.get("type"), first.get(LANG)) == ("martif", "TBX-Basic", "zh-Hans")
    assert [element.tag for element in first] == ["martifHeader", "text"]
    assert told(first) == told(second) != []


def test_the_glossary_of_translators_has_three_cells_a_line() -> None:
    """Term, an empty target, the earliest definition: whatever a report holds, a line stays a line."""
    out = io.BytesIO()
    export(hostile_records(), "tsv", out)

    lines = [line.split("\t") for line in out.getvalue().decode().split("\n")[:-1]]
    assert sorted(lines) == sorted([cell(form), "", cell(form)] for form in FORMS)
    assert not any(line[0].startswith("#") for line in lines)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("preferredTerm-admn-sts", "bestTerm"),
        ('type="definition"', 'type="context"'),
        ('style="dca"', 'style="dct"'),
        ("<term>", "<term/><term>"),
        ('<admin type="source">', '<admin type="customerSubset">'),
    ],
)
def test_the_schema_refuses_what_the_dialect_does_not_know(good: str, bad: str) -> None:
    """The schema is no rubber stamp."""
    text = written(INVENTED).decode()
    assert good in text

    assert not schema().validate(etree.fromstring(text.replace(good, bad, 1).encode()))
