"""Notices on their way: signed anew for every attempt, repeated until the merchant says 2xx."""

import json
import queue
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import requests

from infra.local.wechat.behaviour import Instructions
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.records import Records
from infra.local.wechat.signing import encrypt_resource, signed_headers

Schedule = Callable[[float, Callable[[], None]], object]
Busy = Callable[[], AbstractContextManager[object]]

KIND = "notice"
CHANGED_KEY = "changed_key"
MINUTE, HOUR = 60.0, 3600.0
PAUSES = (
    *(15.0, 15.0, 30.0, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE),
    *(30 * MINUTE, HOUR, 3 * HOUR, 3 * HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR),
)
LATE_SECONDS = HOUR
MERCHANT_SECONDS = 5.0


class Outbox:
    """Delivers on one thread of its own; `busy` is held from the decision to send to the end.

    Pauses are asked of `schedule`; without one a failed or late notice waits for `redeliver`.
    """

    def __init__(
        self,
        keys: StandInKeys,
        records: Records,
        instructions: Instructions,
        schedule: Schedule | None,
        busy: Busy,
    ) -> None:
        self._keys = keys
        self._records = records
        self._instructions = instructions
        self._schedule = schedule
        self._busy = busy
        self._queue: queue.SimpleQueue[tuple[str, ExitStack] | None] = queue.SimpleQueue()
        self._settled = threading.Condition()
        self._under_way = 0
        self._open = False
        self._worker = threading.Thread(target=self._work, name="wechat-notices", daemon=True)
        self._http = requests.Session()
        self._http.trust_env = False  # a proxy of the environment cannot reach the loopback

    def start(self) -> None:
        """Begin to deliver; what an earlier run left undelivered waits for `redeliver`."""
        self._open = True
        self._worker.start()

    def stop(self) -> None:
        """End after the notices under way; the others stay recorded for the next start."""
        self._open = False
        self._queue.put(None)
        self._worker.join()
        self._http.close()

    def announce(
        self, event: str, original_type: str, url: str, number: str, content: Mapping[str, Any]
    ) -> None:
        """Record a notice about a number and send it as the instructions say."""
        notice_id = secrets.token_hex(16)
        body = self._envelope(notice_id, event, original_type, content)
        record = {"number": number, "url": url, "body": body, "attempts": 0, "state": "pending"}
        behaviour = self._instructions.next_notice(number)
        if behaviour == "no_notice":
            record["state"] = "withheld"
        self._records.put(KIND, notice_id, record)
        if behaviour == "late_notice":
            self._later(LATE_SECONDS, notice_id)
        elif behaviour != "no_notice":
            for _ in range(2 if behaviour == "duplicate_notice" else 1):
                self._send(notice_id)

    def change_key(self) -> None:
        """Sign with the next key from now on, as the channel does while it changes its key."""
        self._records.put(CHANGED_KEY, CHANGED_KEY, {"key_id": self._keys.next_public_key_id})

    def redeliver(self) -> None:
        """Send every undelivered notice now."""
        for notice_id, record in self._records.all(KIND).items():
            if record["state"] == "pending":
                self._send(notice_id)

    def drain(self) -> None:
        """Return when no delivery is under way; what is scheduled for later is not waited for."""
        with self._settled:
            self._settled.wait_for(lambda: self._under_way == 0)

    def _envelope(
        self, notice_id: str, event: str, original_type: str, content: Mapping[str, Any]
    ) -> str:
        envelope = {
            "id": notice_id,
            "create_time": content["create_time"],
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": event,
            "resource": encrypt_resource(self._keys, original_type, content),
        }
        return json.dumps(envelope)

    def _send(self, notice_id: str) -> None:
        if not self._open:
            return
        held = ExitStack()
        held.enter_context(self._busy())
        with self._settled:
            self._under_way += 1
        self._queue.put((notice_id, held))

    def _key_id(self) -> str:
        changed = self._records.get(CHANGED_KEY, CHANGED_KEY) or {}
        return changed.get("key_id") or self._keys.public_key_id

    def _later(self, seconds: float, notice_id: str) -> None:
        if self._schedule is not None:
            self._schedule(seconds, lambda: self._send(notice_id))

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            notice_id, held = job
            try:
                with held:
                    self._attempt(notice_id)
            finally:
                self._settle()

    def _settle(self) -> None:
        with self._settled:
            self._under_way -= 1
            self._settled.notify_all()

    def _attempt(self, notice_id: str) -> None:
        record = self._records.get(KIND, notice_id)
        if record is None:
            return
        delivered = self._post(record["url"], record["body"].encode())
        record["attempts"] += 1
        if delivered:
            record["state"] = "delivered"
        elif record["state"] == "pending" and record["attempts"] > len(PAUSES):
            record["state"] = "given_up"
        self._records.put(KIND, notice_id, record)
        if record["state"] == "pending":
            self._later(PAUSES[record["attempts"] - 1], notice_id)

    def _post(self, url: str, body: bytes) -> bool:
        signed = signed_headers(self._keys, body, self._key_id())
        headers = {"Content-Type": "application/json", **signed}
        try:
            answer = self._http.post(
                url, data=body, headers=headers, timeout=MERCHANT_SECONDS, allow_redirects=False
            )
        except requests.RequestException:
            return False
        return 200 <= answer.status_code < 300
