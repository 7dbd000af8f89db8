"""What a story ends with, in the form that scenario files expect and `--json` prints."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from infra.scenarios.compare import mismatches
from infra.scenarios.document import Scenario
from infra.scenarios.stage import Stage
from shared.domain.explain import explain
from shared.domain.ledger import JournalEntry, Posting
from shared.domain.money import yuan
from shared.domain.orders import Order
from shared.domain.records import Value
from shared.domain.times import iso_local
from shared.usecases.reading import load_balance

STORED = ("held", "available", "reserved", "paid", "debt", "forfeited")


class Rejected(Value):
    """A refused event: its position from 1, and why."""

    event: int
    code: str


class Result(Value):
    """Everything a story ends with; `ok` when nothing of what was expected differs."""

    title: str
    ok: bool
    balances: dict[str, dict[str, str]]
    orders: dict[str, dict[str, str | None]]
    postings: list[dict[str, Any]]
    notices: list[dict[str, str]]
    rejected: list[Rejected]
    mismatches: list[str]


def make_result(stage: Stage, scenario: Scenario, rejected: list[Rejected]) -> Result:
    """Read the result off the store and compare it with what the scenario expects."""
    found = {
        "balances": {name: _balances(stage, name) for name in scenario.people},
        "orders": {order.id: _order(order) for order in stage.store.all(Order)},
        "postings": list(_postings(stage)),
        "notices": _notices(stage),
        "rejected": [r.model_dump() for r in rejected],
    }
    different = mismatches(scenario.expect.model_dump(exclude_unset=True, by_alias=True), found)
    return Result.model_validate(
        {"title": scenario.title, "ok": not different, "mismatches": different, **found}
    )


def _balances(stage: Stage, payee: str) -> dict[str, str]:
    balance = load_balance(stage.store, payee)
    pending = sum(
        share.pending
        for order in stage.store.orders_paying(payee)
        for each in order.payees
        if each.id == payee
        for share in each.shares
    )
    return {"pending": yuan(pending), **{key: yuan(getattr(balance, key)) for key in STORED}}


def _order(order: Order) -> dict[str, str | None]:
    def when(name: str) -> str | None:
        at = getattr(order, name)
        return iso_local(at) if at else None

    times = {name: when(name) for name in ("ship_by", "window_ends", "released_at")}
    return {"status": order.status, **times}


def _postings(stage: Stage) -> Iterator[dict[str, Any]]:
    for entry in _entries(stage):
        kind, subject = entry.subject.split("#")
        order = stage.store.get(Order, subject) if kind == "ORDER" else None
        for posting in entry.postings:
            yield {
                "at": iso_local(entry.at),
                "cause": entry.cause,
                "order": order.id if order else None,
                "line": posting.line,
                "from": posting.from_account,
                "to": posting.to_account,
                "amount": yuan(posting.amount_fen),
                "why": _why(order, posting),
            }


def _entries(stage: Stage) -> list[JournalEntry]:
    """Give all entries as they happened; one settlement pays everybody at once, by payee."""
    entries: list[JournalEntry] = []
    for (cause, _), together in groupby(
        stage.store.all(JournalEntry), key=lambda entry: (entry.cause, entry.at)
    ):
        at_once = list(together)
        if cause == "settle":
            at_once.sort(key=lambda entry: entry.postings[0].from_account)
        entries += at_once
    return entries


def _why(order: Order | None, posting: Posting) -> dict[str, Any]:
    if order is None or posting.line is None:
        return {}
    owners = {name.split(":")[0] for name in (posting.from_account, posting.to_account)}
    payee = (owners - {"brand"}).pop()
    why = explain(order, payee, posting.line)
    return why.model_dump() if why else {}


def _notices(stage: Stage) -> list[dict[str, str]]:
    return [
        {"at": iso_local(told.notice.at), "code": told.notice.code, told.kind: told.name}
        for told in stage.told
    ]
