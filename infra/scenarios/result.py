"""What a story ends with, in the form that scenario files expect and `--json` prints."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from infra.scenarios.compare import mismatches
from infra.scenarios.document import Scenario
from infra.scenarios.posting_whys import reasons_of
from infra.scenarios.stage import Stage
from shared.domain.ledger.journal import JournalEntry
from shared.domain.money import yuan
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from shared.domain.records import Value
from shared.domain.times import iso_local
from shared.usecases.ledger.purses import OTHER_FORMS
from shared.usecases.orders.owning import Purse, owned_by

STORED = ("held", "available", "reserved", "paid", "debt", "forfeited")
NOTHING_OWNED = dict.fromkeys(("pending", "arriving", *STORED), "0.00")

Balances = dict[str, str | dict[str, str]]
"""What somebody owns: the states of his cash, and those of other forms under the form's name."""


class Rejected(Value):
    """A refused event: its position from 1, and why."""

    event: int
    code: str


class Result(Value):
    """Everything a story ends with; `ok` when nothing of what was expected differs."""

    title: str
    ok: bool
    balances: dict[str, Balances]
    orders: dict[str, dict[str, Any]]
    postings: list[dict[str, Any]]
    notices: list[dict[str, str]]
    rejected: list[Rejected]
    odd_notices: list[dict[str, str | None]]
    mismatches: list[str]


def make_result(stage: Stage, scenario: Scenario, rejected: list[Rejected]) -> Result:
    """Read the result off the store and compare it with what the scenario expects."""
    balances = {name: _balances(stage, name) for name in scenario.people}
    found = {
        "balances": balances,
        "orders": {order.id: _order(order) for order in stage.store.all(Order)},
        "postings": list(_postings(stage)),
        "notices": _notices(stage),
        "rejected": [r.model_dump() for r in rejected],
        "odd_notices": [_odd(each) for each in stage.store.all(OddNotice)],
    }
    different = mismatches(scenario.expect.model_dump(exclude_unset=True, by_alias=True), found)
    shown = {**found, "balances": {name: _filled(forms) for name, forms in balances.items()}}
    return Result.model_validate(
        {"title": scenario.title, "ok": not different, "mismatches": different, **shown}
    )


def _balances(stage: Stage, payee: str) -> Balances:
    """Give what somebody owns: the states of his cash, and those of every other form below it."""
    purses = {each.balance.form: _states(each) for each in owned_by(stage.ports, payee)}
    return purses["cash"] | {form: purses.get(form, NOTHING_OWNED) for form in OTHER_FORMS}


def _states(purse: Purse) -> dict[str, str]:
    stored = {state: yuan(getattr(purse.balance, state)) for state in STORED}
    on_the_way = {"pending": yuan(purse.pending_fen), "arriving": yuan(purse.arriving_fen)}
    return {**on_the_way, **stored}


def _filled(forms: Balances) -> Balances:
    """Leave out the forms in which somebody owns nothing."""
    return {name: owned for name, owned in forms.items() if owned != NOTHING_OWNED}


def _order(order: Order) -> dict[str, Any]:
    """Give where an order stands, and whom a rule paid nothing, if anybody."""

    def when(name: str) -> str | None:
        at = getattr(order, name)
        return iso_local(at) if at else None

    times = {name: when(name) for name in ("ship_by", "window_ends", "released_at")}
    not_paid = [each.model_dump(mode="json") for each in order.not_paid]
    return {"status": order.status, **times, **({"not_paid": not_paid} if not_paid else {})}


def _postings(stage: Stage) -> Iterator[dict[str, Any]]:
    reasons = reasons_of(stage)
    for entry in _entries(stage):
        kind, _, subject = entry.subject.partition("#")
        whys = reasons.get(entry.key, [None] * len(entry.postings))
        for posting, why in zip(entry.postings, whys, strict=True):
            yield {
                "at": iso_local(entry.at),
                "cause": entry.cause,
                "order": subject if kind == "ORDER" else None,
                "line": posting.line,
                "from": posting.from_account,
                "to": posting.to_account,
                "amount": yuan(posting.amount_fen),
                "why": why.model_dump(mode="json") if why else {},
            }


def _entries(stage: Stage) -> list[JournalEntry]:
    """Give all entries as they happened; settlements and evaluations pay all at once, by payee."""
    entries: list[JournalEntry] = []
    for (cause, _), together in groupby(
        stage.store.all(JournalEntry), key=lambda entry: (entry.cause, entry.at)
    ):
        at_once = list(together)
        if cause == "settle":
            at_once.sort(key=lambda entry: entry.postings[0].from_account)
        elif cause in ("award", "award_reevaluated"):
            at_once.sort(key=lambda entry: entry.subject)
        entries += at_once
    return entries


def _odd(notice: OddNotice) -> dict[str, str | None]:
    return {
        "reason": notice.reason,
        "order": notice.order,
        "amount": yuan(notice.amount_fen),
        "resolution": notice.resolution,
    }


def _notices(stage: Stage) -> list[dict[str, str]]:
    return [
        {"at": iso_local(told.notice.at), "code": told.notice.code, told.kind: told.name}
        for told in stage.told
    ]
