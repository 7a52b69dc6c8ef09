"""What tests read back from the pages of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A run of text on a page, places in mm from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm."""
    with opened(pdf) as document:
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document]


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """Level (from 0) and words of each entry."""
    with opened(pdf) as document:
        return [(entry.level, entry.get_title()) for entry in document.get_toc()]


def texts(pdf: bytes) -> list[str]:
    """The text of each page, in the order of drawing."""
    with opened(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r", "") for page in document]


def words_on(pdf: bytes, number: int) -> list[Word]:
    """The runs of text on the page of this number (from 1)."""
    with opened(pdf) as document:
        page = document[number - 1]
        height, text = page.get_height(), page.get_textpage()
        found = []
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            said = text.get_text_bounded(left, bottom, right, top)
            found.append(Word(said, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
        return found


def find(pdf: bytes, number: int, text: str) -> Word:
    """The first run that holds this text; places of the text alone."""
    with opened(pdf) as document:
        page = document[number - 1]
        height, read = page.get_height(), page.get_textpage()
        found = read.search(text).get_next()
        assert found is not None, f"not on page {number}: {text}"
        boxes = [read.get_charbox(place) for place in range(found[0], found[0] + found[1])]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        return Word(text, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def uris(pdf: bytes) -> list[str]:
    """Where the links of all pages lead, in their order."""
    with opened(pdf) as document:
        return [uri for page in document for uri in _uris_of(document, page)]


def _uris_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
        yield buffer.value.decode()


def pictures(pdf: bytes) -> list[bytes]:
    """Each page as it looks."""
    with opened(pdf) as document:
        return [bytes(page.render(scale=1).buffer) for page in document]


def has_red(pdf: bytes, number: int) -> bool:
    """Whether anything on the page is red."""
    with opened(pdf) as document:
        picture = document[number - 1].render(scale=1)
        data, step = bytes(picture.buffer), picture.n_channels
        pixels = zip(data[0::step], data[1::step], data[2::step], strict=False)
        return any(red > 150 and green < 60 and blue < 60 for blue, green, red in set(pixels))
