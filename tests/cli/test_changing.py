"""tick, undo, import."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.deadline import read_deadline
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger

SAMPLES = [
    ("示例-责任分工.csv", None),
    ("示例-2021年5月进展报送.csv", "2021-05"),
    ("示例-2021年6月进展报送.csv", "2021-06"),
]


def listed(on):
    return [{**item, "version": 0} for item in on("list", "--json", "--as-of", "2021-12-01").json]


def test_tick_is_one_edit_for_all_codes(on):
    before = listed(on)
    said = on(
        "tick", "LL-001", "LL-002", "LL-001", "--basis", " 株验〔2021〕3号 ", "--on", "2021年6月30日", "--by", "张三"
    )
    assert said.status == 0 and "LL-001" in said.out and said.err == ""
    done = on("list", "--json", "--status", "done").json
    assert [(item["code"], item["done_on"], item["done_basis"], item["light"]["colour"]) for item in done] == [
        ("LL-001", "2021-06-30", "株验〔2021〕3号", "blue"), ("LL-002", "2021-06-30", "株验〔2021〕3号", "blue"),
    ]  # fmt: skip
    assert on("show", "LL-001", "--json").json["done_by"] == "张三"
    assert on("undo").status == 0
    assert listed(on) == before
    said = on("undo")
    assert said.status == 0 and said.out.strip() and listed(on) == before


def test_tick_without_a_day_means_today(on):
    on("tick", "LL-001", "--basis", "文号")
    assert on("show", "LL-001", "--json").json["done_on"] == date.today().isoformat()


@pytest.mark.parametrize(
    "words",
    [
        ("LL-001", "LL-999", "--basis", "文号"),
        ("LL-001", "--basis", ""),
        ("LL-001", "--basis", "  "),
        ("LL-001", "", "--basis", "文号"),
        ("LL-001", "ll-002", "--basis", "文号"),
        ("LL-001", "--basis", "文号", "--on", "2021-02-30"),
    ],
)
def test_tick_is_all_or_nothing(on, words, ledger_file):
    before, content = listed(on), ledger_file.read_bytes()
    said = on("tick", *words)
    assert said.status in (2, 3) and said.out == "" and said.err.count("\n") == 1
    assert listed(on) == before and ledger_file.read_bytes() == content


def test_ticking_twice_is_refused(on):
    on("tick", "LL-001", "--basis", "文号")
    said = on("tick", "LL-002", "LL-001", "--basis", "别的文号")
    assert said.status == 2 and "LL-001" in said.err
    assert len(on("list", "--json", "--status", "done").json) == 1


def test_undo_of_an_unknown_batch(on):
    said = on("undo", "--batch", "5")
    assert said.status in (2, 3) and "5" in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize(("name", "period"), SAMPLES)
@pytest.mark.parametrize("accept", ["safe", "all"])
def test_a_sample_is_previewed_applied_and_taken_back(on, ledger_file, name, period, accept):
    words = [
        "import",
        places.resource("samples", name),
        "--accept",
        accept,
        "--json",
        *(("--period", period) if period else ()),
    ]
    before, content = listed(on), ledger_file.read_bytes()
    dry = on(*words, "--dry-run")
    assert dry.status == (1 if dry.json["problems"] else 0) and dry.err == ""
    assert listed(on) == before and ledger_file.read_bytes() == content
    assert (dry.json["applied"], dry.json["batch"]) == (False, None)
    real = on(*words)
    assert real.status == dry.status
    assert {**real.json, "applied": False, "batch": None} == dry.json
    assert (real.json["applied"], real.json["batch"]) == (True, 1)
    after = {item["code"]: item for item in listed(on)}
    assert list(after.values()) != before
    for change in real.json["changes"]:
        if change["field"] in after[change["commitment"]]:
            assert after[change["commitment"]][change["field"]] == change["after"]
    again = on(*words)
    assert (
        again.json["changes"] == []
        and again.json["applied"] is False
        and again.json["changed"] == 0 == again.json["added"]
    )
    assert {item["code"]: item for item in listed(on)} == after
    undone = on("undo", "--batch", 1)
    assert undone.status == 0
    assert listed(on) == before
    assert on("undo", "--batch", 1).status in (2, 3)
    assert on("check").status == 0


def test_import_json_has_exactly_the_promised_keys(on):
    said = on("import", places.resource("samples", SAMPLES[1][0]), "--period", "2021-05", "--dry-run", "--json").json
    assert set(said) == {
        "file",
        "sha256",
        "encoding",
        "delimiter",
        "header_rows",
        "columns",
        "ignored_columns",
        "added",
        "changed",
        "same",
        "problems",
        "changes",
        "applied",
        "batch",
    }
    assert all(set(change) == {"row", "commitment", "field", "before", "after"} for change in said["changes"])
    assert all(set(problem) == {"row", "column", "value", "why", "code"} for problem in said["problems"])
    assert len(said["sha256"]) == 64 and said["header_rows"]


def test_a_batch_with_later_edits_is_taken_back_in_part(on, tmp_path):
    file = tmp_path / "报送.csv"
    file.write_text("编号,进展情况,状态\nLL-001,已通车,已完成\nLL-002,施工中,推进中\n", encoding="utf-8")
    assert on("import", file, "--period", "2021-06", "--accept", "all").status == 0
    assert {item["code"]: item["status"] for item in on("list", "--json").json if item["status"] != "not_started"} == {
        "LL-001": "submitted",
        "LL-002": "in_progress",
    }
    on("tick", "LL-001", "--basis", "文号")
    said = on("undo", "--batch", 1)
    assert said.status == 1 and "LL-001" in said.out and "LL-002 的" not in said.out
    assert {item["code"]: item["status"] for item in on("list", "--json").json if item["status"] != "not_started"} == {
        "LL-001": "done"
    }
    assert on("batches", "--json").json[0]["undone"] is True
    assert set(on("batches", "--json").json[0]) >= {
        "batch",
        "file",
        "sha256",
        "rows",
        "period",
        "at",
        "actor",
        "undone",
    }


def test_a_batch_says_where_it_came_from_and_gives_its_file_back(on, tmp_path):
    file = tmp_path / "市交通局6月.csv"
    content = "填报单位：市交通局\r\n编号,进展情况,备注,完成值\r\nLL-001,已通车,新,很多\r\n".encode("gbk")
    file.write_bytes(content)
    before = listed(on)
    on("import", resource_of_assignment(), "--accept", "all")
    on("import", file, "--period", "2021-06")
    batch = on("batches", "--json").json[0]
    assert {name: batch[name] for name in ("batch", "size", "kept", "added", "changed", "returned", "problems")} == {
        "batch": 2, "size": len(content), "kept": True, "added": 0, "changed": 1, "returned": 1, "problems": 1,
    }  # fmt: skip
    said = on("batches", "--original", 2, "-o", tmp_path / "原件.csv")
    assert said.status == 0 and (tmp_path / "原件.csv").read_bytes() == content
    for words in ([2, "-o", tmp_path / "原件.csv"], [9, "-o", tmp_path / "b"]):
        assert on("batches", "--original", *words).status == 3
    assert on("batches", "--original", 2).status == 2
    assert on("undo", "--batch", 2).status == 0 and on("undo", "--batch", 1).status == 0
    assert listed(on) == before


def resource_of_assignment():
    return places.resource("samples", SAMPLES[0][0])


def test_the_same_file_is_recognised(on, tmp_path):
    file, copy = tmp_path / "a.csv", tmp_path / "另一个名字.csv"
    for path in (file, copy):
        path.write_text("编号,进展情况\nLL-001,已通车\n", encoding="utf-8")
    first = on("import", file, "--json", "--period", "2021-06")
    assert ("seen_before" in first.json, first.err) == (False, "")
    again = on("import", copy, "--json", "--period", "2021-06", "--dry-run")
    assert again.json["seen_before"]["batch"] == 1 and "第 1 批" in again.err and "撤销" not in again.err
    on("undo", "--batch", 1)
    again = on("import", copy, "--period", "2021-06")
    assert "撤销" in again.err and again.err.count("\n") == 1 and again.status == 0


def test_forms_go_out_and_come_back(on, tmp_path):
    on("import", resource_of_assignment(), "--accept", "all")
    said = on("forms", "-o", tmp_path / "报送表", "--period", "2021-06", "--unit", "市教育局", "--as-of", "2021-06-20")
    assert said.status == 0 and [path.name for path in (tmp_path / "报送表").iterdir()] == [
        "市教育局-2021-06-报送表.xlsx"
    ]
    back = on("import", tmp_path / "报送表" / "市教育局-2021-06-报送表.xlsx", "--json", "--accept", "all")
    assert (back.status, back.json["changes"], back.json["applied"]) == (0, [], False)
    assert on("forms", "-o", tmp_path / "报送表", "--period", "2021-06", "--unit", "市教育局").status == 3
    assert on("forms", "-o", tmp_path / "b", "--period", "六月").status == 2
    assert on("forms", "-o", tmp_path / "c", "--period", "2021-06", "--unit", "待分办").status == 0
    assert not (tmp_path / "b").exists() and not (tmp_path / "c").exists()


def test_problems_are_listed_and_do_not_block_the_rest(on, tmp_path):
    file, rejects = tmp_path / "a.csv", tmp_path / "rejects.csv"
    file.write_text(
        "编号,牵头单位,交办时限\nLL-001,市交通局,2021-02-30\nLL-002,市水利局,2021-06-30\nLL-999,市林业局,2021-06-30\n",
        encoding="utf-8",
    )
    said = on("import", file, "--json", "--rejects", rejects)
    assert said.status == 1
    assert {(problem["row"], problem["code"]) for problem in said.json["problems"]} >= {(2, "LL-001")}
    items = {item["code"]: item for item in on("list", "--json").json}
    assert (items["LL-001"]["lead_unit"], items["LL-001"]["assigned_deadline"]) == ("市交通局", None)
    assert (items["LL-002"]["lead_unit"], items["LL-002"]["assigned_deadline"]) == ("市水利局", "2021-06-30")
    assert "2021-02-30" in rejects.read_text(encoding="utf-8-sig")


def test_rejects_are_written_by_their_ending(on, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("编号,交办时限\nLL-001,2021-02-30\n", encoding="utf-8")
    assert on("import", file, "--dry-run", "--rejects", tmp_path / "退回.xlsx").status == 1
    assert (tmp_path / "退回.xlsx").read_bytes().startswith(b"PK")
    assert on("import", file, "--rejects", tmp_path / "退回.pdf").status == 2
    assert not (tmp_path / "退回.pdf").exists() and on("batches", "--json").json == []


def test_rejects_that_cannot_be_written_leave_the_ledger_alone(on, tmp_path, ledger_file):
    before = ledger_file.read_bytes()
    said = on("import", places.resource("samples", SAMPLES[0][0]), "--rejects", tmp_path / "none" / "rejects.csv")
    assert said.status == 3 and said.err.count("\n") == 1
    assert ledger_file.read_bytes() == before and on("batches", "--json").json == []


def test_a_read_only_ledger_is_previewed_but_not_imported_into(on, ledger_file):
    ledger_file.chmod(0o444)
    words = ("import", places.resource("samples", SAMPLES[0][0]), "--json")
    assert on(*words, "--dry-run").status == 0
    assert on(*words).status == 3
    assert listed(on)[0]["lead_unit"] is None


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff" * 300, "编号,事项名称\n".encode()])
def test_a_file_that_cannot_be_imported_changes_nothing(on, tmp_path, ledger_file, content):
    file, before = tmp_path / "x.csv", ledger_file.read_bytes()
    if content is not None:
        file.write_bytes(content)
    said = on("import", file)
    assert said.status in (0, 3) and "Traceback" not in said.err
    assert said.status == 0 or (said.err.count("\n") == 1 and "x.csv" in said.err)
    assert ledger_file.read_bytes() == before


def difficult(path):
    """Items whose words are hard to carry through a table."""
    ledger = OpenLedger.open(path, "张三")
    get = ledger.get
    ledger.apply(edits.revise(get("LL-005"), title="'引号开头", detail='=1+1\n第二行, "引号"；；', note="-5"))
    ledger.apply(edits.revise(get("LL-006"), title="=SUM(A1)", note="''两个", detail="@某人", leader="+86"))
    ledger.apply(edits.revise(get("LL-007"), assigned_deadline=date(2021, 6, 30), deadline=read_deadline("长期", None)))
    ledger.apply(edits.set_status(get("LL-009"), Status.IN_PROGRESS))
    ledger.apply(edits.split(get("LL-010"), ["子事项一", "子事项二"], ledger.snapshot().commitments))
    ledger.apply(edits.delete(get("LL-011")))
    ledger.close()


def test_an_export_fills_an_empty_ledger_again(desk, on, ledger_file, tmp_path):
    on("import", places.resource("samples", SAMPLES[0][0]), "--accept", "all")
    difficult(ledger_file)
    assert on("export", "-o", tmp_path / "全部.csv").status == 0
    content = (tmp_path / "全部.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))) == 1 + 94
    desk("init", tmp_path / "b.db")
    filled = desk("--ledger", tmp_path / "b.db", "import", tmp_path / "全部.csv", "--accept", "all", "--json")
    assert filled.json["problems"] == [] and filled.json["added"] == 94
    assert listed(lambda *words: desk("--ledger", tmp_path / "b.db", *words)) == listed(on)
