"""Connections that are not secure are named, never made all the same."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from http.server import HTTPServer, SimpleHTTPRequestHandler

import pytest
from crawling import crawl
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve


@pytest.fixture
def signed_by_itself(tmp_path):
    """A server whose certificate nobody vouches for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.example.gov.cn")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "server.pem").write_bytes(secret + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    server = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def outcome(crawled):
    return next((item["outcome"], item["detail"]) for item in crawled.outcomes if item["role"] == "list")


def test_a_certificate_that_nobody_vouches_for(tmp_path, signed_by_itself):
    name, detail = outcome(crawl(tmp_path, url=signed_by_itself))

    assert name == "tls_error"
    assert "no secure connection" in detail
    assert "certificate" in detail


def test_a_host_that_speaks_http_only(tmp_path):
    with serve(FIXTURES / "trs", port=0) as site:
        name, detail = outcome(crawl(tmp_path, url=site.url.replace("http:", "https:")))

    assert name == "tls_error"
    assert "no secure connection" in detail
