"""A page over TLS comes from the checked address, with a certificate for the name that was asked."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from statements.importing.fetching import Rules, fetch
from statements.importing.sources import UnreadableError

DAY = dt.timedelta(days=1)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"Words.")

    def log_message(self, *_: object) -> None: ...


def make_certificate(folder: Path, name: x509.GeneralName, days: int) -> Path:
    """Return a file with a key and a certificate for `name`, signed with that key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    certificate = (
        x509.CertificateBuilder(issuer, issuer, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 9 * DAY)
        .not_valid_after(now + days * DAY)
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "certificate.pem"
    file.write_bytes(private + certificate.public_bytes(pem))
    return file


@contextmanager
def serving(certificate: Path) -> Iterator[int]:
    """Serve a page over TLS on this machine while the block runs; gives the port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


Fetch = Callable[[x509.GeneralName, bool, int], bytes]


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    """Return a function that asks example.org, whose certificate is for that name, trusted or not."""

    def resolve(_: str, port: int, *__: object, **___: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def fetch_with(name: x509.GeneralName, trusted: bool, days: int) -> bytes:
        certificate = make_certificate(tmp_path, name, days)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with serving(certificate) as port:
            rules = Rules(lambda address: address == "127.0.0.1", frozenset({port}), 5)
            with monkeypatch.context() as patched:
                patched.setattr(socket, "getaddrinfo", resolve)
                return fetch(f"https://example.org:{port}/", rules).data

    return fetch_with


RIGHT = x509.DNSName("example.org")


def test_a_page_comes_with_a_certificate_for_its_name(fetched: Fetch) -> None:
    assert fetched(RIGHT, True, 9) == b"Words."


@pytest.mark.parametrize(
    ("name", "trusted", "days"),
    [
        (x509.DNSName("example.com"), True, 9),
        (x509.DNSName("*.example.org"), True, 9),
        (x509.IPAddress(ipaddress.ip_address("127.0.0.1")), True, 9),  # where it stands
        (RIGHT, False, 9),
        (RIGHT, True, -1),
    ],
    ids=["another name", "names below it", "its address", "not trusted", "out of date"],
)
def test_a_certificate_for_anything_else_is_refused(
    fetched: Fetch, name: x509.GeneralName, trusted: bool, days: int
) -> None:
    with pytest.raises(UnreadableError, match="certificate verify failed"):
        fetched(name, trusted, days)
