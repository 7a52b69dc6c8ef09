"""Codes for new items that bring none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from liling_desk.importing.codes import code_key

_CODE = re.compile(r"(.*?)(\d+)", re.DOTALL)


class FreeCodes:
    """The next free codes after the ledger's own: LL-094, LL-095 …"""

    def __init__(self, taken: Iterable[str], reserved: Iterable[str]) -> None:
        codes, reserved = list(taken), list(reserved)
        found = [match for code in codes or reserved if (match := _CODE.fullmatch(code))]
        prefixes = Counter(match[1] for match in found if match[1])
        self._prefix = prefixes.most_common(1)[0][0] if prefixes else "LL-"
        own = [match[2] for match in found if match[1] == self._prefix]
        self._number = max((int(digits) for digits in own), default=0)
        self._width = max((len(digits) for digits in own), default=3)
        self._taken = {code_key(code) for code in codes} | {code_key(code) for code in reserved}

    def next(self) -> str:
        """A code that nobody has had."""
        while True:
            self._number += 1
            code = f"{self._prefix}{self._number:0{self._width}d}"
            if code_key(code) not in self._taken:
                return code
