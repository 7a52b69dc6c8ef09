"""A report of a hundred thousand items does not take the computer's memory: long tables are not laid out, and say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Status
from liling_desk.reporting import paper_length
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.paper_length import for_paper
from liling_desk.reporting.report import Report, Table
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.reporting.word_report import docx_of
from liling_desk.translations import ENGLISH, Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
FACTS = LedgerFacts("台账.db", 1284, 93)
TextOf = Callable[..., str]


def long_report(rows: list[Standing], tr: Translator, kind: str = "status") -> Report:
    """A report whose table of all items has as many rows as a hundred thousand items give."""
    made = make_report(kind, Material(rows, FACTS), OPTIONS, tr)
    tables = [
        replace(each, rows=each.rows * (100_000 // len(each.rows)), groups=())
        if isinstance(each, Table) and each.key == "items" else each for each in made.sections
    ]  # fmt: skip
    return replace(made, sections=tuple(tables))


@pytest.mark.parametrize("language", ["zh_CN", ENGLISH])
def test_a_table_that_is_too_long_says_so_and_the_numbers_stay(
    worked_rows: list[Standing], language: str, text_of: TextOf
) -> None:
    tr = Translator(language)
    report = long_report(worked_rows, tr)
    rows = next(len(each.rows) for each in report.sections if isinstance(each, Table) and len(each.rows) > 50_000)
    text = text_of(pdf_of(report), squeezed=True)
    assert f"{rows:,}" in text
    said = "太长，没有排入纸面" if language == "zh_CN" else "toolongforthispaper"
    assert said in text
    ordinary = make_report("status", Material(worked_rows, FACTS), OPTIONS, tr)
    others = [each for each in ordinary.sections if not (isinstance(each, Table) and each.key == "items")]
    assert [each for each in for_paper(report).sections if each in others] == others


def test_a_word_document_says_so_too(worked_rows: list[Standing], chinese: Translator) -> None:
    from docx import Document

    document = Document(BytesIO(docx_of(long_report(worked_rows, chinese))))
    assert any("太长，没有排入纸面" in each.text for each in document.paragraphs)
    assert all(len(each.rows) <= paper_length.LONG_TABLE + 1 for each in document.tables)


def test_what_fits_stays_as_it_is(worked_rows: list[Standing], chinese: Translator) -> None:
    report = make_report("ledger", Material(worked_rows, FACTS), OPTIONS, chinese)
    assert for_paper(report) is report


def test_letters_that_are_too_long_are_refused_with_what_to_do(
    chinese: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = Commitment(code="A-1", title="修路", lead_unit="市交通局", status=Status.IN_PROGRESS)
    given = Material([standing_of(item, (), AS_OF)], FACTS, Snapshot({"A-1": item}, {}))
    report = make_report("assignment", given, OPTIONS, chinese)
    assert report.has_letters
    monkeypatch.setattr(paper_length, "MOST_CELLS", 2)
    with pytest.raises(FileUnusable) as refused:
        pdf_of(report)
    assert str(refused.value.what).endswith("最多 2 格。")
    assert "缩小范围" in str(refused.value.remedy)
