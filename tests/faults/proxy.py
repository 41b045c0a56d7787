"""A line to PostgreSQL that can be cut at any message of its protocol, before or after it has passed."""

import socket
import struct
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

HEADER = struct.Struct("!I")
STARTUP = -1


class Proxy:
    """Listens on this machine and passes everything on to the server's socket; whoever connects anew may."""

    def __init__(self, upstream: Path) -> None:
        self._upstream = str(upstream)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._lock = Lock()
        self._left, self._before = 0, True
        self.passed = 0
        self._open: set[socket.socket] = set()
        self._threads = [Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cuts_at(self, number: int, before: bool) -> None:
        """Every line is cut at the message of this number from now on, before it passes or after."""
        with self._lock:
            self._left, self._before, self.passed = number, before, 0

    @property
    def has_cut(self) -> bool:
        """Whether it has come to that message."""
        return self._left <= 0

    def close(self) -> None:
        """Cut everything and let nobody in any more."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._cut()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
            server = socket.socket(socket.AF_UNIX)
            with suppress(OSError):
                server.connect(self._upstream)
            self._open |= {client, server}
            for ends in ((client, server, True), (server, client, False)):
                self._threads.append(Thread(target=self._pass_on, args=ends, daemon=True))
                self._threads[-1].start()

    def _pass_on(self, source: socket.socket, target: socket.socket, begins: bool) -> None:
        """Message by message; the first of a client has no letter in front."""
        with suppress(OSError, EOFError):
            while True:
                letter = b"" if begins else _exactly(source, 1)
                begins = False
                length = _exactly(source, HEADER.size)
                message = letter + length + _exactly(source, HEADER.unpack(length)[0] - HEADER.size)
                self._let_pass(target, message)
        for end in (source, target):
            self._open.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _let_pass(self, target: socket.socket, message: bytes) -> None:
        with self._lock:
            self.passed += 1
            self._left -= 1
            struck = self._left == 0
            if not (struck and self._before):
                target.sendall(message)
            if struck:
                self._cut()

    def _cut(self) -> None:
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _exactly(source: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = source.recv(count - len(found))
        if not part:
            raise EOFError
        found += part
    return found
