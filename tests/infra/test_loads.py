"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (254, 341),
    "functions.authorizer.handler": (23, 406),
    "functions.backoffice.app": (269, 341),
    "functions.callbacks.app": (225, 341),
    "functions.distributors.app": (256, 341),
    "functions.events.app": (114, 341),
    "functions.order_tasks.handler": (180, 270),
    "functions.payout_tasks.handler": (138, 270),
    "functions.people.app": (218, 341),
    "functions.rulebook.app": (240, 341),
    "functions.settlement_tasks.handler": (144, 270),
    "functions.storefront.app": (266, 341),
    "functions.stream.handler": (175, 314),
    "functions.sweeper.handler": (227, 270),
    "functions.webhook_sender.handler": (79, 328),
    "functions.webhooks.app": (102, 341),
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
