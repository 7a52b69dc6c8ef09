"""The user's choices, defaults in one table, kept as JSON in the user's configuration folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from liling_desk import places
from liling_desk.private_files import write_private


@dataclass(frozen=True)
class Preferences:
    """`font_step` is pixels added to every text; `window` holds what the window remembers, by name.

    `second_place` is a folder (an absolute path, or "" for none) that every backup is copied to as well.
    `evidence_limit_mb` is the most that one file of evidence may have, in MB.
    `role` "reader": nothing is written to any ledger. Where a ledger has a passphrase, the window is locked after
    `lock_minutes` without input (0: never).
    `last_ledger` and `recent_ledgers` hold files and addresses on a server (`Address.text`: no password is in it).
    `due_soon_days`, `behind_points` and `far_behind_points` are the thresholds of lights; far behind is never less.
    """

    language: Literal["system", "zh_CN", "en"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    font_step: int = 0
    density: Literal["comfortable", "compact"] = "comfortable"
    due_soon_days: int = 30
    behind_points: int = 10
    far_behind_points: int = 30
    evidence_limit_mb: int = 20
    actor: str = ""
    role: Literal["desk", "reader"] = "desk"
    lock_minutes: int = 0
    second_place: str = ""
    last_ledger: str = ""
    recent_ledgers: tuple[str, ...] = ()
    window: dict[str, Any] = field(default_factory=dict)

    def but(self, **changes: Any) -> Preferences:
        """The same preferences with some changed."""
        return replace(self, **changes)

    @property
    def second_folder(self) -> Path | None:
        """The second place for backups, if one is set."""
        return Path(self.second_place) if self.second_place else None

    def opened(self, ledger: str) -> Preferences:
        """With a ledger at the head of the recent ones (eight are kept)."""
        recent = (ledger, *(each for each in self.recent_ledgers if each != ledger))[:8]
        return replace(self, last_ledger=ledger, recent_ledgers=recent)


def preferences_path() -> Path:
    """Where they are kept."""
    return places.user_config_dir() / "preferences.json"


def load_preferences(path: Path | None = None) -> Preferences:
    """What was saved; defaults for whatever is missing, damaged or of the wrong type."""
    try:
        saved = json.loads((path or preferences_path()).read_text(encoding="utf-8"))
        json.dumps(saved, ensure_ascii=False).encode("utf-8")  # refuses halves of character pairs
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(saved, dict):
        return Preferences()
    default = Preferences()
    good: dict[str, Any] = {}
    for each in fields(Preferences):
        value = saved.get(each.name)
        if each.name == "recent_ledgers" and isinstance(value, list):
            value = tuple(item for item in value if isinstance(item, str))
        if value is not None and type(value) is type(getattr(default, each.name)) and _allowed(each.name, value):
            good[each.name] = value
    return Preferences(**good)


_CHOICES: dict[str, tuple[object, ...]] = {
    "language": ("system", "zh_CN", "en"),
    "theme": ("system", "light", "dark"),
    "density": ("comfortable", "compact"),
    "role": ("desk", "reader"),
    "font_step": (0, 2, 4),
}

_SPANS = {
    "due_soon_days": (0, 365),
    "behind_points": (1, 100),
    "far_behind_points": (1, 100),
    "evidence_limit_mb": (1, 200),
    "lock_minutes": (0, 240),
}


def _allowed(name: str, value: object) -> bool:
    if name == "second_place" and isinstance(value, str):
        return not value or ("\0" not in value and Path(value).is_absolute())
    if name in _SPANS:
        low, high = _SPANS[name]
        return isinstance(value, int) and low <= value <= high
    return name not in _CHOICES or value in _CHOICES[name]


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write them whole or not at all. Raises OSError where the folder can't be written."""
    write_private(path or preferences_path(), json.dumps(asdict(preferences), ensure_ascii=False, indent=1).encode())
