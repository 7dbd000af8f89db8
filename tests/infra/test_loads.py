"""No function loads more before its first request than this table says."""

import pytest

from infra.loads import handlers, weigh

MOST = {
    "functions.approvals.app": (264, 124),
    "functions.authorizer.handler": (29, 123),
    "functions.backoffice.app": (250, 124),
    "functions.callbacks.app": (205, 124),
    "functions.distributors.app": (265, 124),
    "functions.events.app": (120, 124),
    "functions.order_tasks.handler": (161, 102),
    "functions.payout_tasks.handler": (95, 102),
    "functions.people.app": (197, 124),
    "functions.rulebook.app": (248, 124),
    "functions.settlement_tasks.handler": (103, 102),
    "functions.storefront.app": (281, 124),
    "functions.stream.handler": (154, 102),
    "functions.sweeper.handler": (224, 102),
    "functions.webhook_sender.handler": (85, 318),
    "functions.webhooks.app": (108, 124),
}
"""Modules of ours and of other people: a growth is entered here, and so is seen by a reviewer."""


ONLY_IN = {
    "shared.domain.plans.document": {
        "functions.approvals.app",
        "functions.distributors.app",
        "functions.rulebook.app",
        "functions.storefront.app",
    },
    "shared.adapters.step_functions": {"functions.stream.handler"},
    "shared.adapters.wechat": set[str](),
    "boto3": {"functions.webhook_sender.handler"},
    "botocore.client": {"functions.webhook_sender.handler"},
    "cryptography": {"functions.authorizer.handler"},
    "jwt": set[str](),
    "wechatpayv3": set[str](),
}
"""What takes long to load, and who has it before his first request: whoever needs it for most."""


def test_every_function_is_in_the_table() -> None:
    assert list(handlers()) == list(MOST)


@pytest.mark.parametrize("handler", MOST)
def test_a_function_loads_no_more_than_the_table_says(handler: str) -> None:
    ours, others = MOST[handler]
    first = weigh(handler).first
    assert first.ours <= ours
    assert first.others <= others


@pytest.mark.parametrize("handler", MOST)
def test_a_function_loads_nothing_that_few_of_its_requests_need(handler: str) -> None:
    needless = {name: ours for name, ours in ONLY_IN.items() if handler not in ours}
    assert not weigh(handler).names & needless.keys()
