"""Any text is text: what a report prints of a ledger full of traps comes back from its PDF, whole and as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.open_ledger import OpenLedger
from liling_desk.report_material import material_of
from liling_desk.reporting.column_widths import cell_text
from liling_desk.reporting.kinds import KINDS, ReportOptions, make_report
from liling_desk.reporting.ledger_report import COLUMNS
from liling_desk.reporting.report import (
    DateCell,
    FactList,
    Heading,
    LetterPaper,
    LightCell,
    Report,
    Table,
    Text,
    ValueCell,
)
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.translations import CHINESE, Translator
from tests.reporting.hostile import AS_OF, CODES, LONG, TEXTS, hostile_ledger, squeezed, visible

TextOf = Callable[..., str]
Reports = Callable[[str], Report]
KEYS = [kind.key for kind in KINDS]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLedger]:
    opened = hostile_ledger(tmp_path_factory.mktemp("hostile") / "台账.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def report_of(ledger: OpenLedger) -> Reports:
    """Reports on the whole ledger by kind, each with all that it can print."""

    @cache
    def made(kind: str) -> Report:
        rows = ledger.find(LedgerFilter(), SortOrder(by="code"), AS_OF)
        if kind == "item":  # its cards say everything several times over
            rows = [each for each in rows if each.code <= CODES["long Latin"]]
        columns = tuple(COLUMNS) if kind == "ledger" else ()
        options = ReportOptions(AS_OF, sort=SortOrder(by="code"), columns=columns)
        return make_report(kind, material_of(ledger, kind, rows, options), options, Translator(CHINESE))

    return made


def printed(report: Report) -> Iterator[str]:
    """The texts of tables, facts, paragraphs, headings and letters."""
    for section in report.sections:
        yield from texts_in(section)


def texts_in(section: object) -> Iterator[str]:
    match section:
        case str():
            yield section
        case LightCell() | DateCell() | ValueCell():
            yield cell_text(section)
        case Heading() | Text() | FactList() | LetterPaper():
            names = {field.name for field in fields(section)} - {"kind", "unit", "codes"}
            for name in sorted(names):
                yield from texts_in(getattr(section, name))
        case Table():
            if section.rows:
                yield from (cell_text(cell) for row in section.rows for cell in row)
            yield section.title
        case tuple():
            for each in section:
                yield from texts_in(each)
        case _:
            assert section is None or is_dataclass(section) or isinstance(section, bool | int | float)


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def comes_back(text: str, read: str) -> bool:
    """Whether a text stands there in one piece, or in a few where its row was broken between pages."""
    for _ in range(6):
        if text in read:
            return True
        most = next((end for end in range(len(text), 7, -1) if text[:end] in read), 0)
        if not most:
            return False
        text = text[most:]
    return False


@pytest.mark.parametrize("kind", KEYS)
def test_every_text_comes_back_whole(kind: str, report_of: Reports, text_of: TextOf) -> None:
    report = report_of(kind)
    read = squeezed(text_of(pdf_of(report), "-raw"))
    texts = list(printed(report))
    wanted = [visible(text) for text in texts]
    assert not Counter("".join(wanted)) - Counter(read)
    straight = {text for text in wanted if len(text) < 400 and not RIGHT_TO_LEFT.search(text)}
    assert [text for text in straight if not comes_back(text, read)] == []
    # What stands between words of two directions is put where the eye sees it: pdftotext knows no more than that.
    words = {word for text in texts for word in RIGHT_TO_LEFT.findall(text)}
    assert [word for word in words if word not in read] == []


def test_a_line_from_right_to_left_comes_back_in_its_order(ledger: OpenLedger, text_of: TextOf) -> None:
    rows = [
        each
        for each in ledger.find(LedgerFilter(), SortOrder(), AS_OF)
        if each.code in (CODES["hebrew"], CODES["arabic"])
    ]
    options = ReportOptions(AS_OF, columns=("code", "title"), progress_texts=False)
    read = text_of(pdf_of(make_report("ledger", material_of(ledger, "ledger", rows), options, Translator(CHINESE))))
    assert TEXTS["hebrew"] in visible_line(read) and TEXTS["arabic"] in visible_line(read)


def visible_line(text: str) -> str:
    """Without the marks that pdftotext itself sets around what runs from right to left."""
    return text.replace("\u202b", "").replace("\u202c", "")


def test_no_text_turns_the_direction_of_others(ledger: OpenLedger, text_of: TextOf) -> None:
    rows = [each for each in ledger.find(LedgerFilter(), SortOrder(), AS_OF) if each.code == CODES["direction marks"]]
    read = text_of(
        pdf_of(make_report("status", material_of(ledger, "status", rows), ReportOptions(AS_OF), Translator(CHINESE)))
    )
    assert "甲乙丙丁戊己庚" in squeezed(read) and "丙乙" not in read


@pytest.mark.parametrize("kind", ["status", "ledger", "problems"])
def test_every_code_stands_once_where_every_item_is_listed(kind: str, ledger: OpenLedger, text_of: TextOf) -> None:
    rows = ledger.find(LedgerFilter(), SortOrder(), AS_OF)
    report = make_report(kind, material_of(ledger, kind, rows), ReportOptions(AS_OF), Translator(CHINESE))
    listed = [str(row[0]) for row in report.items.rows]
    assert len(listed) == len({*listed})
    if kind != "problems":
        assert sorted(listed) == sorted(CODES.values())
    alone = replace(report, sections=(replace(report.items, footnote=""),))
    text = text_of(pdf_of(alone), "-raw").partition("\n字库缺字")[0]
    assert Counter(re.findall(r"\bHX-\d\d\b", text)) == Counter(listed)


@pytest.mark.parametrize("name", LONG)
def test_a_row_taller_than_a_page_loses_nothing(name: str, ledger: OpenLedger, text_of: TextOf) -> None:
    rows = [each for each in ledger.find(LedgerFilter(), SortOrder(), AS_OF) if each.code == CODES[name]]
    options = ReportOptions(AS_OF, columns=("code", "detail"), progress_texts=False)
    pdf = pdf_of(make_report("ledger", material_of(ledger, "ledger", rows), options, Translator(CHINESE)))
    # On every page: the head, the numbers of the page, the head of the table, one code.
    furniture = re.compile(
        r"\f?承诺事项台账数据截至2021-12-15|醴陵督查台账台账\.db，第\d+条操作记录第\d+页，共\d+页|编号主要内容"
    )
    pages = [squeezed(page) for page in text_of(pdf, "-raw").split("\f")]
    assert visible(LONG[name]) in furniture.sub("", "".join(pages))


def test_all_of_it_can_be_archived(report_of: Reports) -> None:
    assert b"<pdfaid:part>2" in pdf_of(report_of("status"), archive=True)
