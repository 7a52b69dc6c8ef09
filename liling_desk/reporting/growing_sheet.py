"""A worksheet whose rows have a height to begin with and still grow with what is typed into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet


class GrowingSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter brings no types
    """Rows in `growing` (from 0) are written without the mark that their height was set by hand.

    Programs that don't measure rows when they open a book then show them whole, the others keep on measuring.

    Rows of long tables are put whole, in the words of the file. XlsxWriter would keep an object for each cell, look at
    it three times and ask for each of the many equal texts where it stands. No chart can be drawn from such rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()
        self._whole: dict[int, str] = {}

    def set_growing_row(self, row: int, height: float) -> None:
        """A height in points, until something in the row changes."""
        self.set_row(row, height)
        self.growing.add(row)

    def in_file(self, value: str | float | None, cell_format: Any) -> str:
        """A cell in the words of the file, without its place: a text, a number (a day is one), or nothing."""
        style = f'" s="{cell_format._get_xf_index()}"'
        if value is None:
            return f"{style}/>"
        if isinstance(value, str):
            self.str_table.count -= 1  # Counted where it is put.
            return f'{style} t="s"><v>{self.str_table._get_shared_string_index(value)}</v></c>'
        return f"{style}><v>{value:.16G}</v></c>"

    def put_rows(self, top: int, rows: Sequence[Sequence[str]]) -> None:
        """Rows from the row `top` (from 0) on, equally wide, of cells as `in_file` gives them."""
        starts = [f'<c r="{xl_col_to_name(column)}' for column in range(len(rows[0]))]
        if not starts:
            return
        self._check_dimensions(top, 0)
        self._check_dimensions(top + len(rows) - 1, len(starts) - 1)
        for place, cells in enumerate(rows, top):
            number = str(place + 1)
            whole = "".join([start + number + cell for start, cell in zip(starts, cells, strict=True)])
            self.str_table.count += whole.count(' t="s"')
            self._whole[place] = whole

    @property
    def is_written(self) -> bool:
        """Whether no row that was put is still to be written."""
        return not self._whole

    def _write_rows(self) -> None:
        if not self._whole:
            super()._write_rows()
            return
        for row in sorted({*self._whole, *self.row_info, *self.table}):
            self._write_row(row, None, self.row_info.get(row))
            if row in self._whole:
                self.fh.write(self._whole[row])
            else:
                for column, cell in sorted(self.table[row].items()):
                    self._write_cell(row, column, cell)
            self._xml_end_tag("row")
        self._whole.clear()

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | tuple[()] = ()) -> None:
        if tag == "row" and attributes and attributes[0][1] - 1 in self.growing:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
