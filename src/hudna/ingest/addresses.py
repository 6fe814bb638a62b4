"""Which addresses of the internet may be connected to.

A feed or a page is written by strangers: what it links or redirects to, and what its name resolves
to, must not lead into the network that Hudna runs in.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def forbidden(address: str, allow_private: bool = False) -> str | None:
    """Return what an IP address is that may not be connected to (``a loopback address``), or None.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by both.
    ``allow_private`` permits all but multicast.

    Raises:
        ValueError: it is no IP address.
    """
    for ip in _all(ip_address(address)):
        if ip.is_multicast:
            return "a multicast address"
        if allow_private:
            continue
        if ip.is_loopback:
            return "a loopback address"
        if ip.is_link_local:
            return "a link-local address"
        if ip.is_unspecified or ip.is_reserved or not ip.is_global:
            return "a private or reserved address"
    return None


def _all(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """List the addresses that one leads to: those within it in place of, or beside, itself."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    if ip.sixtofour is not None:
        return [ip.sixtofour]
    if ip.teredo is not None:
        return list(ip.teredo)
    return [ip]
