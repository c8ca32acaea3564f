"""Who is asking: the address that a visitor cannot choose."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64  # bits of an IPv6 address that one household or machine is given


def client_of(request: HttpRequest) -> str:
    """Return one visitor's address, of IPv6 the network it lies in.

    Behind N proxies of our own it is the N-th address of X-Forwarded-For from the right:
    each proxy adds whom it was asked by, and what stands further left was sent by the
    visitor. Without proxies the header is never looked at.
    """
    connected = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(passed_on) >= settings.PROXIES:
            return network_of(passed_on[-settings.PROXIES]) or network_of(connected)
    return network_of(connected)


def network_of(written: str) -> str:
    """Return the address, or the network of an IPv6 address; "" where there is none.

    >>> network_of("192.0.2.7"), network_of("::ffff:192.0.2.7"), network_of("192.0.2.7:4711")
    ('192.0.2.7', '192.0.2.7', '192.0.2.7')
    >>> network_of("2001:db8::1"), network_of("[2001:db8::2]:80"), network_of("unknown")
    ('2001:db8::', '2001:db8::', '')
    """
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), NETWORK), strict=False).network_address)
