"""The base of the ledger's values."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

# No package that happens to be installed beside us may hook into validation; looking for such costs start-up time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value with named fields; unknown fields are refused.

    Checks are built when first needed (`defer_build`): rows that come from the store are not checked again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def but(self, **fields: Any) -> Any:
        """The same value with some fields replaced, checked again."""
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})


V = TypeVar("V", bound=Frozen)


def known(kind: type[V], fields: dict[str, Any]) -> V:
    """A value whose fields have been checked before, every one of them given: nothing is checked or filled in.

    As `model_construct`, which copies defaults and takes ten times as long.
    """
    value = kind.__new__(kind)
    held = _form_of(kind).copy()
    held.update(fields)
    for name, part in (
        ("__dict__", held), ("__pydantic_fields_set__", _names_of(kind)), ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):  # fmt: skip
        object.__setattr__(value, name, part)
    return value


@cache
def _form_of(kind: type[Frozen]) -> dict[str, Any]:
    """What holds the fields of a value of this kind, still empty. Copies hold nothing but values: Python keeps the
    names once for all of them, up to thirty. With names of its own, a commitment would take three times as much."""
    form = type("Form", (dict,), {})()  # attributes of a dictionary: any other object can have one fewer
    for name in kind.model_fields:
        setattr(form, name, None)
    empty: dict[str, Any] = vars(form)
    return empty


@cache
def _names_of(kind: type[Frozen]) -> set[str]:
    """One set for all values of a kind: frozen ones never change it."""
    return set(kind.model_fields)


@contextmanager
def many_made() -> Iterator[None]:
    """While thousands of values are made that all stay, Python need not look again and again for any that may go.

    Nor at the end: they join those that are only gone through when everything is.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
