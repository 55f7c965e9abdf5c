"""From text to nouns: readers, reports, glossaries, running text, places, senses, the pipeline.

What is public stands here; each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tifatu.builders.execution.stages import Harvest, Omitted, Options
    from tifatu.builders.pipeline import build_records, harvest_text
    from tifatu.builders.read.files import as_text
    from tifatu.builders.read.finding import find_sources
    from tifatu.builders.settings import Settings

__all__ = [
    "Harvest",
    "Omitted",
    "Options",
    "Settings",
    "as_text",
    "build_records",
    "find_sources",
    "harvest_text",
]

_PLACES = {
    "Harvest": "execution.stages",
    "Omitted": "execution.stages",
    "Options": "execution.stages",
    "Settings": "settings",
    "as_text": "read.files",
    "build_records": "pipeline",
    "find_sources": "read.finding",
    "harvest_text": "pipeline",
}


def __getattr__(name: str) -> object:
    """A public name, imported only when someone wants it: most need word lists and a table of divisions."""
    if name in _PLACES:
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
