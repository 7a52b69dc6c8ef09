"""A column that is not certain: what it may be, why, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from liling_desk.translations import N_, Message

SHOWN = 5
"""Values of a column that are shown beside the choice."""


@dataclass(frozen=True)
class Doubt:
    """`candidates` are fields, the proposed one first ("" = not imported); `samples` are some values of the column."""

    column: int
    candidates: tuple[str, ...]
    why: Message
    samples: tuple[str, ...] = ()


def doubt(column: int, candidates: Sequence[str], why: str, texts: Sequence[str] = (), **values: object) -> Doubt:
    """`texts`: the column's cells. "" is always among the candidates."""
    fields = tuple(dict.fromkeys((*candidates, "")))
    shown = tuple(dict.fromkeys(text for text in texts if text))[:SHOWN]
    return Doubt(column, fields, Message(why, values), shown)


AMBIGUOUS = N_("“{header}”可能是几种内容，请看看这一列的值。")
DUPLICATE = N_("“{other}”已经是这一项，同一项只能有一列。")
UNFAMILIAR = N_("没有见过“{header}”，按字面猜的。")
NEW = N_("方案“{name}”里没有这一列。")
VALUES = N_("“{header}”里的值看起来不像这一项。")
NO_TITLE = N_("没有事项名称列，用这一列代替。")
