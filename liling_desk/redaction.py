"""Exceptions as text that says where and what went wrong, but nothing of what stands in a ledger.

Kept: the kinds of exceptions, files, lines and source, plain ASCII words of messages, and quoted texts that are one
word of ASCII (names, codes, dates, paths). Gone: passwords in addresses and connection strings, every other quoted
text, everything from the first to the last character outside of ASCII in a line of a message, escaped bytes and
characters, and what a line has beyond 200 characters. In the place of each stands how long it was.
"""

from __future__ import annotations

import re
import traceback

_LONGEST_LINE = 200
_MOST_LINES = 20
_DEEPEST = 8

_QUOTED = re.compile(
    r"""(?<!\w)'(?P<a>(?:[^'\\]|\\.)*)'|(?<!\w)"(?P<b>(?:[^"\\]|\\.)*)"|“(?P<c>[^”]*)”|‘(?P<d>[^’]*)’"""
    r"""|「(?P<e>[^」]*)」|『(?P<f>[^』]*)』|《(?P<g>[^》]*)》""",
    re.DOTALL,
)
_WORD = re.compile(r"[\w.:/<>+~@-]{0,80}|[A-Za-z]:[\\/][\w.\\/-]{0,200}", re.ASCII)
_FOREIGN = re.compile(r"[^\x00-\x7f](?:.*[^\x00-\x7f])?")
_ESCAPED = re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})+")
_SECRETS = (
    re.compile(r"(postgres(?:ql)?://[^\s:/?#'\"]*:)[^\s'\"]*(@)", re.IGNORECASE),
    re.compile(r"(\b(?:ssl)?password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s&'\"]+)()", re.IGNORECASE),
)
"""Up to the last @: a password in an address may hold others."""
_MARK = re.compile(r"‹\d+ characters›")


def redacted(message: str) -> str:
    """A message without passwords, and without texts or values that may come from a ledger."""
    for secret in _SECRETS:
        message = secret.sub(r"\1***\2", message)
    lines = _QUOTED.sub(_quoted, message).splitlines()
    told = [_line(line) for line in lines[:_MOST_LINES]]
    return "\n".join([*told, f"‹{len(lines) - _MOST_LINES} lines›"] if len(lines) > _MOST_LINES else told)


def told_exception(bug: BaseException) -> str:
    """A traceback with all that led to it, messages redacted."""
    return "\n".join(_told(bug, set(), 0)) + "\n"


def _told(bug: BaseException, told: set[int], depth: int) -> list[str]:
    if id(bug) in told or depth > _DEEPEST:
        return ["..."]
    told.add(id(bug))
    lines: list[str] = []
    if bug.__cause__ is not None:
        lines += [*_told(bug.__cause__, told, depth + 1), "", "The above exception was the cause of:", ""]
    elif bug.__context__ is not None and not bug.__suppress_context__:
        lines += [*_told(bug.__context__, told, depth + 1), "", "While that was handled, there was another:", ""]
    if bug.__traceback__ is not None:
        lines += ["Traceback (most recent call last):"]
        lines += "".join(traceback.format_tb(bug.__traceback__)).rstrip("\n").split("\n")
    kind = type(bug)
    name = (
        kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    )
    message = redacted(_message(bug))
    lines.append(f"{name}: {message}" if message else name)
    lines += [redacted(str(note)) for note in getattr(bug, "__notes__", ())]
    if isinstance(bug, BaseExceptionGroup):
        for each in bug.exceptions:
            lines += [f"  | {line}" for line in _told(each, told, depth + 1)]
    return lines


def _message(bug: BaseException) -> str:
    try:
        return str(bug)
    except Exception:  # noqa: BLE001  # whatever its own words are made of
        return "(no message)"


def _quoted(found: re.Match[str]) -> str:
    whole, inside = found[0], found[found.lastgroup or 0]
    if _WORD.fullmatch(inside):
        return whole
    return f"{whole[0]}{_length(inside)}{whole[-1]}" if whole[0] in "'\"" else _length(inside)


def _line(line: str) -> str:
    parts, end = [], 0
    for mark in _MARK.finditer(line):
        parts += [_plain(line[end : mark.start()]), mark[0]]
        end = mark.end()
    told = "".join([*parts, _plain(line[end:])])
    return told if len(told) <= _LONGEST_LINE else f"{told[:_LONGEST_LINE]}‹{len(told) - _LONGEST_LINE} characters›"


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _length(found[0]), _FOREIGN.sub(lambda found: _length(found[0]), text))


def _length(text: str) -> str:
    return f"‹{len(text)} characters›"
