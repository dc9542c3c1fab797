"""Internet addresses: what a name stands for, and whether that is a public place or somebody's own network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the addresses, as digits, of a host's name and a port; raises `OSError` where there are none."""

_GLOBAL_V6 = ip_network("2000::/3")
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))
"""6to4 and Teredo: an IPv4 address inside, reached through a relay that checks nothing."""
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def resolve(host: str, port: int) -> list[str]:
    """Look a host's addresses up as the system does, which also reads `2130706433` and `0x7f.1` as addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def is_public(address: str) -> bool:
    """Tell whether an address is a public one, also where an IPv4 address is wrapped up in it.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and documentation addresses are not; of IPv6
    only global unicast is, without tunnels, and NAT64 where the address inside it is public.

    >>> is_public("93.184.215.14"), is_public("100.64.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return _is_public_v4(address.ipv4_mapped)
    if _within(address, _NAT64[:1]):
        return _is_public_v4(_last(address))
    if address not in _GLOBAL_V6 or _within(address, (*_NAT64, *_TUNNELS)):
        return False
    if int(address) >> 32 & 0xFFFF_FFFF in _ISATAP and not _is_public_v4(_last(address)):
        return False
    return address.is_global and not address.is_multicast


def _within(address: IPv6Address, networks: Sequence[object]) -> bool:
    return any(isinstance(network, IPv6Network) and address in network for network in networks)


def _last(address: IPv6Address) -> IPv4Address:
    """The IPv4 address in the last 32 bits."""
    return IPv4Address(int(address) & 0xFFFF_FFFF)
