"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (232, 341),
    "functions.authorizer.handler": (23, 406),
    "functions.backoffice.app": (242, 341),
    "functions.callbacks.app": (208, 341),
    "functions.distributors.app": (236, 341),
    "functions.events.app": (100, 340),
    "functions.order_tasks.handler": (173, 270),
    "functions.payout_tasks.handler": (136, 270),
    "functions.people.app": (205, 341),
    "functions.rulebook.app": (229, 341),
    "functions.settlement_tasks.handler": (138, 270),
    "functions.storefront.app": (246, 341),
    "functions.stream.handler": (152, 314),
    "functions.sweeper.handler": (192, 270),
}
"""Modules of ours and of other people: a growth is entered here, and so is seen by a reviewer."""


def test_every_function_is_in_the_table() -> None:
    assert list(handlers()) == list(MOST)


@pytest.mark.parametrize("handler", MOST)
def test_a_function_loads_no_more_than_the_table_says(handler: str) -> None:
    ours, others = MOST[handler]
    first = weigh(handler).first
    assert first.ours <= ours
    assert first.others <= others
