"""What a report can be about: the whole ledger, the list's filter or chosen items, or a saved view."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.gui.desk import Desk
from liling_desk.ledger.filters import LedgerFilter, SortOrder

WHOLE, CURRENT, VIEW = "whole", "current", "view:"


@dataclass(frozen=True)
class Scope:
    """`key` tells it again after the list was made anew; `words` name it with its count."""

    key: str
    words: str
    filter: LedgerFilter
    sort: SortOrder


def scopes_of(desk: Desk, current: tuple[LedgerFilter, SortOrder] | None) -> list[Scope]:
    """The whole ledger, the filter that the list handed over (if it says anything), the saved views."""
    tr, ledger, as_of = desk.tr, desk.bridge.ledger, desk.bridge.as_of
    whole_sort = current[1] if current is not None and current[0].is_empty else SortOrder()

    def count(wanted: LedgerFilter) -> str:
        return f"{len(ledger.find(wanted, SortOrder(), as_of)):,}"

    scopes = [Scope(WHOLE, tr("全部台账，{n} 项", n=count(LedgerFilter())), LedgerFilter(), whole_sort)]
    if current is not None and not current[0].is_empty:
        n = count(current[0])
        chosen = current[0].active_groups() == ("codes",)
        words = tr("选定的事项，{n} 项", n=n) if chosen else tr("当前筛选，{n} 项", n=n)
        scopes.append(Scope(CURRENT, words, *current))
    for view in desk.bridge.read(ledger.saved_views, (), "saved views"):
        words = tr("视图“{name}”，{n} 项", name=view.name, n=count(view.filter))
        scopes.append(Scope(VIEW + view.name, words, view.filter, view.sort))
    return scopes
