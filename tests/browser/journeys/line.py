"""A line between a browser and the server that can be cut in the middle of a file."""

import asyncio
import threading
from concurrent.futures import Future

BYTES = 64 * 1024


class Line:
    """Passes everything on to ``port`` of this machine, until a cut; then nothing until mended.

    All of it happens in one loop of a thread of its own, so that a cut is one moment for everybody.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.is_down = False
        self._left: int | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._door = self._in_loop(asyncio.start_server(self._connect, "127.0.0.1", 0)).result()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._door.sockets[0].getsockname()[1]}"

    def cut_after(self, size: int) -> None:
        """The line breaks when the browser has sent so many bytes more."""
        self._left = size

    def mend(self) -> None:
        self.is_down = False

    def close(self) -> None:
        self._in_loop(self._take_down()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _in_loop(self, work: object) -> Future:
        return asyncio.run_coroutine_threadsafe(work, self._loop)  # type: ignore[arg-type]

    async def _take_down(self) -> None:
        self._door.close()
        self._cut()
        passing = asyncio.all_tasks() - {asyncio.current_task()}
        for task in passing:
            task.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        if self.is_down:
            browser.transport.abort()
            return
        self._ends.add(browser)
        answers, server = await asyncio.open_connection("127.0.0.1", self.port)
        self._ends.add(server)
        if self.is_down:
            self._cut()
            return
        await asyncio.gather(
            self._pass_on(reader, server, sending=True),
            self._pass_on(answers, browser, sending=False),
        )
        self._ends -= {browser, server}

    async def _pass_on(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, sending: bool
    ) -> None:
        try:
            while data := await source.read(BYTES):
                if sending and self._left is not None:
                    self._left -= len(data)
                    if self._left < 0:
                        self._cut()
                        return
                target.write(data)
                await target.drain()
            target.close()
        except OSError:
            target.transport.abort()

    def _cut(self) -> None:
        self.is_down, self._left = True, None
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()
