"""`fenrun run` as a person uses it: one terminal for the system, another for the commands."""

import json
import os
import re
import signal
import socket
import subprocess
import sys

import pytest
import requests
from rich.cells import cell_len

from infra.demo import brand
from infra.local.laptop import TIMEKEEPING

pytestmark = pytest.mark.end_to_end

FENRUN = [sys.executable, "-c", "from fenrun.main import main; main(prog_name='fenrun')"]
UP = "Ctrl-C stops it"
TEA = {"line": 1, "sku": "longjing-100g", "qty": 1, "price_fen": 19800}


class Terminal:
    """A running Fenrun in a folder; `lines` is what it has said until it was up."""

    def __init__(self, folder, *options):
        self.folder = folder
        self._process = subprocess.Popen(
            [*FENRUN, "run", "--port", "0", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        self.lines = list(self._until_up())
        self.text = "\n".join(self.lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def stop(self, number):
        self._process.send_signal(number)
        rest = self._process.stdout.read()
        return self._process.wait(), rest.strip()

    def step(self, word):
        """The story's last line of this kind and who holds what then, without their spaces."""
        at = max(at for at, line in enumerate(self.lines) if f" {word} " in line)
        return " ".join(" ".join(self.lines[at : at + 2]).split())

    def said(self, label):
        """What stands behind a label when everything is up."""
        return re.search(rf"^  {label} +(\S.*)$", self.text, re.MULTILINE)[1]

    def _until_up(self):
        for line in self._process.stdout:
            yield line.rstrip("\n")
            if UP in line:
                return


def fenrun(folder, *words):
    return subprocess.run(
        [*FENRUN, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


def call(folder, *words):
    done = fenrun(folder, "call", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def place_order(folder, buyer="chen"):
    order = call(folder, "POST", "/v1/orders", json.dumps({"buyer": buyer, "lines": [TEA]}))
    return order["order_id"]


def place_paid_order(folder, buyer="chen"):
    order_id = place_order(folder, buyer)
    call(folder, "POST", f"/v1/orders/{order_id}/payment")
    assert "the order is paid" in fenrun(folder, "pay", order_id).stdout
    return order_id


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    with Terminal(tmp_path_factory.mktemp("brand")) as terminal:
        yield terminal


def test_everything_fits_into_80_columns(terminal):
    assert [line for line in terminal.lines if cell_len(line) > 80] == []
    assert len(terminal.lines) > 60


def test_the_story_is_told_from_the_link_to_the_last_payout(terminal):
    cart = "tea and 2 cups, coupon 30.00, freight 10.00: 310.00"
    assert f"{brand.BUYER} buys {cart}" in terminal.step("下单")
    assert brand.TEA.price_fen + 2 * brand.CUP.price_fen - 30_00 + 10_00 == 310_00
    assert terminal.step("付款").endswith("A 30.00 pending B 15.00 pending C 6.00 pending")
    assert terminal.step("解冻").startswith("03-11 00:00")
    assert terminal.step("解冻").endswith("A 30.00 available B 15.00 available C 6.00 available")
    assert terminal.step("提现").endswith("A 30.00 reserved B 15.00 available C 6.00 available")
    assert terminal.step("到账").endswith("A 30.00 paid B 15.00 paid C 6.00 paid")
    assert re.search(r"合计 Sum +204\.00 +204\.00 +0\.00", terminal.text)
    has_machine = os.environ.get(TIMEKEEPING) != "batched"
    assert ("order_lifecycle: 4 transitions" in terminal.text) == has_machine
    assert terminal.said("Business time 时间").startswith("2025-04-01 09:00")


def test_a_merchant_plays_on_by_hand(terminal):
    order_id = place_paid_order(terminal.folder)
    assert fenrun(terminal.folder, "pay", order_id).returncode == 1
    call(terminal.folder, "POST", f"/v1/orders/{order_id}/shipment")
    assert (
        "+1 已签收 delivered, -1 已发货 shipped" in fenrun(terminal.folder, "advance", "11d").stdout
    )
    token = fenrun(terminal.folder, "token", "finance").stdout.strip()
    answer = requests.get(
        f"{terminal.said('API 接口')}/v1/orders/{order_id}",
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    assert answer.json()["status"] == "delivered"


def test_a_distributor_withdraws_by_hand(terminal):
    code = call(terminal.folder, "POST", "/v1/me/links", "--as", "distributor:B")["code"]
    call(terminal.folder, "POST", "/v1/bindings", json.dumps({"buyer": "wu", "code": code}))
    order_id = place_paid_order(terminal.folder, "wu")
    call(terminal.folder, "POST", f"/v1/orders/{order_id}/shipment")
    assert (
        "29.70 待结算 pending → 可提现 available"
        in fenrun(terminal.folder, "advance", "30d").stdout
    )
    asked = ("/v1/me/withdrawals", '{"amount_fen": 1980}', "--as", "distributor:B")
    payout_id = call(terminal.folder, "POST", *asked)["payout_id"]
    assert "19.80 of 19.80 paid" in fenrun(terminal.folder, "confirm", payout_id).stdout
    again = fenrun(terminal.folder, "confirm", payout_id)
    assert (again.returncode, "waits for no confirmation" in again.stderr) == (1, True)


def test_why_everybody_gets_what_he_gets_is_told_by_hand(terminal):
    code = call(terminal.folder, "POST", "/v1/me/links", "--as", "distributor:A")["code"]
    call(terminal.folder, "POST", "/v1/bindings", json.dumps({"buyer": "zhao", "code": code}))
    order_id = place_paid_order(terminal.folder, "zhao")
    told = fenrun(terminal.folder, "explain", order_id).stdout
    assert f"订单 Order {order_id} · paid · 方案 Plan " in told
    assert re.search(r"算法 How +198\.00 × 10\.00%", told)
    assert re.search(r"现状 Now +19\.80 pending", told)
    assert "brand:commission" in told
    as_json = json.loads(fenrun(terminal.folder, "explain", order_id, "--json").stdout)
    assert as_json == call(terminal.folder, "GET", f"/v1/orders/{order_id}/explanation")
    unknown = fenrun(terminal.folder, "explain", "A" * 26)
    assert (unknown.returncode, "unknown_order" in unknown.stderr) == (1, True)


def test_an_unpaid_order_is_cancelled_on_the_way(terminal):
    place_order(terminal.folder)
    advanced = fenrun(terminal.folder, "advance", "2h").stdout
    assert "+1 已取消 cancelled, -1 待付款 waiting for payment" in advanced


def test_a_problem_is_shown_in_both_languages_and_ends_with_1(terminal):
    done = fenrun(terminal.folder, "call", "POST", "/v1/orders", '{"buyer": 5}')
    assert (done.returncode, done.stdout) == (1, "")
    assert "422 invalid_fields  Some fields are invalid 部分字段无效" in done.stderr
    assert "#/buyer" in done.stderr


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "no header Authorization"),
        ({"Authorization": "Signature"}, "the header signature-input is missing"),
        ({"Authorization": "Bearer nonsense"}, "Not enough segments"),
    ],
)
def test_the_log_has_the_reason_of_a_401_under_its_request_id(terminal, headers, reason):
    url = f"{terminal.said('API 接口')}/v1/events"
    answer = requests.get(url, headers=headers, timeout=60)
    assert answer.status_code == 401
    request_id = answer.headers["X-Request-Id"]
    log = (terminal.folder / ".fenrun" / "server.log").read_text("utf-8")
    lines = [line for line in log.splitlines() if request_id in line]
    assert [reason in line for line in lines] == [True]


def test_a_second_one_on_the_same_folder_is_refused(terminal):
    second = fenrun(terminal.folder, "run", "--port", "0", "--fresh")
    assert second.returncode == 1
    assert "is running on the folder .fenrun already" in second.stderr
    assert call(terminal.folder, "GET", "/health")["status"] == "ok"


def test_started_again_it_keeps_its_data_until_it_is_to_begin_afresh(tmp_path):
    with Terminal(tmp_path, "--no-demo") as terminal:
        assert "推广" not in terminal.text
        order_id = place_order(tmp_path)
        changes = call(tmp_path, "GET", "/_local/status")["changes"]
        assert terminal.stop(signal.SIGINT) == (0, "Stopped. The data stays in .fenrun")
    assert not (tmp_path / ".fenrun" / "running.json").exists()
    with Terminal(tmp_path) as terminal:
        assert "推广" not in terminal.text
        assert "Goes on with the data in .fenrun" in terminal.text
        assert call(tmp_path, "GET", "/_local/status")["changes"] == changes
        assert call(tmp_path, "GET", f"/v1/orders/{order_id}")["status"] == "created"
        terminal.stop(signal.SIGKILL)
    assert "Start it first: make run" in fenrun(tmp_path, "advance", "2h").stderr
    (tmp_path / ".fenrun" / "notes.txt").write_text("mine")
    with Terminal(tmp_path, "--fresh", "--no-demo") as terminal:
        assert terminal.said("Business time 时间").startswith("2025-03-01 10:0")
        assert fenrun(tmp_path, "call", "GET", f"/v1/orders/{order_id}").returncode == 1
        assert terminal.stop(signal.SIGTERM) == (0, "Stopped. The data stays in .fenrun")
    assert (tmp_path / ".fenrun" / "notes.txt").read_text() == "mine"


def test_a_taken_port_is_named_with_the_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = fenrun(tmp_path, "run", "--port", port)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr
