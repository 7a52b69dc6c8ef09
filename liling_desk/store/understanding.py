"""Stored content that means nothing, whoever wrote it: it ends in a `LedgerDamaged`, never in a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from liling_desk.ledger.errors import LedgerDamaged, LedgerError
from liling_desk.translations import N_, Message

SENSELESS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What values that nobody of us has written lead to."""


@contextmanager
def understood(what: Message) -> Iterator[None]:
    """Around the reading of one thing. Raises `LedgerDamaged` where it makes no sense."""
    try:
        yield
    except LedgerError:
        raise
    except SENSELESS as problem:
        raise senseless(what, repr(problem)) from problem


def senseless(what: Message, detail: str = "") -> LedgerDamaged:
    """The error for stored content that makes no sense."""
    return LedgerDamaged(
        Message(N_("台账里{what}的内容读不懂。"), {"what": what}),
        Message(N_("请用备份恢复，或者把完好的内容抢救到一个新台账里。")),
        detail=detail[:2000],
    )


def plain_json(text: str) -> Any:
    """JSON as we write it. Raises ValueError: no JSON, nested without end, NaN, infinite, halves of characters."""
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if value - value != 0:
        raise ValueError(f"{text} is out of range")
    return value
