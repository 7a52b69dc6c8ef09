"""The base of values of which a ledger holds a hundred thousand: each field has a slot, and no dictionary is kept.

To be used with pydantic's `dataclass(frozen=True, slots=True, kw_only=True, config=CHECKED)`, which checks what is
given. It answers as `Frozen` does."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import make_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeVar, cast

from liling_desk.ledger.frozen import Frozen

if TYPE_CHECKING:
    from pydantic import ConfigDict
    from pydantic.fields import FieldInfo

CHECKED: Final[ConfigDict] = {"extra": "forbid", "allow_inf_nan": False, "defer_build": True}
"""As `Frozen` is checked."""


class _FieldsOf:
    """The fields of a class, as its values may tell them too."""

    def __get__(self, _value: object, kind: Any) -> dict[str, FieldInfo]:
        found: dict[str, FieldInfo] = kind.__pydantic_fields__
        return found


class Held:
    """An immutable value with named fields; unknown fields are refused."""

    __slots__ = ()

    model_fields = _FieldsOf()

    @classmethod
    def model_validate(cls, fields: Mapping[str, Any]) -> Self:
        """A value of these fields, checked."""
        return cls(**fields)

    @property
    def model_fields_set(self) -> set[str]:
        """Every field, as none is ever left open."""
        return set(self.model_fields)

    def but(self, **fields: Any) -> Any:
        """The same value with some fields replaced, checked again."""
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields}, **fields})

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same value with some fields replaced, which are not checked."""
        return known_slots(type(self), {**{name: getattr(self, name) for name in self.model_fields}, **update})

    def model_dump(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        include: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
    ) -> dict[str, Any]:
        """Its fields by name; with "json" as JSON has them."""
        told: dict[str, Any] = _writer(type(self)).to_python(
            self,
            mode=mode,
            include=None if include is None else set(include),
            exclude=None if exclude is None else set(exclude),
        )
        return told

    def model_dump_json(self) -> str:
        """Its fields as a JSON object."""
        told: bytes = _writer(type(self)).to_json(self)
        return told.decode()


def _writer(kind: Any) -> Any:
    return kind.__pydantic_serializer__


Value = Frozen | Held

H = TypeVar("H", bound=Held)


def known_slots(kind: type[H], fields: Mapping[str, Any]) -> H:
    """A value whose fields have been checked before, every one of them given, as `frozen.known` makes them.

    A form whose slots may still be filled becomes the value, which nobody can change.
    """
    value: Any = _form_of(cast("Hashable", kind))(**fields)
    value.__class__ = kind
    made: H = value
    return made


@cache
def _form_of(kind: Any) -> Any:
    """A class with the same slots that takes whatever it is given."""
    return make_dataclass(
        "Form", [(name, object) for name in kind.model_fields], bases=(Held,), slots=True, eq=False, repr=False
    )
