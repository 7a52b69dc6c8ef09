"""A worksheet whose rows have a height to begin with and still grow with what is typed into them."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class GrowingSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter brings no types
    """Rows in `growing` (from 0) are written without the mark that their height was set by hand.

    Programs that don't measure rows when they open a book then show them whole, the others keep on measuring.
    """

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()

    def set_growing_row(self, row: int, height: float) -> None:
        """A height in points, until something in the row changes."""
        self.set_row(row, height)
        self.growing.add(row)

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | tuple[()] = ()) -> None:
        if tag == "row" and attributes and attributes[0][1] - 1 in self.growing:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
