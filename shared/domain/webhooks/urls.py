"""Where webhooks may go: an https URL with a name of the public DNS, nothing else.

Read by one strict pattern, so that no two readers of a URL can differ about its host. Where the
name leads is looked at when it is resolved, at subscribing and at every sending.
"""

import re
from typing import Final, NamedTuple

from shared.domain.errors import Refused

LONGEST: Final = 500
PORTS: Final = (443, 8443)

_LABEL: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
# A last label that begins with a letter: what ends in a number is an address in one of its
# spellings (127.0.0.1, 0177.1, 0x7f.1, 2130706433).
_NAME: Final = re.compile(rf"({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])?")
_URL: Final = re.compile(
    r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?P<host>[^/?#:\\\[\]]+|\[[^\]]*\])"
    r"(:(?P<port>[0-9]{1,5}))?(?P<path>/[^#\\]*)?"
)
_WITH_CREDENTIALS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#\\]*@.*")
_PRINTED: Final = re.compile(r"[!-~]+")
_LOOPBACK: Final = "127.0.0.1"
_THIS_MACHINE: Final = re.compile(r"(.+\.)?localhost|127(\.[0-9]+){1,3}|0\.0\.0\.0|\[::1?\]")


class Target(NamedTuple):
    """Where a webhook goes: `host` is a name in small letters, `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_loopback(self) -> bool:
        """Whether it is this very machine, which is a laptop."""
        return self.host == _LOOPBACK

    @property
    def authority(self) -> str:
        """What the header Host says."""
        usual = self.port == (443 if self.scheme == "https" else 80)
        return self.host if usual else f"{self.host}:{self.port}"


def read_url(text: str, *, loopback: bool = False) -> Target:
    """Read the URL of an endpoint; http://127.0.0.1 only where `loopback` is allowed.

    Errors: invalid.
    """
    target = _target(_taken_apart(text))
    if loopback:
        _require_one_spelling(target)
    if not (loopback and target.is_loopback):
        _require_public(target)
    return target


def _taken_apart(text: str) -> re.Match[str]:
    found = _URL.fullmatch(text) if _PRINTED.fullmatch(text) else None
    if _WITH_CREDENTIALS.fullmatch(text):
        raise Refused("invalid", "url_with_credentials")
    if found is None or len(text) > LONGEST:
        raise Refused("invalid", "url_unfit", longest=LONGEST)
    return found


def _target(found: re.Match[str]) -> Target:
    scheme, host = found["scheme"].lower(), found["host"].lower()
    port = int(found["port"] or (80 if scheme == "http" else 443))
    return Target(scheme, host, port, found["path"] or "/")


def _require_one_spelling(target: Target) -> None:
    """Name the one spelling of a laptop to whoever used another."""
    if not target.is_loopback and _THIS_MACHINE.fullmatch(target.host):
        spelled = target._replace(scheme="http", host=_LOOPBACK)
        raise Refused("invalid", "url_of_laptop", url=f"http://{spelled.authority}{target.path}")


def _require_public(target: Target) -> None:
    if target.scheme != "https":
        raise Refused("invalid", "url_not_https")
    if not _NAME.fullmatch(target.host):
        raise Refused("invalid", "url_without_name")
    if target.port not in PORTS:
        raise Refused("invalid", "url_port", ports=", ".join(map(str, PORTS)))
