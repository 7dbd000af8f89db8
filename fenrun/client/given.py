"""Credentials as they are given: by the environment for any Fenrun, by a file for each by its URL.

The file is TOML, for its owner's eyes alone:

    ["https://api.brand.example"]
    key_id = "shop-1"
    secret = "… base64 …"
    tokens = { finance = "eyJ…", operator = "eyJ…", "distributor:A" = "eyJ…" }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fenrun.client.credentials import BearerToken, NoCredential, StorefrontKey
from fenrun.client.token_claims import whose
from fenrun.roles import PersonRole

TOKEN, KEY_ID, SECRET = "FENRUN_TOKEN", "FENRUN_KEY_ID", "FENRUN_SECRET"
FILE = "FENRUN_CREDENTIALS"
USUAL_FILE = Path("~/.config/fenrun/credentials.toml")

_OTHERS = 0o077


@dataclass(frozen=True)
class GivenKeys:
    """A storefront's key, tokens by `role` or `role:subject`, and one that is for any role."""

    key: StorefrontKey | None = None
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: str | None = field(default=None, repr=False)
    file: str = field(default=str(USUAL_FILE), compare=False)
    """Where more would be looked for."""

    def of_storefront(self) -> StorefrontKey:
        """Give the key. Errors: NoCredential."""
        if self.key is None:
            raise NoCredential("no_key", file=self.file)
        return self.key

    def of_person(self, role: PersonRole, subject: str = "") -> BearerToken:
        """Give the token for all, if it is not somebody else's, one of his, or of the role.

        Errors: NoCredential.
        """
        for_all = self.token if self.token and whose(self.token).fits(role, subject) else None
        for found in (for_all, self.tokens.get(f"{role}:{subject}"), self.tokens.get(role)):
            if found:
                return BearerToken(found)
        if self.token:
            wanted = role if subject in ("", role) else f"{role}:{subject}"
            raise NoCredential("token_of_another", whose=str(whose(self.token)), wanted=wanted)
        raise NoCredential("no_token", role=role, file=self.file)


def given_keys(url: str, environ: Mapping[str, str]) -> GivenKeys:
    """Give what there is for a URL; the environment goes before the file. Errors: NoCredential."""
    section = _section(_file(environ), url)
    key_id = environ.get(KEY_ID) or section.get("key_id")
    secret = environ.get(SECRET) or section.get("secret")
    if bool(key_id) != bool(secret):
        raise NoCredential("half_a_key")
    return GivenKeys(
        key=_key(str(key_id), str(secret)) if key_id else None,
        tokens=section.get("tokens", {}),
        token=environ.get(TOKEN) or None,
        file=environ.get(FILE) or str(USUAL_FILE),
    )


def _key(key_id: str, secret: str) -> StorefrontKey:
    try:
        return StorefrontKey.of_text(key_id, secret)
    except ValueError as error:
        raise NoCredential("no_base64", key_id=key_id) from error


def _file(environ: Mapping[str, str]) -> Path | None:
    """Give the file that is named, which must be there, or the usual one if it is there."""
    if named := environ.get(FILE):
        return Path(named)
    usual = USUAL_FILE.expanduser()
    return usual if usual.exists() else None


def _section(path: Path | None, url: str) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        if path.stat().st_mode & _OTHERS:
            raise NoCredential("file_open_to_others", file=str(path))
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NoCredential("file_unreadable", file=str(path), why=str(error)) from error
    sections = {name.rstrip("/"): section for name, section in found.items()}
    return _checked(path, sections.get(url.rstrip("/"), {}))


def _checked(path: Path, section: Any) -> Mapping[str, Any]:
    if not _is_right(section):
        raise NoCredential("file_unreadable", file=str(path), why="a section")
    found: Mapping[str, Any] = section
    return found


def _is_right(section: Any) -> bool:
    known = {"key_id": str, "secret": str, "tokens": dict}
    if not isinstance(section, dict):
        return False
    if not all(isinstance(value, known.get(name, ())) for name, value in section.items()):
        return False
    return all(isinstance(token, str) for token in section.get("tokens", {}).values())
