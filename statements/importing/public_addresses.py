"""Which addresses of the network belong to everybody, so that fetching from them gives nothing away."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")
_EXAMPLES = IPv6Network("3fff::/20")  # for documentation; older Pythons do not know it
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an IP address is a machine on the public network.

    An IPv4 address within one of IPv6 (mapped, 6to4, NAT64) decides for it.

    >>> is_public("1.1.1.1"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (inner := _within(found)) is not None:
        return _is_global(inner)
    return _is_global(found)


def _within(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that one of IPv6 leads to, None where there is none."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return isinstance(address, IPv4Address) or (
        address in _UNICAST and address not in _EXAMPLES
    )
