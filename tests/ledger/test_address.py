"""Where a ledger is kept, as it is typed, remembered and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.address import FileAddress, ServerAddress, address_of, is_server, password_in
from liling_desk.ledger.errors import UsageError

WHOLE = "postgresql://zhang@10.1.2.3:5433/duban?desk=liling&sslmode=verify-full&sslrootcert=/etc/ca.pem"


def test_a_path_is_a_file(tmp_path: Path) -> None:
    address = address_of(tmp_path / "台账.db")
    assert address == FileAddress(tmp_path / "台账.db")
    assert (address.file, address.folder) == (tmp_path / "台账.db", tmp_path)
    assert (address.name, address.title, address.text) == ("台账.db", "台账", str(tmp_path / "台账.db"))


def test_a_server_address_keeps_all_that_libpq_is_told() -> None:
    address = address_of(WHOLE)
    assert isinstance(address, ServerAddress)
    assert (address.desk, address.database, address.user, address.hosts) == (
        "liling",
        "duban",
        "zhang",
        "10.1.2.3:5433",
    )
    assert address.file is None and address.folder is None and address.name == "liling@10.1.2.3:5433"
    assert "desk" not in address.for_libpq and "sslrootcert=/etc/ca.pem" in address.for_libpq
    assert address_of(address.text) == address


def test_several_hosts_and_the_machines_own_socket() -> None:
    address = address_of("postgresql://a,b:5433,c/duban?target_session_attrs=read-write")
    assert isinstance(address, ServerAddress) and address.hosts == "a,b:5433,c" and address.desk == "main"
    assert address_of("postgresql://[::1]:5432/duban").name == "main@[::1]:5432"
    own = address_of("postgresql:///duban?desk=liling")
    assert isinstance(own, ServerAddress) and own.name == "liling@localhost" and own.user == ""


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host/a/b",
        "postgresql://host/db?desk=",
        "postgresql://host/db?desk=醴陵",
        "postgresql://host/db?desk=Liling",
        "postgresql://host/db?desk=" + "a" * 41,
        "postgresql://host/db?desk=a'b",
        "postgresql://[host/db",
        "postgresql://host:121245/db",
        "postgresql://a:5432,b:x/db",
        "postgresql://host/db#x",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        address_of(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=6).filter(lambda text: text.strip("%")))
def test_a_password_is_in_nothing_that_is_remembered_or_shown(secret: str) -> None:
    from urllib.parse import quote

    quoted = quote(f"pw{secret}pw", safe="")
    for text in (f"postgresql://zhang:{quoted}@host/duban", f"postgresql://zhang@host/duban?password={quoted}&desk=a"):
        address, password = address_of(text), password_in(text)
        assert password is not None and password.reveal() == f"pw{secret}pw"
        told = (address.text, address.name, repr(address), repr(password), getattr(address, "for_libpq", ""))
        assert not any(quoted in each or f"pw{secret}pw" in each for each in told)


def test_what_names_a_server() -> None:
    assert is_server(" PostgreSQL://host/db") and is_server("postgres://host/db")
    assert not is_server("C:/postgresql/台账.db") and password_in("台账.db") is None
