"""Lines without quotes are split at once; they read as the others do."""

from __future__ import annotations

import pytest

from liling_desk.importing import delimited

TEXTS = (
    "a,b\r\nc,d\r\n", "a,b\nc\n\nd", "a,b\rc,d\re,f\n", "a,\"b\nc\",d\ne,f\n", 'a,"b\nc,d\n', ",\n,,\n", "\n\n", "a\r\n\r\nb\n",
    "x" * 5000 + ",y\na,b\n", 'a"b,c\nd,e"\n', "", "a\r\r\nb\n",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_plain_lines_read_as_the_others_do(text: str, delimiter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(delimited.records(text, delimiter))
    monkeypatch.setattr(delimited, "_plain_line", lambda text, start: None)
    assert found == list(delimited.records(text, delimiter))
