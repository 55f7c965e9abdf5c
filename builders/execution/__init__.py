"""How steps run over files: processes, shards, bounds, faults, progress."""

from __future__ import annotations

from tifatu.builders.execution.faults import Fault, Faults
from tifatu.builders.execution.guard import Bounds, OverLimitError, guarded
from tifatu.builders.execution.processes import workers
from tifatu.builders.execution.stages import Harvest, Omitted, Options

__all__ = ["Bounds", "Fault", "Faults", "Harvest", "Omitted", "Options", "OverLimitError", "guarded", "workers"]
