"""A program that dies leaves the ledger as it was, or with what it had finished."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from liling_desk.open_ledger import OpenLedger


def test_a_process_that_dies_while_writing_leaves_the_former_state(starter_place, repository, state):
    ledger = OpenLedger.open(starter_place, "张三")
    before, entries = state(ledger), ledger.entry_count
    ledger.close()
    program = """
        import os, sys
        from liling_desk.ledger import edits
        from liling_desk.ledger.address import address_of
        from liling_desk.open_ledger import OpenLedger
        from liling_desk.store import journal

        ledger = OpenLedger.open(address_of(sys.argv[1]), "x")
        ledger.apply(edits.revise(ledger.get("LL-002"), note="写完了"))
        journal.append = lambda *_: os._exit(9)
        ledger.apply(edits.delete(ledger.get("LL-001")))
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), starter_place.text],
        cwd=repository,
        check=False,
        capture_output=True,
    )
    assert run.returncode == 9, run.stderr
    ledger = OpenLedger.open(starter_place, "张三")
    assert ledger.get("LL-002").note == "写完了"
    assert ledger.check()["ok"] and ledger.entry_count == entries + 1
    ledger.undo()
    assert state(ledger) == before
    ledger.close()


def test_a_ledger_killed_right_after_its_making_opens(new_place, repository):
    program = """
        import os, sys
        from liling_desk import starter
        from liling_desk.ledger.address import address_of
        from liling_desk.open_ledger import OpenLedger

        ledger = OpenLedger.create(address_of(sys.argv[1]), "x")
        starter.found(ledger)
        os._exit(9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program), new_place.text], cwd=repository, check=False)
    ledger = OpenLedger.open(new_place, "张三")
    assert len(ledger.snapshot().commitments) == 93 and ledger.check()["ok"]
    ledger.close()
