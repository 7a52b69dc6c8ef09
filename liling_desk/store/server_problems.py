"""What PostgreSQL, libpq and the network say, as problems that tell what to do."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import (
    AccessDenied,
    InvalidEdit,
    LedgerError,
    LedgerUnusable,
    PasswordNeeded,
    ReadOnlyLedger,
    ServerUnreachable,
    UsageError,
)
from liling_desk.translations import N_, Message

_LOST_CLASSES: Final = ("08", "57P")
"""SQLSTATEs of a lost connection and of a server that goes down or comes up."""

Words = tuple[str, str]
"""What happened, and what to do."""

_SAID: Final[tuple[tuple[tuple[type[psycopg.Error], ...], type[LedgerError], Words], ...]] = (
    (
        (psycopg.IntegrityError,),
        InvalidEdit,
        (N_("这次修改与台账里别的内容对不上，没有写入。"), N_("可能有人刚改过相关内容；请重新读取后再试。")),
    ),
    (
        (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction),
        ReadOnlyLedger,
        (
            N_("{server} 不让这个用户写入，没有写入任何内容。"),
            N_("要修改，请管理员把这个用户加入写入角色（见管理员手册）。"),
        ),
    ),
    (
        (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected),
        LedgerUnusable,
        (N_("{server} 正被别人写入，等了很久也没有轮到。"), N_("请稍等再试；没有写入任何内容。")),
    ),
    (
        (errors.DiskFull, errors.OutOfMemory, errors.TooManyConnections, errors.InsufficientResources),
        LedgerUnusable,
        (N_("服务器 {server} 的磁盘、内存或连接用完了，没有写入。"), N_("请告诉服务器管理员；原有内容完好。")),
    ),
    (
        (errors.InvalidPassword, errors.InvalidAuthorizationSpecification),
        AccessDenied,
        (N_("{server} 没有让这个用户进入。"), N_("请核对用户名和密码；也可能要请管理员放行本机（见管理员手册）。")),
    ),
    (
        (errors.InvalidCatalogName,),
        LedgerUnusable,
        (N_("{server} 上没有这个数据库。"), N_("请核对数据库名；没有建过的，请管理员先建（见管理员手册）。")),
    ),
    (
        (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedObject, errors.UndefinedColumn),
        LedgerUnusable,
        (
            N_("{server} 上的数据库还没有为台账准备好。"),
            N_("请管理员先运行“liling-desk adopt”搬一个台账进去，或用“liling-desk init”新建（见管理员手册）。"),
        ),
    ),
    (
        (psycopg.DataError, errors.ProgramLimitExceeded),
        InvalidEdit,
        (N_("有服务器存不下的内容，没有写入。"), N_("请看详细信息，改后再存。")),
    ),
)  # fmt: skip


def explained(address: ServerAddress, problem: psycopg.Error, lost: bool = False) -> LedgerError:
    """What the server said, with what to do."""
    said = str(problem).strip()
    if lost or says_lost(problem):
        return ServerUnreachable(address.name, said)
    for kinds, error, (what, remedy) in _SAID:
        if isinstance(problem, kinds):
            return error(Message(what, {"server": address.name}), Message(remedy), detail=said)
    return LedgerUnusable(
        Message(
            N_("服务器 {server} 上的台账用不了：{said}"), {"server": address.name, "said": said.partition("\n")[0]}
        ),
        Message(N_("详细信息可以复制给技术人员。")),
        detail=said,
    )


def says_lost(problem: psycopg.Error) -> bool:
    """Whether the connection or the server itself is gone."""
    state = problem.sqlstate or ""
    if state:
        return state.startswith(_LOST_CLASSES) and not isinstance(problem, errors.QueryCanceled)
    return isinstance(problem, psycopg.OperationalError)


def not_connected(address: ServerAddress, problem: psycopg.Error) -> LedgerError:
    """Why no connection could be made. The server's own words are in its language, and go into the detail."""
    said = str(problem).strip()
    connection = problem.pgconn
    if isinstance(problem, psycopg.ProgrammingError):
        return UsageError(
            Message(N_("服务器地址里有读不懂的设置。")), Message(N_("请看详细信息，改好地址再试。")), detail=said
        )
    if connection is not None and connection.needs_password:
        return PasswordNeeded(
            Message(N_("{server} 需要密码。"), {"server": address.name}),
            Message(N_("请输入密码；命令行用系统的密码库或 pgpass 文件。")),
            detail=said,
        )
    lowered = said.lower()
    if any(sign in lowered for sign in _NOT_READY):
        return ServerUnreachable(address.name, said)
    if connection is not None and connection.used_password and any(sign in lowered for sign in _REFUSED):
        return PasswordNeeded(
            Message(N_("{server} 不认这个用户名或密码。"), {"server": address.name}),
            Message(N_("请核对后再输入一次。")),
            detail=said,
        )
    for signs, what, remedy in _CONNECTING:
        if any(sign in lowered for sign in signs):
            return LedgerUnusable(Message(what, {"server": address.name}), Message(remedy), detail=said)
    return ServerUnreachable(address.name, said)


_NOT_READY: Final = ("database system is", "数据库系统")
"""Starting up, shutting down, recovering: it will be there soon."""

_REFUSED: Final = ("password", "authentication", "认证", "密码", "口令")
_CONNECTING: Final = (
    (
        ("database", "数据库"),
        N_("{server} 上没有这个数据库，或者不让这个用户用。"),
        N_("请核对数据库名；没有建过的，请管理员先建（见管理员手册）。"),
    ),
    (
        ("pg_hba", "role"),
        N_("{server} 没有让这个用户进入。"),
        N_("请核对用户名；也可能要请管理员放行本机（见管理员手册）。"),
    ),
    (
        ("certificate", "ssl", "tls"),
        N_("与 {server} 的加密连接没有建立。"),
        N_("请核对地址里的 sslmode 和证书文件，不要关掉加密。"),
    ),
)
"""Signs in what a server says before it lets anybody in."""
