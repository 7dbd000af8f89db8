from datetime import datetime

from shared.domain.network.people import Distributor
from shared.domain.network.transfers import require_unmoved, transfer
from tests.refusals import told

NOW = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
A = Distributor(id="A", upline="B", relation=3, joined_at=NOW)


def test_a_transfer_is_about_the_upline_of_its_day() -> None:
    proposed = transfer(A, "C")
    assert (proposed.to, proposed.relation) == ("C", 3)
    require_unmoved(proposed, A)
    with told("propose the transfer anew") as refused:
        require_unmoved(proposed, A.changed(relation=4))
    assert refused.value.code == "illegal_transition"


def test_nobody_is_moved_where_he_stands() -> None:
    with told("stands under B already"):
        transfer(A, "B")
