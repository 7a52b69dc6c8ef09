"""Where resources, the user's files, settings, logs and backups live.

Nothing here touches Qt or creates a folder: whoever writes makes the folder first.
The environment variable LILING_DESK_HOME puts all of the user's places under one folder.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "LILING_DESK_HOME"
_APP = "liling-desk"


def resources_dir() -> Path:
    """The folder with fonts, templates, starter and samples: beside the package, else the repository's."""
    package = Path(__file__).resolve().parent
    beside = package / "resources"
    return beside if beside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one shipped file or folder; FileNotFoundError names it when it is missing."""
    path = resources_dir().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"shipped file is missing, reinstall liling-desk: {path}")
    return path


def user_data_dir() -> Path:
    """Where ledgers and backups of this user live by default."""
    home = _home()
    if home is not None:
        return home / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_config_dir() -> Path:
    """Where the preferences of this user live."""
    home = _home()
    if home is not None:
        return home / "config"
    import platformdirs

    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def user_log_dir() -> Path:
    """Where log files of this user go."""
    home = _home()
    if home is not None:
        return home / "log"
    import platformdirs

    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def opened_dir() -> Path:
    """Where copies of evidence files lie while they are looked at; emptied at every end and start."""
    home = _home()
    if home is not None:
        return home / "opened"
    import platformdirs

    return Path(platformdirs.user_cache_dir(_APP, appauthor=False)) / "opened"


def default_ledger_path() -> Path:
    """The ledger that opens when none is named; it need not exist."""
    return user_data_dir() / "ledger.db"


def letter_templates_dir() -> Path:
    """Where the user's own Word templates of letters are looked for; it need not exist."""
    return user_data_dir() / "templates"


def backups_dir(ledger: Path) -> Path:
    """Where copies of `ledger` go before a migration: a folder beside it."""
    return ledger.parent / f"{ledger.stem}-backups"


def _home() -> Path | None:
    value = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(value).expanduser().absolute() if value else None
