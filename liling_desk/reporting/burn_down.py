"""The month by month count of open items, as a section of a report."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Final

from liling_desk.ledger.burn_down import burn_down
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import BurnDownPlot
from liling_desk.translations import Translator

_MONTHS_EACH_WAY: Final = 12


def burn_down_section(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> BurnDownPlot | None:
    """From the first item's beginning to the last one's day, a year at most each way; None for less than two months.

    The title carries no number.
    """
    first, last = _span(rows, options.as_of)
    months = burn_down(rows, first, last)
    if len(months) < 2 or not any(each.open for each in months):
        return None
    return BurnDownPlot(
        tr("未办结事项逐月变化"),
        tr("不含暂缓和终止的；没有时限的，办结前一直计入按期应剩"),
        months,
        (tr("未办结"), tr("按期应剩"), tr("月底"), tr("已办结")),
    )


def _span(rows: Sequence[Standing], as_of: date) -> tuple[date, date]:
    """From the end of a month to the end of another one, the as-of day between them."""
    starts = [start for each in rows if (start := each.commitment.starts_on) is not None]
    dues = [due for each in rows if (due := each.commitment.due) is not None]
    first = min(max(min(starts, default=as_of), _months_off(as_of, -_MONTHS_EACH_WAY)), as_of)
    last = max(min(max(dues, default=as_of), _months_off(as_of, _MONTHS_EACH_WAY)), as_of)
    return first, _month_end(last)


def _months_off(day: date, months: int) -> date:
    count = max(12, min(9999 * 12 + 11, day.year * 12 + day.month - 1 + months))
    return _month_end(date(count // 12, count % 12 + 1, 1))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
