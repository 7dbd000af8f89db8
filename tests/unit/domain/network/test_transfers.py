from datetime import datetime, timedelta

import pytest

from shared.domain.decisions import Decision
from shared.domain.network.people import Distributor
from shared.domain.network.transfers import TransferProposal, decide, propose, require_unmoved
from tests.refusals import told

NOW = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
LATER = NOW + timedelta(days=1)
A = Distributor(id="A", upline="B", relation=3, joined_at=NOW)
ASKED = Decision(by="ops", reason="he moved to another town")
AGREED = Decision(by="fin", reason="both uplines agree")


def _proposal() -> TransferProposal:
    return propose(A, "T1", "C", ASKED, NOW)


def test_a_proposal_is_about_the_upline_of_its_day() -> None:
    proposal = _proposal()
    assert (proposal.distributor, proposal.to, proposal.relation) == ("A", "C", 3)
    assert (proposal.state, proposal.proposed, proposal.proposed_at) == ("open", ASKED, NOW)
    require_unmoved(proposal, A)
    with told("propose the transfer anew") as refused:
        require_unmoved(proposal, A.model_copy(update={"relation": 4}))
    assert refused.value.code == "illegal_transition"


def test_nobody_is_moved_where_he_stands() -> None:
    with told("stands under B already"):
        propose(A, "T1", "B", ASKED, NOW)


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_another_person_decides_once(state: str) -> None:
    decided = decide(_proposal(), state, AGREED, LATER)  # type: ignore[arg-type]
    assert (decided.state, decided.decided, decided.decided_at) == (state, AGREED, LATER)
    for again in ("approved", "rejected"):
        with told(f"was {state} already"):
            decide(decided, again, AGREED, LATER)


def test_nobody_approves_what_he_has_proposed_but_he_may_take_it_back() -> None:
    same = Decision(by="ops", reason="I am sure")
    with told("let another person do it") as refused:
        decide(_proposal(), "approved", same, LATER)
    assert refused.value.code == "same_person"
    assert decide(_proposal(), "rejected", same, LATER).state == "rejected"
