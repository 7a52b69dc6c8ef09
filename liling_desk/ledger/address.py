"""Where a ledger is kept: in a file, or at a desk of a server. An address holds no secret and may be remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.password import Password
from liling_desk.translations import N_, Message

SCHEMES: Final = ("postgresql://", "postgres://")
USUAL_DESK: Final = "main"
"""The desk of a server ledger where none is named."""

_DESK: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SECRETS: Final = frozenset({"password", "sslpassword"})


@dataclass(frozen=True)
class FileAddress:
    """A ledger in a file of its own."""

    path: Path

    @property
    def file(self) -> Path | None:
        """The file."""
        return self.path

    @property
    def folder(self) -> Path | None:
        """What belongs to the ledger lies here."""
        return self.path.parent

    @property
    def text(self) -> str:
        """The whole path."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def title(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


@dataclass(frozen=True)
class ServerAddress:
    """A desk's ledger in a PostgreSQL database.

    `place` is `user@host:port` as it stands in the address (several hosts with commas between), `options` what libpq is
    told besides: (name, value).
    """

    place: str
    database: str
    desk: str = USUAL_DESK
    options: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> Path | None:
        """None: it is in no file."""
        return None

    @property
    def folder(self) -> Path | None:
        """None: nothing lies beside it."""
        return None

    @property
    def text(self) -> str:
        """As it is typed and remembered."""
        told = [("desk", self.desk), *self.options]
        return f"postgresql://{self.place}/{quote(self.database, safe='')}?{urlencode(told, quote_via=quote, safe='/')}"

    @property
    def for_libpq(self) -> str:
        """The connection string without what only this program understands."""
        told = f"?{urlencode(self.options, quote_via=quote, safe='/')}" if self.options else ""
        return f"postgresql://{self.place}/{quote(self.database, safe='')}{told}"

    @property
    def user(self) -> str:
        """The role that is named; empty where libpq is to choose."""
        return unquote(self.place.rpartition("@")[0])

    @property
    def hosts(self) -> str:
        """Hosts and ports as they are named; empty for the machine's own socket."""
        return self.place.rpartition("@")[2]

    @property
    def name(self) -> str:
        """Desk and host."""
        return f"{self.desk}@{self.hosts or 'localhost'}"

    @property
    def title(self) -> str:
        """Desk and host."""
        return self.name


Address = FileAddress | ServerAddress


def is_server(text: str) -> bool:
    """Whether a text names a server and no file."""
    return text.strip().lower().startswith(SCHEMES)


def address_of(place: str | Path | Address) -> Address:
    """What a text or a path names. A password in it is left out (`password_in`). Raises `UsageError`."""
    if isinstance(place, FileAddress | ServerAddress):
        return place
    if isinstance(place, str) and is_server(place):
        return _server(place.strip())
    return FileAddress(Path(place).expanduser().absolute())


def password_in(text: str) -> Password | None:
    """The password that somebody typed into an address."""
    if not is_server(text):
        return None
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    told = dict(parse_qsl(parts.query, keep_blank_values=True)).get("password")
    _, colon, typed = parts.netloc.rpartition("@")[0].partition(":")
    secret = told or (unquote(typed) if colon else "")
    return Password(secret) if secret else None


def is_desk_key(text: str) -> bool:
    """Whether a desk may be called so: it becomes part of keys and of the names of roles."""
    return _DESK.fullmatch(text) is not None


def _server(text: str) -> ServerAddress:
    try:
        parts = urlsplit(text)
        told = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as problem:
        raise _no_address(text.partition("?")[0].rpartition("@")[2]) from problem
    login, at, hosts = parts.netloc.rpartition("@")
    user = login.partition(":")[0]
    database = unquote(parts.path.lstrip("/"))
    desk = dict(told).get("desk", USUAL_DESK)
    if not database or "/" in database or parts.fragment or not all(map(_has_a_port, hosts.split(","))):
        raise _no_address(hosts)
    if not is_desk_key(desk):
        raise UsageError(
            Message(N_("“{desk}”不能作为督查室代号。"), {"desk": desk}),
            Message(N_("请用小写拉丁字母开头，只含小写字母、数字和下划线，最多 40 个字符，例如 liling。")),
        )
    options = tuple((name, value) for name, value in told if name != "desk" and name not in _SECRETS)
    return ServerAddress(f"{user}{at}{hosts}", database, desk, options)


def _has_a_port(host: str) -> bool:
    """Whether what stands behind a host's colon is the number of a port, if anything does."""
    port = host.rpartition("]")[2].partition(":")[2]
    return not port or (port.isascii() and port.isdigit() and 0 < int(port) < 65536)


def _no_address(hosts: str) -> UsageError:
    return UsageError(
        Message(N_("服务器地址写得不对：{hosts}"), {"hosts": hosts}),
        Message(
            N_(
                "请写成 postgresql://用户@主机:端口/数据库?desk=代号，例如 postgresql://zhang@10.1.2.3/duban?desk=liling。"
            )
        ),
    )
