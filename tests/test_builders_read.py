"""Reading files: what is found, how it is decoded, what is refused and why."""

from __future__ import annotations

import os
import random
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from unicodedata import is_normalized

import pytest
from forms import zipped

from tifatu.builders.language.markup import BLANK
from tifatu.builders.read.decoding import decode
from tifatu.builders.read.files import Limits, read
from tifatu.builders.read.finding import Source, find_sources, unread_folders
from tifatu.builders.read.legible import legible
from tifatu.graph.errors import UnreadableFileError

TEXT = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n一、过去一年工作回顾\n"


def source(path: Path) -> Source:
    return Source(str(path), path)


def written(folder: Path, name: str, data: bytes) -> Source:
    path = folder / name
    path.write_bytes(data)
    return source(path)


def reason_of(refused: Source, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(refused, limits)
    assert str(caught.value).count("\n") == 0 and caught.value.source == refused.name
    return caught.value.reason


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str, name: str) -> None:
    """The same report in any encoding is the same text, and the record says how it was decoded."""
    text = read(written(tmp_path, "a.txt", TEXT.encode(encoding)))

    assert text.text == TEXT
    assert text.document.encoding == name
    assert text.document.length == len(TEXT)
    assert text.document.sha256 == sha256(TEXT.encode()).hexdigest()


def test_big_endian_utf_16_with_a_mark_is_read(tmp_path: Path) -> None:
    """The mark decides the order of the bytes and is no part of the text."""
    assert read(written(tmp_path, "a.txt", "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"))).text == TEXT


def test_traditional_text_in_big5_is_read(tmp_path: Path) -> None:
    """Big5 is told from GB18030 by the characters that come out."""
    traditional = "各位代表，現在我代表縣人民政府向大會報告工作，請予審議。"

    decoded = read(written(tmp_path, "a.txt", traditional.encode("big5")))

    assert (decoded.text, decoded.document.encoding) == (traditional, "big5")


def test_a_few_bad_bytes_do_not_turn_utf_8_into_another_encoding(tmp_path: Path) -> None:
    """A broken character costs itself, not the file."""
    data = TEXT.encode()
    decoded = read(written(tmp_path, "a.md", data + b"\xe4\xb8" + data + b"\xff" + data))

    assert decoded.document.encoding == "utf-8"
    assert decoded.text == f"{TEXT}\ufffd{TEXT}\ufffd{TEXT}"


def test_a_few_bad_bytes_do_not_hide_gb18030(tmp_path: Path) -> None:
    """A byte that GB18030 does not know leaves the rest of the text as it is."""
    data = TEXT.encode("gb18030")
    decoded = read(written(tmp_path, "a.md", data + b"\xff" + data))

    assert decoded.text == f"{TEXT}\ufffd{TEXT}"


def test_line_ends_are_those_of_pythons_text_mode(tmp_path: Path) -> None:
    """CR LF and CR become LF, so offsets agree with open().read()."""
    path = tmp_path / "a.txt"
    path.write_bytes("甲市\r\n乙市\r丙市\n".encode())

    assert read(source(path)).text == path.read_text(encoding="utf-8") == "甲市\n乙市\n丙市\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_short_pieces_of_real_reports_are_decoded_right(shared: Path, encoding: str) -> None:
    """Forty characters from anywhere in the corpus are enough to tell the encoding."""
    chosen = random.Random(7)
    for path in chosen.sample(sorted((shared / "corpus").rglob("*.md")), 60):
        text = path.read_text(encoding="utf-8")
        start = chosen.randrange(len(text) - 40)
        piece = text[start : start + 40]
        decoded = decode(piece.encode(encoding))
        assert decoded is not None and decoded.text == piece


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", "\ufeff\n".encode(), "empty"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x01\x02\x03\x04 text" * 40, "binary"),
        ("a.txt", "Übersetzung für Käufer, Größe, Mäuse".encode("latin-1"), "encoding"),
        ("a.md", b"%PDF-1.7 ...", "PDF"),
        ("a.md", b"PK\x03\x04....", "damaged"),
        ("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"}), "workbook"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """One line says what is wrong with the file, and the error is one of ours."""
    assert said in reason_of(written(tmp_path, name, data))


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 MB are refused at once, by their size alone."""
    path = tmp_path / "big.txt"
    with path.open("wb") as big:
        big.truncate(200 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))

    assert "200 MB" in reason_of(source(path))


def test_the_limit_is_a_parameter(tmp_path: Path) -> None:
    """What is too large is for the caller to say."""
    small = written(tmp_path, "a.txt", TEXT.encode())

    assert "Split the file" in reason_of(small, Limits(size=10))
    assert read(small, Limits(size=10**6)).text == TEXT


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is told at once, before any work."""
    with pytest.raises(UnreadableFileError, match=r"gone\.md: there is no such file"):
        find_sources([tmp_path / "gone.md"])
    assert "No such file" in reason_of(source(tmp_path / "gone.md"))


def test_a_file_without_permission_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system forbids becomes one line."""
    forbidden = written(tmp_path, "a.txt", TEXT.encode())

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "Permission denied" in reason_of(forbidden)


def test_a_folder_gives_its_texts_and_nothing_else(tmp_path: Path) -> None:
    """Texts below the folder, sorted; hidden files, hidden folders and other formats are passed over quietly."""
    for name in ("b/2.md", "b/1.txt", "a.TXT", ".hidden.md", ".git/x.md", "c.jpg", "d.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")

    assert [s.name for s in find_sources([tmp_path])] == ["a.TXT", "b/1.txt", "b/2.md"]


def test_a_source_is_named_from_what_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder, pattern, file: the name never tells where on the machine they lie, and leads back to the file."""
    for name in ("in/甲县/2024.md", "in/乙县/2024.md", "more/甲县/2024.md", "here/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")

    def names(*given: str | Path) -> list[str]:
        found = find_sources(given)
        assert all((source.base / source.name).samefile(source.path) for source in found)
        return [source.name for source in found]

    assert names(tmp_path / "in") == names("../in") == names("../in/*") == ["乙县/2024.md", "甲县/2024.md"]
    assert names(tmp_path / "in" / "甲县" / "2024.md") == ["2024.md"]
    assert names("../in/甲县/2024.md") == ["in/甲县/2024.md"]
    assert names("x.md", "./x.md", tmp_path / "here") == ["x.md"]


def test_two_inputs_with_the_same_names_are_kept_apart(tmp_path: Path) -> None:
    """By the fewest folders above them that differ."""
    for name in ("a/in/1.md", "b/in/1.md", "b/in/2.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find_sources([tmp_path / "a" / "in", tmp_path / "b" / "in"])

    assert [source.name for source in found] == ["a/in/1.md", "b/in/1.md", "b/in/2.md"]
    assert {source.base for source in found} == {tmp_path}


def test_patterns_and_repeated_paths_give_each_file_once(tmp_path: Path) -> None:
    """A glob, a folder and a file may overlap."""
    for name in ("1.md", "2.md", "3.jpg"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    names = [Path(s.name).name for s in find_sources([f"{tmp_path}/*", tmp_path, str(tmp_path / "1.md")])]

    assert names == ["1.md", "2.md"]


def test_a_pattern_that_matches_nothing_is_told(tmp_path: Path) -> None:
    """A pattern is a promise that something is there."""
    with pytest.raises(UnreadableFileError, match="no such file"):
        find_sources([f"{tmp_path}/*.md"])


def test_an_existing_name_with_brackets_is_a_file_and_no_pattern(tmp_path: Path) -> None:
    """What exists under its name is taken by its name."""
    path = tmp_path / "a[1].md"
    path.write_text(TEXT, encoding="utf-8")

    assert [s.path for s in find_sources([path])] == [path]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A link inside the folder is read; one that leads out, to a file or a folder, is refused by name."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "real.md").write_text(TEXT, encoding="utf-8")
    (inside / "good.md").symlink_to(inside / "real.md")
    (inside / "bad.md").symlink_to(outside / "real.md")
    (inside / "loop.md").symlink_to(inside / "loop.md")
    (inside / "folder").symlink_to(outside)

    found = {s.path.name: s for s in find_sources([inside])}

    assert sorted(found) == ["bad.md", "folder", "good.md", "loop.md", "real.md"]
    assert read(found["good.md"]).text == TEXT
    assert "leads out" in reason_of(found["bad.md"])
    assert "leads out" in reason_of(found["folder"])
    assert reason_of(found["loop.md"])


def test_a_name_that_is_not_utf_8_is_refused_in_printable_words(tmp_path: Path) -> None:
    """The error can be printed and written although the name cannot."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8\xb8\xe6.md"))
    path.write_text(TEXT, encoding="utf-8")

    (odd,) = find_sources([tmp_path])

    assert "not UTF-8" in reason_of(odd)
    assert odd.name.endswith(r"\xb1\xa8\xb8\xe6.md")


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    """What is no plain file is refused before it is opened."""
    path = tmp_path / "pipe.md"
    os.mkfifo(path)

    assert "no plain file" in reason_of(source(path))


def test_the_list_of_common_characters_is_in_order() -> None:
    """One character a line, sorted, unique, in normal form."""
    lines = files("tifatu.builders").joinpath("data", "common_characters.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]

    assert entries == sorted(set(entries)) and len(entries) > 900
    assert all(len(entry) == 1 and is_normalized("NFC", entry) for entry in entries)


def test_the_whole_corpus_is_utf_8(shared: Path) -> None:
    """Every real report is read, with the offsets that Python's own reading gives."""
    sources = find_sources([shared / "corpus"])

    assert len(sources) >= 400
    pairs = [(read(s).text, s.path.read_text(encoding="utf-8")) for s in sources]
    assert all(len(found) == len(plain) for found, plain in pairs)
    assert sum(found == plain for found, plain in pairs) >= 0.95 * len(pairs)
    assert all(found == plain or "&" in plain for found, plain in pairs)


REPORT = "玉屏县政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"


def test_lines_in_another_encoding_are_read_and_told(tmp_path: Path) -> None:
    """Files that were joined in two encodings are read line by line, whichever has the more of them."""
    for first, second in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        decoded = read(written(tmp_path, "a.txt", REPORT.encode(first) + REPORT.encode(second)))

        assert decoded.text == REPORT * 2
        assert [note for note in decoded.warnings if "3 lines are in " in note]


@pytest.mark.parametrize(("own", "wrong"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "cp1252")])
def test_a_text_that_was_encoded_twice_is_taken_back(tmp_path: Path, own: str, wrong: str) -> None:
    """Mojibake is undone, and the user is told of it."""
    text = REPORT if wrong == "latin-1" else "政府工作"
    decoded = read(written(tmp_path, "a.txt", text.encode(own).decode(wrong).encode()))

    assert decoded.text == text
    assert decoded.warnings == (f"was encoded twice ({own} read as cp1252); this was undone",)


def test_lost_characters_are_counted_and_named(tmp_path: Path) -> None:
    """A few are told with their lines; where many are lost the file is refused, never half-read."""
    few, many = REPORT * 3 + "县里\ufffd办实\ufffd事", REPORT.replace("政府", "\ufffd\ufffd")

    assert read(written(tmp_path, "a.txt", few.encode())).warnings == (
        "2 characters were lost before and stand as � (line 10)",
    )
    assert "4 of its characters were lost" in reason_of(written(tmp_path, "b.txt", many.encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_nul_is_passed_over_and_told(tmp_path: Path, encoding: str) -> None:
    """One damaged byte does not make a good file binary."""
    damaged = read(written(tmp_path, "a.txt", (REPORT.replace("工作，", "工\0作，") + REPORT * 2).encode(encoding)))

    assert damaged.text == REPORT.replace("工作，", f"工{BLANK}作，") + REPORT * 2
    assert damaged.warnings == ("1 NUL characters are passed over (line 3)",)


def test_a_folder_of_other_kinds_is_told(tmp_path: Path) -> None:
    """What is in it and what to do next; a folder with a report in it is none of them."""
    folder, good = tmp_path / "tables", tmp_path / "good"
    for path in (folder / "a.xlsx", folder / "b.xlsx", good / "a.txt"):
        path.parent.mkdir(exist_ok=True)
        path.touch()

    ((name, reason),) = unread_folders([folder, good])
    assert name == str(folder) and "2 .xlsx" in reason and "Save reports as" in reason


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("县⻓　推进“两⽹”⾏动，⼈⺠满意，千家万⼾", "县长　推进“两网”行动，人民满意，千家万户"),
        ("“两\u00ad网”“两\u200b网”“两&nbsp;网”“两<U+00A0>网”“两&#8203;网”", "“两网”“两网”“两网”“两网”“两网”"),
        ("推进&ldquo;两网&rdquo;行动", "推进“两网”行动"),
        (r"推进\u201c两网\u201d行动", "推进“两网”行动"),
        ("“两网(wǎng)”行（xíng）动(dòng)", "“两网”行动"),
        ("政　府　工　作　报　告政　府　工　作　报　告", "政　府　工　作　报　告"),
        ("名名词词解解释释", "名词解释"),
        ("增长5(km)、面积3（ha）、AT&T、a&b;", "增长5(km)、面积3（ha）、AT&T、a&b;"),
        ("高高兴兴，干干净净", "高高兴兴，干干净净"),
    ],
)
def test_signs_are_read_as_they_are_meant(written_as: str, meant: str) -> None:
    """Radicals, invisible and escaped signs, pinyin and words printed twice; every offset stays."""
    plain = legible(written_as)

    assert "".join(plain.text.split(BLANK)).rstrip("　") == meant and not plain.warnings
    assert len(plain.text) == len(written_as)


def test_glyph_numbers_are_refused_or_told() -> None:
    """A text that a PDF reader could not read is no report; a few numbers in a long text are blanks with a warning."""
    assert "glyph numbers" in legible("两网" + "(cid:12)" * 9).refusal

    plain = legible("全县上下一心，办成了一批大事。" * 9 + "两(cid:345)网")
    assert (plain.refusal, plain.text[-11:]) == ("", f"两\ufffd{BLANK * 8}网")
    assert "1 glyph numbers" in plain.warnings[0]
