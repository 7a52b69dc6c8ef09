"""The orders that a list or a report can be in."""

from __future__ import annotations

from typing import Final

from liling_desk.ledger.filters import SortOrder
from liling_desk.translations import N_, Translator

ORDERS: Final[tuple[tuple[str, str], ...]] = (
    ("light", N_("亮灯，再按时限")),
    ("due", N_("完成时限")),
    ("code", N_("编号")),
    ("title", N_("事项名称")),
    ("unit", N_("牵头单位")),
    ("reported", N_("最近报送")),
    ("value", N_("完成数值")),
    ("status", N_("状态")),
    ("programme", N_("工程")),
    ("category", N_("类别")),
)
"""`SortOrder.by` and what it is called (a msgid)."""


def order_words(sort: SortOrder, tr: Translator) -> str:
    """The order in words."""
    words = tr(dict(ORDERS)[sort.by])
    return tr("{order}，倒序", order=words) if sort.descending else words
