"""One item as a line: what became of it, when it is due, why it is red."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.light_glyphs import paint_light
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.overview_page.opener import Links, Opener, draw_elided
from liling_desk.gui.overview_page.words import days_words, item_words, reasons_words, short_day, unit_words
from liling_desk.ledger.overview import Counted, Turn, by_codes
from liling_desk.ledger.standing import Standing

_WRAP = Qt.TextFlag.TextWordWrap
_GLYPH = 14
_PAD = 4


class ItemRow(Opener):
    """Opens the list on its one item."""

    keeps_next = False

    def __init__(self, standing: Standing, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(standing.commitment.title, by_codes([standing.code]), links, "", parent)
        self.standing = standing
        self.say(item_words(standing, links.tr))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._line())

    def height_for(self, width: int) -> int:
        """Its height in px at a width."""
        return self._line()

    def _line(self) -> int:
        return 25 + self._theme.metrics.step

    def _ground(self, painter: QPainter) -> None:
        if self.underMouse():
            fill_round(painter, self.rect(), self._theme.metrics.radius_chip, self._theme.tokens.hover)

    def _glyph(self, painter: QPainter, name: str, left: float, line: QRect) -> float:
        """Draw a light; gives its right edge."""
        side = _GLYPH + self._theme.metrics.step / 2
        place = QRectF(left, line.center().y() - side / 2 + 0.5, side, side)
        ground = self._theme.tokens.hover if self.underMouse() else None
        paint_light(painter, name, place, self._theme.tokens, ground)
        return left + side

    def _wrapped(self, text: str, width: int) -> int:
        """Height of a text at 12 px in that width."""
        box = QFontMetrics(self._theme.font(12)).boundingRect(QRect(0, 0, max(width, 40), 10_000), int(_WRAP), text)
        return box.height()


class TurnRow(ItemRow):
    """Code, title, from which light to which, and why; `columns`: widths of the first two."""

    def __init__(self, turn: Turn, columns: tuple[int, int], links: Links, parent: QWidget | None = None) -> None:
        super().__init__(turn.standing, links, parent)
        tr = links.tr
        self._turn, (self._code_width, self._title_width) = turn, columns
        self._why, self._word = tr.say(turn.why), tr(turn.after.colour.word)
        self.say(
            tr(
                "{code} {title}，{before} → {after}：{why}",
                code=turn.standing.code, title=turn.standing.commitment.title,
                before=tr(turn.before.colour.word), after=self._word, why=self._why,
            )
        )  # fmt: skip

    def height_for(self, width: int) -> int:
        margin = self._line() - QFontMetrics(self._theme.font(12)).height()
        return max(self._line(), self._wrapped(self._why, self._places(width)[2]) + margin)

    def _places(self, width: int) -> tuple[int, int, int]:
        """Where the lights begin, where the reason begins, and its width."""
        step = self._theme.metrics.step
        lights = 2 * (_GLYPH + step // 2) + 14 + step // 2 + 6 + 6 + 5
        lights += QFontMetrics(self._theme.font(13)).horizontalAdvance(self._word) + 16
        text = width - 2 * _PAD - self._code_width - 12 - lights
        title = max(min(round(text * 0.44), self._title_width), 60)
        begin = _PAD + self._code_width + title + 12
        return begin, begin + lights, width - begin - lights - _PAD

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, theme = self._theme.tokens, self._theme
        self._ground(painter)
        line = QRect(0, 0, self.width(), self._line())
        begin, why, room = self._places(self.width())
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        painter.drawText(line.adjusted(_PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.standing.code)
        painter.setFont(theme.font(13))
        painter.setPen(tokens.text)
        left = _PAD + self._code_width
        draw_elided(painter, QRect(left, 0, begin - left - 12, line.height()), self.words)
        at = self._glyph(painter, self._turn.before.colour.value, begin, line) + 6
        side = 14 + theme.metrics.step // 2
        paint_icon(painter, "arrow", QRectF(at, line.center().y() - side / 2 + 0.5, side, side), tokens.text3)
        after = self._turn.after.colour.value
        at = self._glyph(painter, after, at + side + 6, line) + 5
        painter.setPen(tokens.light(after))
        painter.drawText(line.adjusted(math.ceil(at), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text2)
        painter.drawText(QRect(why, 0, room, self.height()), int(_WRAP) | int(Qt.AlignmentFlag.AlignVCenter), self._why)
        self._paint_ring(painter)


class DueRow(ItemRow):
    """Light, title, unit, days left; `columns`: widths of the last two, the same in all rows of a list."""

    def __init__(
        self, standing: Standing, columns: tuple[int, int], links: Links, parent: QWidget | None = None
    ) -> None:
        super().__init__(standing, links, parent)
        self.unit_width, self.left_width = columns

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, tokens, tr = self._theme, self._theme.tokens, self._links.tr
        self._ground(painter)
        line = self.rect()
        colour = self.standing.light.colour.value
        begin = math.ceil(self._glyph(painter, colour, _PAD, line)) + 8
        unit_width = min(self.unit_width, max((self.width() - begin) // 3, 40))
        painter.setFont(theme.font(13))
        painter.setPen(tokens.light(colour) if colour in ("red", "yellow") else tokens.text2)
        right = line.adjusted(self.width() - self.left_width - _PAD, 0, -_PAD, 0)
        painter.drawText(
            right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, days_words(self.standing, tr)
        )
        painter.setPen(tokens.text)
        unit_left = right.left() - 12 - unit_width
        draw_elided(painter, QRect(begin, 0, unit_left - 8 - begin, line.height()), self.words)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        unit = unit_words(self.standing.commitment.lead_unit, tr)
        draw_elided(painter, QRect(unit_left, 0, unit_width, line.height()), unit)
        self._paint_ring(painter)


def due_columns(rows: Sequence[Standing], links: Links) -> tuple[int, int]:
    """Widths in px of the units and of the days left."""
    small, usual = QFontMetrics(links.theme.font(12)), QFontMetrics(links.theme.font(13))
    units = {unit_words(each.commitment.lead_unit, links.tr) for each in rows}
    left = {days_words(each, links.tr) for each in rows}
    widest = max((small.horizontalAdvance(unit) for unit in units), default=0)
    return widest + 2, max((usual.horizontalAdvance(words) for words in left), default=0) + 2


class ReasonRow(ItemRow):
    """Light, title and code; why; who answers for it and when it was last reported on."""

    def __init__(self, standing: Standing, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(standing, links, parent)
        tr = links.tr
        self._why = reasons_words(standing, tr)
        report = standing.last_return
        day = report.reported_on if report is not None else None
        last = tr("从未报送")
        if report is not None:
            last = tr("最近报送 {day}", day=short_day(day, standing.as_of) if day else report.period or "—")
        self._who = tr("{unit}，{last}", unit=unit_words(standing.commitment.lead_unit, tr), last=last)

    def height_for(self, width: int) -> int:
        room = width - self._begin() - _PAD
        return self._line() + self._wrapped(self._why, room) + (0 if self._beside(room) else self._small()) + 5

    def _line(self) -> int:
        return 23 + self._theme.metrics.step

    def _begin(self) -> int:
        return _PAD + _GLYPH + self._theme.metrics.step // 2 + 9

    def _beside(self, room: int) -> int:
        """Where the last line stands beside the reason: how far to the right of it; 0 where it stands below."""
        metrics = QFontMetrics(self._theme.font(12))
        why = metrics.horizontalAdvance(self._why) + 14
        return why if why + metrics.horizontalAdvance(self._who) <= room else 0

    def _small(self) -> int:
        return 17 + self._theme.metrics.step

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, tokens = self._theme, self._theme.tokens
        self._ground(painter)
        line, begin = QRect(0, 1, self.width(), self._line()), self._begin()
        colour = self.standing.light.colour.value
        self._glyph(painter, colour, _PAD, line)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        code = painter.fontMetrics().horizontalAdvance(self.standing.code)
        right = line.adjusted(0, 0, -_PAD, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.standing.code)
        painter.setFont(theme.font(13))
        painter.setPen(tokens.text)
        room = self.width() - begin - code - 12 - _PAD
        draw_elided(painter, QRect(begin, line.top(), room, line.height()), self.words)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.light(colour))
        width = self.width() - begin - _PAD
        height = self._wrapped(self._why, width)
        painter.drawText(QRect(begin, line.bottom(), width, height), int(_WRAP), self._why)
        painter.setPen(tokens.text3)
        beside = self._beside(width)
        if beside:
            painter.drawText(QRect(begin + beside, line.bottom(), width, height), 0, self._who)
        else:
            draw_elided(painter, QRect(begin, line.bottom() + height, width, self._small()), self._who)
        self._paint_ring(painter)


class HeadRow(Opener):
    """The head over the rows of one kind, with their number."""

    keeps_next = True

    def __init__(self, words: str, count: Counted, links: Links, name: str = "", light: str = "") -> None:
        super().__init__(words, count, links, name)
        self._light = light
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_for(200))

    def height_for(self, width: int) -> int:
        """Its height in px."""
        return 25 + self._theme.metrics.step

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, tokens = self._theme, self._theme.tokens
        if self.underMouse():
            fill_round(painter, self.rect(), theme.metrics.radius_chip, tokens.hover)
        painter.setFont(theme.font(12, True))
        painter.setPen(tokens.light(self._light) if self._light else tokens.text2)
        painter.drawText(self.rect().adjusted(_PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.words)
        left = _PAD + painter.fontMetrics().horizontalAdvance(self.words) + 6
        painter.setFont(theme.font(12))
        painter.setPen(tokens.accent)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{self.count.number:,}")
        self._paint_ring(painter)


def turn_columns(codes: Sequence[str], titles: Sequence[str], theme: Theme) -> tuple[int, int]:
    """Widths in px of the codes and of the titles."""
    title = max((QFontMetrics(theme.font(13)).horizontalAdvance(each) for each in titles), default=0)
    longest = max(codes, key=len, default="")
    return QFontMetrics(theme.font(12)).horizontalAdvance(longest) + 16, title + 4
