"""Any text as text of an XML document."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n?")
_UNHEARD_OF: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold, however it is written."""


def xml_text(text: str) -> str:
    """The text without characters that XML can't hold; line ends as one character each."""
    return _UNHEARD_OF.sub("", _LINE_ENDS.sub("\n", text))
