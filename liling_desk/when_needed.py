"""Modules that are imported when something of them is first asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class WhenNeeded(ModuleType):
    """Stands where an imported module would stand; type checkers are shown the import itself.

    For what a window needs later than its first rows. On whatever thread it is first asked for, Python's own import
    sees to it that the module is run once and whole.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)
