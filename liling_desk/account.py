"""Which account of the system this process runs under."""

from __future__ import annotations

import os
import sys


def system_account() -> str:
    """The account's name as the system knows it, never as an environment variable says; "" where it has none."""
    try:
        if sys.platform == "win32":
            return os.getlogin()
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (OSError, KeyError, ImportError):
        return ""
