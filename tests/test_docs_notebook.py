"""docs/three-questions.ipynb runs as it stands, on the samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
def test_the_notebook_answers_its_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the three questions gives a table with rows and a figure with something drawn; no outputs are kept."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    monkeypatch.chdir(ROOT)
    cells = json.loads((ROOT / "docs" / "three-questions.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec("".join(cell["source"]), names)
    figures = [plt.figure(number) for number in plt.get_fignums()]
    drawn = [sum(len(axes.patches) + len(axes.images) for axes in figure.axes) for figure in figures]
    plt.close("all")

    assert len(figures) == 3
    assert all(drawn)
    assert names["using"].loc[2025].sum() == 6
    assert names["alike"].loc["酒泉市", "甘肃省"] > names["alike"].loc["酒泉市", "浏阳市"]
    assert names["shares"].loc["甘肃省", "shared"] > 0
