"""The password of a role on a server. It goes to the server and into the system's keyring, and nowhere else."""

from __future__ import annotations

from typing import NoReturn


class Password:
    """Holds the text; nothing that prints, logs or stores it gets to see it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text, for the connection and for the system's keyring only."""
        return self._text

    def __repr__(self) -> str:
        return "Password(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a password is not stored anywhere")
