"""A name that somebody chose never hides the system account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.person import Person, name_in, person_of


@pytest.mark.parametrize(
    ("name", "account", "signature"),
    [
        ("张三", "zhangsan", "张三（zhangsan）"),
        ("", "zhangsan", "zhangsan"),
        ("zhangsan", "zhangsan", "zhangsan"),
        ("张三", "", "张三"),
        ("", "", ""),
        ("李四（lisi）", "zhangsan", "李四(lisi)（zhangsan）"),
        ("李四\u202e", "zhangsan", "李四（zhangsan）"),
        ("李四\n\n（lisi）\t", "zhangsan", "李四 (lisi)（zhangsan）"),
        ("张三", "DOMAIN\\张 三", "张三（DOMAIN\\张 三）"),
        ("　", "zhangsan", "zhangsan"),
    ],
)
def test_the_journal_keeps_both(name: str, account: str, signature: str) -> None:
    assert Person(name, account).signature == signature


def test_older_entries_stay_readable() -> None:
    assert person_of("张三") == Person("张三")
    assert person_of("founder") == Person("founder")
    assert person_of("") == Person("")
    assert person_of("张三（督查室）甲") == Person("张三（督查室）甲"), "brackets inside are no account"
    assert name_in("张三（zhangsan）") == "张三"


@given(name=st.text(max_size=40), account=st.text(min_size=1, max_size=40))
def test_whatever_the_name_the_account_is_found_again(name: str, account: str) -> None:
    plain = Person("", account).signature
    signed = Person(name, account).signature
    if plain:
        read = person_of(signed)
        assert (read.account or read.name) == plain
        assert signed in (plain, f"{read.name}（{plain}）")
