"""Text to reports: where each begins and ends, whose it is, when and by whom it was given."""

from __future__ import annotations

from tifatu.builders.reports.splitting import split

__all__ = ["split"]
