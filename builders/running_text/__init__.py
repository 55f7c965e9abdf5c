"""Definitions in running text."""

from __future__ import annotations

from tifatu.builders.running_text.harvest import harvest_running

__all__ = ["harvest_running"]
