"""Importing Qt without what PySide6 does beside it at each start and a window never needs."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_FOLDER = "shibokensupport/signature/"
_LATER = frozenset(
    _FOLDER + name
    for name in (
        "parser.py", "layout.py", "errorhandler.py", "lib/tool.py", "lib/enum_sig.py",
        "lib/pyi_generator.py",
    )
)  # fmt: skip
"""What tells the signatures of Qt's functions, and writes them into .pyi files."""
_BEGINNING = "from liling_desk.gui.lean_qt import _run_later\n__getattr__ = _run_later(globals())\n"
_waiting: dict[str, Any] = {}
_one_at_a_time = RLock()


@contextmanager
def lean_import() -> Iterator[None]:
    """Around the first import of PySide6. In C++ it holds Python text, which it compiles and runs at each start.

    A good part of that says what a function takes, for whoever called one wrongly or asks for help. It is there all
    the same: it runs when first something of it is asked for.
    """
    usual = builtins.compile

    def compile_or_wait(source: Any, filename: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(filename, str) or filename not in _LATER:
            return usual(source, filename, *rest, **named)
        _waiting[_module_of(filename)] = source, filename
        return usual(_BEGINNING, filename, *rest, **named)

    builtins.compile = compile_or_wait
    try:
        yield
    finally:
        builtins.compile = usual


def import_without_qt() -> None:
    """Take Qt's hook out of `import` again.

    It reads the source of every module that is imported, in search of `__feature__`, which nothing here uses: a tenth
    of a second at the start, and megabytes of source text kept.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def _module_of(filename: str) -> str:
    return filename.removesuffix(".py").replace("/", ".")


def _run_later(module: dict[str, Any]) -> Callable[[str], Any]:
    """The `__getattr__` of a module that has not been run: runs it, and is gone."""
    waits = str(module["__name__"])

    def get(name: str) -> Any:
        if not name.startswith("__"):  # whoever looks through all modules asks for such
            with _one_at_a_time:
                if waits in _waiting:
                    source, filename = _waiting.pop(waits)
                    exec(compile(source, filename, "exec", dont_inherit=True), module)  # noqa: S102 - PySide6's own text
                    module.pop("__getattr__", None)
            if name in module:
                return module[name]
        raise AttributeError(f"module {waits!r} has no attribute {name!r}")

    return get
