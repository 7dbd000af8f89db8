"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (224, 378),
    "functions.authorizer.handler": (23, 406),
    "functions.backoffice.app": (236, 378),
    "functions.callbacks.app": (198, 378),
    "functions.distributors.app": (234, 378),
    "functions.events.app": (100, 377),
    "functions.order_tasks.handler": (164, 344),
    "functions.payout_tasks.handler": (137, 344),
    "functions.people.app": (204, 378),
    "functions.rulebook.app": (228, 378),
    "functions.settlement_tasks.handler": (139, 344),
    "functions.storefront.app": (230, 378),
    "functions.stream.handler": (143, 388),
    "functions.sweeper.handler": (183, 344),
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
