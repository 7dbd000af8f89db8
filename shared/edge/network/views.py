"""Distributors: enrolled, read, and what is decided about each of them."""

from typing import Any, Final

from shared.domain.network.people import HolderId, ProfileCause
from shared.domain.standing import Standing
from shared.edge.callers.access import FINANCE, OPERATOR, STAFF
from shared.edge.http.because import Because
from shared.edge.http.query import AFTER, AT, Query, instant_asked, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.messages import (
    ChainView,
    DistributorReceipt,
    Distributors,
    DistributorView,
    Enrol,
    HistoryItem,
    HistoryView,
    Level,
    NewGrade,
    NewLevel,
    NewPayoutAccount,
    ProfileReceipt,
)
from shared.usecases.network import network, people
from shared.usecases.network.find_people import WantedPeople, find_people
from shared.usecases.reading import require_distributor

_PERSON = "/v1/distributors/{distributor_id}"

DISTRIBUTORS: Final[Query] = {
    "level": Level,
    "standing": Standing,
    "upline": HolderId,
    "name": str,
    **AFTER,
}


@view("POST", "/v1/distributors", roles=OPERATOR, zh="登记分销员", status=201)
def enrol(request: Request[Enrol]) -> DistributorReceipt:
    """Enrol an active distributor under an upline."""
    new = request.body
    distributor = people.enrol(
        request.ports,
        request.command,
        new.distributor,
        new.upline,
        new.level,
        new.openid,
        decision=request.decision("joined"),
        grade=new.grade,
        name=new.name,
    )
    return DistributorReceipt(distributor=distributor.id, joined_at=distributor.joined_at)


@view("GET", "/v1/distributors", roles=STAFF, zh="分销员列表", query=DISTRIBUTORS)
def list_distributors(request: Request[None]) -> Distributors:
    """List distributors, in the order of their ids."""
    query = request.query
    wanted = WantedPeople(*(query.get(name) for name in ("level", "standing", "upline", "name")))
    return Distributors.shown(
        find_people(request.ports, wanted, place_asked(query)), DistributorView.of
    )


@view("GET", _PERSON, roles=STAFF, zh="查询分销员")
def read_distributor(request: Request[None], distributor_id: str) -> DistributorView:
    """Read a distributor as he is now."""
    return DistributorView.of(require_distributor(request.ports, distributor_id))


@view("GET", f"{_PERSON}/chain", roles=STAFF, zh="查询关系链", query={**AT, **AFTER})
def read_chain(request: Request[None], distributor_id: str) -> ChainView:
    """Read who stood above a distributor, to the top, on a day or at an instant (`at`)."""
    query = request.query
    at = instant_asked(query, request.ports.clock.now())
    found = network.chain_at(request.ports, distributor_id, at, place_asked(query))
    return ChainView(at=at, chain=found.links, next=found.next)


@view("GET", f"{_PERSON}/history", roles=STAFF, zh="查询关系与等级变更记录", query=AFTER)
def read_history(request: Request[None], distributor_id: str) -> HistoryView:
    """Read all that was decided about a distributor: by whom, when and why."""
    after = place_asked(request.query)
    return HistoryView.shown(
        network.history_of(request.ports, distributor_id, after), HistoryItem.of
    )


@view("POST", f"{_PERSON}/level", roles=OPERATOR, zh="变更等级")
def change_level(request: Request[NewLevel], distributor_id: str) -> ProfileReceipt:
    """Give a distributor another level, for orders created from now on."""
    asked, decision = request.body, request.decision(request.body.reason)
    people.change_level(request.ports, request.command, distributor_id, asked.level, decision)
    return _decided(request, distributor_id, "level_changed")


@view("POST", f"{_PERSON}/grade", roles=OPERATOR, zh="变更代理等级")
def change_grade(request: Request[NewGrade], distributor_id: str) -> ProfileReceipt:
    """Give an agent another grade, for orders created from now on."""
    asked, decision = request.body, request.decision(request.body.reason)
    people.change_grade(request.ports, request.command, distributor_id, asked.grade, decision)
    return _decided(request, distributor_id, "grade_changed")


@view("POST", f"{_PERSON}/payout-account", roles=OPERATOR, zh="登记收款账户")
def enter_payout_account(request: Request[NewPayoutAccount], distributor_id: str) -> ProfileReceipt:
    """Enter where a distributor is paid who has no account yet."""
    ports, command, asked = request.ports, request.command, request.body
    decision = request.decision(asked.reason)
    people.enter_payout_account(ports, command, distributor_id, asked.openid, decision)
    return _decided(request, distributor_id, "payout_account_entered")


@view("POST", f"{_PERSON}/suspension", roles=OPERATOR, zh="暂停分销员")
def suspend(request: Request[Because], distributor_id: str) -> ProfileReceipt:
    """Suspend a distributor: what is released to him from now on is held."""
    decision = request.decision(request.body.reason)
    people.change_standing(request.ports, request.command, distributor_id, "suspended", decision)
    return _decided(request, distributor_id, "suspended")


@view("POST", f"{_PERSON}/reinstatement", roles=OPERATOR, zh="恢复分销员")
def reinstate(request: Request[Because], distributor_id: str) -> ProfileReceipt:
    """Reinstate a suspended distributor: what was held becomes available, debt first."""
    decision = request.decision(request.body.reason)
    people.reinstate(request.ports, request.command, distributor_id, decision)
    return _decided(request, distributor_id, "reinstated")


@view("POST", f"{_PERSON}/removal", roles=OPERATOR, zh="清退分销员")
def remove(request: Request[Because], distributor_id: str) -> ProfileReceipt:
    """Remove a distributor for good; what is held stays held until it is decided about."""
    decision = request.decision(request.body.reason)
    people.change_standing(request.ports, request.command, distributor_id, "removed", decision)
    return _decided(request, distributor_id, "removed")


@view("POST", f"{_PERSON}/forfeiture", roles=FINANCE, zh="没收冻结佣金")
def forfeit(request: Request[Because], distributor_id: str) -> ProfileReceipt:
    """Forfeit all that is held for a distributor, for good; not by whoever stopped him."""
    decision = request.decision(request.body.reason)
    people.forfeit(request.ports, request.command, distributor_id, decision)
    return _decided(request, distributor_id, "forfeited")


def _decided(request: Request[Any], distributor_id: str, cause: ProfileCause) -> ProfileReceipt:
    command_id = request.command.id
    return ProfileReceipt(distributor=distributor_id, decision=cause, command_id=command_id)
