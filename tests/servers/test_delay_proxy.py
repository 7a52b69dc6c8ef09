"""The proxy that stands in for a slow network."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.servers.delay_proxy import DelayProxy
from tests.servers.private_server import OWNER, PrivateServer

EACH_WAY = 0.02  # seconds


@contextmanager
def echo() -> Iterator[int]:
    """A server that says back what it hears, until its client ends; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection:
                try:
                    while data := connection.recv(1 << 16):
                        connection.sendall(data)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def exactly(connection: socket.socket, count: int) -> bytes:
    """Read so many bytes."""
    found = bytearray()
    while len(found) < count and (data := connection.recv(1 << 20)):
        found += data
    return bytes(found)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def test_each_query_takes_a_round_trip_longer(postgres: PrivateServer) -> None:
    count = 10

    def ask(connection: psycopg.Connection[tuple[int]]) -> None:
        for _ in range(count):
            connection.execute("SELECT 1").fetchone()

    with (
        DelayProxy(postgres.port, EACH_WAY) as proxy,
        psycopg.connect(postgres.dsn(OWNER, port=proxy.port), autocommit=True, prepare_threshold=None) as far,
        psycopg.connect(postgres.dsn(OWNER), autocommit=True) as near,
    ):
        proxy.reset_counts()
        added = seconds(lambda: ask(far)) - seconds(lambda: ask(near))
        assert proxy.turns == count
        assert 0.95 < added / (count * 2 * EACH_WAY) < 4
        proxy.reset_counts()
        with far.pipeline():
            for _ in range(count):
                far.execute("SELECT 1")
        assert proxy.turns <= 2


def test_a_connection_costs_its_greeting_too() -> None:
    with echo() as port, DelayProxy(port, EACH_WAY) as proxy, connect(proxy.port) as connection:

        def turn() -> None:
            connection.sendall(b"x")
            assert exactly(connection, 1) == b"x"

        first, second = seconds(turn), seconds(turn)
        assert first > 3.9 * EACH_WAY
        assert second > 1.9 * EACH_WAY
        assert (proxy.turns, proxy.connections, proxy.bytes_up, proxy.bytes_down) == (2, 1, 2, 2)


def test_throughput_is_left_alone() -> None:
    size = 8 << 20
    sent = bytes(range(256)) * (size // 256)
    with echo() as port, DelayProxy(port, EACH_WAY) as proxy, connect(proxy.port) as connection:
        writing = threading.Thread(target=connection.sendall, args=(sent,))
        began = time.perf_counter()
        writing.start()
        assert exactly(connection, size) == sent
        took = time.perf_counter() - began
        writing.join()
        # Were each piece waited for by itself, it would be this and more.
        assert took < size / (1 << 16) * 2 * EACH_WAY
        assert (proxy.bytes_up, proxy.bytes_down) == (size, size)


def test_the_end_of_a_stream_arrives_behind_its_bytes() -> None:
    with echo() as port, DelayProxy(port, EACH_WAY) as proxy, connect(proxy.port) as connection:
        connection.sendall(b"last words")
        connection.shutdown(socket.SHUT_WR)
        assert exactly(connection, 100) == b"last words"


def test_cut_off_and_brought_back(postgres: PrivateServer) -> None:
    with DelayProxy(postgres.port, 0) as proxy:
        address, port = postgres.dsn(OWNER, port=proxy.port), proxy.port
        with psycopg.connect(address, autocommit=True) as connection:
            proxy.cut()
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError, match="refused"):
            psycopg.connect(address)
        proxy.cut()
        proxy.mend()
        proxy.mend()
        assert proxy.port == port
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_refusing_leaves_the_present_connections() -> None:
    with echo() as port, DelayProxy(port, 0) as proxy, connect(proxy.port) as connection:
        connection.sendall(b"x")
        assert exactly(connection, 1) == b"x"
        proxy.refuse()
        with pytest.raises(ConnectionRefusedError):
            connect(proxy.port)
        connection.sendall(b"y")
        assert exactly(connection, 1) == b"y"
        proxy.mend()
        connect(proxy.port).close()


def test_stalling_holds_bytes_back_until_mended() -> None:
    with echo() as port, DelayProxy(port, 0) as proxy, connect(proxy.port) as connection:
        proxy.stall()
        connection.sendall(b"held")
        connection.settimeout(5 * EACH_WAY)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(20)
        proxy.mend()
        assert exactly(connection, 4) == b"held"


def test_a_target_that_is_down_breaks_the_connection(own_server: PrivateServer) -> None:
    with DelayProxy(own_server.port, 0) as proxy:
        address = own_server.dsn(OWNER, port=proxy.port)
        own_server.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address)
        own_server.restart()
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
