"""The API on a laptop where no engine runs: what is stored, a request has stored."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Self

import requests

from fenrun.client import Client, Stack
from fenrun.client.signing import canonical_url, signed_headers
from infra.local.laptop import SWEEP, Laptop
from shared.domain.times import FAR
from shared.edge.callers.access import PersonRole
from tests.account_in_force import put_account_in_force

START = datetime.fromisoformat("2025-04-02T10:00:00+08:00")
PEOPLE: dict[str, PersonRole] = {
    "A": "distributor",
    "fin": "finance",
    "fay": "finance",
    "ops": "operator",
}
PROBLEM = {"type", "title", "title_zh", "status", "detail", "detail_zh", "code"}
ORDER = {"buyer": "X", "lines": [{"line": 1, "sku": "tee", "qty": 1, "price_fen": 10_000}]}

SOME_ID = "A" * 26
"""What an id looks like that nobody has."""

_keys = count(1)


def approvals(proposal: str, what: str = "") -> str:
    """The path of a proposal, or of a decision about it."""
    return "/".join(["/v1/approvals", proposal, *([what] if what else [])])


@dataclass
class Api:
    """Sends requests good and bad; distributors A under B are there, buyer X belongs to A."""

    laptop: Laptop
    stack: Stack = field(init=False)

    def __post_init__(self) -> None:
        self.stack = Stack(self.laptop.cloud.base_url, self.laptop.credentials, pauses=())
        put_account_in_force(self.laptop.ports.store)
        for person, upline in (("B", None), ("A", "B")):
            new = {"distributor": person, "upline": upline, "openid": f"openid-{person}"}
            self.ask("ops", "POST", "/v1/distributors", new)
        self.code = self.ask("A", "POST", "/v1/me/links")["code"]
        self.ask("shop", "POST", "/v1/bindings", {"buyer": "X", "code": self.code})

    @classmethod
    @contextmanager
    def running(cls, data_dir: Path | None = None) -> Iterator[Self]:
        """An API that is up in the block."""
        without = frozenset({SWEEP})
        with Laptop(
            data_dir, frozen=True, start_time=START, without=without, workflows=False
        ) as laptop:
            yield cls(laptop)

    def decide(
        self, proposal: str, what: str = "approval", who: str = "fin", **said: object
    ) -> dict[str, Any]:
        """Decide about a proposal as it is now; answers the receipt."""
        return self.ask(who, "POST", approvals(proposal, what), self.seen(proposal, **said))

    def begin(self, outcome: Mapping[str, Any]) -> None:
        """Go on to when a plan or a policy that was approved is in force."""
        self.laptop.cloud.advance(datetime.fromisoformat(outcome["effective_from"]))

    def seen(self, proposal: str, **said: object) -> dict[str, Any]:
        """The body of a decision about a proposal as it is now."""
        version = self.ask("fin", "GET", approvals(proposal))["version"]
        return {"version": version, **said}

    def ask(self, who: str, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Call as the shop or as one of PEOPLE, under a key of its own.

        No answer may hold the date that stands for none.
        """
        answer = self._client(who).call(method, path, body)
        assert FAR.date().isoformat() not in str(answer)
        return answer

    def _client(self, who: str) -> Client:
        return self.stack.storefront() if who == "shop" else self.stack.person(PEOPLE[who], who)

    def place(self, **more: object) -> str:
        """Place an order; answers its id."""
        return str(self.ask("shop", "POST", "/v1/orders", {**ORDER, **more})["order_id"])

    def send(
        self,
        who: str,
        method: str,
        path: str,
        raw: bytes = b"",
        headers: Mapping[str, str | None] | None = None,
    ) -> requests.Response:
        """Send raw bytes as someone, with other headers or (None) without them."""
        key = f"bench-{next(_keys):08d}" if method == "POST" else None
        known = self.headers_of(who, method, path, raw, key)
        return self.send_with(method, path, raw, {**known, **(headers or {})})

    def send_with(
        self, method: str, path: str, raw: bytes, headers: Mapping[str, str | None]
    ) -> requests.Response:
        """Send just this; a header of None is left out."""
        sent = {name: value for name, value in headers.items() if value is not None}
        return self.stack.anybody().send_raw(method, self.stack.url + path, raw, sent)

    def headers_of(
        self, who: str, method: str, path: str, raw: bytes, key: str | None
    ) -> dict[str, str]:
        """The headers of a good request."""
        if who == "shop":
            return self.signed(method, path, raw, key)
        bearer = self.laptop.credentials.of_person(PEOPLE[who], who)
        return dict(bearer.proven(method, self.stack.url + path, raw, key).headers)

    def signed(
        self,
        method: str,
        path: str,
        raw: bytes = b"",
        key: str | None = None,
        *,
        key_id: str = "shop-1",
        secret: bytes | None = None,
        age: timedelta = timedelta(0),
    ) -> dict[str, str]:
        """The headers of a storefront's request, signed so long ago with its key or another."""
        return signed_headers(
            (method, canonical_url(self.stack.url + path), raw),
            key_id=key_id,
            secret=secret or self.laptop.credentials.secret,
            created=datetime.now(UTC) - age,
            idempotency_key=key,
        )

    @contextmanager
    def storing_nothing(self) -> Iterator[None]:
        """Fails when anything was written to the table in the block."""
        before = self.laptop.cloud.log.last_seq
        yield
        assert self.laptop.cloud.log.last_seq == before


def sample_path(route: str) -> str:
    """A route with parameters of the right shape, which name nothing."""
    route = route.replace("{period}", "2025-03").replace("{number}", "1")
    return re.sub(r"{\w+}", SOME_ID, route)


def assert_problem(response: requests.Response, status: int, code: str) -> None:
    """The answer is a problem document that says this, in two languages."""
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"/problems/{code}"
    assert all(problem[member] for member in PROBLEM)
    assert not problem["title_zh"].isascii()
    assert not problem["detail_zh"].isascii()
    assert response.headers["X-Request-Id"]
