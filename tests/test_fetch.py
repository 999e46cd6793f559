"""Addresses: fetched only when asked for, only from the public internet, only so much."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from formats import as_html
from typer.testing import CliRunner

from consistency import fetch as fetching
from consistency.addresses import address, stem
from consistency.cli import app
from consistency.errors import InputError

PAGE = as_html(["Un feu à Port-Lannec", "Le feu a fait 12 morts mardi 10 mars 2026, selon le maire de la ville."])


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        elif self.path == "/inside":
            self.send_response(301)
            self.send_header("Location", "http://10.0.0.1/secret")
        else:
            self.send_response(404 if self.path == "/none" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 6_000_000 if self.path == "/large" else PAGE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site of our own, on an address that stands for a public one."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    public = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1" or public(number))
    monkeypatch.setattr(fetching, "_PORTS", {"http": server.server_port, "https": 443})
    yield "http://127.0.0.1"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_when_asked_for(site: str) -> None:
    done = CliRunner().invoke(app, ["extract", f"{site}/halle.html", "--fetch"])
    assert done.exit_code == 0, done.output
    assert '"12 morts"' in done.output
    assert '"127.0.0.1-halle"' in done.output


def test_an_address_is_not_fetched_unasked(site: str) -> None:
    done = CliRunner().invoke(app, ["check", f"{site}/halle.html"])
    assert done.exit_code == 2
    assert "add --fetch" in done.output


@pytest.mark.parametrize(("path", "problem"), [("/loop", "without end"), ("/inside", "private"), ("/none", "404"), ("/large", "too large")])
def test_what_may_not_be_fetched_says_why(site: str, path: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        fetching.fetch(site + path)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://10.1.2.3/", "http://192.168.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/"]
)  # fmt: skip
def test_nothing_private_is_asked(url: str) -> None:
    with pytest.raises(InputError, match="private"):
        fetching.fetch(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/x", "http://a:b@a.example/", "http://a.example:8080/", "http:///x", "http://[::1"]
)
def test_only_plain_addresses_are_fetched(url: str) -> None:
    with pytest.raises(InputError):
        fetching.fetch(url)


def test_a_path_gives_its_address_back() -> None:
    assert address(Path("https://a.example/b/c.html")) == "https://a.example/b/c.html"
    assert address(Path("a/b.md")) == ""
    assert stem("https://a.example/b/c.html") == "a.example-c"
