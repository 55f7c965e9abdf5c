"""How fast each reader is, beside the plain text of the same report and, where there is one, another library.

usage: python benchmarks/read.py

Prints, for each form of one long invented report, MB of its text a second and the ratio to reading the plain text; the
peers read the same bytes in the same run.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import forms  # noqa: E402
import mammoth  # noqa: E402
import trafilatura  # noqa: E402

from tifatu.builders.read.readers import File, read_file  # noqa: E402

LINE = "我们坚持把第{}件实事办好办实，修桥铺路，植树造林，疏浚河道，改善学校和卫生院的条件，推进“三馆一站”建设。"
SPEECH = ["青禾县政府工作报告", "各位代表：", *(LINE.format(n) for n in range(1, 801))]
TIMES = 3


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of some runs."""
    seconds = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def made() -> dict[str, bytes]:
    """The report in every form that can be made here."""
    page = forms.html(SPEECH, "spans")
    found = {"txt": "\n".join(SPEECH).encode(), "html": page.encode("gb18030"), "docx": forms.docx(SPEECH)}
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as folder:
            found["pdf"] = forms.converted(found["docx"], "docx", "pdf", Path(folder))
    return found


def main() -> None:
    """Print the table."""
    size = len("\n".join(SPEECH).encode()) / 2**20
    files = made()
    rows: dict[str, Callable[[], object]] = {
        kind: lambda kind=kind, data=data: read_file(File(data, kind, f".{kind}"))  # type: ignore[misc]
        for kind, data in files.items()
    }
    rows["html: trafilatura alone"] = lambda: trafilatura.extract(files["html"].decode("gb18030"))
    rows["docx: mammoth alone"] = lambda: mammoth.convert_to_html(io.BytesIO(files["docx"]))
    plain = best(rows["txt"])
    print(f"{size:.2f} MB of text; processor time, best of {TIMES}")
    for name, work in rows.items():
        seconds = best(work)
        print(f"{name:26} {size / seconds:8.1f} MB/s  {seconds / plain:8.1f} times the plain text")


if __name__ == "__main__":
    main()
