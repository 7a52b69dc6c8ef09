"""The passphrase of a ledger, and the keys that come from it. It is shown, written down and copied nowhere."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import Final, NoReturn

from liling_desk.ledger.errors import InvalidEdit, LedgerUnusable
from liling_desk.translations import N_, Message

SHORTEST: Final = 8
"""Fewer characters are guessed too soon."""

LONGEST: Final = 200

SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32
_ROUNDS: Final = 256_000
"""As SQLCipher 4 derives keys, so that its own tools open the file with the same passphrase."""


class PassphraseNeeded(LedgerUnusable):
    """The file can only be read with its passphrase."""

    kind = "passphrase_needed"


class WrongPassphrase(LedgerUnusable):
    """The passphrase does not open the file."""

    kind = "wrong_passphrase"


class Passphrase:
    """Holds the text until `forget_text`; keys that were derived by then stay. Python can't promise to wipe memory."""

    __slots__ = ("_keys", "_text")

    def __init__(self, text: str) -> None:
        self._text: str | None = unicodedata.normalize("NFC", text)
        self._keys: dict[bytes, bytes] = {}

    def key(self, salt: bytes) -> bytes | None:
        """The key for a file of this salt; None where the text is forgotten and the salt unknown (half a second)."""
        if salt not in self._keys:
            if self._text is None:
                return None
            said = self._text.encode("utf-8", "surrogatepass")
            self._keys[salt] = hashlib.pbkdf2_hmac("sha512", said, salt, _ROUNDS, _KEY_BYTES)
        return self._keys[salt]

    def drop(self, salt: bytes) -> None:
        """Forget a key that has opened nothing."""
        self._keys.pop(salt, None)

    def any_key(self) -> tuple[bytes, bytes] | None:
        """Salt and key of a file that it has opened; None where there is none yet."""
        return next(iter(self._keys.items()), None)

    def forget_text(self) -> None:
        """Keep only the keys: files of the same salt (the ledger and its backups) still open."""
        if self._keys:
            self._text = None

    def opens_what(self, other: Passphrase) -> bool:
        """Whether it gives the same key as `other` for every file that `other` has opened."""
        return bool(other._keys) and all(
            hmac.compare_digest(key, self.key(salt) or b"") for salt, key in other._keys.items()
        )

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is not stored anywhere")

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


def new_passphrase(text: str) -> Passphrase:
    """One that a ledger is to be given. Raises `InvalidEdit` where it is too short or can't be typed again."""
    plain = unicodedata.normalize("NFC", text)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise InvalidEdit(
            Message(N_("口令要有 {least} 到 {most} 个字符。"), {"least": SHORTEST, "most": LONGEST}),
            Message(N_("几个不相干的词连起来，好记也难猜。")),
        )
    if plain != plain.strip() or any(unicodedata.category(each) in ("Cc", "Cs", "Cn") for each in plain):
        raise InvalidEdit(
            Message(N_("口令前后有空格，或有看不见的字符，没有采用。")),
            Message(N_("请换一个能原样再打一遍的口令。")),
        )
    return Passphrase(plain)
