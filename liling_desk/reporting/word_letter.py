"""Letters as Word files: one for each unit, or all of them as one document for a print run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from liling_desk.ledger.errors import UsageError
from liling_desk.reporting.folder_files import file_names, write_all
from liling_desk.reporting.letters import papers_of
from liling_desk.reporting.report import LetterPaper, Report, Table
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from docx.document import Document

LETTER_ENDINGS: Final = (".docx", ".pdf")
"""What letters can be written as, one file a unit."""

ITEM_FIELDS: Final = ("code", "title", "demand", "deadline", "overdue", "missing", "last", "left", "progress")
"""What a template may name of an item, in every kind; what a kind does not say is empty."""


def letter_files(report: Report, folder: Path, ending: str = ".docx", templates: Path | None = None) -> dict[str, Path]:
    """Write a file for each unit into a folder, which is made if its parent exists; gives back the files by unit.

    `templates` None: where the user's own are kept. Raises `FileUnusable` for a template that can't be used and where
    a file is there already or can't be written: then nothing is left behind. `UsageError` for another ending.
    """
    if ending not in LETTER_ENDINGS:
        raise UsageError(
            Message(N_("函件不能写成“{ending}”这种文件。"), {"ending": ending}),
            Message(N_("请用这些结尾：{endings}。"), {"endings": " ".join(LETTER_ENDINGS)}),
        )
    papers = papers_of(report)
    names = file_names((paper.unit for paper in papers), f"-{report.title}-{report.as_of.isoformat()}{ending}")
    contents = {names[paper.unit]: _bytes_of(report, paper, ending, templates) for paper in papers}
    if contents:
        write_all(folder, contents, Message(N_("请换一个文件夹，或先移走它。")))
    return {unit: folder / name for unit, name in names.items()}


def letters_docx(report: Report, templates: Path | None = None) -> bytes:
    """All letters of a report as one .docx, each on pages and with page numbers of its own."""
    from liling_desk.reporting.letter_print_run import joined

    return _saved(joined([_document(report, paper, templates) for paper in papers_of(report)]), report)


def _bytes_of(report: Report, paper: LetterPaper, ending: str, templates: Path | None) -> bytes:
    alone = replace(report, sections=(paper,))
    if ending == ".pdf":
        from liling_desk.reporting.typst_pdf import pdf_of

        return pdf_of(alone)
    return _saved(_document(report, paper, templates), alone)


def _document(report: Report, paper: LetterPaper, templates: Path | None) -> Document:
    from liling_desk.reporting.letter_rows import let_long_rows_go
    from liling_desk.reporting.letter_template import filled, template_of

    document = filled(template_of(paper.kind, templates), fields_of(report, paper))
    let_long_rows_go(document)
    return document


def _saved(document: Document, report: Report) -> bytes:
    from liling_desk.reporting.word_package import describe, package_of

    papers = papers_of(report)
    title = f"{report.title} {papers[0].unit}" if len(papers) == 1 else report.title
    describe(document, title, report.letterhead.issuer if report.letterhead else "", report.language, report.as_of)
    return package_of(document)


def fields_of(report: Report, paper: LetterPaper) -> dict[str, object]:
    """The fields of a template; texts, lists of texts, and items with the fields of `ITEM_FIELDS`."""
    head = report.letterhead
    items = [_item(paper.items, row) for row in paper.items.rows]
    return {
        "kind": paper.kind,
        "title": paper.title,
        "issuer": head.issuer if head else "",
        "security": head.security if head else "",
        "urgency": head.urgency if head else "",
        "number": paper.number,
        "unit": paper.unit,
        "addressee": paper.addressee,
        "paragraphs": paper.paragraphs,
        "head": _named({column.key: column.label for column in paper.items.columns}),
        "items": tuple(items),
        "groups": tuple(_groups(paper.items, items)),
        "footnote": paper.items.footnote,
        "closing": paper.closing,
        "signature": paper.signature,
        "imprint": paper.imprint,
        "count": len(paper.codes),
        "as_of": report.as_of.isoformat(),
    }


def _item(table: Table, row: Sequence[object]) -> SimpleNamespace:
    cells = zip(table.columns, row, strict=True)
    return _named({column.key: "" if cell is None else str(cell) for column, cell in cells})


def _named(known: dict[str, str]) -> SimpleNamespace:
    return SimpleNamespace(**(dict.fromkeys(ITEM_FIELDS, "") | known))


def _groups(table: Table, items: Sequence[SimpleNamespace]) -> list[SimpleNamespace]:
    """The items under their headings; all under an empty one where there are none."""
    if not table.groups:
        return [SimpleNamespace(title="", note="", items=tuple(items))]
    ends = [*(group.first for group in table.groups[1:]), len(items)]
    return [
        SimpleNamespace(title=group.title, note=group.note, items=tuple(items[group.first : end]))
        for group, end in zip(table.groups, ends, strict=True)
    ]
