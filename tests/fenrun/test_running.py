import json
import os
import subprocess
import sys
from dataclasses import replace

import click
import pytest

from fenrun.terminal.running import FILE_NAME, Running, require_running
from infra.commands.data_folder import delete_own_files
from infra.local.http.message import Response
from infra.local.http.server import HttpServer


@pytest.fixture
def server():
    server = HttpServer(0, 1000)
    server.start(lambda request: Response.of_json(200, {"base_url": server.base_url}))
    yield server
    server.stop()


@pytest.fixture
def running(server):
    return Running(base_url=server.base_url, stand_in_url="http://127.0.0.1:1", pid=os.getpid())


def dead_pid():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_runs_is_found_while_it_runs(running, tmp_path):
    with running.told_in(tmp_path):
        assert require_running(tmp_path) == running
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_nothing_runs(tmp_path):
    with pytest.raises(click.ClickException, match="Start it first: make run"):
        require_running(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "[" * 100_000, json.dumps({"base_url": "x", "pid": "one"})]
)
def test_a_damaged_file_is_no_running_system(text, tmp_path):
    (tmp_path / FILE_NAME).write_text(text)
    assert Running.in_folder(tmp_path) is None


def test_a_file_left_over_by_a_dead_process_is_noticed(running, tmp_path):
    with replace(running, pid=dead_pid()).told_in(tmp_path):
        assert Running.in_folder(tmp_path) is None


def test_a_live_process_that_listens_no_more_is_noticed(running, server, tmp_path):
    server.stop()
    with running.told_in(tmp_path):
        assert Running.in_folder(tmp_path) is None


def test_another_server_under_the_same_address_is_noticed(running, tmp_path):
    elsewhere = running.base_url.replace("127.0.0.1", "localhost")
    with replace(running, base_url=elsewhere).told_in(tmp_path):
        assert Running.in_folder(tmp_path) is None


def test_only_files_of_fenrun_are_deleted(tmp_path):
    own = ["changes.sqlite", "changes.sqlite-wal", "commits.count", "credentials.json"]
    own += ["wechat_stand_in.sqlite", "running.json", "running.json.unfinished", "server.log"]
    for name in [*own, "accounts.xlsx", "changes.sqlite.bak"]:
        (tmp_path / name).write_text("x")
    delete_own_files(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "accounts.xlsx",
        "changes.sqlite.bak",
    ]
