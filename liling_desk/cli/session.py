"""What every command is given: its arguments, the language, today, and the ledger when it needs one."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from liling_desk import places
from liling_desk.account import system_account
from liling_desk.ledger.access import Access
from liling_desk.ledger.address import Address, FileAddress, ServerAddress, address_of
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.errors import LedgerError, PasswordNeeded, UsageError
from liling_desk.ledger.filters import UNASSIGNED, LedgerFilter, parse_filter
from liling_desk.ledger.thresholds import thresholds_of
from liling_desk.open_ledger import OpenLedger, back_up_if_first, only_looking
from liling_desk.preferences import load_preferences
from liling_desk.translations import N_, Message, Translator

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase

DONE: Final = 0
PROBLEMS: Final = 1
USAGE: Final = 2
UNUSABLE: Final = 3

Result = TypeVar("Result")


@dataclass(frozen=True)
class Session:
    """One call of the command line."""

    arguments: Namespace
    tr: Translator
    today: date

    @property
    def named(self) -> str:
        """The ledger that was named, else the one last opened, else the default one; as it was typed."""
        named: str = self.arguments.ledger or load_preferences().last_ledger
        return named or str(places.default_ledger_path())

    @property
    def address(self) -> Address:
        """Where the ledger is kept. Raises `UsageError`."""
        return address_of(self.named)

    @property
    def ledger_path(self) -> Path:
        """The ledger's file, for a command that makes sense for files only. Raises `UsageError` for a server."""
        if isinstance(address := self.address, FileAddress):
            return address.path
        raise UsageError(
            Message(N_("这个命令只用于台账文件；这个台账在服务器上：{server}。"), {"server": address.name}),
            Message(N_("服务器上的台账由服务器备份；要留一份，请用“liling-desk snapshot 地址 文件”。")),
        )

    @property
    def actor(self) -> str:
        """The name that was chosen, else the system account."""
        return load_preferences().actor or system_account()

    def reach(self, named: str, do: Callable[[Address, Access], Result]) -> Result:
        """Do something with a ledger: with the passphrase of its file, or the password of its server.

        A password comes from the address, the system's keyring or, by libpq, from its own file; where it is needed all
        the same and there is a terminal, it is asked for, once. Raises `LedgerError`.
        """
        from liling_desk.cli.asking import password_asked_for, password_of

        address, plain = address_of(named), Access(system_account(), self.is_reader, shown_as=self.actor)
        if not isinstance(address, ServerAddress):
            return do(address, replace(plain, passphrase=self.passphrase_of(address.path)))
        try:
            return do(address, replace(plain, password=password_of(named, address, self.tr)))
        except PasswordNeeded:
            if (password := password_asked_for(address, self.tr)) is None:
                raise
        return do(address, replace(plain, password=password))

    @property
    def is_reader(self) -> bool:
        """Whether nothing may be written."""
        return self.arguments.reader or load_preferences().role == "reader"

    @cached_property
    def passphrase(self) -> Passphrase | None:
        """The passphrase of the ledger's file."""
        return self.passphrase_of(self.ledger_path)

    def passphrase_of(self, file: Path) -> Passphrase | None:
        """From the file that was named, else typed where the ledger needs one. Raises `FileUnusable`."""
        from liling_desk.cli.asking import asked_for, passphrase_in

        if self.arguments.passphrase_file:
            return passphrase_in(self.arguments.passphrase_file)
        return asked_for(file, self.tr)

    def must_be_desk(self, place: Path | Address) -> None:
        """Before a command that writes. Raises `ReadOnlyLedger` for a reader."""
        if self.is_reader:
            raise only_looking(place)

    @contextmanager
    def ledger(self, writing: bool = False) -> Iterator[OpenLedger]:
        """Open for the length of the command; the day's backup precedes one that writes. Raises `LedgerUnusable`."""
        if writing:
            self.must_be_desk(self.address)
        preferences = load_preferences()
        ledger = self.reach(
            self.named,
            lambda address, access: OpenLedger.open(address, self.actor, thresholds_of(preferences), access),
        )
        ledger.second_place = preferences.second_folder
        try:
            if writing and not ledger.read_only:
                self._back_up_first(ledger)
            yield ledger
        finally:
            ledger.close()

    def _back_up_first(self, ledger: OpenLedger) -> None:
        """Once a day. Where it can't be done, that is said and the work goes on."""
        try:
            if ledger.path is None:
                return
            made = back_up_if_first(ledger.path, ledger.second_place, datetime.now(UTC), ledger.access.passphrase)
        except LedgerError as problem:
            self.warn(self.tr("今天的备份没有做成。"), problem)
        else:
            if made is not None and made.trouble is not None:
                self.warn(self.tr("备份没有拷到第二处。"), made.trouble)

    def warn(self, what: str, problem: LedgerError) -> None:
        """A sentence on stderr about something that does not stop the work."""
        print(f"{what}{self.tr.say(problem.what)}{self.tr.say(problem.remedy)}", file=sys.stderr)

    @property
    def as_of(self) -> date:
        """The day that everything is computed at."""
        return self.day(self.arguments.as_of) or self.today

    def day(self, text: str | None) -> date | None:
        """A day that was typed. Raises `UsageError`."""
        if text is None:
            return None
        if (day := read_day(text)) is None:
            raise UsageError(Message(N_("“{text}”不是日期。"), {"text": text}), Message(N_("请写成 2021-12-31 这样。")))
        return day

    def wanted(self, ledger: OpenLedger) -> LedgerFilter:
        """The filter that was typed. Raises `UsageError`."""
        typed = self.arguments
        names = ledger.snapshot().unit_by_name
        unassigned = (self.tr("待分办"), "待分办", "")
        units = [UNASSIGNED if unit in unassigned else names.get(unit, unit) for unit in typed.unit or ()]
        return parse_filter(
            text=typed.text or "",
            role=tuple(typed.role or ()),
            programme=tuple(typed.programme or ()),
            category=tuple(typed.category or ()),
            unit=tuple(units),
            status=tuple(typed.status or ()),
            light=tuple(typed.light or ()),
            timeliness=tuple(typed.timeliness or ()),
            reported=tuple(typed.reported or ()),
            pace=tuple(typed.pace or ()),
            due_from=self.day(typed.due_from),
            due_to=self.day(typed.due_to),
        )

    def say(self, text: str, /, **values: object) -> None:
        """Print a sentence in the user's language."""
        print(self.tr(text, **values))

    def print_json(self, value: object) -> None:
        """Print JSON, UTF-8 unescaped."""
        print(json.dumps(value, ensure_ascii=False, indent=1))
