"""Pages are fetched from the public network only, and never for long."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from statements.importing import fetching
from statements.importing.fetching import Rules, fetch, fetch_inputs
from statements.importing.public_addresses import is_public
from statements.importing.readers import read
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input
from tests.importing.files import PAGE, RSS

# What the server answers under a path: status, headers, body.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page?a=1": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/packed": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(PAGE.encode()),
    ),
    "/text": (200, {"Content-Type": "text/plain"}, b"Words."),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, RSS.encode()),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    "/none": (200, {}, b"Words."),
    "/gone": (404, {"Content-Type": "text/html"}, b""),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * 300_000),
    "/bomb": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b"0" * 300_000),
    ),
    "/zstd": (200, {"Content-Type": "text/html", "Content-Encoding": "zstd"}, b"x"),
    "/to-page": (302, {"Location": "/page?a=1"}, b""),
    "/2": (301, {"Location": "/to-page"}, b""),
    "/3": (307, {"Location": "/2"}, b""),
    "/4": (308, {"Location": "/3"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/inside": (302, {"Location": "http://127.0.0.2:80/secret"}, b""),
    "/port": (302, {"Location": "http://127.0.0.1:22/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/nowhere": (302, {}, b""),
}


class Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        if self.path == "/slow":
            self.drip()
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Send a header that never ends, a character at a time."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        for _ in range(40):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def server(asked: list[str]) -> Iterator[ThreadingHTTPServer]:
    handler = type("Recording", (Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as made:
        thread = threading.Thread(target=made.serve_forever, args=[0.01])
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def get(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Source | UnreadableError]:
    """Return a function that fetches a path of the server under the name example.org."""
    port = server.server_port
    monkeypatch.setattr(fetching, "MOST_BYTES", 100_000)
    known = {"example.org": "127.0.0.1", "inside.example": "127.0.0.2"}

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known.get(host, host), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    rules = Rules(lambda address: address == "127.0.0.1", frozenset({port, 80}), 1)

    def fetched(path: str) -> Source | UnreadableError:
        (one,) = fetch_inputs([f"http://example.org:{port}{path}"], rules=rules)
        return next(read(one, About())) if isinstance(one, Input) else one

    return fetched


Get = Callable[[str], Source | UnreadableError]


@pytest.mark.parametrize("path", ["/page?a=1", "/packed", "/text", "/feed", "/3"])
def test_pages_texts_and_feeds_are_fetched_under_their_last_address(
    get: Get, path: str, asked: list[str], server: ThreadingHTTPServer
) -> None:
    found = get(path)

    here = f"example.org:{server.server_port}"
    assert isinstance(found, Source), found
    assert asked[0] == f"{here}{path}"
    if path in {"/page?a=1", "/3"}:
        assert found.about.url == f"http://{here}/page?a=1"
        assert found.text.startswith("Farmers\n\n“We want")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/pdf", "is application/pdf, not a page, a text or a feed"),
        ("/none", "is of no known type"),
        ("/gone", "was answered with 404"),
        ("/large", "is larger than"),
        ("/bomb", "unpacks to more than"),
        ("/zstd", "is encoded as zstd"),
        ("/4", "redirects more than 3 times"),
        ("/loop", "redirects more than 3 times"),
        ("/inside", "leads to 127.0.0.2, which is not on the public network"),
        ("/port", "is at port 22; only 80 and 443 are asked"),
        ("/file", "is not an address such as"),
        ("/nowhere", "redirects more than 3 times"),
        ("/slow", "was not there within 1 s"),
    ],
)
def test_what_is_not_fetched_has_a_reason(get: Get, path: str, reason: str) -> None:
    error = get(path)

    assert isinstance(error, UnreadableError)
    assert reason in error.problem
    assert "\n" not in str(error)


REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1
2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101:: 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1
fe80::1%eth0 fec0::1 ff02::1 ff0e::1 example.org
""".split()


@pytest.mark.parametrize("address", [*REFUSED, ""])
def test_what_is_not_the_public_network_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
     "2002:101:101::"],
)  # fmt: skip
def test_the_public_network_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "leads to 127.0.0.1"),
        ("http://2130706433/", "leads to 127.0.0.1"),
        ("http://0x7f.1/", "leads to 127.0.0.1"),
        ("http://[::1]/", "leads to ::1"),
        ("http://[::ffff:127.0.0.1]/", "leads to ::ffff:127.0.0.1"),
        ("http://localhost./", "which is not on the public network"),
        ("https://1.1.1.1:8443/", "is at port 8443"),
        ("http://1.1.1.1:22/", "is at port 22"),
    ],
)
def test_no_spelling_leads_to_this_machine(url: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        fetch(url, Rules())

    assert reason in refusal.value.problem


def test_every_address_of_a_name_has_to_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("1.1.1.1", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(UnreadableError, match=r"leads to 10\.0\.0\.1"):
        fetch("http://example.org/", Rules())


def test_a_proxy_in_the_environment_is_not_asked(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.3:9/")

    assert isinstance(get("/text"), Source)


def test_fetching_is_off_unless_it_is_allowed(settings: Settings) -> None:
    settings.ALLOW_URL_IMPORT = False

    with pytest.raises(CommandError, match="set ALLOW_URL_IMPORT=true"):
        call_command("import_articles", "--url", "https://example.org/")
