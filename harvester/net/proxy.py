"""The browser's way out: a proxy on this machine that connects to public addresses only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from socket import SOCK_STREAM
from urllib.parse import urlsplit

from harvester.net.addresses import is_public
from harvester.net.resolver import PrivateAddressError

_LONGEST_HEAD = 64 * 1024
_CHUNK = 64 * 1024
_HOP = ("connection", "proxy-connection", "proxy-authorization", "keep-alive")
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_UNREACHABLE = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Proxy:
    """A browser follows redirects and fetches what scripts name by itself: here every connection passes.

    The address that is checked is the address that is connected to. ``most_bytes`` cuts off an endless answer.
    """

    def __init__(self, *, allow_private: bool, most_bytes: int) -> None:
        self.allow_private = allow_private
        self.most_bytes = most_bytes
        self.refused: list[str] = []
        """Hosts and ports that were not connected to."""
        self._server: asyncio.Server | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """The address that the browser is to use."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LONGEST_HEAD)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            async with _closing(writer):
                await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            return  # the browser went away, or sent what is no request
        finally:
            self._under_way.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        host, port, passed_on = _destination(head)
        try:
            its_reader, its_writer = await self._connect(host, port)
        except PrivateAddressError:
            self.refused.append(f"{host}:{port}")
            writer.write(_REFUSED)
            return
        except OSError:
            writer.write(_UNREACHABLE)
            return
        async with _closing(its_writer):
            writer.write(b"" if passed_on else _ESTABLISHED)
            its_writer.write(passed_on)
            await asyncio.gather(self._pass(reader, its_writer), self._pass(its_reader, writer))

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Raises PrivateAddressError where the name leads nowhere else."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        allowed = [address for address in addresses if self.allow_private or is_public(address)]
        if not allowed:
            raise PrivateAddressError(f"{host} leads to {addresses[0]}")
        return await asyncio.open_connection(allowed[0], port)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = self.most_bytes
        with suppress(ConnectionError):
            while left > 0 and (data := await reader.read(_CHUNK)):
                left -= len(data)
                writer.write(data)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def _destination(head: bytes) -> tuple[str, int, bytes]:
    """Host and port, and the request as its server expects it: nothing where a tunnel is wanted.

    Raises ValueError for what is no request of a proxy's client.
    """
    request, *fields = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, version = request.split(" ")
    if method == "CONNECT":
        host, _, number = target.rpartition(":")
        return host.strip("[]"), int(number), b""
    parts = urlsplit(target)
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError(f"no address of http: {target[:200]!r}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [field for field in fields if field.partition(":")[0].lower() not in _HOP]
    lines = (f"{method} {path} {version}", *kept, "Connection: close", "", "")
    return parts.hostname, parts.port or 80, "\r\n".join(lines).encode("latin-1")
