"""What of an exception's message may be written down."""

from __future__ import annotations

import pytest

from liling_desk.redaction import redacted, told_exception


@pytest.mark.parametrize(
    "message",
    [
        "no such column: x",
        "'LL-062' is taken",
        "can't open file '/home/x/ledger.db', nor \"C:\\Users\\x\\ledger.db\"",
        "'NoneType' object has no attribute 'title'",
        "UNIQUE constraint failed: journal.op",
        "",
    ],
)
def test_what_programmers_need_stays(message):
    assert redacted(message) == message


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("'瓷城人才引领行动'", "'‹8 characters›'"),
        ("瓷城人才引领行动", "‹8 characters›"),
        ("no: 瓷城 2021 road 人才 here", "no: ‹15 characters› here"),
        ("it's 'Build the new road' they want", "it's '‹18 characters›' they want"),
        ('input_value="a\'b c", x', 'input_value="‹5 characters›", x'),
        ("see “one two” and 《three》", "see ‹7 characters› and ‹7 characters›"),
        (r"b'\xe7\x93\xb7' or \u74f7\u57ce", "b'‹12 characters›' or ‹12 characters›"),
        ("first\n第二行\nthird", "first\n‹3 characters›\nthird"),
        ("x" * 1000, "x" * 200 + "‹800 characters›"),
        ("‹5 characters› 瓷城", "‹5 characters› ‹2 characters›"),
    ],
)
def test_what_may_be_content_goes(message, told):
    assert redacted(message) == told


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("no route to postgresql://u:s3cr@et@h:5432/d?desk=a", "no route to postgresql://u:***@h:5432/d?desk=a"),
        ("postgres://u:@h/d", "postgres://u:***@h/d"),
        ("postgresql://u@h/d?password=s3cr&desk=a", "postgresql://u@h/d?password=***&desk=a"),
        ("host=h password = 's3 cr' user=u", "host=h password = *** user=u"),
        ("sslpassword=s3cr", "sslpassword=***"),
        ("postgresql://u@h:5432/d?desk=a", "postgresql://u@h:5432/d?desk=a"),
        ("password authentication failed for user u", "password authentication failed for user u"),
    ],
)
def test_passwords_go(message, told):
    assert redacted(message) == told


@pytest.mark.parametrize("quote", ["'", '"', "“", "《"])
def test_passwords_in_quotes_go(quote):
    assert "s3cr" not in redacted(f"{quote}postgresql://u:s3cr@h/d{quote} refused")


def test_a_very_long_message_ends():
    assert redacted("x\n" * 100).splitlines()[-1] == "‹80 lines›"


def test_an_exception_whose_words_fail_is_told_all_the_same():
    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError("瓷城")

    assert told_exception(Odd()).strip().endswith("Odd: (no message)")


def test_exceptions_that_lead_to_each_other_end():
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert told_exception(first).splitlines() == [
        "...", "", "While that was handled, there was another:", "", "ValueError: b", "",
        "While that was handled, there was another:", "", "ValueError: a",
    ]  # fmt: skip
