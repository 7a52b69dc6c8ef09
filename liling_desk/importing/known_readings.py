"""What the texts of a file were read as: most of a long file's cells say what others have said before."""

from __future__ import annotations

from collections.abc import Collection

from liling_desk.importing.decoding import LOST
from liling_desk.importing.drafts import IDENTITY, TEXTS, Draft

UNREAD = frozenset({"code", "deadline_earliest", "deadline_latest"})
"""What says which item it is, and what is read with the deadline."""
DAYS = frozenset({"assigned_deadline", "reported_on", "done_on", "reference_date"})


class KnownReadings:
    """Readings that depend on nothing but the text, and leave nothing to be said."""

    def __init__(self, fields: Collection[str]) -> None:
        """`fields`: those that the file has."""
        alone = _alone(set(fields))
        self._known: dict[str, dict[str, object]] = {name: {} for name in fields if name in alone}
        """None for what says nothing."""
        self._bound = frozenset(fields) - alone - TEXTS - UNREAD

    def keep(self, name: str, text: str, value: object) -> None:
        """Know a reading again."""
        if name in self._known:
            self._known[name][text] = None if value == () else value

    def read(self, draft: Draft) -> bool:
        """Read the whole row of a new item; False where something in it was not read before."""
        texts = draft.texts
        if draft.flawed or not self._bound.isdisjoint(texts) or LOST in "".join(texts.values()):
            return False
        values: dict[str, object] = {**texts}
        for name, known in self._known.items():
            text = texts.get(name)
            if text is None:
                continue
            value = known.get(text, known)
            if value is known:
                return False
            if value is None:
                del values[name]
            else:
                values[name] = value
        for name in UNREAD:
            values.pop(name, None)
        draft.values = values
        return True


def _alone(fields: set[str]) -> frozenset[str]:
    """Of a file's fields those whose texts can be read without looking at the rest of a new item's row."""
    by_period = DAYS - {"reference_date"} if "period" in fields else frozenset()
    by_days = {"deadline"} if fields & {"deadline_latest", "deadline_earliest", "reference_date"} else frozenset()
    by_unit = {"target", "baseline", "value"} if "indicator_unit" in fields else frozenset()
    return frozenset(fields - TEXTS - IDENTITY - UNREAD - by_period - by_days - by_unit)
