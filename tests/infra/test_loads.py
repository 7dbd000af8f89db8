"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (256, 289),
    "functions.authorizer.handler": (24, 354),
    "functions.backoffice.app": (274, 289),
    "functions.callbacks.app": (228, 289),
    "functions.distributors.app": (258, 289),
    "functions.events.app": (114, 289),
    "functions.order_tasks.handler": (183, 218),
    "functions.payout_tasks.handler": (138, 218),
    "functions.people.app": (219, 289),
    "functions.rulebook.app": (242, 289),
    "functions.settlement_tasks.handler": (144, 218),
    "functions.storefront.app": (268, 289),
    "functions.stream.handler": (174, 262),
    "functions.sweeper.handler": (236, 218),
    "functions.webhook_sender.handler": (79, 318),
    "functions.webhooks.app": (102, 289),
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
