"""Which addresses are of the public internet, whatever they are written or wrapped as."""

import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Final

from shared.domain.webhooks.urls import Target

Address = IPv4Address | IPv6Address
Resolve = Callable[[Target], Sequence[str]]
"""Gives every address of a target's name. Errors: OSError."""

# What carries an IPv4 address in it and is led on to it: NAT64 in its last four bytes.
_NAT64: Final = IPv6Network("64:ff9b::/96")


def resolve(target: Target) -> list[str]:
    """Ask the resolver for every address of a name. Errors: OSError."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolved(resolve: Resolve, target: Target, seconds: float) -> Sequence[str]:
    """Resolve a name within so many seconds. Errors: OSError, of which TimeoutError is one."""
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(resolve(target))
        except Exception as error:  # noqa: BLE001 - raised again below, by who waits
            failed.append(error)

    # The system's resolver can be left alone, but not be interrupted.
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError(target.host)
    if failed:
        raise failed[0]
    return found


def is_public(text: str) -> bool:
    """Tell whether an address, and whatever it stands for, is of the public internet."""
    return all(map(_is_public, _meant(ip_address(text.partition("%")[0]))))


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _meant(address: Address) -> Iterator[Address]:
    """Give the address itself, unless it only maps another, and those that it embeds."""
    if not isinstance(address, IPv6Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFF_FFFF)
        return
    yield address
    yield from filter(None, (address.sixtofour, *(address.teredo or ())))
