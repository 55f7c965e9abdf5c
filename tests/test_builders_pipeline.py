"""The pipeline: same input, same records; what was harvested is not harvested again; nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tifatu.builders import pipeline
from tifatu.builders.execution.faults import Faults
from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import build_records, harvest_text
from tifatu.builders.read.files import Text, read
from tifatu.builders.read.finding import Source
from tifatu.builders.settings import Inputs
from tifatu.graph.model import AnyRecord, Definition, Mention, Record, Report, Sense


@pytest.fixture
def reports(samples: Path, tmp_path: Path) -> Path:
    """A folder of three reports that a test may change."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("gansu-2024.md", "jiuquan-2024.md", "zhangye-2025.txt"):
        shutil.copy(samples / name, folder)
    return folder


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are harvested from now on."""
    names = list[str]()

    def noting(text: Text, faults: Faults, inputs: Inputs, notes: list[str]) -> list[AnyRecord]:
        names.append(Path(text.document.source).name)
        return harvest_text(text, faults, inputs, notes)

    monkeypatch.setattr(pipeline, "harvest_text", noting)
    return names


def test_no_path_is_an_error() -> None:
    """An empty list is a mistake of the caller, and no empty graph."""
    with pytest.raises(ValueError, match="no path was given"):
        build_records([])


def test_only_new_and_changed_files_are_harvested_again(
    reports: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With shards kept, one changed and one added file are two harvests; the records are those of a fresh build."""
    options = Options(workers=1, shards=tmp_path / "shards")
    build_records([reports], options)
    shutil.copy(samples / "suzhou-2024.md", reports)
    changed = reports / "gansu-2024.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("45万亩", "46万亩"), encoding="utf-8")
    names = counted(monkeypatch)

    again = build_records([reports], options).records

    assert sorted(names) == ["gansu-2024.md", "suzhou-2024.md"]
    assert again == build_records([reports], Options(workers=1)).records


def test_a_shard_that_was_cut_off_is_made_again(reports: Path, tmp_path: Path) -> None:
    """Half a shard is no shard."""
    options = Options(workers=1, shards=tmp_path / "shards")
    whole = build_records([reports], options).records
    victim = sorted((tmp_path / "shards").glob("*.json"))[0]
    victim.write_bytes(victim.read_bytes()[:100])

    assert build_records([reports], options).records == whole


def test_definitions_belong_to_senses_that_name_them(reports: Path) -> None:
    """Each definition's sense and variant exist and hold it; each sense holds definitions that exist."""
    records = build_records([reports], Options(workers=1)).records
    definitions = {r.id: r for r in records if isinstance(r, Definition)}
    places = {d: (s.id, v.id) for s in records if isinstance(s, Sense) for v in s.variants for d in v.definitions}

    assert places == {d.id: (d.sense, d.variant) for d in definitions.values()}
    assert len(definitions) > 10


def test_everything_belongs_to_a_report_and_lies_inside_it(reports: Path) -> None:
    """No record dangles."""
    records = build_records([reports], Options(workers=1)).records
    spans = {r.id: (r.start, r.end) for r in records if isinstance(r, Report)}
    for record in records:
        if isinstance(record, Definition | Mention):
            low, high = spans[record.report]
            assert low <= record.start <= record.end <= high, record


def test_ids_are_unique(sample_records: list[AnyRecord]) -> None:
    """Two records never share one."""
    ids = [record.id for record in sample_records]

    assert len(ids) == len(set(ids))


def test_one_text_with_many_reports_keeps_them_apart(samples: Path, tmp_path: Path) -> None:
    """Five reports in one file give the definitions of five files."""
    names = ["gansu-2024.md", "jiuquan-2024.md", "zhangye-2025.txt", "suzhou-2024.md", "liuyang-2025.md"]
    texts = [(samples / name).read_text(encoding="utf-8").split("---\n")[-1] for name in names]
    titles = ["2024年甘肃省", "2024年酒泉市", "", "", "2025年浏阳市"]
    parts = [f"{t}政府工作报告\n{x}" if t else x for t, x in zip(titles, texts, strict=True)]
    (tmp_path / "all.txt").write_text("\n\n".join(parts), encoding="utf-8")

    together = harvest_text(read(Source("all.txt", tmp_path / "all.txt")))

    assert len([r for r in together if isinstance(r, Report)]) == 5
    alone = [r for name in names for r in harvest_text(read(Source(name, samples / name)))]
    texts_of = [sorted(r.text for r in found if isinstance(r, Definition)) for found in (together, alone)]
    assert texts_of[0] == texts_of[1]


@pytest.mark.slow
def test_a_killed_build_goes_on_from_what_was_done(shared: Path, tmp_path: Path) -> None:
    """kill -9 in the middle: no graph is there, the shards are, and the next build gives what a fresh one gives."""
    tifatu = str(Path(sys.executable).with_name("tifatu"))
    corpus = str(shared / "corpus" / "reports" / "政府工作报告-国务院")
    command = [tifatu, "build", corpus, "-o", str(tmp_path / "kg"), "--workers", "2"]
    running = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "kg" / "shards").glob("H*.json")) if (tmp_path / "kg").exists() else []) < 5:
        if running.poll() is not None or time.monotonic() > deadline:
            break
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    left = len(list((tmp_path / "kg" / "shards").iterdir()))
    assert not (tmp_path / "kg" / "current").exists()

    subprocess.run(command, check=True, capture_output=True)
    subprocess.run([tifatu, "build", corpus, "-o", str(tmp_path / "fresh")], check=True, capture_output=True)

    assert left > 0
    made = [(tmp_path / name / "current" / "records.jsonl").read_bytes() for name in ("kg", "fresh")]
    assert made[0] == made[1]


def test_records_of_a_file_are_in_reading_order(reports: Path) -> None:
    """File by file, kind by kind, from the top to the end."""
    records = [r for r in build_records([reports], Options(workers=1)).records if isinstance(r, Record)]
    starts = [(r.source, r.start) for r in records if isinstance(r, Definition)]

    assert starts == sorted(starts)
