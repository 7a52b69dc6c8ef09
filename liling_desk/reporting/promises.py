"""Whether promises add up, as a section of a report."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.report import Column, Table
from liling_desk.translations import Translator


def promises_table(rows: Sequence[Standing], tr: Translator) -> Table | None:
    """Whether stated growth reaches the stated target; None where no item states both. The title has no number."""
    checked = [(each, promise) for each in rows if (promise := promise_of(each.commitment)) is not None]
    if not checked:
        return None
    columns = (
        Column("code", tr("编号"), 22),
        Column("title", tr("承诺事项"), 2, share=True),
        Column("words", tr("按原文增速推算"), 3, share=True),
    )
    cells = tuple((each.code, each.commitment.title, tr.say(promise.words)) for each, promise in checked)
    return Table("promises", tr("增速与目标"), columns, cells, note=tr("{n} 项", n=len(checked)))
