import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.kept.counts import forget_counts
from infra.local.kept.opening import DatabaseInUse, DatabaseOfAnotherFormat
from infra.local.table.change_log import Change, ChangeLog, RequestToken

AT = datetime(2026, 1, 1, tzinfo=UTC)

WRITER = """
import sys
from datetime import UTC, datetime
from contextlib import closing
from pathlib import Path
from infra.local.table.change_log import Change, ChangeLog

log = ChangeLog(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    image = {"PK": {"S": str(number % 7)}, "n": {"N": str(number)}}
    log.append([Change("t", {"PK": image["PK"]}, None, image, datetime.now(UTC))] * 2)
    print(log.last_seq, flush=True)
"""


def change(key: str, old: int | None, new: int | None) -> Change:
    images = [None if n is None else {"PK": {"S": key}, "n": {"N": str(n)}} for n in (old, new)]
    return Change("t", {"PK": {"S": key}}, *images, AT)


def test_changes_come_back_numbered_and_in_order(tmp_path):
    log = ChangeLog(tmp_path / "log")
    log.append([change("a", None, 1), change("b", None, 2)])
    log.append([change("a", 1, 3)])
    assert [(c.seq, c.event_name, c.new) for c in log.after(1, 10)] == [
        (2, "INSERT", {"PK": {"S": "b"}, "n": {"N": "2"}}),
        (3, "MODIFY", {"PK": {"S": "a"}, "n": {"N": "3"}}),
    ]
    assert [c.seq for c in log.after(0, 2)] == [1, 2]
    assert log.last_seq == 3


def test_latest_images_are_what_exists_after_all_changes():
    log = ChangeLog()
    log.append([change("a", None, 1), change("b", None, 2), change("c", None, 3)])
    log.append([change("a", 1, 4), change("b", 2, None)])
    images = sorted(image["PK"]["S"] + image["n"]["N"] for _, image in log.latest_images())
    assert images == ["a4", "c3"]


def test_everything_is_there_after_reopening(tmp_path):
    log = ChangeLog(tmp_path / "log")
    log.append([change("a", None, 1)], RequestToken("token", "digest", AT))
    log.save_checkpoint("consumer", 1)
    log.set_value("colour", "red")
    log.close()
    again = ChangeLog(tmp_path / "log")
    assert again.last_seq == 1
    assert again.after(0, 1)[0].at == AT
    assert again.request_token("token") == RequestToken("token", "digest", AT)
    assert (again.checkpoint("consumer"), again.checkpoint("other")) == (1, None)
    assert (again.value("colour"), again.value("shape")) == ("red", None)
    assert again.last_time() == AT


def test_what_was_stored_in_another_way_is_not_read(tmp_path):
    path = tmp_path / "log"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, new TEXT)")
        db.execute("PRAGMA user_version = 1")

    with pytest.raises(DatabaseOfAnotherFormat, match="format 1"):
        ChangeLog(path)


def test_an_empty_log_takes_the_format_of_now(tmp_path):
    path = tmp_path / "log"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1")
    forget_counts(tmp_path, ["log"])  # as whoever began it had counted nothing yet
    log = ChangeLog(path)
    log.append([change("a", None, 1)])
    log.close()
    assert ChangeLog(path).last_seq == 1


def test_numbers_go_on_after_an_append_that_failed(tmp_path):
    log = ChangeLog(tmp_path / "log")
    unfit = Change("t", {"PK": {"S": "x"}}, None, {"n": {"N": object()}}, AT)
    with pytest.raises(TypeError):
        log.append([change("a", None, 1), unfit])
    assert (log.last_seq, log.after(0, 10)) == (0, [])
    log.append([change("a", None, 1)])
    assert [c.seq for c in log.after(0, 10)] == [log.last_seq]


def test_old_request_tokens_are_forgotten():
    log = ChangeLog()
    later = AT + timedelta(minutes=10)
    log.append([], RequestToken("old", "digest", AT))
    log.append([], RequestToken("new", "digest", later))
    log.forget_request_tokens(later)
    assert [bool(log.request_token(name)) for name in ("old", "new")] == [False, True]


def test_listeners_hear_the_newest_number():
    log = ChangeLog()
    heard: list[int] = []
    log.listen(heard.append)
    log.append([change("a", None, 1), change("b", None, 1)])
    log.append([], RequestToken("token", "digest", AT))
    assert heard == [2]


def test_a_log_has_one_owner(tmp_path):
    owner = ChangeLog(tmp_path / "log")
    with pytest.raises(DatabaseInUse, match="another Fenrun holds it"):
        ChangeLog(tmp_path / "log")
    owner.close()
    ChangeLog(tmp_path / "log").close()


def test_kill_loses_nothing_that_was_answered(tmp_path):
    path = tmp_path / "log"
    command = [sys.executable, "-c", WRITER, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        answered = [int(writer.stdout.readline()) for _ in range(100)]
        writer.send_signal(signal.SIGKILL)
        answered += [int(line) for line in writer.stdout if line.endswith("\n")]
    log = ChangeLog(path)
    assert log.last_seq >= answered[-1]
    assert log.last_seq % 2 == 0
    assert len(log.after(0, log.last_seq + 1)) == log.last_seq
    assert {i["PK"]["S"] for _, i in log.latest_images()} == {str(n) for n in range(7)}
