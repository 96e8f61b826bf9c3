"""A second start brings the first window to the front, with what it was to show: a local socket named for the data."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_YES = b"yes\n"
_LONGEST = 1 << 20  # bytes of what a second start asks for


def server_name(data: Path) -> str:
    """The socket of the window that owns the library in `data`, by whichever link or spelling that is named."""
    place = os.path.normcase(os.path.realpath(data))
    return f"jimeng-desktop-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}"


def raise_other_window(data: Path, files: Sequence[Path] = (), *, patience: float = 2.0) -> bool:
    """Asks the window that owns `data` to come to the front and show the files; False if nobody answers in time.

    Blocks, for at most twice `patience` seconds. Not from a thread of the same process: Qt waits with Python locked.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # else Windows only lets its button blink
    wait = int(patience * 1000)
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    if not socket.waitForConnected(wait):
        return False
    socket.write(json.dumps([str(path) for path in files]).encode() + b"\n")
    socket.waitForBytesWritten(wait)
    return socket.waitForReadyRead(wait) and bytes(socket.readAll().data()).startswith(_YES)


class Doorbell(QObject):
    """Listens for a second start. Only the owner of the library's lock makes one, so an old socket may be removed."""

    rung = Signal(object)  # the paths it is to show, a list

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = server_name(data)
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        """Listens no more."""
        self._server.close()

    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._hear, socket))
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        """Answers once all of it has come: one line."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        files = _paths(bytes(socket.readLine(_LONGEST).data()))
        socket.write(_YES)
        socket.flush()
        self.rung.emit(files)


def _paths(line: bytes) -> list[Path]:
    try:
        told = json.loads(line)
    except ValueError:
        return []
    return [Path(text) for text in told if isinstance(text, str)] if isinstance(told, list) else []
