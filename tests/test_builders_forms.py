"""Real reports in the forms in which governments publish: what is harvested equals that of the clean text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import forms
import pytest

from tifatu.builders.pipeline import harvest_text
from tifatu.builders.read import Text, find_sources, read
from tifatu.builders.read.files import as_text
from tifatu.graph.errors import TifatuError
from tifatu.graph.model import Definition, Report

pytestmark = pytest.mark.slow

REPORTS = 12
LONGEST = 30_000
"""Characters: a form of a longer report takes LibreOffice too long."""

FORMS = ("docx", "html-spans", "html-br", "html-table", "html-div", "html-gb18030", "pdf", "pdf-narrow", "doc")


class Said(NamedTuple):
    """What counts: headwords with their definitions, and the fields of the head."""

    pairs: frozenset[tuple[str, str]]
    fields: tuple[object, ...]


def said(text: Text) -> Said:
    records = harvest_text(text)
    (report,) = (record for record in records if isinstance(record, Report))
    found = (record for record in records if isinstance(record, Definition) and record.origin == "glossary")
    pairs = frozenset((bare(head), bare(one.text)) for one in found for head in one.terms)
    return Said(pairs, (report.title, report.date, report.session, report.speaker, report.region))


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.fixture(scope="module")
def originals(shared: Path) -> list[tuple[list[str], Said]]:
    """Paragraphs and harvest of the first reports of one file each, without marks of type, that have a glossary."""
    chosen: list[tuple[list[str], Said]] = []
    for source in find_sources([shared / "corpus" / "reports"]):
        text = read(source).text
        if "名词解释" not in text or len(text) > LONGEST or "<!--" in text or len(chosen) == REPORTS:
            continue
        title, _, speech = text.partition("title:")[2].partition("---")
        plain = re.sub(r"\*\*|^#+ |^\|[-: |]+\|$", "", f"{title}\n{speech}", flags=re.MULTILINE)
        lines = [line.strip() for line in plain.split("\n") if line.strip() and "|" not in line]
        try:
            clean = said(as_text("\n".join(lines)))
        except (TifatuError, ValueError):
            continue
        if len(clean.pairs) >= 8 and clean.fields[1] and clean.fields[2]:
            chosen.append((lines, clean))
    return chosen


def made(form: str, reports: list[list[str]], folder: Path) -> list[Path]:
    """Reports as files of a form."""
    kind, _, shape = form.partition("-")
    if kind == "html":
        pages = [forms.html(lines, "spans" if shape == "gb18030" else shape) for lines in reports]
        files = [page.encode("gb18030" if shape == "gb18030" else "utf-8") for page in pages]
    else:
        files = [forms.docx(lines, layout=forms.NARROW if shape else forms.WIDE) for lines in reports]
        files = files if kind == "docx" else forms.all_converted(files, "docx", kind, folder / "made")
    places = [folder / f"report{number}.{kind}" for number in range(len(files))]
    for place, data in zip(places, files, strict=True):
        place.write_bytes(data)
    return places


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_real_reports_is_harvested_like_the_text(
    form: str, originals: list[tuple[list[str], Said]], tmp_path: Path
) -> None:
    """Headwords and definitions of twelve reports to F1 0.98 and more, all fields exactly."""
    if form.startswith(("pdf", "doc")) and form != "docx" and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    assert len(originals) == REPORTS
    wanted = found = right = 0
    files = made(form, [lines for lines, _ in originals], tmp_path)
    for file, (_, clean) in zip(files, originals, strict=True):
        (source,) = find_sources([file])
        as_form = said(read(source))
        assert as_form.fields == clean.fields
        wanted, found = wanted + len(clean.pairs), found + len(as_form.pairs)
        right += len(clean.pairs & as_form.pairs)

    assert 2 * right / (wanted + found) >= 0.98, (right, wanted, found)
