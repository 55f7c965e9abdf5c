"""Queries of anybody within limits: a screen before the parser, and worker processes that can be killed."""

from __future__ import annotations

from tifatu.graph.guard.limits import Limits

__all__ = ["Limits"]
