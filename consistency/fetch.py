"""Articles at an address: fetched only when asked for, within limits, and never from inside the house.

An address that resolves to anything but public addresses is refused, and the connection goes to the very address that was
checked, so that no name can answer twice. Redirections are checked in the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import SplitResult, urljoin, urlsplit

from claims.read.files import MAX_TEXT, too_large
from consistency.errors import InputError

SECONDS = 15.0
"""The longest that a server may keep silent."""

MOST_REDIRECTIONS = 4
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def fetch(url: str) -> bytes:
    """What stands at an address; raises `InputError` where it may not or cannot be fetched."""
    there = url
    for _ in range(MOST_REDIRECTIONS):
        status, moved, data = _get(there, url)
        if moved:
            there = urljoin(there, moved)
        elif status == 200:
            return data
        else:
            raise InputError(url, 0, f"answers with status {status}", "look at it in a browser, and save the page")
    raise InputError(url, 0, "leads from one address to another without end", "look at it in a browser, and save the page")


def _get(there: str, asked: str) -> tuple[int, str, bytes]:
    """One request: status, the address that it is moved to, body."""
    parts = _checked(there, asked)
    host = str(parts.hostname)
    port = parts.port or _PORTS[parts.scheme]
    try:
        connection = _connection(parts.scheme, host, port, _public(host, port, asked))
        try:
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            connection.request("GET", path, headers={"User-Agent": "consistency", "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            moved = answer.getheader("Location", "") if answer.status in (301, 302, 303, 307, 308) else ""
            data = b"" if moved else answer.read(MAX_TEXT + 1)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise InputError(asked, 0, f"cannot be fetched ({type(error).__name__})", "look at it in a browser, and save the page") from error
    if len(data) > MAX_TEXT:
        raise too_large(asked, len(data), MAX_TEXT)
    return answer.status, moved, data


def _checked(there: str, asked: str) -> SplitResult:
    try:
        parts = urlsplit(there)
        usual = parts.port in (None, *_PORTS.values())
    except ValueError as error:
        raise InputError(asked, 0, "is no address", "copy it again from the browser") from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None or not usual:
        raise InputError(asked, 0, "is not the plain address of a page", "give an http or https address without name, password and port")
    return parts


def _public(host: str, port: int, asked: str) -> str:
    """An address of the host, once all that its name stands for are known to be public."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(one) for one in found):
        raise InputError(asked, 0, "lies in a private network", "save the page to a file")
    return found[0]


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet."""
    one = ipaddress.ip_address(number.partition("%")[0])
    inside = getattr(one, "ipv4_mapped", None) or one
    if isinstance(one, ipaddress.IPv6Address) and one in _NAT64:
        inside = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
    return bool(inside.is_global and not inside.is_multicast)


def _connection(scheme: str, host: str, port: int, number: str) -> http.client.HTTPConnection:
    """A connection to that very address, which speaks of the host by its name."""
    plain = socket.create_connection((number, port), timeout=SECONDS)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    return connection
