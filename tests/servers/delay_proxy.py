"""A connection as long as a real network's: a loopback proxy that holds every byte back for a while, each way.

    with DelayProxy(server.port, seconds_each_way=0.02) as proxy:
        address = server.address("t1", port=proxy.port)

Time is added, throughput is not taken away: what was sent together arrives together. Standard library only.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Self

HOST = "127.0.0.1"
CHUNK = 1 << 16  # bytes
PATIENCE = 20.0  # seconds
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class DelayProxy:
    """Passes connections on to a port of this machine, in a thread of its own.

    `turns` counts how often a client spoke after it had heard everything it was waiting for: the round trips it has
    waited for. `connections`, `bytes_up` (from clients) and `bytes_down` count the rest. What a new connection sends
    first is held back for one round trip more, since the proxy answers TCP's own greeting at once.
    """

    def __init__(self, target_port: int, seconds_each_way: float = 0.02) -> None:
        """Nothing is listened to before `with`. The port is held from then to the end, even while cut."""
        self.target_port, self.seconds_each_way = target_port, seconds_each_way
        self.port = 0
        self.reset_counts()
        self._passages: set[_Passage] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening = False
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="delay-proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise TimeoutError("The proxy did not start.")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(PATIENCE)

    def reset_counts(self) -> None:
        """Count from zero again, best while nothing is on its way."""
        self.turns = self.connections = self.bytes_up = self.bytes_down = 0

    def cut(self) -> None:
        """Break all connections (both ends see a reset) and refuse new ones, until `mend`."""
        self._do(self._cut())

    def refuse(self) -> None:
        """Refuse new connections and leave the present ones alone, until `mend`."""
        self._do(self._refuse())

    def stall(self) -> None:
        """Hold everything back without a word, as a pulled cable does, until `mend` lets it arrive."""
        self._do(self._stall())

    def mend(self) -> None:
        """Be a working connection again, on the same port."""
        self._do(self._mend())

    def _do(self, deed: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(deed, self._loop).result(PATIENCE)

    async def _run(self) -> None:
        self._loop, self._over, self._flowing = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self._door = self._bound()
        await self._mend()
        self._ready.set()
        await self._over.wait()
        await self._cut()
        self._door.close()

    async def _mend(self) -> None:
        self._flowing.set()
        if not self._listening:
            self._listening = True
            self._door.listen()
            self._loop.add_reader(self._door, self._accept)

    async def _refuse(self) -> None:
        if self._listening:
            self._listening = False
            self._loop.remove_reader(self._door)
            self._door.close()
            self._door = self._bound()

    async def _stall(self) -> None:
        self._flowing.clear()

    async def _cut(self) -> None:
        await self._refuse()
        # A connection that is being accepted at this moment becomes a passage in one of the next rounds.
        while going := set(self._tasks):
            for passage in list(self._passages):
                passage.reset()
            await asyncio.wait(going, timeout=0.05)

    def _bound(self) -> socket.socket:
        """A socket that is bound to our port but doesn't listen: whoever connects is refused."""
        door = socket.socket()
        door.setblocking(False)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((HOST, self.port))
        self.port = door.getsockname()[1]
        return door

    def _accept(self) -> None:
        # asyncio's own server loses connections that it accepts while it is being closed.
        with contextlib.suppress(OSError):
            connection, _ = self._door.accept()
            connection.setblocking(False)
            self.connections += 1
            self._tasks.add(task := self._loop.create_task(self._pass_on(connection)))
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(self, connection: socket.socket) -> None:
        passage = _Passage(self, self._flowing, await asyncio.open_connection(sock=connection))
        self._passages.add(passage)
        try:
            await passage.run()
        finally:
            self._passages.discard(passage)


class _Passage:
    """One connection through the proxy."""

    def __init__(
        self, proxy: DelayProxy, flowing: asyncio.Event, client: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._proxy, self._flowing, self._client = proxy, flowing, client
        self._writers = [client[1]]
        self._heard = self._passing = True

    async def run(self) -> None:
        """Pass on both ways until both ends have said all, or one is gone."""
        greeting = 2 * self._proxy.seconds_each_way
        with contextlib.suppress(asyncio.CancelledError):  # it was reset
            try:
                server = await asyncio.open_connection(HOST, self._proxy.target_port)
                self._writers.append(server[1])
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._way(self._client[0], server[1], greeting, self._from_client, None))
                    group.create_task(self._way(server[0], self._client[1], 0, None, self._to_client))
            except* OSError:
                self._break()  # one end is gone, so the other is told
        self._passing = False
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def reset(self) -> None:
        """Break both connections at once and end."""
        self._break()
        if self._passing:
            self._passing = False
            self._task.cancel()

    def _break(self) -> None:
        for writer in self._writers:
            with contextlib.suppress(OSError):  # it is closed by now
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            writer.transport.abort()

    def _from_client(self, count: int) -> None:
        if self._heard:
            self._proxy.turns += 1
        self._heard = False
        self._proxy.bytes_up += count

    def _to_client(self, count: int) -> None:
        self._heard = True
        self._proxy.bytes_down += count

    async def _way(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        wait_before_first: float,
        arrived: Callable[[int], None] | None,
        leaves: Callable[[int], None] | None,
    ) -> None:
        """Pass on what is read, each piece at its own time; an end of the stream like everything else."""
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def hand_out() -> None:
            data = b"..."
            while data:
                due, data = await pieces.get()
                await asyncio.sleep(due - loop.time())
                await self._flowing.wait()
                if not data:
                    writer.write_eof()
                    return
                if leaves:
                    leaves(len(data))
                writer.write(data)
                await writer.drain()

        loop = asyncio.get_running_loop()
        delay = self._proxy.seconds_each_way
        earliest = loop.time() + wait_before_first + delay
        async with asyncio.TaskGroup() as group:
            group.create_task(hand_out())
            data = b"..."
            while data:
                data = await reader.read(CHUNK)
                if data and arrived:
                    arrived(len(data))
                pieces.put_nowait((max(earliest, loop.time() + delay), data))
