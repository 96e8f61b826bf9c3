"""Raw loopback servers that say exactly what they are told, and sockets that break as told."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.patience import LONGEST

Script = Callable[["Talk"], None]


@dataclass
class Talk:
    """One connection: the request it brought and the means to answer it, or to break off."""

    connection: socket.socket
    number: int  # of the connection, from 0
    stop: threading.Event
    head: bytes = b""
    body: bytes = b""

    def read(self) -> bool:
        """Reads one request; False where the other side hung up."""
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.connection.recv(65536)
            if not more:
                return False
            data += more
        self.head, _, self.body = data.partition(b"\r\n\r\n")
        length = next((int(v) for k, v in self.fields() if k == "content-length"), 0)
        while len(self.body) < length:
            self.body += self.connection.recv(65536)
        return True

    def fields(self) -> list[tuple[str, str]]:
        """The request's headers, names in lower case."""
        lines = self.head.decode("latin-1").split("\r\n")[1:]
        return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]

    @property
    def target(self) -> str:
        """What stands in the request line."""
        return self.head.decode("latin-1").split(" ")[1]

    def send(self, data: bytes) -> None:
        """Bytes as they are."""
        self.connection.sendall(data)

    def say(self, status: int, body: bytes = b"", *headers: str, length: int | None = None) -> None:
        """A whole answer; `length` other than the body's makes a cut one."""
        lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body) if length is None else length}", *headers]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def reset(self) -> None:
        """Closes with RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def wait(self, seconds: float = 2 * LONGEST) -> bool:
        """Says nothing until the test is over (True) or the time is up."""
        return self.stop.wait(seconds)


@dataclass
class Wire:
    """A running server: its address and all requests it got."""

    port: int
    base: str
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: int = 0

    def url(self, target: str) -> str:
        """An address here."""
        return self.base + target


@contextmanager
def wire(
    script: Script, *, read: bool = True, scheme: str = "http", tls: object = None, port: int = 0
) -> Iterator[Wire]:
    """A server that runs `script` for each request of each connection (`read` False: at once, without reading)."""
    stop = threading.Event()
    threads: list[threading.Thread] = []
    listener = socket.create_server(("127.0.0.1", port))
    served = Wire(listener.getsockname()[1], f"{scheme}://127.0.0.1:{listener.getsockname()[1]}")

    def talk(connection: socket.socket, number: int) -> None:
        with suppress(OSError), connection:
            connection.settimeout(LONGEST)
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)  # type: ignore[attr-defined]
            one = Talk(connection, number, stop)
            with connection:
                while not read or one.read():
                    served.heads.append(one.head.decode("latin-1"))
                    served.bodies.append(one.body)
                    script(one)
                    if not read or connection.fileno() < 0:
                        return

    def accept() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=talk, args=(connection, served.connections)))
            served.connections += 1
            threads[-1].start()

    threads.append(threading.Thread(target=accept))
    threads[0].start()
    try:
        yield served
    finally:
        stop.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in threads:
            thread.join(10)
