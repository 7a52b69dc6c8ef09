"""What every page is given: nothing is found through globals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from liling_desk.account import system_account
from liling_desk.gui.arriving import LARGE
from liling_desk.gui.background import Background
from liling_desk.gui.drafts import Drafts
from liling_desk.gui.keyring import Keyring
from liling_desk.gui.ledger_bridge import LedgerBridge
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.private_copies import PrivateCopies
from liling_desk.ledger.access import Access
from liling_desk.preferences import Preferences
from liling_desk.translations import Translator


class Choices:
    """The preferences in force; `change` saves them."""

    def __init__(self, current: Preferences, save: Callable[[Preferences], None]) -> None:
        self.current = current
        self._save = save

    def change(self, **fields: object) -> None:
        """Replace some and save."""
        self.current = self.current.but(**fields)
        self._save(self.current)

    def remember(self, name: str, value: object) -> None:
        """Keep something of the window (JSON values) under a name."""
        self.change(window={**self.current.window, name: value})

    def remembered(self, name: str, default: object = None) -> object:
        """What was kept under a name."""
        return self.current.window.get(name, default)


@dataclass(frozen=True)
class Desk:
    """Made once by the application."""

    bridge: LedgerBridge
    theme: Theme
    tr: Translator
    choices: Choices
    background: Background
    copies: PrivateCopies = field(default_factory=PrivateCopies)
    drafts: Drafts = field(default_factory=Drafts)
    keyring: Keyring = field(default_factory=Keyring)
    only_looking: bool = False
    """Whether the window was started for looking only, whatever was chosen."""
    large: int = LARGE
    """Ledgers with more items and returns are read in the background."""

    @property
    def access(self) -> Access:
        """How ledgers are opened here."""
        return Access(system_account(), self.only_looking or self.choices.current.role == "reader")

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed here, for people; "" where it can. Also "" where no ledger is open."""
        if not self.bridge.has_ledger or not self.bridge.ledger.read_only:
            return ""
        if self.bridge.ledger.unreachable_since is not None:
            return self.tr("与服务器断开，连上之前只能看")
        if not self.bridge.ledger.access.reader:
            return self._of_the_place
        if self.only_looking:
            return self.tr("这次启动时选了只看，不能修改")
        return self.tr("本机用途是“只看”，不能修改；可在“设置”里改")

    @property
    def _of_the_place(self) -> str:
        if self.bridge.is_shared:
            return self.tr("这个用户在服务器上只能看，不能修改")
        return self.tr("台账是只读的，不能修改")

    @property
    def why_no_passphrase(self) -> str:
        """Why the open ledger has none; "" for a ledger in a file, and without one."""
        return self.tr("服务器上的台账用密码进入，没有口令") if self.bridge.is_shared else ""
