"""`fenrun webhooks`: endpoints in the terminal, and a receiver that shows what it is sent."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from fenrun.client import Stack
from fenrun.listening.receiver import LARGEST, PATH, Arrived, Receiver
from tests.http.running_fenrun import fenrun, running_fenrun
from tests.webhook_receiver import Receiver as Endpoint

WEBHOOKS = "/v1/webhooks"
# What nohup started, these tests too, has children that are deaf to a terminal's end.
IN_A_TERMINAL = """
import signal
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from fenrun.main import main
main()
"""


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, Path]]:
    folder = tmp_path_factory.mktemp("data")
    with running_fenrun(folder) as stack:
        yield stack, folder


@pytest.fixture
def stack(up: tuple[Stack, Path]) -> Stack:
    return up[0]


@pytest.fixture
def data(up: tuple[Stack, Path]) -> Path:
    return up[1]


def said(data: Path, *words: str) -> list[str]:
    result = fenrun(data, "webhooks", *words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_the_life_of_an_endpoint(stack: Stack, data: Path) -> None:
    assert said(data, "list") == ["没有找到 nothing is found"]
    with Endpoint.listening() as endpoint:
        first, advice = said(data, "subscribe", endpoint.url, "--kind", "order.*")
        webhook, secret = first.split()
        assert "仅显示一次" in advice
        line = f"{webhook}  启用 active  品牌 brand  order.*  {endpoint.url}"
        assert said(data, "list") == [line]
        assert said(data, "list", "--csv", "-", "--all")[0].startswith("webhook_id,")
        assert said(data, "deliveries", webhook) == ["没有找到 nothing is found"]

        (pinged,) = said(data, "ping", webhook)
        stack.anybody().post("/_local/drain")
        assert pinged.endswith(f"fenrun webhooks show {webhook} --data {data}")
        assert [each["type"] for each in endpoint.read(secret)] == ["webhook.ping"]
        (delivery,) = said(data, "deliveries", webhook)
        assert "webhook.ping  已送达 delivered  x1  204" in delivery
        assert said(data, "rotate", webhook)[0].split()[1] != secret
        assert "已暂停 paused" in said(data, "pause", webhook)[0]
        assert "启用 active" in said(data, "resume", webhook)[0]
        said(data, "replay", webhook, "--since", "2025-04-01")
        stack.anybody().post("/_local/drain")
        assert said(data, "show", webhook) == [line, "重放 replay 已完成 done: 0"]
        assert "已取消 ended" in said(data, "end", webhook)[0]


def test_what_an_endpoint_did_not_take_is_shown(stack: Stack, data: Path) -> None:
    webhook = said(data, "subscribe", "http://127.0.0.1:9/", "--as", "storefront")[0].split()[0]
    said(data, "ping", webhook)
    stack.anybody().post("/_local/drain")

    (delivery,) = said(data, "deliveries", webhook, "--state", "dead")

    assert "投递失败 dead letter  x1  无法连接 could not be connected to" in delivery


def test_what_is_refused_is_told(data: Path) -> None:
    result = fenrun(data, "webhooks", "subscribe", "http://10.0.0.1/")
    assert (result.exit_code, "Webhook 仅支持 https" in result.output) == (1, True)


def _on_its_folder(_: Stack) -> tuple[str, ...]:
    return ()


def _at_its_url(stack: Stack) -> tuple[str, ...]:
    return ("--url", stack.url)


@pytest.mark.parametrize("there", [_on_its_folder, _at_its_url])
def test_a_listener_is_subscribed_to_shows_what_comes_and_ends(
    stack: Stack, data: Path, there: Callable[[Stack], tuple[str, ...]]
) -> None:
    operator = stack.person("operator", "olga")

    def ping() -> None:
        active: list[str] = []
        while not active:
            listed = operator.items(WEBHOOKS)
            active = [each["webhook_id"] for each in listed if each["kinds"] == ["refund.*"]]
        operator.post(f"{WEBHOOKS}/{active[0]}/ping")

    pinging = threading.Thread(target=ping)
    pinging.start()
    words = ("--count", "1", "--kind", "refund.*", *there(stack))
    listening, in_english, told = said(data, "listen", *words)
    pinging.join()
    stack.anybody().post("/_local/drain")

    assert listening.startswith("正在 http://127.0.0.1:")
    assert in_english.startswith("Listening at http://127.0.0.1:")
    assert told.startswith("✓ 2025-04-02 10:00:00  webhook.ping  ping/")
    assert not [each for each in operator.items(WEBHOOKS) if each["kinds"] == ["refund.*"]]
    ended = operator.items(WEBHOOKS, state="ended")
    own = [each for each in ended if each["kinds"] == ["refund.*"]]
    assert {each["status"] for each in own} == {"ended"}


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_listener_ends_its_endpoint_however_it_is_stopped(
    stack: Stack, data: Path, number: signal.Signals
) -> None:
    with listener(data) as listening:
        listening.send_signal(number)
        assert listening.wait(30) == 0
    assert active(stack) == []


def test_what_a_killed_listener_leaves_is_said_and_ended_by_the_next(
    stack: Stack, data: Path
) -> None:
    with listener(data) as listening:
        listening.kill()
    (left,) = active(stack)

    advanced = fenrun(data, "advance", "1m").stdout
    assert f"fenrun webhooks end {left}" in advanced
    with listener(data) as listening:
        assert active(stack) not in ([left], [])
        listening.terminate()
        assert listening.wait(30) == 0
    assert active(stack) == []
    assert left not in fenrun(data, "advance", "1m").stdout


def active(stack: Stack) -> list[str]:
    listed = stack.person("operator", "olga").items(WEBHOOKS)
    return [
        each["webhook_id"]
        for each in listed
        if each["status"] == "active" and each["url"].endswith(PATH)
    ]


@contextmanager
def listener(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A listener in a process of its own, which listens; none outlives its test."""
    words = (sys.executable, "-c", IN_A_TERMINAL, "webhooks", "listen", "--data", str(data))
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert any(b"http://127.0.0.1:" in line for line in process.stdout)
            yield process
        finally:
            process.kill()


def test_a_deployed_fenrun_is_listened_to_by_a_secret(data: Path) -> None:
    result = fenrun(data, "webhooks", "listen", "--url", "https://api.brand.example")
    assert (result.exit_code, "--secret" in result.output) == (2, True)


def test_what_nobody_signed_is_answered_401_and_told() -> None:
    told: list[Arrived] = []
    with Receiver.on(0) as receiver:
        receiver.secret, receiver.told = "whsec_c2VjcmV0", told.append
        statuses = [_post(receiver, *each) for each in ((b"{}", 2), (b"", LARGEST + 1))]
    assert statuses == [401, 413]
    assert told == [Arrived("x", None)]


def _post(receiver: Receiver, body: bytes, length: int) -> int:
    answers: list[int] = []

    def post() -> None:
        headers = {"webhook-id": "x", "content-length": str(length)}
        with requests.Session() as session:
            session.trust_env = False
            answers.append(session.post(receiver.url, data=body, headers=headers).status_code)

    sending = threading.Thread(target=post)
    sending.start()
    receiver.receive()
    sending.join()
    return answers[0]
