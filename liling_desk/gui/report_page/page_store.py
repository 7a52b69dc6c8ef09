"""The pictures of a document's pages that are at hand: few enough to be held, the ones near what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from liling_desk.gui.report_page.pdf_pages import PageLink, PagePicture, PdfPages

KEPT_AROUND = 4
"""So many pages before and after those that are seen keep their pictures."""


class PageStore:
    """Pictures by page; remembers which were asked for, so that none is made twice."""

    def __init__(self, document: PdfPages | None = None, pictures: Mapping[int, PagePicture] | None = None) -> None:
        self.document = document
        self._pictures = dict(pictures or {})
        self._asked: set[tuple[int, float]] = set()

    def __len__(self) -> int:
        return len(self.document) if self.document is not None else 0

    def picture(self, index: int) -> PagePicture | None:
        """The page's picture, perhaps at another scale."""
        return self._pictures.get(index)

    def links(self) -> list[PageLink]:
        """What can be clicked on the pages at hand, in reading order."""
        found = [link for picture in self._pictures.values() for link in picture.links]
        return sorted(found, key=lambda link: (link.page, round(link.rect.top()), link.rect.left()))

    def links_of(self, index: int) -> tuple[PageLink, ...]:
        """What can be clicked on one page, as far as it is known."""
        picture = self._pictures.get(index)
        return picture.links if picture is not None else ()

    def to_ask(self, indexes: Iterable[int], scale: float) -> list[int]:
        """Those that have no picture of this scale and are not on their way; from now on they are."""
        wanted = []
        for index in indexes:
            kept = self._pictures.get(index)
            if (kept is None or abs(kept.scale - scale) > 1e-6) and (index, scale) not in self._asked:
                self._asked.add((index, scale))
                wanted.append(index)
        return wanted

    def give(self, index: int, picture: PagePicture, seen: Iterable[int]) -> None:
        """A picture that was asked for; drops those that are far from the pages that are seen."""
        self._asked.discard((index, picture.scale))
        self._pictures[index] = picture
        near = list(seen) or [index]
        first, last = min(near) - KEPT_AROUND, max(near) + KEPT_AROUND
        self._pictures = {place: kept for place, kept in self._pictures.items() if first <= place <= last}
