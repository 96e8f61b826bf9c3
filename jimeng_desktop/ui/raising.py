"""A second start brings the first window to the front: a local socket named for the data folder."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_YES = b"yes\n"


def server_name(data: Path) -> str:
    """The socket of the window that owns the library in `data`."""
    return f"jimeng-desktop-{hashlib.sha256(str(data).encode()).hexdigest()[:16]}"


def raise_other_window(data: Path, patience: float = 2.0) -> bool:
    """Asks the window that owns `data` to come to the front; False if nobody answers in time.

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
    return socket.waitForReadyRead(wait) and bytes(socket.readAll().data()).startswith(_YES)


class Doorbell(QObject):
    """Listens for a second start. Only the owner of the library's lock makes one, so an old socket may be removed."""

    rung = Signal()

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
            socket.write(_YES)
            socket.flush()
            self.rung.emit()
