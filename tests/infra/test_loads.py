"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (263, 289),
    "functions.authorizer.handler": (23, 239),
    "functions.backoffice.app": (255, 289),
    "functions.callbacks.app": (209, 289),
    "functions.distributors.app": (261, 289),
    "functions.events.app": (115, 289),
    "functions.order_tasks.handler": (164, 218),
    "functions.payout_tasks.handler": (95, 218),
    "functions.people.app": (198, 289),
    "functions.rulebook.app": (245, 289),
    "functions.settlement_tasks.handler": (102, 218),
    "functions.storefront.app": (277, 289),
    "functions.stream.handler": (148, 262),
    "functions.sweeper.handler": (218, 218),
    "functions.webhook_sender.handler": (80, 318),
    "functions.webhooks.app": (104, 289),
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
