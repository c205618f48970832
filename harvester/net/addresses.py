"""Which addresses can be asked, and which are on the open internet: pure functions."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TypeAlias
from urllib.parse import urlsplit

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NUMERIC = re.compile(r"^[0-9a-fx.]+$", re.IGNORECASE)
_SECOND_LEVEL = frozenset({"gov", "com", "net", "org", "edu", "ac", "mil"})
"""Labels below .cn under which names are registered; provinces (bj.cn) are none of the state's portals."""
_LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")


def is_web_address(url: str) -> bool:
    """False for what no request can be sent to: other schemes, no host, ``http://[::1/``, a port above 65535."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0


def is_public(address: str) -> bool:
    """True for an IP address that anybody may reach; False for private, loopback, link-local, metadata, multicast.

    IPv6 addresses that carry an IPv4 one (``::ffff:10.0.0.1``, ``64:ff9b::a00:1``, ``2002:a00:1::``) count as that.
    Raises ValueError for what is no IP address.
    """
    found = _carried(ipaddress.ip_address(address.strip("[]").partition("%")[0]))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def literal(host: str) -> Address | None:
    """The IP address that a host name spells: ``10.0.0.1``, ``[::1]``, and ``127.1``, ``0x7f000001``, ``2130706433``.

    None for a name, which a resolver has to look up.
    """
    bare = host.strip("[]").partition("%")[0].rstrip(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        return _old_notation(bare)


def is_private_host(host: str) -> bool:
    """True where the name alone shows that the host is not on the open internet."""
    name = host.lower().rstrip(".")
    if name in _LOCAL_NAMES or name.endswith(".localhost"):
        return True
    address = literal(name)
    return address is not None and not is_public(str(address))


def is_loopback_host(host: str) -> bool:
    """True for this machine itself, where nobody else is asked anything."""
    name = host.lower().rstrip(".")
    address = literal(name)
    return name in _LOCAL_NAMES or name.endswith(".localhost") or (address is not None and address.is_loopback)


def host_key(url: str) -> str:
    """The host whose patience is at stake: the name, or address and port, as several sites share one address."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.netloc if literal(host) is not None or host in _LOCAL_NAMES else host


def registrable(host: str) -> str:
    """What one owner registered: ``nmg.gov.cn`` of ``zwgk.nmg.gov.cn``; an address in numbers is its own."""
    labels = host.lower().rstrip(".").split(".")
    if literal(host) is not None or len(labels) < 3:
        return host.lower()
    return ".".join(labels[-3:] if labels[-1] == "cn" and labels[-2] in _SECOND_LEVEL else labels[-2:])


def are_sisters(url: str, home: str) -> bool:
    """Under one registered name, which for numbers takes in the port."""
    one, other = (urlsplit(address).hostname or "" for address in (url, home))
    if host_key(url) != one or host_key(home) != other:
        return host_key(url) == host_key(home)
    return registrable(one) == registrable(other)


def _carried(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _old_notation(host: str) -> Address | None:
    """What the C library takes for an address: one to four parts, decimal, octal or hexadecimal."""
    if not _NUMERIC.match(host) or not host[:1].isdigit():
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
