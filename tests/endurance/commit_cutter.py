"""A relay to a server that breaks the connection where it hurts most: when a change is being confirmed."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from typing import Literal, Self

HOST = "127.0.0.1"
Where = Literal["before", "after"]
_RESET = struct.pack("ii", 1, 0)


class CommitCutter:
    """Passes connections on. Once armed, the next COMMIT is cut off: before the server has it, or after it is done.

    `refuses`: whether nobody gets through afterwards, until `mend`. `cuts` counts.
    """

    def __init__(self, target_port: int) -> None:
        self._target = target_port
        self._armed: Where | None = None
        self._listening = socket.create_server((HOST, 0))
        self.port = self._listening.getsockname()[1]
        self.refuses = self._refuses_then = self._closed = False
        self.cuts = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, self.port)).close()
        self._thread.join()
        self._listening.close()

    def arm(self, where: Where, refuses: bool = True) -> None:
        """Cut the next COMMIT off."""
        self._armed, self.refuses = where, False
        self._refuses_then = refuses

    def mend(self) -> None:
        """Let connections through again."""
        self.refuses = False

    def _run(self) -> None:
        while not self._closed:
            client, _ = self._listening.accept()
            if self._closed or self.refuses:
                _break(client)
                continue
            server = socket.create_connection((HOST, self._target))
            threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, contextlib.suppress(OSError):
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    data = ready.recv(1 << 16)
                    if not data:
                        return
                    if ready is client and self._armed and b"COMMIT" in data:
                        self._cut(client, server, data)
                        return
                    (server if ready is client else client).sendall(data)

    def _cut(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        where, self._armed, self.refuses = self._armed, None, self._refuses_then
        self.cuts += 1
        if where == "after":
            server.sendall(data)
            _wait_for_answer(client, server)
        else:
            _break(server)
        _break(client)


def _wait_for_answer(client: socket.socket, server: socket.socket) -> None:
    """Until the server says that it is ready for more, outside of any transaction. The client hears nothing of it."""
    answer = b""
    while not answer.endswith(b"Z\0\0\0\5I"):
        for ready in select.select([client, server], [], [])[0]:
            data = ready.recv(1 << 16)
            if not data:
                return
            if ready is client:
                server.sendall(data)
            else:
                answer += data


def _break(connection: socket.socket) -> None:
    """The other end sees a reset."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    connection.close()
