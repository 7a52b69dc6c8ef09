"""What the desk keeps by name: views of the list and column mappings of files."""

from __future__ import annotations

from pydantic import Field

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.record import creation, edit, removal


class SavedView(Frozen):
    """A named filter with its sort order."""

    name: str
    filter: LedgerFilter = Field(default_factory=LedgerFilter)
    sort: SortOrder = Field(default_factory=SortOrder)


class Profile(Frozen):
    """A remembered mapping: header text → field name ("" = not imported). Recognised again by sender and headers.

    `sender`: a unit, or what its file names have in common; "" for anybody. `layout`: the header words in their order.
    """

    name: str
    columns: dict[str, str]
    sender: str = ""
    layout: tuple[str, ...] = ()


def keep_view(view: SavedView, former: SavedView | None = None) -> ChangeSet:
    """Save a view; `former` is the one of the same name that it replaces."""
    change = edit("saved_view", view.name, former, view) if former else creation("saved_view", view.name, view)
    return ChangeSet("view", (change,) if change else ())


def drop_view(view: SavedView) -> ChangeSet:
    """Forget a view."""
    return ChangeSet("view", (removal("saved_view", view.name, view),))


def keep_profile(profile: Profile, former: Profile | None = None) -> ChangeSet:
    """Save a mapping; `former` is the one of the same name that it replaces."""
    change = edit("profile", profile.name, former, profile) if former else creation("profile", profile.name, profile)
    return ChangeSet("profile", (change,) if change else ())
