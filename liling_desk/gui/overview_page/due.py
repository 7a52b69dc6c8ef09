"""What is due soon: a strip of days over the list."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.item_rows import DueRow, due_columns
from liling_desk.gui.overview_page.lists import MOST_ROWS, Item, Others, add_list
from liling_desk.gui.overview_page.opener import Links, Opener
from liling_desk.gui.overview_page.words import days_words, short_day
from liling_desk.ledger.overview import Counted, Overview, due_between

_EDGE = 18


class DayMark(Opener):
    """A number in a circle on the line of days."""

    def __init__(self, days: list[tuple[date, Counted]], beside: date, links: Links, parent: QWidget) -> None:
        tr, count = links.tr, due_between(days)
        first, last = short_day(days[0][0], beside), short_day(days[-1][0], beside)
        whole = first if first == last else tr("{first} 至 {last}", first=first, last=last)
        first, last = f"{days[0][0]:%m-%d}", f"{days[-1][0]:%m-%d}"
        self.label = first if first == last else tr("{first} 至 {last}", first=first, last=last)
        super().__init__(f"{count.number:,}", count, links, "", parent)
        self.say(tr("{days} 到期：{n} 项", days=whole, n=count.number))
        self.first, self.last = days[0][0], days[-1][0]

    def sizeHint(self) -> QSize:
        side = 22 + self._theme.metrics.step
        width = QFontMetrics(self._theme.font(12, True)).horizontalAdvance(self.words) + 12
        return QSize(max(side, width) + 6, side + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        ground = tokens.hover if self.underMouse() else tokens.surface
        fill_round(painter, box, box.height() / 2, ground, tokens.text2, 1.4)
        painter.setFont(self._theme.font(12, True))
        painter.setPen(tokens.text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, self.height() / 2)


class DayStrip(QWidget):
    """From the as-of day to the last day that counts as soon; neighbouring days share a mark where it is tight."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = links
        self._days: list[tuple[date, Counted]] = []
        self._span = (date.min, date.min)
        self.marks: list[DayMark] = []
        self._focus = GridFocus(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        links.theme.changed.connect(self._measure)
        self._measure()

    def show_overview(self, seen: Overview) -> None:
        """Show its days."""
        self._days = list(seen.due_days)
        self._span = (seen.as_of, seen.as_of + timedelta(days=seen.lead_days))
        self._place(anew=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(anew=event.oldSize().width() != event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, first, last = self._links.theme.tokens, *self._span
        painter.setFont(self._links.theme.font(12))
        middle = self._middle()
        painter.fillRect(QRect(_EDGE, middle, self.width() - 2 * _EDGE, 1), tokens.line2)
        day = first
        while day <= last:
            painter.fillRect(QRect(round(self._at(day)), middle - 4, 1, 9), tokens.line2)
            day += timedelta(days=7)
        painter.fillRect(QRect(round(self._at(last)), middle - 4, 1, 9), tokens.line2)
        painter.setPen(tokens.text3)
        taken: list[QRectF] = []
        metrics = painter.fontMetrics()
        labels = [(float(mark.geometry().center().x()), mark.label) for mark in self.marks]
        labels += [(self._at(first), f"{first:%m-%d}"), (self._at(last), f"{last:%m-%d}")]
        for at, words in labels:
            width = metrics.horizontalAdvance(words) + 2
            left = min(max(at - width / 2, 0), self.width() - width)
            box = QRectF(left, self.height() - 18 - self._links.theme.metrics.step, width, 18)
            if not any(box.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box.adjusted(0, 0, 2, 4), Qt.AlignmentFlag.AlignLeft, words)

    def _middle(self) -> int:
        return 14 + self._links.theme.metrics.step // 2

    def _at(self, day: date) -> float:
        first, last = self._span
        share = (day - first).days / max((last - first).days, 1)
        return _EDGE + (self.width() - 2 * _EDGE - 1) * share

    def _place(self, anew: bool) -> None:
        if anew:
            for mark in self.marks:
                mark.hide()
                mark.deleteLater()
            self.marks = [DayMark(days, self._span[0], self._links, self) for days in self._together()]
            self._focus.set_rows([self.marks])
        for mark in self.marks:
            size = mark.sizeHint()
            middle = (self._at(mark.first) + self._at(mark.last)) / 2
            left = min(max(round(middle - size.width() / 2), 0), max(self.width() - size.width(), 0))
            mark.setGeometry(left, self._middle() - size.height() // 2, size.width(), size.height())
            mark.show()
        self._focus.refresh()
        self.update()

    def _together(self) -> list[list[tuple[date, Counted]]]:
        side = 34 + self._links.theme.metrics.step
        groups: list[list[tuple[date, Counted]]] = []
        for each in self._days:
            if groups and self._at(each[0]) - (self._at(groups[-1][0][0]) + self._at(groups[-1][-1][0])) / 2 < side:
                groups[-1].append(each)
            else:
                groups.append([each])
        return groups

    def _measure(self) -> None:
        self.setFixedHeight(52 + 2 * self._links.theme.metrics.step)
        self._place(anew=True)


class Due(Card):
    """Title with the lead time that the user chose."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__("", links, parent)
        self.strip = DayStrip(links, self)
        self.column.addWidget(self.strip)
        self.list = add_list(self, 6, links)

    def show_overview(self, seen: Overview) -> None:
        """Show what is due."""
        tr = self._links.tr
        title = tr("{n} 日内到期", n=seen.lead_days)
        self.set_title(title, seen.due if seen.due.number else None)
        self.strip.setVisible(bool(seen.due.number))
        self.strip.show_overview(seen)
        rows, others = seen.due_rows[:MOST_ROWS], [each.commitment.code for each in seen.due_rows[MOST_ROWS:]]
        columns = due_columns(rows, self._links)
        entries = [Item(each.code, partial(DueRow, each, columns, self._links)) for each in rows]
        self.say_empty("" if entries else nothing_due(seen, self._links))
        self.list.show_entries(entries, title, [Others(others)] if others else [])


def nothing_due(seen: Overview, links: Links) -> str:
    """That nothing is due soon, and what comes next."""
    tr, next_due = links.tr, seen.next_due
    words = tr("{n} 日内没有事项到期。", n=seen.lead_days)
    return words if next_due is None else f"{words}{nearest(seen, links)}"


def nearest(seen: Overview, links: Links) -> str:
    """The nearest deadline in a sentence; "" where there is none ahead."""
    item = seen.next_due
    if item is None or item.commitment.due is None:
        return ""
    return links.tr(
        "最近的时限是 {day}（{left}）：{code} {title}。",
        day=item.commitment.due.isoformat(), left=days_words(item, links.tr),
        code=item.code, title=item.commitment.title,
    )  # fmt: skip
