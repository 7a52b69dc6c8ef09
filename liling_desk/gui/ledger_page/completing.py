"""Completing what somebody types from what the ledger knows already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from liling_desk.gui.desk import Desk
from liling_desk.ledger.snapshot import Snapshot

_BETWEEN = re.compile(r"[、，,;；\n]+")


def unit_names(snapshot: Snapshot) -> list[str]:
    """Every unit's present name."""
    return sorted(snapshot.units)


def used_values(snapshot: Snapshot, field: str) -> list[str]:
    """What stands in a text field of the commitments, the most used first."""
    counts = Counter(map(attrgetter(field), snapshot.commitments.values()))
    return sorted((value for value in counts if value), key=lambda value: (-counts[value], value))


def parse_names(text: str) -> tuple[str, ...]:
    """Names written one after the other with 、 or a comma, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _BETWEEN.split(text) if name.strip()))


class _LastNameCompleter(QCompleter):
    """Completes the last name of a list; those before it stay."""

    def splitPath(self, path: str) -> list[str]:
        return [_BETWEEN.split(path)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]
        edit = self.widget()
        before = parse_names(edit.text())[:-1] if isinstance(edit, QLineEdit) else ()
        return "、".join((*before, chosen))


def complete(edit: QLineEdit, words: Iterable[str], several: bool = False) -> None:
    """Offer words that contain what was typed; `several`: for the last name of a list."""
    known = list(words)
    completer = _LastNameCompleter(known, edit) if several else QCompleter(known, edit)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(8)
    completer.popup().setObjectName("popover")
    edit.setCompleter(completer)


def unit_edit(desk: Desk, several: bool = False) -> QLineEdit:
    """A line for one unit, or for several with 、 between."""
    edit = QLineEdit()
    complete(edit, unit_names(desk.bridge.ledger.snapshot()), several)
    edit.setPlaceholderText(desk.tr("单位名称，几个单位用、隔开") if several else desk.tr("单位名称"))
    return edit


def field_edit(desk: Desk, field: str) -> QLineEdit:
    """A line that completes from what other commitments have in that field."""
    edit = QLineEdit()
    complete(edit, used_values(desk.bridge.ledger.snapshot(), field))
    return edit
