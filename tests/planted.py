"""Graphs with errors planted into them; shared by the tests of validation."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from tifatu.graph.namespaces import PREFIXES
from tifatu.graph.store import generations

DECLARED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def spoiled(good: Path, bad: Path, updates: Iterable[str]) -> Path:
    """A copy of a graph on which SPARQL updates have been run; the prefixes of tifatu are known."""
    shutil.copytree(good, bad, symlinks=True)
    store = ox.Store(str(generations.current(bad) / generations.STORE))
    for update in updates:
        store.update(DECLARED + update)
    store.flush()
    return bad
