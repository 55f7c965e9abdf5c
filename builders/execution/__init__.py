"""How steps run over files: processes, shards, faults, progress."""

from __future__ import annotations

from tifatu.builders.execution.faults import Fault, Faults
from tifatu.builders.execution.processes import workers
from tifatu.builders.execution.stages import Harvest, Omitted, Options

__all__ = ["Fault", "Faults", "Harvest", "Omitted", "Options", "workers"]
