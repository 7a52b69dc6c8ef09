"""From an open ledger to the paper that goes out."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, freeze, withdraw
from liling_desk.ledger.errors import Outdated
from liling_desk.ledger.filters import EVERYTHING, LedgerFilter, SortOrder
from liling_desk.report_material import issue_bulletin, material_of
from liling_desk.reporting.options import ReportOptions

DAY = date(2021, 11, 30)
OPTIONS = ReportOptions(DAY)


def a_draft(number=1, **fields):
    return Bulletin(key=f"2021-{number}", year=2021, number=number, **{"as_of": DAY, **fields})


def rows_of(ledger, as_of=DAY):
    return ledger.find(EVERYTHING, SortOrder(), as_of)


def test_the_paper_goes_out_without_its_stamp_and_with_the_items_of_the_draft(starter_ledger, chinese, text_of):
    wanted = LedgerFilter(text="建设")
    issued = issue_bulletin(starter_ledger, a_draft(filter=wanted), OPTIONS, DAY, chinese)
    text = text_of(starter_ledger.bulletin_paper(issued), squeezed=True)
    found = starter_ledger.find(wanted, SortOrder(), DAY)
    assert "草稿" not in text and "2021年第1期" in text and f"共{len(found)}项" in text
    assert starter_ledger.frozen_figures(issued) == freeze(found, DAY)
    assert (issued.title, issued.issued_by) == ("醴陵市承诺事项督查通报", "张三")


def test_a_preview_that_is_no_longer_true_is_not_issued(starter_ledger, chinese):
    seen = material_of(starter_ledger, "bulletin", rows_of(starter_ledger), OPTIONS).facts.entry_count
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    with pytest.raises(Outdated):
        issue_bulletin(starter_ledger, a_draft(), OPTIONS, DAY, chinese, seen)
    assert issue_bulletin(starter_ledger, a_draft(), OPTIONS, DAY, chinese, seen + 1).is_issued


def test_what_it_is_compared_with(starter_ledger, chinese):
    def earlier(options, kind="bulletin"):
        found = material_of(starter_ledger, kind, rows_of(starter_ledger, options.as_of), options).earlier
        return found.as_of if found else None

    days = {1: date(2021, 9, 30), 2: date(2021, 10, 31), 3: DAY}
    assert earlier(OPTIONS) is None
    for number, day in days.items():
        issue_bulletin(starter_ledger, a_draft(number, as_of=day), OPTIONS, day, chinese)
    assert earlier(ReportOptions(date(2021, 12, 31))) == DAY
    assert earlier(ReportOptions(date(2021, 11, 1))) == days[2]
    assert earlier(ReportOptions(DAY, bulletin=a_draft(3))) == days[2]
    assert earlier(ReportOptions(date(2021, 12, 31)), kind="status") is None
    newest = starter_ledger.bulletins()[0]
    starter_ledger.apply(withdraw(newest, DAY, "数字有误"))
    assert earlier(ReportOptions(date(2021, 12, 31))) == days[2]
