"""The columns of the list: their heads, widths, sort orders and plain text."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from liling_desk.gui.ledger_page import cell_words
from liling_desk.gui.look.light_glyphs import light_chip_width
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.translations import N_, Translator

PADDING = 8
SMALLEST = 40
"""No column can be dragged narrower."""


@dataclass(frozen=True)
class Column:
    """`head` is a msgid; `sort` is the `SortOrder.by` of a click on the head; `metric` names the width in `Metrics`."""

    key: str
    head: str
    text: Callable[[Standing, Translator], str]
    metric: str = "col_unit"
    sort: str = ""
    optional: bool = True
    shown: bool = True
    right: bool = False


def _status(standing: Standing, tr: Translator) -> str:
    return tr(standing.commitment.status.word)


def _deadline(standing: Standing, tr: Translator) -> str:
    return " ".join(part for part in cell_words.deadline_lines(standing, tr)[:2] if part)


def _return(standing: Standing, tr: Translator) -> str:
    last = standing.last_return
    if last is None:
        return tr("从未")
    return last.reported_on.isoformat() if last.reported_on else last.period or ""


COLUMNS: tuple[Column, ...] = (
    Column("tick", N_("销号"), _status, "col_tick", optional=False),
    Column("light", N_("亮灯"), cell_words.light_label, "col_light", "light"),
    Column("code", N_("编号"), lambda s, _tr: s.code, "col_code", "code"),
    Column("title", N_("承诺事项"), lambda s, _tr: s.commitment.title, "col_unit", "title", optional=False),
    Column("unit", N_("牵头单位"), cell_words.unit_words, "col_unit", "unit"),
    Column("deadline", N_("完成时限"), _deadline, "col_deadline", "due"),
    Column("indicator", N_("量化指标"), cell_words.indicator_words, "col_indicator", "value"),
    Column("return", N_("最近报送"), _return, "col_return", "reported", right=True),
    Column("status", N_("状态"), _status, "col_light", "status", shown=False),
    Column("category", N_("类别"), lambda s, _tr: s.commitment.category, "col_light", "category", shown=False),
    Column("programme", N_("工程"), lambda s, _tr: s.commitment.programme, "col_unit", "programme", shown=False),
    Column("leader", N_("责任领导"), lambda s, _tr: s.commitment.leader or "", "col_light", shown=False),
    Column("handler", N_("责任人"), lambda s, _tr: s.commitment.handler or "", "col_light", shown=False),
)
KEYS = tuple(column.key for column in COLUMNS)
PLACE = {key: place for place, key in enumerate(KEYS)}
TITLE = PLACE["title"]
TICK = PLACE["tick"]
CODE = PLACE["code"]


def default_width(column: Column, theme: Theme, tr: Translator) -> int:
    """In px: the design's width, more where this language's words need it."""
    width = getattr(theme.metrics, column.metric)
    if column.key == "tick":
        return int(width)
    small, plain = QFontMetricsF(theme.font(12)), QFontMetricsF(theme.font(13))
    need = small.horizontalAdvance(tr(column.head))
    if column.key == "light":
        need = max(need, *(light_chip_width(tr(colour.word), theme) for colour in Colour))
    elif column.key == "deadline":
        left = tr("剩 {n} 天", n="88"), tr("超 {n} 天", n="88"), tr("自报完成")
        need = max(need, *(small.horizontalAdvance(tr("{left}，交办", left=words)) for words in left))
        need = max(need, plain.horizontalAdvance(tr("约 {day}", day="2028-08-08")))
    elif column.key == "return":
        need = max(need, small.horizontalAdvance(tr("{n} 天前", n="888")), plain.horizontalAdvance("08-08"))
    elif column.key == "unit":
        need = max(need, plain.horizontalAdvance(tr("待分办")))
    return max(int(width), math.ceil(need) + 2 * PADDING)
