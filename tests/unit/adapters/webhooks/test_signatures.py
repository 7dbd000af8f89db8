"""Secrets are made from one key, each another; messages are signed as Standard Webhooks says."""

import base64
from datetime import UTC, datetime

from standardwebhooks import Webhook

from shared.adapters.webhooks.secrets import DerivedSecrets

KEY = "a key of sixty-four random characters, as Secrets Manager makes"


def secrets(key: str = KEY, now: datetime | None = None) -> DerivedSecrets:
    return DerivedSecrets(lambda: key, lambda: now or datetime.now(UTC))


def test_every_secret_is_another_and_stays_so() -> None:
    made = {secrets(key).secret(hook, n) for key in (KEY, "k") for hook in "AB" for n in (1, 2)}

    assert len(made) == 8
    assert secrets().secret("A", 1) == secrets().secret("A", 1)
    assert all(len(base64.b64decode(each.removeprefix("whsec_"))) == 32 for each in made)


def test_each_secret_verifies_what_both_have_signed() -> None:
    headers = secrets().signed("A", (2, 1), "order/O1.2", '{"a":"钱"}')

    for number in (1, 2):
        verifier = Webhook(secrets().secret("A", number))
        assert verifier.verify('{"a":"钱"}', dict(headers)) == {"a": "钱"}
