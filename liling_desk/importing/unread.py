"""A cell that can't be read."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.translations import Message


@dataclass(frozen=True)
class Unread:
    """Why a cell can't be taken, and texts to put in its place."""

    why: Message
    instead: tuple[str, ...] = ()
