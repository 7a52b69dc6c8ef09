"""The commands and their options."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from liling_desk import __version__
from liling_desk.cli import attachments, backing_up, bulletins, changing, keeping, looking, on_servers, proof, sealing
from liling_desk.cli.report_options import add_report_options
from liling_desk.cli.sending import add_letters
from liling_desk.ledger.status import Colour, Pace, Reported, Status, Timeliness
from liling_desk.reporting.kinds import KINDS
from liling_desk.translations import LANGUAGES, Translator

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

REPORT_KINDS = tuple(kind.key for kind in KINDS)


def parser(tr: Translator) -> argparse.ArgumentParser:
    """The whole command line, its help in the given language."""
    whole = argparse.ArgumentParser(prog="liling-desk", description=tr("醴陵承诺事项台账。不带命令时打开窗口。"))
    whole.add_argument("--version", action="version", version=f"liling-desk {__version__}")
    whole.set_defaults(run=None, ledger=None, lang=None, reader=False, passphrase_file=None)
    _common(whole, tr)
    shared = argparse.ArgumentParser(add_help=False)
    _common(shared, tr)
    commands = whole.add_subparsers(title=tr("命令"), metavar="")
    _add_looking(commands, shared, tr)
    _add_changing(commands, shared, tr)
    attachments.add_attachments(commands, shared, tr)
    _add_keeping(commands, shared, tr)
    _add_backups(commands, shared, tr)
    on_servers.add_servers(commands, shared, tr)
    _add_bulletins(commands, shared, tr)
    add_letters(commands, shared, tr, (_filter_options, _as_of))
    return whole


def _common(to: argparse.ArgumentParser, tr: Translator) -> None:
    # SUPPRESS: an option given before the command must not be reset by the command's own default.
    which = tr("台账文件，或服务器上的台账 postgresql://用户@主机/数据库?desk=代号；不写则用上次打开的")
    to.add_argument("--ledger", metavar="FILE|ADDRESS", default=argparse.SUPPRESS, help=which)
    only_look = tr("只看：什么也不写入台账")
    to.add_argument("--reader", action="store_true", default=argparse.SUPPRESS, help=only_look)
    from_where = tr("从文件第一行读口令；- 表示标准输入。不写则在终端里问")
    to.add_argument("--passphrase-file", metavar="FILE", default=argparse.SUPPRESS, help=from_where)
    to.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=tr("界面语言"))


def _filter_options(to: argparse.ArgumentParser, tr: Translator) -> None:
    group = to.add_argument_group(tr("筛选（同一项可写多次，取并集）"))
    group.add_argument("--text", help=tr("搜索的字词或拼音首字母"))
    for name in ("role", "programme", "category"):
        group.add_argument(f"--{name}", action="append")
    group.add_argument("--unit", action="append", help=tr("牵头单位；待分办表示没有"))
    group.add_argument("--status", action="append", choices=[str(each) for each in Status])
    group.add_argument("--light", action="append", choices=[str(each) for each in Colour])
    group.add_argument("--timeliness", action="append", choices=[str(each) for each in Timeliness])
    group.add_argument("--reported", action="append", choices=[str(each) for each in Reported])
    group.add_argument("--pace", action="append", choices=[str(each) for each in Pace])
    group.add_argument("--due-from", metavar="DATE")
    group.add_argument("--due-to", metavar="DATE")


def _as_of(to: argparse.ArgumentParser, tr: Translator) -> None:
    to.add_argument("--as-of", metavar="DATE", help=tr("数据截至的日期，默认今天"))


def _add_looking(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    command = commands.add_parser("list", parents=[shared], help=tr("列出事项"))
    _filter_options(command, tr)
    _as_of(command, tr)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    command.set_defaults(run=looking.list_items)

    command = commands.add_parser("show", parents=[shared], help=tr("一项的全部内容"))
    command.add_argument("code", metavar="CODE")
    _as_of(command, tr)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=looking.show)

    command = commands.add_parser("batches", parents=[shared], help=tr("导入批次"))
    command.add_argument("--json", action="store_true")
    command.add_argument("--original", metavar="N", type=int, help=tr("取出第 N 批的原文件，另写 -o"))
    command.add_argument("-o", "--output", metavar="FILE", help=tr("原文件存到哪里"))
    command.set_defaults(run=looking.batches)

    command = commands.add_parser("deadline", parents=[shared], help=tr("读一个时限"))
    command.add_argument("phrase", metavar="PHRASE")
    command.add_argument("--from", dest="reference", metavar="DATE", required=True, help=tr("起算日期"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=looking.deadline)


def _add_changing(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    command = commands.add_parser("tick", parents=[shared], help=tr("销号"))
    command.add_argument("codes", metavar="CODE", nargs="+")
    command.add_argument("--basis", metavar="TEXT", required=True, help=tr("办结依据"))
    command.add_argument("--on", metavar="DATE", help=tr("办结日期，默认今天"))
    command.add_argument("--by", metavar="NAME", help=tr("核定人，默认当前用户"))
    command.set_defaults(run=changing.tick)

    command = commands.add_parser("import", parents=[shared], help=tr("导入单位报来的 CSV 表格"))
    command.add_argument("file", metavar="FILE")
    command.add_argument("--period", metavar="2021-06", help=tr("报送期别"))
    command.add_argument("--sheet", metavar="NAME", help=tr("工作表名称（CSV 没有）"))
    command.add_argument("--profile", metavar="NAME", help=tr("列对应方案"))
    command.add_argument("--encoding", metavar="NAME", help=tr("文件编码，默认自动识别"))
    accept_help = tr("safe：只填空白、登记报送；all：全部")
    command.add_argument("--accept", choices=("all", "safe"), default="safe", help=accept_help)
    command.add_argument("--rejects", metavar="FILE", help=tr("把有问题的行另存为 .xlsx 或 .csv，退回报送单位"))
    command.add_argument("--dry-run", action="store_true", help=tr("只看会改什么，不写入"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=changing.import_file)

    command = commands.add_parser("undo", parents=[shared], help=tr("撤销最近一次操作或一批导入"))
    command.add_argument("--batch", metavar="N", type=int)
    command.set_defaults(run=changing.undo)


def _add_keeping(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    command = commands.add_parser("init", parents=[shared], help=tr("新建台账"))
    command.add_argument("file", metavar="FILE|ADDRESS")
    command.add_argument("--starter", action="store_true", help=tr("放入 2021 年公开报道的 93 项承诺"))
    command.set_defaults(run=keeping.init)

    command = commands.add_parser("report", parents=[shared], help=tr("生成报表"))
    told = tr("；").join(f"{kind.key} {tr(kind.name)}" for kind in KINDS)
    command.add_argument("kind", metavar="{" + ",".join(REPORT_KINDS) + "}", choices=REPORT_KINDS, help=told)
    endings = tr("以 .pdf、.xlsx、.docx 或 .csv 结尾")
    command.add_argument("-o", "--output", metavar="FILE", required=True, help=endings)
    _filter_options(command, tr)
    _as_of(command, tr)
    command.add_argument("--pdf-a", action="store_true", help=tr("归档用的 PDF（PDF/A-2b）"))
    add_report_options(command, tr)
    command.set_defaults(run=keeping.report)

    command = commands.add_parser("export", parents=[shared], help=tr("导出整个台账"))
    command.add_argument("-o", "--output", metavar="FILE", required=True, help=tr("以 .csv 或 .xlsx 结尾"))
    command.set_defaults(run=keeping.export)

    command = commands.add_parser("forms", parents=[shared], help=tr("给每个单位一份报送表"))
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, help=tr("放报送表的文件夹"))
    command.add_argument("--period", metavar="2021-06", required=True, help=tr("报送期别"))
    _filter_options(command, tr)
    _as_of(command, tr)
    command.set_defaults(run=keeping.forms)

    command = commands.add_parser("check", parents=[shared], help=tr("检查台账是否完好"))
    against = tr("通报上印的校验码：同时看台账里有没有这一条")
    command.add_argument("--against", metavar="HASH", nargs="+", help=against)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=keeping.check)
    proof.add_journal(commands, shared, tr)
    sealing.add_passphrase(commands, shared, tr)


def _add_backups(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    command = commands.add_parser("backup", parents=[shared], help=tr("备份到新文件"))
    command.add_argument("file", metavar="FILE")
    command.set_defaults(run=backing_up.backup)

    command = commands.add_parser("backups", parents=[shared], help=tr("列出自动备份，逐个检查是否完好"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=backing_up.backups)

    command = commands.add_parser("rescue", parents=[shared], help=tr("把损坏的台账里完好的内容放进新台账"))
    command.add_argument("file", metavar="FILE", help=tr("损坏的台账，只读取"))
    command.add_argument("-o", "--output", metavar="NEW.db", required=True, help=tr("新台账"))
    command.set_defaults(run=keeping.rescue)

    command = commands.add_parser("restore", parents=[shared], help=tr("用备份替换台账（先备份当前的）"))
    command.add_argument("file", metavar="FILE", nargs="?")
    command.add_argument("--newest", action="store_true", help=tr("用最新的完好备份"))
    command.set_defaults(run=backing_up.restore)


def _add_bulletins(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    whole = commands.add_parser("bulletin", help=tr("督查通报：列出、发出、取回、撤回"))
    verbs = whole.add_subparsers(title=tr("命令"), metavar="{list,issue,paper,withdraw}", dest="verb", required=True)

    command = verbs.add_parser("list", parents=[shared], help=tr("列出各期通报"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=bulletins.list_bulletins)

    command = verbs.add_parser("issue", parents=[shared], help=tr("发出下一期通报；发出后不能再改"))
    command.add_argument("--title", help=tr("标题"))
    command.add_argument("--remarks", help=tr("工作要求"))
    command.add_argument("--issue", dest="issue_number", metavar="N", type=int, help=tr("期号，默认接着上一期"))
    command.add_argument("--on", metavar="DATE", help=tr("发出日期，默认今天"))
    command.add_argument("-o", "--output", metavar="FILE.pdf", help=tr("把发出的 PDF 也存到这里"))
    _filter_options(command, tr)
    _as_of(command, tr)
    add_report_options(command, tr)
    command.set_defaults(run=bulletins.issue)

    command = verbs.add_parser("paper", parents=[shared], help=tr("取回一期发出时的 PDF"))
    command.add_argument("key", metavar="YEAR-NUMBER")
    command.add_argument("-o", "--output", metavar="FILE.pdf", required=True, help=tr("存到哪里"))
    command.set_defaults(run=bulletins.paper)

    command = verbs.add_parser("withdraw", parents=[shared], help=tr("撤回发错的一期；期号不再使用"))
    command.add_argument("key", metavar="YEAR-NUMBER")
    command.add_argument("--reason", metavar="TEXT", required=True, help=tr("撤回的原因"))
    command.set_defaults(run=bulletins.withdraw_issue)
