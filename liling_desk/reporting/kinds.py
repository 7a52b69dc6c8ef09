"""The kinds of report there are, and the one function that makes any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.letter import LetterKind
from liling_desk.reporting.bulletin_report import bulletin_report
from liling_desk.reporting.indicators_report import indicators_report
from liling_desk.reporting.item_report import item_report
from liling_desk.reporting.ledger_report import ledger_report
from liling_desk.reporting.letters import letters
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.problems_report import problems_report
from liling_desk.reporting.report import Report
from liling_desk.reporting.rollcall_report import rollcall_report
from liling_desk.reporting.status_report import status_report
from liling_desk.reporting.unit_report import unit_report
from liling_desk.translations import N_, Message, Translator

__all__ = ["KINDS", "Kind", "LedgerFacts", "Material", "ReportOptions", "kind_of", "make_report"]

Maker = Callable[[Material, ReportOptions, Translator], Report]


@dataclass(frozen=True)
class Kind:
    """`name` and `purpose` are msgids; `options` names the fields of `ReportOptions` that it heeds.

    `is_letter`: papers to units, which can be saved as Word files and logged at their items.
    """

    key: str
    name: str
    purpose: str
    options: frozenset[str]
    make: Maker
    is_letter: bool = False


def _kind(key: str, name: str, purpose: str, make: Maker, *options: str) -> Kind:
    return Kind(key, name, purpose, frozenset({"black_and_white", "letterhead", *options}), make)


def _letter(kind: LetterKind, purpose: str, *options: str) -> Kind:
    heeded = frozenset({"letters", *options})
    return Kind(kind.value, kind.word, purpose, heeded, lambda *told: letters(kind, *told), True)


KINDS: Final[tuple[Kind, ...]] = (
    _kind(
        "status", N_("总体情况"), N_("给领导看：总数、红黄灯、各单位情况"), status_report,
        "charts", "settled_items", "undated_items", "group_by", "sort", "landscape",
    ),
    _kind("bulletin", N_("督查通报"), N_("编号发出，之后不变；比上期变了什么"), bulletin_report, "charts", "bulletin"),
    _kind(
        "problems", N_("超期与临近到期"), N_("红灯、黄灯逐项写明原因"), problems_report,
        "group_by", "sort", "landscape",
    ),
    _kind(
        "unit", N_("分单位"), N_("每个单位一节，可各起一页"), unit_report,
        "new_page_each", "charts", "sort", "landscape",
    ),
    _kind("indicators", N_("量化指标"), N_("完成值、序时进度和图，增速够不够"), indicators_report, "charts"),
    _kind("rollcall", N_("报送情况"), N_("谁报了，谁迟了，谁没报"), rollcall_report, "period"),
    _kind(
        "ledger", N_("台账全表"), N_("逐项列出，进展全文照印"), ledger_report,
        "progress_texts", "columns", "group_by", "sort", "landscape",
    ),
    _kind(
        "item", N_("单项卡片"), N_("一项的原文、时限、进展、依据和历史"), item_report,
        "new_page_each", "charts", "sort",
    ),
    _letter(LetterKind.ASSIGNMENT, N_("交办：每个单位一份，列明事项和时限")),
    _letter(LetterKind.REMINDER, N_("催办：没报送的和超期的"), "period"),
    _letter(LetterKind.DUE_SOON, N_("提醒：临近到期的")),
)  # fmt: skip


def kind_of(key: str) -> Kind:
    """The kind of this key. Raises `UsageError` for one that does not exist."""
    found = next((each for each in KINDS if each.key == key), None)
    if found is None:
        raise UsageError(
            Message(N_("没有“{kind}”这种报表。"), {"kind": key}),
            Message(N_("可以用：{kinds}。"), {"kinds": ", ".join(each.key for each in KINDS)}),
        )
    return found


def make_report(kind: str, material: Material, options: ReportOptions, tr: Translator) -> Report:
    """A report on exactly these rows, in their order. Raises `UsageError` for a kind that does not exist."""
    return kind_of(kind).make(material, options, tr)
