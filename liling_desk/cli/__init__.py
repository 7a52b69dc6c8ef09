"""The command line: the window's work, open to scripts. Thin: parse, call, print."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from liling_desk.cli.session import DONE, UNUSABLE, USAGE, Session
from liling_desk.ledger.errors import InvalidEdit, LedgerError, NothingToUndo, UsageError
from liling_desk.translations import Translator, language_of_system


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit status: 0 done, 1 done with problems, 2 wrong usage, 3 could not be used."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words:
        return _open_window(Namespace(ledger=None, lang=None, reader=False))
    # The window needs none of this: what the commands import would only keep it waiting.
    from liling_desk.cli.arguments import parser

    tr = Translator(_language(words) or language_of_system())
    arguments = parser(tr).parse_args(words)
    if arguments.run is None:
        return _open_window(arguments)
    try:
        status: int = arguments.run(Session(arguments, tr, datetime.now().astimezone().date()))
        sys.stdout.flush()
    except LedgerError as problem:
        print(f"{tr.say(problem.what)} {tr.say(problem.remedy)}", file=sys.stderr)
        return USAGE if isinstance(problem, UsageError | InvalidEdit | NothingToUndo) else UNUSABLE
    except BrokenPipeError:
        # The reader has had enough. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def _language(words: Sequence[str]) -> str | None:
    """The language asked for, known before the parser is built so that its help is in it."""
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
    return None


def _open_window(typed: Namespace) -> int:
    from liling_desk.gui.application import run

    return run(typed.ledger or None, typed.lang, sys.argv[:1], typed.reader)
