"""What was to be told when the process ended is told by the next one, by the same secret."""

from pathlib import Path

from infra.local.laptop import Laptop
from shared.domain.webhooks.deliveries import LEASE
from tests.http.api_bench import START, Api
from tests.webhook_receiver import Receiver


def test_a_restart_in_the_middle_of_sending(tmp_path: Path) -> None:
    with Receiver.listening() as receiver:
        receiver.answers = [503]
        with Laptop(tmp_path, frozen=True, start_time=START) as laptop:
            api = Api(laptop)
            made = api.ask("shop", "POST", "/v1/webhooks", {"url": receiver.url})
            order = api.place()
            laptop.cloud.drain()

        with Laptop(tmp_path, frozen=True) as laptop:
            laptop.cloud.advance(2 * LEASE)

        assert receiver.ids == [f"order/{order}.1"] * 2
        assert len(receiver.read(made["secret"])) == 2
