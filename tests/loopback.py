"""Keeps the tests at home: a connection to anything but this machine is an error."""

import socket
from ipaddress import ip_address
from typing import Any

Address = Any  # a path for Unix sockets, a tuple with the host first for the others


class LeftHome(RuntimeError):
    """A test tried to reach the network."""


def is_home(address: Address) -> bool:
    """Whether an address of socket.connect stays on this machine."""
    if isinstance(address, str | bytes):
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def refuse(address: Address) -> None:
    """Raise LeftHome unless the address is on this machine."""
    if not is_home(address):
        raise LeftHome(f"tests talk to loopback only, not to {address!r}")


class HomeSocket(socket.socket):
    """A socket that knows only this machine (asyncio connects through it as well)."""

    def connect(self, address: Address, /) -> None:
        """Connect, if the address is home."""
        refuse(address)
        super().connect(address)

    def connect_ex(self, address: Address, /) -> int:
        """Connect, if the address is home; the error number as a result."""
        refuse(address)
        return super().connect_ex(address)

    def sendto(self, *arguments: Any) -> int:
        """Send a datagram, if the address is home."""
        refuse(arguments[-1])
        return super().sendto(*arguments)
