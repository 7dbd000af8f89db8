"""A client of the running product: signs as its storefront, bears tokens as its people."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import requests

from infra.cli.signing import canonical_url, signed_headers
from infra.local.credentials import Credentials
from shared.edge.callers.access import PersonRole

TIMEOUT_SECONDS = 60


class ProblemAnswer(Exception):
    """The product refused: `status`, and the problem document it answered."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')}: {problem.get('detail', '')}")
        self.status = status
        self.problem = problem


@dataclass
class Client:
    """Calls a base URL with a laptop's credentials; every POST gets an Idempotency-Key."""

    base_url: str
    credentials: Credentials
    session: requests.Session = field(default_factory=requests.Session)
    timeout_seconds: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        # The environment's proxy cannot reach loopback.
        self.session.trust_env = False

    def as_storefront(
        self, method: str, path: str, body: object = None, key: str | None = None
    ) -> dict[str, Any]:
        """Call as the brand's shop. Errors: `ProblemAnswer`."""
        return answer_of(self.send_as_storefront(method, path, body, key))

    def send_as_storefront(
        self, method: str, path: str, body: object = None, key: str | None = None
    ) -> requests.Response:
        """Send as the brand's shop and give whatever comes back."""
        url, raw = canonical_url(self.base_url + path), _raw(body)
        headers = signed_headers(
            (method, url, raw),
            key_id=self.credentials.storefront_key_id,
            secret=self.credentials.secret,
            created=datetime.now(UTC),
            idempotency_key=_key(method, key),
        )
        return self.send(method, url, raw, headers)

    def as_person(
        self,
        role: PersonRole,
        subject: str,
        method: str,
        path: str,
        body: object = None,
        key: str | None = None,
    ) -> dict[str, Any]:
        """Call as a person in a role. Errors: `ProblemAnswer`."""
        return answer_of(self.send_as_person(role, subject, method, path, body, key))

    def send_as_person(
        self,
        role: PersonRole,
        subject: str,
        method: str,
        path: str,
        body: object = None,
        key: str | None = None,
    ) -> requests.Response:
        """Send as a person in a role and give whatever comes back."""
        raw = _raw(body)
        headers = {"Authorization": f"Bearer {self.credentials.token(role, subject)}"}
        idempotency_key = _key(method, key)
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        if raw:
            headers["Content-Type"] = "application/json"
        return self.send(method, self.base_url + path, raw, headers)

    def send_as_anybody(self, method: str, path: str, body: object = None) -> requests.Response:
        """Send without a name, as to a public route, and give whatever comes back."""
        headers = {} if body is None else {"Content-Type": "application/json"}
        return self.send(method, self.base_url + path, _raw(body), headers)

    def control(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Call one of the laptop's own routes, like `/_local/advance`. Errors: `ProblemAnswer`."""
        return answer_of(self.send_as_anybody(method, path, body))

    def send(self, method: str, url: str, raw: bytes, headers: dict[str, str]) -> requests.Response:
        """Send just this; no redirect is followed."""
        return self.session.request(
            method,
            url,
            data=raw,
            headers=headers,
            timeout=self.timeout_seconds,
            allow_redirects=False,
        )


def _raw(body: object) -> bytes:
    if body is None:
        return b""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _key(method: str, key: str | None) -> str | None:
    if method != "POST":
        return None
    return key or secrets.token_hex(16)


def answer_of(response: requests.Response) -> dict[str, Any]:
    """Give the answer's JSON, empty without a body. Errors: `ProblemAnswer` from status 400."""
    body: dict[str, Any] = response.json() if response.content else {}
    if response.status_code >= requests.codes.bad_request:
        raise ProblemAnswer(response.status_code, body)
    return body
