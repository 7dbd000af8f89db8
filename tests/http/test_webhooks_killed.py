"""A process that ends in the middle of a webhook's try: the next one goes on with it."""

import logging
from pathlib import Path
from typing import Any

import pytest

from infra.local.laptop import Laptop
from shared.adapters.webhooks.outside import HttpsOutside
from tests.http.api_bench import START, Api
from tests.webhook_receiver import Receiver


class Killed(BaseException):
    """As nobody catches it, nothing is noted behind it: as when the process has ended."""


def killed(*_: Any) -> None:
    raise Killed


def test_a_killed_try_is_made_again_and_nothing_was_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Receiver.listening() as receiver:
        with (
            monkeypatch.context() as cut,
            Laptop(tmp_path, frozen=True, start_time=START) as laptop,
        ):
            cut.setattr(HttpsOutside, "post", killed)
            api = Api(laptop)
            api.ask("shop", "POST", "/v1/webhooks", {"url": receiver.url})
            order = api.place()
            laptop.cloud.drain()
        assert receiver.ids == []

        with Laptop(tmp_path, frozen=True) as laptop:
            Api(laptop).stack.anybody().call("POST", "/_local/advance", {"seconds": 3_600})

    assert f"order/{order}.1" in receiver.ids
    assert len(receiver.ids) == len(set(receiver.ids))
    assert [each.message for each in caplog.records if each.levelno >= logging.ERROR] == []
