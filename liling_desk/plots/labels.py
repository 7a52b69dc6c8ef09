"""Finding room for words between lines: no two touch, none leaves the picture, few lie on a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

Point = tuple[float, float]
_SAMPLE = 3.0


@dataclass(frozen=True)
class TextSize:
    """`wide(text, px, bold)` and `tall(px)` in px, as it will be drawn."""

    wide: Callable[[str, int, bool], float]
    tall: Callable[[int], float]

    def label(self, key: str, text: str, role: str, px: int = 12, bold: bool = False) -> Label:
        """A label of the right size, not yet placed."""
        return Label(key, text, Box(0, 0, self.wide(text, px, bold), self.tall(px)), role, px, bold)


@dataclass(frozen=True)
class Box:
    """In px."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def touches(self, other: Box) -> bool:
        """Whether they share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True)
class Label:
    """`role` is a token's name; `key` names it for tests and painting."""

    key: str
    text: str
    box: Box
    role: str
    px: int = 12
    bold: bool = False


@dataclass
class Labels:
    """`bounds`: nothing leaves it. Lines are obstacles that may be crossed where there is no better place."""

    bounds: Box
    placed: list[Label] = field(default_factory=list)
    _dots: list[Point] = field(default_factory=list)

    def avoid(self, line: Sequence[Point]) -> None:
        """A line that words should not lie on."""
        for (left, top), (right, bottom) in pairwise(line):
            steps = max(1, round(max(abs(right - left), abs(bottom - top)) / _SAMPLE))
            for number in range(steps + 1):
                share = number / steps
                self._dots.append((left + (right - left) * share, top + (bottom - top) * share))
        self._dots.sort()

    def put(self, label: Label, places: Iterable[Point], crossing: int = 1_000_000, move: bool = False) -> bool:
        """Place it at the best of some left top corners; whether there was room.

        `crossing`: so many samples of lines it may cover at most. `move`: else go up or down from the first place.
        """
        best: tuple[float, Box] | None = None
        wanted = [self._held(label.box, place) for place in places]
        for order, box in enumerate(wanted):
            if not self._free(box):
                continue
            covered = self.covered(box)
            if covered <= crossing and (best is None or covered + order * 0.5 < best[0]):
                best = (covered + order * 0.5, box)
        if best is None and move and wanted:
            best = self._moved(wanted[0])
        if best is None:
            return False
        self.placed.append(Label(label.key, label.text, best[1], label.role, label.px, label.bold))
        return True

    def covered(self, box: Box) -> int:
        """How many samples of lines lie under a box."""
        first = bisect_left(self._dots, (box.left, -inf))
        beneath = self._dots[first : bisect_right(self._dots, (box.right, inf), lo=first)]
        return sum(box.top <= y <= box.bottom for _, y in beneath)

    def _free(self, box: Box) -> bool:
        inside = box.left >= self.bounds.left - 0.01 and box.right <= self.bounds.right + 0.01
        inside = inside and box.top >= self.bounds.top - 0.01 and box.bottom <= self.bounds.bottom + 0.01
        return inside and not any(box.touches(other.box) for other in self.placed)

    def _held(self, size: Box, place: Point) -> Box:
        left = max(self.bounds.left, min(place[0], self.bounds.right - size.width))
        top = max(self.bounds.top, min(place[1], self.bounds.bottom - size.height))
        return Box(left, top, size.width, size.height)

    def _moved(self, box: Box) -> tuple[float, Box] | None:
        steps = range(2, int(self.bounds.height) + 2, 2)
        for offset in (sign * step for step in steps for sign in (1, -1)):
            moved = Box(box.left, box.top + offset, box.width, box.height)
            if self._free(moved):
                return abs(offset), moved
        return None


def along(line: Sequence[Point], size: Box) -> Iterator[Point]:
    """Places above and below a line that runs from left to right, from its middle outwards."""
    for share in (0.45, 0.35, 0.55, 0.25, 0.65, 0.15, 0.75, 0.85, 0.05):
        x, y = _on(line, share)
        yield x - size.width - 4, y - size.height - 1
        yield x - size.width * 0.75, y - size.height - 4
        yield x + 6, y + 2
        yield x - size.width * 0.25, y + 5
        yield x - size.width / 2, y - size.height - 8


def _on(line: Sequence[Point], share: float) -> Point:
    """The place at a share of the line's way from left to right."""
    x = line[0][0] + (line[-1][0] - line[0][0]) * share
    for (left, top), (right, bottom) in pairwise(line):
        if left <= x <= right and right > left:
            return x, top + (bottom - top) * (x - left) / (right - left)
    return line[-1]
