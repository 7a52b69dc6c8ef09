"""The pages of a PDF as pictures, with their links, headings and characters. pypdfium2 is loaded with the first one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, ClassVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

PREVIEW_DPI = 96
POINTS_PER_INCH = 72


@dataclass(frozen=True)
class PageLink:
    """What can be clicked on a page: where (points from the top left) and what it leads to."""

    page: int
    rect: QRectF
    uri: str


@dataclass(frozen=True)
class PagePicture:
    """One page on the screen: `scale` device pixels a point."""

    scale: float
    image: QImage
    links: tuple[PageLink, ...]


@dataclass(frozen=True)
class OutlineEntry:
    """A heading: `level` from 0, `page` from 0, `top` in points from the top of its page."""

    title: str
    level: int
    page: int
    top: float


class PdfPages:
    """`sizes` are (width, height) of each page in points. Every method may be called on any thread.

    The document is opened for each call: kept open, it would be closed by whichever thread forgets it last.
    """

    # PDFium keeps state for the whole process and allows one caller at a time.
    _one_at_a_time: ClassVar[Lock] = Lock()

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._links: dict[int, tuple[PageLink, ...]] = {}
        with self._open() as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(index) for index in range(len(document))
            )
            self.outline = tuple(self._headings(document))

    @classmethod
    def alone(cls) -> AbstractContextManager[object]:
        """Held by anybody else who uses PDFium while a window is open: two callers at once end the process."""
        return cls._one_at_a_time

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, index: int, scale: float) -> QImage:
        """One page, `scale` pixels a point."""
        with self._open() as document:
            page = document[index]
            image = _rendered(page, scale)
            page.close()
        return image

    def page(self, index: int, scale: float) -> PagePicture:
        """One page with what can be clicked on it."""
        with self._open() as document:
            page = document[index]
            image = _rendered(page, scale)
            if index not in self._links:
                self._links[index] = tuple(_links(document, page, index, self.sizes[index][1]))
            page.close()
        return PagePicture(scale, image, self._links[index])

    def characters(self, index: int) -> list[tuple[int, int]]:
        """(place, code point) of each character on a page, in reading order."""
        import pypdfium2.raw as pdfium

        with self._open() as document:
            page = document[index]
            words = page.get_textpage()
            found = [(place, pdfium.FPDFText_GetUnicode(words, place)) for place in range(words.count_chars())]
            words.close()
            page.close()
        return found

    def boxes(self, index: int, runs: list[tuple[int, int]]) -> list[tuple[QRectF, ...]]:
        """Where runs of characters (place, how many) stand on a page: a rectangle a line, in points."""
        height = self.sizes[index][1]
        with self._open() as document:
            page = document[index]
            words = page.get_textpage()
            found = [
                tuple(_flipped(height, *words.get_rect(number)) for number in range(words.count_rects(first, count)))
                for first, count in runs
            ]
            words.close()
            page.close()
        return found

    @contextmanager
    def _open(self) -> Iterator[Any]:
        import pypdfium2

        with self._one_at_a_time, pypdfium2.PdfDocument(self._data) as document:
            yield document

    def _headings(self, document: Any) -> Iterator[OutlineEntry]:
        for each in document.get_toc():
            target = each.get_dest()
            page = target.get_index() if target is not None else None
            if page is None or not 0 <= page < len(self.sizes):
                continue
            _, place = target.get_view()
            top = self.sizes[page][1] - place[1] if len(place) > 1 and place[1] is not None else 0.0
            yield OutlineEntry(each.get_title(), each.level, page, max(0.0, top))


def _rendered(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    # The picture is copied: PDFium's memory goes with its bitmap.
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
    bitmap.close()
    return image


def _links(document: Any, page: Any, index: int, height: float) -> Iterator[PageLink]:
    from ctypes import byref, c_int, create_string_buffer

    import pypdfium2.raw as pdfium

    place, link, box = c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, byref(place), byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if length > 1:
            text = create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, text, length)
            uri = text.value.decode("utf-8", "replace")
            yield PageLink(index, _flipped(height, box.left, box.bottom, box.right, box.top), uri)


def _flipped(height: float, left: float, bottom: float, right: float, top: float) -> QRectF:
    """PDF counts upwards from the foot of the page, the screen downwards from its head."""
    return QRectF(left, height - top, right - left, top - bottom)
