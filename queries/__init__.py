"""Named questions: .rq files with documented headers, and one runner."""

from __future__ import annotations

from tifatu.queries.catalogue import Param, Query, catalogue, named
from tifatu.queries.runner import run

__all__ = ["Param", "Query", "catalogue", "named", "run"]
