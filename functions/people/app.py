"""The network's API: distributors, their relations, and what is decided about each of them."""

import os
from typing import Any

from shared.bootstrap import WiredPorts
from shared.domain.decisions import Decision
from shared.domain.network.conduct import Violation
from shared.domain.network.people import ProfileCause
from shared.edge.app import new_app
from shared.edge.approval_messages import ProposalReceipt, ProposalsOn
from shared.edge.award_messages import (
    Awards,
    ProposeAward,
    ReportViolation,
    ViolationReceipt,
    Violations,
)
from shared.edge.http import view
from shared.edge.people_messages import (
    Because,
    BuyerView,
    ChainView,
    DecisionReceipt,
    DistributorReceipt,
    DistributorView,
    Enrol,
    HistoryView,
    NewGrade,
    NewLevel,
    NewUpline,
)
from shared.edge.query import AT, instant_asked
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.approvals.proposing import proposals_on
from shared.usecases.awards import manual_awards
from shared.usecases.awards.manual_awards import awards_of
from shared.usecases.lists import all_of
from shared.usecases.network import network, people, record_violation, transfers
from shared.usecases.network.transfers import TRANSFER
from shared.usecases.reading import require_distributor

_AWARD = "/v1/distributors/{distributor_id}/awards/{award_id}"

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("people")


@view(app, "POST", "/v1/distributors", zh="登记分销员", status=201)
def enrol(request: Request[Enrol]) -> DistributorReceipt:
    """Enrol an active distributor under an upline."""
    new = request.body
    distributor = people.enrol(
        ports,
        request.command,
        new.distributor,
        new.upline,
        new.level,
        new.openid,
        decision=Decision(by=request.principal.id, reason="joined"),
        grade=new.grade,
    )
    return DistributorReceipt(distributor=distributor.id, joined_at=distributor.joined_at)


@view(app, "GET", "/v1/distributors/{distributor_id}", zh="查询分销员")
def read_distributor(_: Request[None], distributor_id: str) -> DistributorView:
    """Read a distributor as he is now."""
    return DistributorView.of(require_distributor(ports, distributor_id))


@view(app, "GET", "/v1/distributors/{distributor_id}/chain", zh="查询关系链", query=AT)
def read_chain(request: Request[None], distributor_id: str) -> ChainView:
    """Read who stood above a distributor, to the top, on a day or at an instant (`at`)."""
    at = instant_asked(request.query, ports.clock.now())
    return ChainView(at=at, chain=network.chain_at(ports, distributor_id, at))


@view(app, "GET", "/v1/distributors/{distributor_id}/history", zh="查询关系与等级变更记录")
def read_history(_: Request[None], distributor_id: str) -> HistoryView:
    """Read all that was decided about a distributor: by whom, when and why."""
    return HistoryView.of(distributor_id, network.history_of(ports, distributor_id))


@view(app, "GET", "/v1/bindings/{buyer}", zh="查询客户归属", query=AT)
def read_binding(request: Request[None], buyer: str) -> BuyerView:
    """Read whose a buyer was on a day or at an instant (`at`), and all his bindings."""
    at = instant_asked(request.query, ports.clock.now())
    return BuyerView.of(network.buyer_at(ports, buyer, at), at)


@view(
    app,
    "POST",
    "/v1/distributors/{distributor_id}/transfer-proposals",
    zh="申请变更上级",
    status=201,
)
def propose_transfer(request: Request[NewUpline], distributor_id: str) -> ProposalReceipt:
    """Propose to put a distributor under another upline."""
    asked, command = request.body, request.command
    decision = _decision(request, asked.reason)
    proposal = transfers.propose_transfer(ports, command, distributor_id, asked.to, decision)
    return ProposalReceipt.of(proposal)


@view(app, "GET", "/v1/distributors/{distributor_id}/transfer-proposals", zh="查询变更上级申请")
def list_transfers_of(_: Request[None], distributor_id: str) -> ProposalsOn:
    """List all proposals to move a distributor, oldest first."""
    require_distributor(ports, distributor_id)
    return ProposalsOn.of(proposals_on(ports.store, TRANSFER.name, distributor_id))


@view(app, "POST", "/v1/distributors/{distributor_id}/level", zh="变更等级")
def change_level(request: Request[NewLevel], distributor_id: str) -> DecisionReceipt:
    """Give a distributor another level, for orders created from now on."""
    asked, command = request.body, request.command
    decision = _decision(request, asked.reason)
    people.change_level(ports, command, distributor_id, asked.level, decision)
    return _decided(request, distributor_id, "level_changed")


@view(app, "POST", "/v1/distributors/{distributor_id}/grade", zh="变更代理等级")
def change_grade(request: Request[NewGrade], distributor_id: str) -> DecisionReceipt:
    """Give an agent another grade, for orders created from now on."""
    asked, command = request.body, request.command
    decision = _decision(request, asked.reason)
    people.change_grade(ports, command, distributor_id, asked.grade, decision)
    return _decided(request, distributor_id, "grade_changed")


@view(app, "POST", "/v1/distributors/{distributor_id}/suspension", zh="暂停分销员")
def suspend(request: Request[Because], distributor_id: str) -> DecisionReceipt:
    """Suspend a distributor: what is released to him from now on is held."""
    decision = _decision(request, request.body.reason)
    people.change_standing(ports, request.command, distributor_id, "suspended", decision)
    return _decided(request, distributor_id, "suspended")


@view(app, "POST", "/v1/distributors/{distributor_id}/reinstatement", zh="恢复分销员")
def reinstate(request: Request[Because], distributor_id: str) -> DecisionReceipt:
    """Reinstate a suspended distributor: what was held becomes available, debt first."""
    decision = _decision(request, request.body.reason)
    people.reinstate(ports, request.command, distributor_id, decision)
    return _decided(request, distributor_id, "reinstated")


@view(app, "POST", "/v1/distributors/{distributor_id}/removal", zh="清退分销员")
def remove(request: Request[Because], distributor_id: str) -> DecisionReceipt:
    """Remove a distributor for good; what is held stays held until it is decided about."""
    decision = _decision(request, request.body.reason)
    people.change_standing(ports, request.command, distributor_id, "removed", decision)
    return _decided(request, distributor_id, "removed")


@view(app, "POST", "/v1/distributors/{distributor_id}/forfeiture", zh="没收冻结佣金")
def forfeit(request: Request[Because], distributor_id: str) -> DecisionReceipt:
    """Forfeit all that is held for a distributor, for good; not by whoever stopped him."""
    decision = _decision(request, request.body.reason)
    people.forfeit(ports, request.command, distributor_id, decision)
    return _decided(request, distributor_id, "forfeited")


@view(app, "POST", "/v1/distributors/{distributor_id}/violations", zh="登记违规", status=201)
def report_violation(request: Request[ReportViolation], distributor_id: str) -> ViolationReceipt:
    """Record what a distributor did against the rules; rules that ask for conduct look at it."""
    by = request.principal.id
    record_violation.record_violation(ports, request.command, distributor_id, request.body, by=by)
    return ViolationReceipt(distributor=distributor_id, code=request.body.code)


@view(app, "GET", "/v1/distributors/{distributor_id}/violations", zh="查询违规记录")
def list_violations(_: Request[None], distributor_id: str) -> Violations:
    """List what a distributor did against the rules, oldest first."""
    require_distributor(ports, distributor_id)
    return Violations.of(all_of(ports.store, Violation, distributor_id))


@view(app, "POST", "/v1/distributors/{distributor_id}/awards", zh="申请额外奖励", status=201)
def propose_award(request: Request[ProposeAward], distributor_id: str) -> ProposalReceipt:
    """Propose an award beside all rules; another person has to approve it."""
    asked = request.body
    proposal = manual_awards.propose_award(
        ports, request.command, distributor_id, asked.award, _decision(request, asked.reason)
    )
    return ProposalReceipt.of(proposal)


@view(app, "GET", "/v1/distributors/{distributor_id}/awards", zh="查询额外奖励")
def list_awards_of(_: Request[None], distributor_id: str) -> Awards:
    """List a distributor's awards by hand with all that was done with them, oldest first."""
    require_distributor(ports, distributor_id)
    return Awards.of(awards_of(ports.store, distributor_id))


@view(app, "POST", f"{_AWARD}/reversal", zh="申请撤销额外奖励", status=201)
def propose_reversal(
    request: Request[Because], distributor_id: str, award_id: str
) -> ProposalReceipt:
    """Propose to take a paid award back; another person has to approve it."""
    decision = _decision(request, request.body.reason)
    proposal = manual_awards.propose_reversal(
        ports, request.command, distributor_id, award_id, decision
    )
    return ProposalReceipt.of(proposal)


def _decision(request: Request[Any], reason: str) -> Decision:
    return Decision(by=request.principal.id, reason=reason)


def _decided(request: Request[Any], distributor_id: str, cause: ProfileCause) -> DecisionReceipt:
    return DecisionReceipt(
        distributor=distributor_id, decision=cause, command_id=request.command.id
    )
