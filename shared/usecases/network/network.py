"""The network as it was at any instant: who stood above whom, at which level, and had which buyer.

Source: A054, A101; rules.md, People; feature 6.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from pydantic import AwareDatetime

from shared.domain.errors import OutOfStep, Refused
from shared.domain.keys import part
from shared.domain.network.bindings import BindingChange, Customer, valid_until
from shared.domain.network.people import ProfileChange, RelationChange, relation_key
from shared.domain.ownership import ALL, Scope
from shared.domain.records import Value
from shared.domain.rulebook.versions import policy_in_force
from shared.domain.standing import Standing
from shared.domain.times import iso_local, iso_utc, latest_at
from shared.ports import Page, Ports, Store
from shared.usecases.lists import all_of, merged
from shared.usecases.reading import require_distributor, versions_of


class Link(Value):
    """One person of a chain at an instant: his upline since when, his level and standing."""

    distributor: str
    upline: str | None
    relation: int
    since: AwareDatetime
    level: str
    standing: Standing


Decided: TypeAlias = RelationChange | ProfileChange
"""What was decided about a distributor: whom he stands under, or what he is."""


class BuyerAt(Value):
    """Whose a buyer was at an instant: None where he was nobody's, or no more."""

    buyer: str
    promoter: str | None
    bound_at: AwareDatetime | None
    valid_until: AwareDatetime | None
    history: tuple[BindingChange, ...]


def chain_at(ports: Ports, distributor: str, at: datetime) -> tuple[Link, ...]:
    """Give the whole chain at an instant, from the distributor up to the top.

    Errors: unknown_person, also for one who had not joined.
    """
    require_distributor(ports, distributor)
    chain = tuple(_upwards(ports, distributor, at))
    if not chain:
        raise Refused(
            "unknown_person", "not_joined_by", distributor=distributor, asked_at=iso_local(at)
        )
    return chain


def relation_of(ports: Ports, distributor: str) -> RelationChange:
    """Give the relation that holds now. Errors: unknown_person."""
    person = require_distributor(ports, distributor)
    key = relation_key(person.id, person.relation)
    relation = ports.store.get(RelationChange, key)
    if relation is None:
        raise OutOfStep(f"the relation {key} of a distributor is not there")
    return relation


def history_of(ports: Ports, distributor: str, after: str = "") -> Page[Decided]:
    """Give a page of all that was decided about a distributor, oldest first.

    Errors: unknown_person.
    """
    require_distributor(ports, distributor)
    held, was = after.split("/") if after else ("", "")
    relations = ports.store.listed(RelationChange, distributor, after=held)
    changes = ports.store.listed(ProfileChange, distributor, after=was)
    pages: list[Page[Decided]] = [
        Page(relations.items, relations.next),
        Page(changes.items, changes.next),
    ]
    seen, behind = merged(pages, _turn)
    following = f"{_last(seen, RelationChange, held)}/{_last(seen, ProfileChange, was)}"
    return Page(seen, following if behind is not None else None)


def _turn(decided: Decided) -> str:
    """Give when a decision has its turn: of one second, whom he stands under comes first."""
    is_profile = isinstance(decided, ProfileChange)
    return f"{iso_utc(decided.at)}/{is_profile:d}/{decided.number:06d}"


def _last(seen: Sequence[Decided], kind: type[Decided], before: str) -> str:
    """Give the place of the last decision of a kind."""
    numbers = [each.number for each in seen if isinstance(each, kind)]
    return f"{numbers[-1]:06d}" if numbers else before


def buyer_at(ports: Ports, buyer: str, at: datetime, scope: Scope = ALL) -> BuyerAt:
    """Say whose a buyer was at an instant, by the policy then in force, and show his history.

    A storefront is told of its own buyers, and of their history what it said itself.
    Errors: unknown_buyer.
    """
    history = tuple(all_of(ports.store, BindingChange, part(buyer)))
    own = tuple(each for each in history if scope.reaches(each.storefront))
    if not own:
        _require_customer(ports.store, buyer, scope)
    bound = latest_at(history, at)
    until = _valid_until(ports, bound, at)
    return BuyerAt(
        buyer=buyer,
        promoter=bound.promoter if bound and (until is None or at < until) else None,
        bound_at=bound.at if bound else None,
        valid_until=until,
        history=own,
    )


def _require_customer(store: Store, buyer: str, scope: Scope) -> None:
    """Refuse a storefront a buyer whom it has never bound, and who has never bought there."""
    if scope.owner is None:
        return
    if not store.get_all(Customer, [Customer.of(buyer, scope.owner).key]):
        raise Refused("unknown_buyer", "no_buyer_of_yours", buyer=buyer)


def _valid_until(ports: Ports, bound: BindingChange | None, at: datetime) -> datetime | None:
    if bound is None:
        return None
    return valid_until(bound.at, policy_in_force(versions_of(ports.store, "policy"), at))


def _upwards(ports: Ports, distributor: str, at: datetime) -> Iterator[Link]:
    person: str | None = distributor
    while person is not None:
        relation = latest_at(all_of(ports.store, RelationChange, person), at)
        profile = latest_at(all_of(ports.store, ProfileChange, person), at)
        if relation is None or profile is None:
            return
        yield _link(relation, profile)
        person = relation.upline


def _link(relation: RelationChange, profile: ProfileChange) -> Link:
    return Link(
        distributor=relation.distributor,
        upline=relation.upline,
        relation=relation.number,
        since=relation.at,
        level=profile.level,
        standing=profile.standing,
    )
