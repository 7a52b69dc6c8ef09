"""A report as a PDF, set by Typst. The data travels as JSON and is never read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.reporting.glyph_list import with_glyph_list
from liling_desk.reporting.glyphs import GETA, Missing, missing_glyphs, unshipped_glyphs
from liling_desk.reporting.installed_fonts import font_files, font_folders
from liling_desk.reporting.paper_faces import OFFICIAL
from liling_desk.reporting.paper_length import for_paper
from liling_desk.reporting.report import Report
from liling_desk.reporting.typst_document import document_of
from liling_desk.reporting.typst_links import Links
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from typst import Fonts

ARCHIVE_STANDARD: Final = "a-2b"
_REMEMBERED: Final = 10


def pdf_of(report: Report, archive: bool = False) -> bytes:
    """The whole document; what no font can draw is listed at its end. The same report gives the same bytes.

    `archive`: as PDF/A-2b, dated the as-of day, with 〓 for what can't be drawn. Tables that are too long for paper say
    so instead of their rows. Raises `FileUnusable` where the rest is too long too, or can't be laid out. Typst is
    imported here: a window that prints nothing needn't load it.
    """
    report = for_paper(report)
    with _told():
        return _archived(report) if archive else _compiled(_data(report, missing_glyphs(report)), report.is_official)


def _archived(report: Report) -> bytes:
    import typst

    try:
        return _compiled(_archive_data(report, missing_glyphs(report)), report.is_official, ARCHIVE_STANDARD)
    except typst.TypstError as problem:
        if "could not be displayed" not in problem.message:
            raise
        # A sign that needs a font of Typst's own, in company that this font does not have.
        return _compiled(_archive_data(report, unshipped_glyphs(report)), report.is_official, ARCHIVE_STANDARD)


def pdf_with_links(report: Report) -> tuple[bytes, tuple[LedgerFilter, ...]]:
    """The same pages for the screen: links to `x-liling:N`, N being a place among the filters. Raises likewise."""
    links = Links(wanted=True)
    report = for_paper(report)
    with _told():
        data = _data(report, missing_glyphs(report), links)
        return _compiled(data, report.is_official), links.filters


@contextmanager
def _told() -> Iterator[None]:
    import typst

    try:
        yield
    except typst.TypstError as problem:
        raise FileUnusable(
            Message(N_("这份报表排不成页面。")), Message(N_("请换一个选项再试，或存为 Excel。")), detail=str(problem)
        ) from problem


def _data(report: Report, missing: Sequence[Missing], links: Links | None = None) -> dict[str, Any]:
    return document_of(with_glyph_list(report, missing), links)


def _archive_data(report: Report, missing: Sequence[Missing]) -> dict[str, Any]:
    data = document_of(with_glyph_list(report, missing, archive=True))
    day = report.as_of
    data["archive_day"] = [day.year, day.month, day.day]
    if missing:
        data = _replaced(data, re.compile("|".join(re.escape(each.character) for each in missing)))
    return data


def _replaced(data: Any, lacking: re.Pattern[str]) -> Any:
    if isinstance(data, str):
        return lacking.sub(GETA, data)
    if isinstance(data, dict):
        return {name: _replaced(value, lacking) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_replaced(value, lacking) for value in data]
    return data


def _fonts(official: bool) -> Fonts:
    """The shipped fonts, for official papers also the folders with the machine's own fonts of their faces."""
    folders = {str(path.parent) for path in font_files(OFFICIAL, font_folders())} if official else set()
    return _loaded((str(places.resource("fonts")), *sorted(folders)))


def let_go_of_pages() -> None:
    """Free what Typst remembers of large documents, hundreds of megabytes: it forgets what ten compilations have not
    asked for. Takes a few tenths of a second; may run on any thread."""
    import typst

    fonts = _fonts(official=False)
    for _ in range(_REMEMBERED):
        typst.compile(b" ", font_paths=fonts, ignore_system_fonts=True, format="pdf")


@cache
def _loaded(folders: tuple[str, ...]) -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[*folders])


def _compiled(data: dict[str, Any], official: bool, *standards: Literal["a-2b"]) -> bytes:
    import typst

    done = typst.compile(
        str(places.resource("reports", "report.typ")),
        root=str(places.resource("reports")),
        font_paths=_fonts(official),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
        pdf_standards=list(standards),
    )
    assert isinstance(done, bytes)
    return done
