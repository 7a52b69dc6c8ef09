"""Texts that break programs come back whole from .xlsx, .docx and .csv, whatever the kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from liling_desk.importing.reading_files import read_file
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.report_material import material_of
from liling_desk.reporting.kinds import KINDS, ReportOptions, make_report
from liling_desk.reporting.report import Report
from liling_desk.reporting.write import write_report
from liling_desk.translations import CHINESE, Translator
from tests.reporting.hostile import AS_OF, CODES, LONG, TEXTS, hostile_ledger, short_of, text_of_item, visible
from tests.reporting.office_files import (
    cells_of_book,
    faults_of_book,
    faults_of_document,
    paragraphs_of_document,
    texts_of,
)

pytestmark = pytest.mark.filterwarnings("error::UserWarning")
OTHERS = [kind.key for kind in KINDS if not kind.is_letter]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Report]]:
    ledger = hostile_ledger(tmp_path_factory.mktemp("hostile") / "甲&b.db")
    rows = ledger.find(LedgerFilter(), SortOrder(), AS_OF)
    tr, options = Translator(CHINESE), ReportOptions(AS_OF)
    yield {kind.key: make_report(kind.key, material_of(ledger, kind.key, rows), options, tr) for kind in KINDS}
    ledger.close()


def missing(report: Report, found: list[str]) -> list[str]:
    """Texts of the report that no cell and no paragraph holds."""
    whole = {visible(each) for each in found}
    text = "\n".join(whole)
    wanted = {visible(each) for each in texts_of(report.sections)}
    return [each for each in wanted if each not in whole and each not in text and f"'{each}" not in whole]


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_a_book_holds_every_text_and_needs_no_repair(kind: str, reports: dict[str, Report], tmp_path: Path) -> None:
    write_report(reports[kind], tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    assert faults_of_book(data) == []
    assert missing(reports[kind], cells_of_book(data)) == []


@pytest.mark.parametrize("kind", OTHERS)
def test_a_document_holds_every_text_and_needs_no_repair(kind: str, reports: dict[str, Report], tmp_path: Path) -> None:
    write_report(reports[kind], tmp_path / "a.docx")
    data = (tmp_path / "a.docx").read_bytes()
    assert faults_of_document(data) == []
    assert missing(reports[kind], paragraphs_of_document(data)) == []


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_a_csv_holds_a_row_for_each_item_of_the_main_table(
    kind: str, reports: dict[str, Report], tmp_path: Path
) -> None:
    try:
        write_report(reports[kind], tmp_path / "a.csv")
    except UsageError:
        assert not reports[kind].items.rows
        return
    sheet = read_file(tmp_path / "a.csv")
    assert sheet.encoding
    codes = {cell for row in sheet.rows for cell in row.cells if re.fullmatch(r"HX-\d\d", cell)}
    assert codes == {row[0] for row in reports[kind].items.rows}


def test_the_ledgers_own_reader_gets_the_titles_back(reports: dict[str, Report], tmp_path: Path) -> None:
    write_report(reports["ledger"], tmp_path / "a.xlsx")
    sheet = read_file(tmp_path / "a.xlsx", sheet=reports["ledger"].title)
    titles = {row.cells[0]: row.cells[1] for row in sheet.rows}
    for name in (*TEXTS, *LONG):
        assert visible(titles[CODES[name]]).removeprefix("'") == visible(text_of_item(name)).removeprefix("'"), name


def test_the_units_name_their_sheets(reports: dict[str, Report], tmp_path: Path) -> None:
    write_report(reports["unit"], tmp_path / "a.xlsx")
    cells = cells_of_book((tmp_path / "a.xlsx").read_bytes())
    for name in TEXTS:
        assert any(visible(short_of(name)) in visible(each) for each in cells), name
