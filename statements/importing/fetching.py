"""A page is fetched from the public network, and from nowhere else."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from statements.importing.addresses import normal_url
from statements.importing.limits import MEGABYTE
from statements.importing.public_addresses import is_public
from statements.importing.sources import About, UnreadableError
from statements.importing.walking import NOWHERE, Input

MOST_BYTES = 10 * MEGABYTE
SECONDS = 10  # for one page, all redirects included
REDIRECTS = 3
FORMATS = {  # what is read, by the content type the server names
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/xml": "feed",
    "application/xml": "feed",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}
_HEADERS = {
    "User-Agent": "on-the-record",
    "Accept": ", ".join(FORMATS),
    "Accept-Encoding": "gzip",
}
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_OK = 200
_CHUNK = 65_536
_SAVE = "Save the page with a browser, and import the file"


@dataclass(frozen=True, slots=True)
class Rules:
    """Where a fetch may go and how long it may take."""

    allowed: Callable[[str], bool] = is_public  # which IP addresses
    ports: frozenset[int] = frozenset({80, 443})
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered, and under which address in the end."""

    url: str
    kind: str  # the name of a format
    data: bytes


class _FetchError(Exception):
    """Why an address was not fetched, in words that follow the address."""


def fetch_inputs(
    urls: Iterable[str], forced: str = "", rules: Rules | None = None
) -> Iterator[Input | UnreadableError]:
    """Yield what stands at each address, or why it is not fetched."""
    for url in urls:
        try:
            found = fetch(url, rules or Rules())
        except UnreadableError as error:
            yield error
        else:
            about = About(url=found.url)
            yield Input(NOWHERE, url, about, forced or found.kind, found.data)


def fetch(url: str, rules: Rules) -> Fetched:
    """Return what stands at an address. Raises UnreadableError with the reason why not.

    The work is done in a thread that is left behind when the time is over, since a
    slow name server or a server that sends a byte at a time heeds no other clock.
    """
    answers: list[Fetched | Exception] = []

    def work() -> None:
        try:
            answers.append(_fetch(url, rules, time.monotonic() + rules.seconds))
        except (_FetchError, HTTPError, OSError, ValueError) as error:
            answers.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(rules.seconds)
    match answers:
        case [Fetched() as fetched]:
            return fetched
        case [_FetchError() as error]:
            problem = str(error)
        case [error]:
            problem = f"cannot be fetched ({' '.join(str(error).split())[:200]})"
        case _:
            problem = f"was not there within {rules.seconds:g} s"
    raise UnreadableError(url, problem, _SAVE)


def _fetch(url: str, rules: Rules, until: float) -> Fetched:
    for _ in range(REDIRECTS + 1):
        with (
            closing(_connect(url, rules, until)) as connection,
            closing(_ask(connection, url)) as response,
        ):
            if response.status not in _REDIRECTING:
                return Fetched(url, _kind(response), _body(response, until))
            url = normal_url(urljoin(url, response.headers.get("Location", "")))
    raise _FetchError(f"redirects more than {REDIRECTS} times")


def _ask(connection: HTTPConnection, url: str) -> BaseHTTPResponse:
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
    headers = {"Host": parts.netloc, **_HEADERS}
    connection.request(
        "GET", target, headers=headers, preload_content=False, decode_content=False
    )
    return connection.getresponse()


def _connect(url: str, rules: Rules, until: float) -> HTTPConnection:
    """Return a connection to an address that was checked, whatever its name leads to by then."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in rules.ports:
        raise _FetchError(f"is at port {port}; only 80 and 443 are asked")
    address = _address(host, port, rules)
    seconds = max(until - time.monotonic(), 0.01)
    if parts.scheme == "https":
        return HTTPSConnection(
            address, port, timeout=seconds, server_hostname=host, cert_reqs="CERT_REQUIRED"
        )
    return HTTPConnection(address, port, timeout=seconds)


def _address(host: str, port: int, rules: Rules) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        if not rules.allowed(address):
            raise _FetchError(f"leads to {address}, which is not on the public network")
    return addresses[0]


def _kind(response: BaseHTTPResponse) -> str:
    if response.status != _OK:
        raise _FetchError(f"was answered with {response.status}")
    named = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if named not in FORMATS:
        raise _FetchError(f"is {named or 'of no known type'}, not a page, a text or a feed")
    return FORMATS[named]


def _body(response: BaseHTTPResponse, until: float) -> bytes:
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise _FetchError(f"is larger than {MOST_BYTES // MEGABYTE} MB")
        if time.monotonic() > until:
            raise _FetchError("came too slowly")
    match response.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            return bytes(data)
        case "gzip" | "x-gzip":
            return _unpacked(bytes(data))
        case encoding:
            raise _FetchError(f"is encoded as {encoding[:40]}, which was not asked for")


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacking.decompress(data, MOST_BYTES)
    except zlib.error as error:
        raise _FetchError(f"cannot be unpacked ({error})") from None
    if unpacking.unconsumed_tail:
        raise _FetchError(f"unpacks to more than {MOST_BYTES // MEGABYTE} MB")
    return unpacked
