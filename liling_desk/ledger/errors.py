"""Every problem that a user can cause or meet: what happened, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Where:
    """The place of a problem. `row` is counted as the user sees it in Excel or a text editor."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    code: str | None = None


class LedgerError(Exception):
    """Base of all known problems. `what` and `remedy` are worded by a `Translator`."""

    kind: str = "problem"

    def __init__(
        self, what: Message, remedy: Message | None = None, where: Where | None = None, detail: str = ""
    ) -> None:
        super().__init__(what, remedy, where, detail)
        self.what = what
        self.remedy = remedy or Message(N_("请检查后再试。"))
        self.where = where or Where()
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class UsageError(LedgerError):
    """The words of a call are off: unknown field, bad date, unknown report kind."""

    kind = "usage"


class InvalidEdit(LedgerError):
    """A change that breaks a rule: empty title, no basis, unknown code."""

    kind = "invalid"


class UnknownCode(InvalidEdit):
    """No commitment has this code."""

    kind = "unknown_code"

    def __init__(self, code: str) -> None:
        super().__init__(
            Message(N_("台账里没有编号 {code}。"), {"code": code}),
            Message(N_("请核对编号；已删除的事项可先恢复。")),
            Where(code=code),
        )


class Conflict(LedgerError):
    """Somebody else was first. `mine`, `theirs` and `base` hold the fields that differ."""

    kind = "conflict"

    def __init__(self, code: str, mine: dict[str, object], theirs: dict[str, object], base: dict[str, object]) -> None:
        super().__init__(
            Message(N_("{code} 刚被别人改过，这次修改没有写入。"), {"code": code}),
            Message(N_("请看清双方的内容后再选用哪一个。")),
            Where(code=code),
        )
        self.mine, self.theirs, self.base = mine, theirs, base


class Outdated(LedgerError):
    """Something was written since the page was made that is to be issued."""

    kind = "outdated"

    def __init__(self) -> None:
        super().__init__(Message(N_("台账刚刚有改动，通报没有发出。")), Message(N_("请重新看一遍再发。")))


class NothingToUndo(LedgerError):
    """There is no edit left to take back (or to redo)."""

    kind = "nothing_to_undo"


class LedgerUnusable(LedgerError):
    """The ledger file can't be opened or written: missing, foreign, newer, locked, read-only, damaged, disk full."""

    kind = "ledger_unusable"


class ServerUnreachable(LedgerUnusable):
    """The server does not answer. `unconfirmed`: it was lost while a change was being confirmed, which may be there."""

    kind = "unreachable"

    def __init__(self, server: str, detail: str = "", unconfirmed: bool = False) -> None:
        what, remedy = N_("连不上服务器 {server}。"), N_("请检查网线和网络；没有写入任何内容，连上后可以接着用。")
        if unconfirmed:
            what = N_("与服务器 {server} 断开了，不知道刚才的修改写进去没有。")
            remedy = N_("请不要重填：连上后再存一次，同一个修改只会写入一次。")
        super().__init__(Message(what, {"server": server}), Message(remedy), Where(), detail)
        self.unconfirmed = unconfirmed


class AccessDenied(LedgerUnusable):
    """The server does not let this role in: no password, a wrong one, or no rights."""

    kind = "access_denied"


class PasswordNeeded(AccessDenied):
    """The server wants a password, or another one than it was given."""


class ReadOnlyLedger(LedgerUnusable):
    """Nothing can be written: the file does not let it, or the ledger was opened only for looking."""

    kind = "read_only"


class LedgerDamaged(LedgerUnusable):
    """The file can't be read as a ledger: torn pages, tables that are not ours, or something else in its place."""


class NotALedger(LedgerDamaged):
    """Nothing in the file says that it ever was a ledger; a damaged beginning of one looks the same."""


class FileUnusable(LedgerError):
    """A file to read or write can't be used. `where.file` names it."""

    kind = "file_unusable"


class FileExists(FileUnusable):
    """Something is there already, and it was not overwritten."""

    def __init__(self, file: object) -> None:
        super().__init__(
            Message(N_("{file} 已经存在，没有覆盖。"), {"file": file}),
            Message(N_("请换一个文件名。")),
            Where(file=str(file)),
        )
