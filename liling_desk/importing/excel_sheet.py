"""Reading .xlsx workbooks."""

from __future__ import annotations

from dataclasses import dataclass, field

from liling_desk.importing.file_content import Content
from liling_desk.importing.number_formats import NumberFormats, Shown
from liling_desk.importing.sheet import Sheet, SheetName
from liling_desk.importing.workbook import Progress, TooManyCells, Worksheet, sheet_of
from liling_desk.importing.xlsx_cells import read_cells
from liling_desk.importing.xlsx_parts import (
    Damaged,
    Listed,
    Package,
    TooLarge,
    cell_formats,
    check_is_workbook,
    related,
    shared_texts,
    workbook_part,
    worksheets,
)


def read_xlsx(content: Content, sheet: str | None = None, report: Progress | None = None) -> Sheet:
    """Read a worksheet of an .xlsx. Raises `FileUnusable` with the remedy, `UsageError` for an unknown worksheet."""
    try:
        package = Package(content.data)
        check_is_workbook(package, content)
        return sheet_of(_open(package), content, sheet, report)
    except Damaged as problem:
        raise content.damaged(problem) from problem
    except (TooLarge, TooManyCells) as problem:
        raise content.too_large() from problem


@dataclass
class _Book:
    package: Package
    listed: list[Listed]
    texts: list[str]
    styles: list[Shown | None]
    read: dict[str, Worksheet] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        return tuple(each.name for each in self.listed)

    def _part(self, name: str) -> str:
        return next(each.part for each in self.listed if each.name.name == name)

    def worksheet(self, name: str, report: Progress | None) -> Worksheet:
        if name not in self.read:
            found = read_cells(self.package, self._part(name), self.texts, self.styles, report)
            rows = found.cells.rows()
            numbers = {row.number for row in rows} if found.hidden_rows else set[int]()
            self.read[name] = Worksheet(
                rows,
                tuple(found.merges),
                frozenset(found.hidden_rows & numbers),
                frozenset(found.hidden_columns),
                found.cells.notes(),
            )
        return self.read[name]

    def is_filled(self, name: str) -> bool:
        if name in self.read:
            return bool(self.read[name].rows)
        end = b""
        for piece in self.package.chunks(self._part(name)):
            if b"<v>" in end + piece or b"<is>" in end + piece or b":v>" in end + piece:
                return True
            end = piece[-4:]
        return False


def _open(package: Package) -> _Book:
    part = workbook_part(package)
    listed, epoch_1904 = worksheets(package, part)
    styles = cell_formats(package, related(package, part, "styles"), NumberFormats(epoch_1904))
    return _Book(package, listed, shared_texts(package, related(package, part, "sharedStrings")), styles)
