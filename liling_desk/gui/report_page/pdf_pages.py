"""The pages of a PDF as pictures. pypdfium2 is loaded when the first document is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock
from typing import ClassVar

from PySide6.QtGui import QImage

PREVIEW_DPI = 96
POINTS_PER_INCH = 72


class PdfPages:
    """`sizes` are (width, height) of each page in points. Every method may be called on any thread.

    The document is opened for each picture: kept open, it would be closed by whichever thread forgets it last.
    """

    # PDFium keeps state for the whole process and allows one caller at a time.
    _one_at_a_time: ClassVar[Lock] = Lock()

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._data = data
        with self._one_at_a_time, pypdfium2.PdfDocument(data) as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(index) for index in range(len(document))
            )

    @classmethod
    def alone(cls) -> AbstractContextManager[object]:
        """Held by anybody else who uses PDFium while a window is open: two callers at once end the process."""
        return cls._one_at_a_time

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, index: int, scale: float) -> QImage:
        """One page, `scale` pixels a point."""
        import pypdfium2

        with self._one_at_a_time, pypdfium2.PdfDocument(self._data) as document:
            page = document[index]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            # The picture is copied: PDFium's memory goes with its bitmap.
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            page.close()
        return image
