"""A line between a browser and the server that can be cut in the middle of a file."""

import socket
import threading

BYTES = 64 * 1024


class Line:
    """Passes everything on to ``port`` of this machine, until a cut; then nothing until mended."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.is_down = False
        self._left: int | None = None
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._door.getsockname()[1]}"

    def cut_after(self, size: int) -> None:
        """The line breaks when the browser has sent so many bytes more."""
        self._left = size

    def mend(self) -> None:
        self.is_down = False

    def close(self) -> None:
        self._door.close()
        self._cut()

    def _serve(self) -> None:
        while True:
            try:
                browser, _address = self._door.accept()
            except OSError:
                return
            if self.is_down:
                browser.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.port))
            self._ends |= {browser, server}
            for pair in ((browser, server, True), (server, browser, False)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, sending: bool) -> None:
        try:
            while data := source.recv(BYTES):
                if sending and self._left is not None:
                    self._left -= len(data)
                    if self._left < 0:
                        self._cut()
                        return
                target.sendall(data)
        except OSError:
            pass  # the other direction has ended it
        self._end(source, target)

    def _cut(self) -> None:
        self.is_down, self._left = True, None
        self._end(*self._ends)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            self._ends.discard(end)
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it was down already
            end.close()
