"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (246, 341),
    "functions.authorizer.handler": (23, 406),
    "functions.backoffice.app": (261, 341),
    "functions.callbacks.app": (221, 341),
    "functions.distributors.app": (250, 341),
    "functions.events.app": (108, 341),
    "functions.order_tasks.handler": (176, 270),
    "functions.payout_tasks.handler": (135, 270),
    "functions.people.app": (215, 341),
    "functions.rulebook.app": (237, 341),
    "functions.settlement_tasks.handler": (135, 270),
    "functions.storefront.app": (262, 341),
    "functions.stream.handler": (162, 314),
    "functions.sweeper.handler": (214, 270),
    "functions.webhook_sender.handler": (76, 328),
    "functions.webhooks.app": (99, 341),
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
