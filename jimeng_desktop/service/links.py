"""Where a link points and whether a result may come from there: pure rules, no network."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from ..core.errors import LinkForbidden

_LINK = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<target>.*)", re.IGNORECASE)
# No user names, escapes or backslashes: what one parser takes for the host, another must not take for something else.
_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:@\\\[\]%]+)(?::(?P<port>[0-9]{1,5}))?")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Link:
    """A link taken apart. `target` is the path and query to the letter, only what no request may hold is escaped."""

    scheme: str
    host: str  # lower case, without brackets
    authority: str  # as it came, with the port if there is one
    target: str

    @property
    def root(self) -> str:
        """Scheme and authority, with a slash."""
        return f"{self.scheme}://{self.authority}/"

    @property
    def text(self) -> str:
        """The whole link, as it is sent."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_link(text: str) -> Link:
    """Takes an http or https link apart. Raises LinkForbidden for any other scheme and for what is no link."""
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text):
        raise LinkForbidden("malformed")
    parts = _LINK.fullmatch(text)
    if not parts:
        raise LinkForbidden("malformed" if re.match("https?:", text, re.IGNORECASE) else "scheme")
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if not authority or int(authority["port"] or 0) > 65535:
        raise LinkForbidden("malformed")
    target = parts["target"].partition("#")[0]
    target = "".join(c if "!" <= c <= "~" else quote(c) for c in target)
    if not target.startswith("/"):
        target = "/" + target
    return Link(parts["scheme"].lower(), authority["host"].strip("[]").lower(), parts["authority"], target)


def check_link(text: str, came_from: str) -> Link:
    """The link of a result or a redirect, named by an answer of the host `came_from`.

    https only, except between loopback addresses; no way from a public host to this machine or its network. Names are
    judged as they are written, not by what they resolve to: many proxies answer each name with a private address, and
    https keeps a public name from standing for a machine in here. Raises LinkForbidden.
    """
    link = parse_link(text)
    if link.scheme == "http" and not (is_loopback(link.host) and is_loopback(came_from)):
        raise LinkForbidden("scheme")
    if is_local(link.host) and not is_local(came_from):
        raise LinkForbidden("address")
    return link


def secured(text: str) -> str:
    """The link that is fetched for a named one: https in the place of http, except on loopback."""
    try:
        link = parse_link(text)
    except LinkForbidden:
        return text
    if link.scheme == "https" or is_loopback(link.host):
        return text
    return f"https://{link.authority.removesuffix(':80')}{link.target}"


def fetchable(text: str, origin: str) -> bool:
    """Whether what an answer of the service at `origin` names is a link that may be fetched, or one like it."""
    try:
        check_link(secured(text), parse_link(origin).host if origin else "")
    except LinkForbidden:
        return False
    return True


def follow(link: Link, location: str) -> str:
    """Where a redirect's Location leads; an absolute one stays as it is, to the letter."""
    location = location.strip()
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", location):
        return location
    try:
        return urljoin(link.text, location)
    except ValueError:
        raise LinkForbidden("malformed") from None


def is_loopback(host: str) -> bool:
    """This machine itself: localhost, 127.0.0.0/8, ::1."""
    address = _address(host)
    if address is not None:
        return address.is_loopback
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def is_local(host: str) -> bool:
    """This machine or its network: no address of the public internet, or a name that is only known in here."""
    address = _address(host)
    if address is not None:
        return not address.is_global or address.is_multicast
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith(_LOCAL_NAMES)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    host = host.rstrip(".")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))  # resolvers also take 127.1 and 0x7f000001
        except (OSError, ValueError):
            return None
    return getattr(address, "ipv4_mapped", None) or address
