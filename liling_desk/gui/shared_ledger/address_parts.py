"""An address in parts as they are typed, and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from liling_desk.ledger.address import USUAL_DESK, ServerAddress, address_of

USUAL_PORT: Final = "5432"
CHECKED: Final = "verify-full"
NOT_ASKED: Final = "prefer"

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
_SYSTEM: Final = "system"
"""libpq's word for the certificates that the system trusts."""


@dataclass(frozen=True)
class AddressParts:
    """`host` holds several with their ports where commas separate them. `rest`: what libpq is told besides."""

    host: str = ""
    port: str = ""
    database: str = ""
    user: str = ""
    desk: str = ""
    mode: str = ""
    certificate: str = ""
    rest: tuple[tuple[str, str], ...] = ()

    def address(self) -> ServerAddress:
        """The address. Raises `UsageError` for what names none."""
        host = self.host.strip()
        if host.count(":") > 1 and "," not in host and not host.startswith("["):
            host = f"[{host}]"
        hosts = f"{host}:{self.port.strip() or USUAL_PORT}" if host and "," not in host else host
        login = f"{quote(self.user.strip(), safe='')}@" if self.user.strip() else ""
        told = [("desk", self.desk.strip() or USUAL_DESK), ("sslmode", self.mode)]
        if root := self.certificate.strip() or _usual_root(self.mode):
            told.append(("sslrootcert", root))
        words = "&".join(f"{name}={quote(value, safe='/')}" for name, value in (*told, *self.rest) if value)
        found = address_of(f"postgresql://{login}{hosts}/{quote(self.database.strip(), safe='')}?{words}")
        assert isinstance(found, ServerAddress)
        return found


def parts_of(address: ServerAddress) -> AddressParts:
    """The parts of an address."""
    hosts = address.hosts
    host, port = (hosts, "") if "," in hosts else _split(hosts)
    told = dict(address.options)
    mode, root = told.pop("sslmode", ""), told.pop("sslrootcert", "")
    return AddressParts(
        host, port, address.database, address.user, address.desk, mode or usual_mode(host),
        "" if root == _SYSTEM else root, tuple(told.items()),
    )  # fmt: skip


def is_local(host: str) -> bool:
    """Whether a host is this computer."""
    return host.strip().lower() in _LOCAL or host.strip().startswith("/")


def usual_mode(host: str) -> str:
    """How a connection to a host is encrypted unless somebody says otherwise."""
    return NOT_ASKED if is_local(host) else CHECKED


def _split(hosts: str) -> tuple[str, str]:
    host, colon, port = hosts.rpartition(":")
    return (host, port) if colon and port.isdigit() else (hosts, "")


def _usual_root(mode: str) -> str:
    """Without a file libpq looks for one in the home folder; where there is none, the system's own are meant."""
    if mode != CHECKED or (Path.home() / ".postgresql" / "root.crt").exists():
        return ""
    return _SYSTEM
