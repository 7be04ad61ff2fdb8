"""By which names a server may be addressed: a request that names another host is refused.

A page elsewhere can have a name of its own point to this server (DNS rebinding), and addresses that we make from the
header `Host` must not lead elsewhere.
"""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

_LOCAL = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{1,5})?")


@dataclass(frozen=True)
class Hosts:
    """Hosts that are this server.

    Attributes:
        names: in lower case; `*.example.org` stands for every name below `example.org`.
        addresses: whether every IP address is one: nobody can have an address point elsewhere.
    """

    names: frozenset[str]
    addresses: bool = False

    def include(self, header: str | None) -> bool:
        """Whether the header `Host` of a request names one of them."""
        found = _HOST.fullmatch(header or "")
        if found is None:
            return False
        name = (found["six"] or found["name"]).lower().rstrip(".")
        if name in self.names or (self.addresses and _is_address(name)):
            return True
        return any(f"*.{name[at + 1 :]}" in self.names for at, char in enumerate(name) if char == ".")


def hosts_of(bound: str, allowed: Iterable[str] = ()) -> Hosts | None:
    """The hosts of a server: this machine's own names for itself, the address it listens on, and those it is given.

    Args:
        bound: what it listens on; where that is every address of the machine, each IP address and the machine's name.
        allowed: further names, as those of a proxy; `*` for any.

    Returns:
        None where any name will do.
    """
    further = {one.strip().lower().strip("[]").rstrip(".") for one in allowed}
    if "*" in further:
        return None
    everywhere = _is_address(bound) and ip_address(bound).is_unspecified
    own = {socket.gethostname().lower()} if everywhere else {bound.lower()}
    return Hosts(frozenset(own | further | {*_LOCAL}), addresses=everywhere)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
