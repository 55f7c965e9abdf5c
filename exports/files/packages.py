"""Packages that only some formats need: asked for when such a format is written, with one clear line if missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tifatu.graph.errors import MissingPackageError


def needed(module: str, extra: str = "tables") -> Any:
    """The module, imported now.

    Args:
        module: Its full name: pyarrow.parquet.
        extra: The extra of tifatu that brings its package.

    Raises:
        MissingPackageError: Its package is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as problem:
        package = module.partition(".")[0]
        if (problem.name or "").partition(".")[0] != package:
            raise
        raise MissingPackageError(package, extra) from None
