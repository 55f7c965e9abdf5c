"""Named questions: .rq files with documented headers, and one runner; what one question may take."""

from __future__ import annotations

from tifatu.graph.guard import Limits
from tifatu.queries.catalogue import Param, Query, catalogue, named
from tifatu.queries.runner import run

__all__ = ["Limits", "Param", "Query", "catalogue", "named", "run"]
