"""Administrative divisions with their codes, names and years."""

from __future__ import annotations

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.gazetteer.versions import divisions

__all__ = ["Gazetteer", "divisions"]
