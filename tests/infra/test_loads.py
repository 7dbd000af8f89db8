"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (253, 341),
    "functions.authorizer.handler": (23, 406),
    "functions.backoffice.app": (269, 341),
    "functions.callbacks.app": (223, 341),
    "functions.distributors.app": (254, 341),
    "functions.events.app": (109, 341),
    "functions.order_tasks.handler": (178, 270),
    "functions.payout_tasks.handler": (136, 270),
    "functions.people.app": (216, 341),
    "functions.rulebook.app": (238, 341),
    "functions.settlement_tasks.handler": (142, 270),
    "functions.storefront.app": (264, 341),
    "functions.stream.handler": (169, 314),
    "functions.sweeper.handler": (230, 270),
    "functions.webhook_sender.handler": (77, 328),
    "functions.webhooks.app": (100, 341),
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
