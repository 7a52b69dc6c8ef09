"""Who wrote an entry: the name that was chosen, and the system account that it was chosen under.

The journal keeps both in one text, `张三（zhangsan）`: readable without this program, and a name that somebody chose
can't hide the account. Entries from before accounts were kept hold one name without brackets; so do entries of a
machine that has no account to tell.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SIGNED = re.compile(r"(?P<name>[^（）]*)（(?P<account>[^（）]+)）")
_BRACKETS = str.maketrans("（）", "()")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


@dataclass(frozen=True)
class Person:
    """`name` is what people are shown; `account` the system account, "" where none was kept."""

    name: str
    account: str = ""

    @property
    def signature(self) -> str:
        """The text that the journal keeps; the account alone where no other name was chosen."""
        name, account = _plain(self.name), _plain(self.account)
        if not account or name in ("", account):
            return account or name
        return f"{name}（{account}）"


def person_of(signature: str) -> Person:
    """Reads what the journal keeps."""
    found = _SIGNED.fullmatch(signature)
    return Person(found["name"], found["account"]) if found else Person(signature)


def name_in(signature: str) -> str:
    """The name alone, for lists and sentences."""
    return person_of(signature).name


def _plain(text: str) -> str:
    """Without our own brackets, line ends and signs that turn or hide what follows them."""
    seen = "".join(" " if sign in "\r\n\t" else sign for sign in text if sign in "\r\n\t" or _is_seen(sign))
    return " ".join(seen.translate(_BRACKETS).split())


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN
