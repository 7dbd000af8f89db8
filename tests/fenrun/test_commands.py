import json

import jwt
import pytest
import requests
from click.testing import CliRunner

from fenrun.client import Client
from fenrun.main import COMMANDS, main
from infra.local.credentials import Credentials


def invoke(*words):
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_tells_what_it_is_for(name):
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.output


@pytest.mark.parametrize("group", [(), ("plan",), ("policy",)])
def test_a_list_of_commands_says_each_in_a_whole_sentence(group):
    commands = invoke(*group, "--help").output.partition("Commands:\n")[2].splitlines()
    assert commands
    assert all(line.startswith("  ") and line.endswith(".") for line in commands)
    assert not [line for line in commands if line.endswith("...") or len(line) > 80]


@pytest.mark.parametrize(
    "words",
    [
        ("call", "GET", "/health"),
        ("advance", "48h"),
        ("pay", "ORDER"),
        ("explain", "ORDER"),
        ("confirm", "PAYOUT"),
        ("decline", "PAYOUT"),
        ("relation", "A"),
    ],
)
def test_a_command_that_needs_the_system_says_how_to_start_it(words, tmp_path):
    result = invoke(*words, "--data", str(tmp_path))
    assert result.exit_code == 1
    assert "make run" in result.stderr


def test_a_token_alone_goes_to_stdout(tmp_path):
    Credentials.load(tmp_path)
    result = invoke("token", "finance", "--sub", "li", "--data", str(tmp_path))
    claims = jwt.decode(result.stdout.strip(), options={"verify_signature": False})
    assert (claims["sub"], claims["role"]) == ("li", "finance")
    assert "finance li" in result.stderr


@pytest.mark.parametrize(("role", "subject"), [("distributor", "A"), ("auditor", "auditor")])
def test_a_token_without_a_name_is_for_the_samples(role, subject, tmp_path):
    Credentials.load(tmp_path)
    result = invoke("token", role, "--data", str(tmp_path))
    claims = jwt.decode(result.stdout.strip(), options={"verify_signature": False})
    assert claims["sub"] == subject


def test_there_are_no_tokens_before_there_are_keys(tmp_path):
    result = invoke("token", "finance", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert "make run" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("POST", "v1/orders"), "begins with a slash"),
        (("POST", "/v1/orders", "{buyer: 1}"), "JSON in single quotes"),
        (("DELETE", "/v1/orders"), "'get', 'post'"),
        (("GET", "/health", "--as", "chief"), "choose one of"),
    ],
)
def test_a_call_that_cannot_be_sent_is_told_why(words, advice):
    result = invoke("call", *words)
    assert result.exit_code == 2
    assert advice in result.stderr.lower() or advice in result.stderr


def test_a_url_where_nobody_answers_is_told_with_what_to_check(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    result = invoke("call", "GET", "/health", "--url", "http://127.0.0.1:1")
    assert result.exit_code == 1
    assert "http://127.0.0.1:1 没有应答" in result.stderr
    assert "Connection refused" in result.stderr
    assert "Pool" not in result.stderr
    assert "Check --url (FENRUN_URL)" in result.stderr


def test_a_url_has_a_scheme(monkeypatch):
    monkeypatch.setenv("FENRUN_URL", "127.0.0.1:8700")
    result = invoke("call", "GET", "/health")
    assert result.exit_code == 2
    assert "write http:// or https:// first" in result.stderr


def test_without_credentials_it_is_said_how_to_give_them(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FENRUN_URL", "http://127.0.0.1:1")
    result = invoke("plan", "list", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert "set FENRUN_TOKEN" in result.stderr
    assert "--data FOLDER" in result.stderr


def test_a_token_that_is_given_calls_where_only_its_role_may(monkeypatch):
    asked = []
    monkeypatch.setattr(Client, "send_raw", lambda _, *sent: asked.append(sent) or answered({}))
    monkeypatch.setenv("FENRUN_TOKEN", "eyJ-of-A")
    result = invoke("call", "GET", "/v1/me/balance", "--url", "https://api.brand.example")
    assert result.exit_code == 0, result.output
    [(method, url, _, headers)] = asked
    assert (method, url) == ("GET", "https://api.brand.example/v1/me/balance")
    assert headers["authorization"] == "Bearer eyJ-of-A"


def answered(content):
    response = requests.Response()
    response.status_code, response._content = 200, json.dumps(content).encode()
    return response
