import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import boto3
import pytest
import requests

from infra.local.cloud import LocalCloud
from infra.local.http.message import Response
from infra.local.http.server import PortInUse
from infra.local.intrinsics import TemplateError
from tests.infra.local.sample.stack import OWNER, READER, START, TEMPLATE, sample_cloud

SERVER = """
import sys
from pathlib import Path
from tests.infra.local.sample.stack import sample_cloud

with sample_cloud(Path(sys.argv[1])) as cloud:
    print(cloud.base_url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def cloud():
    with sample_cloud(extra_environment={"COLOUR": "red"}) as cloud:
        yield cloud


def put(cloud: LocalCloud, note: str, text: str = "hello") -> None:
    answer = requests.put(f"{cloud.base_url}/notes/{note}", data=text, headers=OWNER, timeout=30)
    assert answer.status_code == 201


def counted(what: str) -> int:
    key = {"PK": {"S": what}, "SK": {"S": "COUNT"}}
    client = boto3.client("dynamodb")
    item = client.get_item(TableName="fenrun-Table", Key=key).get("Item")
    return int(item["n"]["N"]) if item else 0


def test_a_function_runs_with_the_environment_of_the_template(cloud):
    settings = requests.get(f"{cloud.base_url}/health", timeout=30).json()
    assert settings["TABLE_NAME"] == "fenrun-Table"
    assert settings["BASE_URL"] == f"{cloud.base_url}/public"
    assert settings["COLOUR"] == "red"


def test_routes_authorizer_and_table_work_together(cloud):
    put(cloud, "shared")
    url = f"{cloud.base_url}/notes/shared"
    assert requests.get(url, headers=READER, timeout=30).json()["text"] == {"S": "hello"}
    assert requests.put(url, data="x", headers=READER, timeout=30).status_code == 403
    assert requests.put(url, data="x", timeout=30).status_code == 401
    assert requests.get(f"{cloud.base_url}/nowhere", timeout=30).status_code == 404


def test_status_names_what_is_not_emulated(cloud):
    status = requests.get(f"{cloud.base_url}/_local/status", timeout=30).json()
    assert status["not_emulated"] == ["AWS::SNS::Topic"]
    assert "IAM policies" in status["limits"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "{}",
        '{"seconds": -1}',
        '{"seconds": 1e300}',
        '{"seconds": NaN}',
        '{"seconds": 1, "within_seconds": -1}',
        '{"to": "soon"}',
        '{"to": "2026-03-02T00:00:00"}',
        '{"to": "2199-01-01T00:00:00+08:00"}',
        '{"to": "9999-12-31T23:59:59-23:59"}',
        '{"to": "0001-01-01T00:00:00+23:59"}',
    ],
)
def test_a_wrong_advance_is_refused(cloud, body):
    before = cloud.clock.now()
    url = f"{cloud.base_url}/_local/advance"
    assert requests.post(url, data=body, timeout=30).status_code == 400
    assert cloud.clock.now() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.rebound.example:8700"},
        {"Host": "localhost.rebound.example"},
        {"Host": "192.168.0.7"},
        {"Host": "[::2]:8700"},
        {"Origin": "https://rebound.example"},
        {"Origin": "null"},
        {"Host": "localhost", "Origin": "http://localhost.rebound.example"},
    ],
)
def test_pages_of_elsewhere_control_nothing(cloud, headers):
    before = cloud.clock.now()
    url = f"{cloud.base_url}/_local/advance"
    answer = requests.post(url, json={"seconds": 3600}, headers=headers, timeout=30)
    assert answer.status_code == 403
    assert cloud.clock.now() == before


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:1", "[::1]:8700"])
def test_this_machine_may_ask_by_any_of_its_names(cloud, host):
    headers = {"Host": host, "Origin": f"http://{host}"}
    answer = requests.get(f"{cloud.base_url}/_local/status", headers=headers, timeout=30)
    assert answer.status_code == 200


def test_secrets_and_parameters_have_values(cloud):
    password = boto3.client("secretsmanager").get_secret_value(SecretId="fenrun-Password")
    assert len(password["SecretString"]) == 24
    greeting = boto3.client("ssm").get_parameter(Name="fenrun-Greeting")
    assert greeting["Parameter"]["Value"] == "hello"


def test_business_time_drives_waits_and_schedules_through_the_stream():
    with sample_cloud() as cloud:
        put(cloud, "n1")
        put(cloud, "n2")
        cloud.drain()
        assert (counted("heard"), counted("reminders"), counted("hours")) == (2, 0, 0)
        url = f"{cloud.base_url}/_local/advance"
        answer = requests.post(url, json={"seconds": 47 * 3600}, timeout=60).json()
        assert answer["business_time"] == (START + timedelta(hours=47)).isoformat()
        assert (counted("reminders"), counted("hours")) == (0, 47)
        requests.post(url, json={"to": (START + timedelta(hours=48)).isoformat()}, timeout=60)
        assert (counted("reminders"), counted("hours")) == (2, 48)


def test_events_can_be_switched_off():
    with sample_cloud(disabled_events=frozenset({"Tick", "Notes"})) as cloud:
        put(cloud, "n1")
        cloud.advance(timedelta(days=3))
        assert (counted("heard"), counted("hours")) == (0, 0)


def test_a_poisoned_note_ends_in_the_failure_queue():
    with sample_cloud() as cloud:
        put(cloud, "bad", "poison")
        # What shares a batch with poison is heard once a try.
        cloud.drain()
        put(cloud, "good")
        cloud.advance(timedelta(minutes=5))
        assert counted("heard") == 1
        sqs = boto3.client("sqs")
        queue = sqs.get_queue_url(QueueName="fenrun-FailureQueue")["QueueUrl"]
        (message,) = sqs.receive_message(QueueUrl=queue)["Messages"]
        assert "RetryAttemptsExhausted" in message["Body"]


def test_a_restart_keeps_data_secrets_and_business_time(tmp_path):
    with sample_cloud(tmp_path) as cloud:
        put(cloud, "n1")
        cloud.advance(timedelta(hours=5))
        secret = boto3.client("secretsmanager").get_secret_value(SecretId="fenrun-Password")
    begun: list[str] = []
    again = sample_cloud(tmp_path)
    again.on_restart.append(lambda: begun.append(again.base_url))
    with again:
        assert begun == [again.base_url]
        assert again.clock.now() == START + timedelta(hours=5)
        kept = boto3.client("secretsmanager").get_secret_value(SecretId="fenrun-Password")
        assert kept["SecretString"] == secret["SecretString"]
        again.drain()
        assert (counted("heard"), counted("hours")) == (1, 5)
        url = f"{again.base_url}/notes/n1"
        assert requests.get(url, headers=READER, timeout=30).status_code == 200


def test_given_secrets_win():
    with sample_cloud(secrets={"Password": "given", "Greeting": "hi"}):
        password = boto3.client("secretsmanager").get_secret_value(SecretId="fenrun-Password")
        assert password["SecretString"] == "given"
        greeting = boto3.client("ssm").get_parameter(Name="fenrun-Greeting")
        assert greeting["Parameter"]["Value"] == "hi"


def test_kill_loses_no_answered_write(tmp_path):
    command = [sys.executable, "-c", SERVER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        base_url = server.stdout.readline().strip()
        answered: list[str] = []
        enough = threading.Event()

        def write() -> None:
            with requests.Session() as session:
                for number in range(100_000):
                    note = f"{threading.get_ident()}-{number}"
                    try:
                        session.put(f"{base_url}/notes/{note}", data="x", headers=OWNER, timeout=30)
                    except requests.ConnectionError:
                        return
                    answered.append(note)
                    if len(answered) > 60:
                        enough.set()

        writers = [threading.Thread(target=write) for _ in range(4)]
        for writer in writers:
            writer.start()
        assert enough.wait(60)
        server.send_signal(signal.SIGKILL)
        for writer in writers:
            writer.join()
    with sample_cloud(tmp_path) as cloud:
        images = {image["PK"]["S"]: image for _, image in cloud.log.latest_images()}
        assert set(answered) <= set(images)
        cloud.drain()
        notes = [key for key, image in images.items() if image["SK"]["S"] == "NOTE"]
        assert counted("heard") >= len(notes)


def test_an_advance_goes_on_for_so_long_at_most_and_tells_what_holds_it():
    with sample_cloud() as cloud:
        url = f"{cloud.base_url}/_local/advance"
        asked = {"to": (START + timedelta(hours=5)).isoformat(), "within_seconds": 0.01}
        with cloud.activity.busy("parcel"):
            held = requests.post(url, json=asked, timeout=60).json()
        assert (held["reached"], held["under_way"]) == (False, {"parcel": 1})
        assert held["business_time"] == START.isoformat()
        answer = requests.post(url, json={**asked, "within_seconds": 60}, timeout=60).json()
        assert (answer["reached"], answer["business_time"]) == (True, asked["to"])
        assert counted("hours") == 5


def test_stopping_ends_an_advance_under_way():
    under_way = threading.Event()
    with sample_cloud() as cloud, ThreadPoolExecutor(1) as threads:

        def tick() -> None:
            under_way.set()
            cloud.clock.call_later(1, tick)

        cloud.clock.call_later(1, tick)
        url, ten_years = f"{cloud.base_url}/_local/advance", {"seconds": 3650 * 86_400}
        asked = threads.submit(requests.post, url, json=ten_years, timeout=30)
        assert under_way.wait(10)
        cloud.stop()
        assert asked.result(10).status_code == 503


def test_the_business_clock_is_handed_over_before_functions_load():
    handed: list[object] = []
    with sample_cloud(install_clock=lambda now: handed.append(now())):
        assert handed == [START]


def test_controls_can_be_added():
    control = {"GET /_local/colour": lambda request: Response.of_json(200, "red")}
    with sample_cloud(controls=control) as cloud:
        answer = requests.get(f"{cloud.base_url}/_local/colour", timeout=30)
        assert answer.json() == "red"


def test_a_china_region_is_another_partition():
    with sample_cloud(region="cn-north-1", disabled_events=frozenset({"Tick"})) as cloud:
        put(cloud, "n1")
        cloud.advance(timedelta(days=2))
        assert counted("reminders") == 1


def test_a_process_has_one_cloud_at_a_time(cloud):
    with pytest.raises(RuntimeError, match="stop the cloud that runs in this process"):
        sample_cloud().start()
    put(cloud, "still works")


def test_a_taken_port_leaves_nothing_behind():
    with sample_cloud() as cloud:
        port = int(cloud.base_url.rsplit(":", 1)[1])
        with pytest.raises(PortInUse, match="--port"):
            sample_cloud(port=port).start()
        put(cloud, "still works")


def test_a_failed_start_is_undone(tmp_path):
    broken = LocalCloud(TEMPLATE, data_dir=tmp_path)
    with pytest.raises(TemplateError, match="PublicBaseUrl"):
        broken.start()
    with sample_cloud(tmp_path) as cloud:
        put(cloud, "n1")


def test_a_users_own_aws_settings_lead_nothing_elsewhere(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_PROFILE", "nobodys")
    with sample_cloud() as cloud:
        put(cloud, "n1")
    assert os.environ["AWS_PROFILE"] == "nobodys"
