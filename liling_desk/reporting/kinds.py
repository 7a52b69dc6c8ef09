"""The kinds of report there are, and the one function that makes any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.ledger_report import ledger_report
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.reporting.status_report import status_report
from liling_desk.translations import N_, Message, Translator

__all__ = ["KINDS", "Kind", "LedgerFacts", "ReportOptions", "make_report"]


@dataclass(frozen=True)
class Kind:
    """`name` and `purpose` are msgids; `options` names the switches of `ReportOptions` that it heeds."""

    key: str
    name: str
    purpose: str
    options: frozenset[str]


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "status",
        N_("总体情况"),
        N_("给领导看：总数、红黄灯、各单位情况"),
        frozenset({"charts", "settled_items", "undated_items", "black_and_white"}),
    ),
    Kind(
        "ledger",
        N_("台账总表"),
        N_("逐项列出，进展全文照印"),
        frozenset({"progress_texts", "black_and_white", "columns"}),
    ),
)


def make_report(
    kind: str,
    rows: Sequence[Standing],
    options: ReportOptions,
    facts: LedgerFacts,
    tr: Translator,
    returns: Mapping[str, tuple[Return, ...]] | None = None,
) -> Report:
    """A report on exactly these rows, in their order. `returns`: by code, newest first, for progress texts.

    Raises `UsageError` for a kind that does not exist.
    """
    if kind == "status":
        return status_report(rows, options, facts, tr)
    if kind == "ledger":
        return ledger_report(rows, options, facts, tr, returns or {})
    raise UsageError(
        Message(N_("没有“{kind}”这种报表。"), {"kind": kind}),
        Message(N_("可以用：{kinds}。"), {"kinds": ", ".join(each.key for each in KINDS)}),
    )
