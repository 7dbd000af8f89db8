"""moto's DynamoDB made atomic: one lock, whole transactions, every commit in the change log."""

from __future__ import annotations

import copy
import functools
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Any
from unittest import mock

from moto.core.responses import ActionResult
from moto.core.utils import method_names_from_class
from moto.dynamodb.exceptions import DynamodbException
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import SecondaryIndex, StreamShard, Table
from moto.dynamodb.models.utilities import dynamo_json_dump
from moto.dynamodb.responses import DynamoHandler, DynamoResult

from infra.local.aws.led_calls import led_to
from infra.local.table.change_log import Change, ChangeLog, RequestToken
from infra.local.table.ordered import Partitions
from infra.local.table.plain.answering import PlainRequests
from infra.local.table.request_tokens import RequestTokens, TokenOfAnother
from infra.local.table.schema import projected_names
from infra.local.table.stored import Stored
from infra.local.table.transactions import transact_write
from infra.local.table.unit_of_work import Effect, Touch, UnitOfWork


class IdempotentParameterMismatch(DynamodbException):
    """A request token came back within its ten minutes with another request."""

    def __init__(self) -> None:
        super().__init__(
            "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException",
            "The request uses the same client token as a previous, but non-identical request",
        )


class LocalDynamoDB:
    """While installed, every DynamoDB call in this process is one unit of work under one lock.

    A call that fails changes nothing; one that succeeds has its changes in the log before it
    answers. moto's own stream stays empty: the log is the stream.
    """

    def __init__(self, log: ChangeLog, now: Callable[[], datetime]) -> None:
        self._log = log
        self._now = now
        self.lock = threading.RLock()
        self.partitions = Partitions()
        self._work: UnitOfWork | None = None
        self._tokens = RequestTokens(log, now)
        self._patches = ExitStack()

    def install(self) -> None:
        """Take over moto's DynamoDB until uninstall."""
        self._replace(DynamoHandler, "call_action", self._call_action)
        self._replace(DynamoHandler, "transact_write_items", self._transact_once)
        self._replace(DynamoDBBackend, "update_item", self._update_item)
        self._replace(Table, "put_item", self._put_item)
        self._replace(Table, "delete_item", self._delete_item)
        self._replace(Table, "query", self._query)
        self._replace(SecondaryIndex, "project", _project)
        self._replace(DynamoHandler, "serialized", _serialized)
        patch = self._patches.enter_context
        patch(mock.patch.object(StreamShard, "add"))
        patch(mock.patch.object(DynamoDBBackend, "transact_write_items", transact_write))
        # moto inspects the handler's class at every call; its methods do not change.
        names = functools.cache(method_names_from_class)
        patch(mock.patch("moto.core.responses.method_names_from_class", names))
        plain = PlainRequests(self.lock, self.partitions, self._tokens, self.commit)
        patch(led_to("dynamodb", plain.answer))

    def uninstall(self) -> None:
        """Give moto its own DynamoDB back."""
        self._patches.close()

    def restore(self, account_id: str, region: str) -> int:
        """Put the log's latest images into the tables, which must exist; answers how many."""
        backend = dynamodb_backends[account_id][region]
        self._tokens.forget()
        count = 0
        for name, image in self._log.latest_images():
            table = backend.tables.get(name)
            if table is None:
                raise LookupError(
                    f"the data folder holds table {name}, which the template no longer declares; "
                    "start with a fresh data folder"
                )
            self._insert(table, image)
            count += 1
        return count

    def _replace(self, owner: type, name: str, wrapper: Callable[..., Any]) -> None:
        original = getattr(owner, name)

        def replacement(subject: Any, *args: Any, **kwargs: Any) -> Any:
            return wrapper(original, subject, *args, **kwargs)

        self._patches.enter_context(mock.patch.object(owner, name, replacement))

    def _insert(self, table: Table, image: dict[str, Any]) -> None:
        touch = Touch(table, *_key(table, image))
        item = Stored(touch.hash_key, touch.range_key, image)
        touch.set(item)
        self.partitions.change(table, None, item)

    def _call_action(self, original: Callable[..., Any], handler: DynamoHandler) -> Any:
        with self.lock:
            self._work = work = UnitOfWork()
            try:
                answer = original(handler)
                if int(answer[0]) >= 300:
                    work.roll_back()
                else:
                    self.commit(work.effects(), work.token)
                return answer
            except BaseException:
                work.roll_back()
                raise
            finally:
                self._work = None

    def commit(self, effects: Sequence[Effect], token: RequestToken | None = None) -> None:
        """Log what a call did, then let it be so; whoever calls holds the lock."""
        at = self._now()
        changes = [Change(e.touch.table.name, e.touch.key_image(), *e.images, at) for e in effects]
        if changes or token:
            self._log.append(changes, token)
        for effect in effects:
            effect.touch.set(effect.new)
            self.partitions.change(effect.touch.table, effect.old, effect.new)

    def _transact_once(self, original: Callable[..., Any], handler: DynamoHandler) -> Any:
        token = handler.body.get("ClientRequestToken")
        if not token or self._work is None:
            return original(handler)
        try:
            self._work.token = self._tokens.taken(token, handler.body["TransactItems"])
        except TokenOfAnother as error:
            raise IdempotentParameterMismatch from error
        if self._work.token is None:
            return ActionResult({"ConsumedCapacity": [], "ItemCollectionMetrics": {}})
        return original(handler)

    def _update_item(
        self, original: Callable[..., Any], backend: DynamoDBBackend, *args: Any, **kwargs: Any
    ) -> Any:
        name, key = (*args, *(kwargs[k] for k in ("table_name", "key") if k in kwargs))[:2]
        table = backend.get_table(name)
        if self._work is not None and set(table.table_key_attrs) <= set(key):
            # moto changes the stored item in place: work on a copy, so that the old one survives.
            self._work.touch(table, *_key(table, key), to_be_mutated=True)
        return original(backend, *args, **kwargs)

    def _put_item(
        self, original: Callable[..., Any], table: Table, item: dict[str, Any], *a: Any, **kw: Any
    ) -> Any:
        if self._work is not None and set(table.table_key_attrs) <= set(item):
            self._work.touch(table, *_key(table, item))
        return original(table, item, *a, **kw)

    def _delete_item(
        self,
        original: Callable[..., Any],
        table: Table,
        hash_key: DynamoType,
        range_key: DynamoType | None,
    ) -> Any:
        if self._work is not None:
            self._work.touch(table, hash_key, range_key)
        return original(table, hash_key, range_key)

    def _query(
        self,
        original: Callable[..., Any],
        table: Table,
        hash_key: DynamoType | None,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        view = copy.copy(table)
        index, conditions = args[6], kwargs.get("hash_key_conditions")
        if index and conditions:
            wanted = dict(conditions)[table.get_index(index).schema_key_attrs[0]]
            view.items = self.partitions.items(table, index, wanted)  # type: ignore[assignment]
        elif not index and hash_key is not None:
            # An empty partition is looked at as one, not by going through all the others.
            found = table.items.get(hash_key, {})
            view.items = {hash_key: found}  # type: ignore[assignment]
        return original(view, hash_key, *args, **kwargs)


def _project(original: Callable[..., Any], index: SecondaryIndex, item: Item) -> Any:
    # Items of an index query come from Partitions, which has projected them already.
    if set(item.attrs) <= projected_names(index):
        return item
    return original(index, item)


def _serialized(
    original: Callable[..., Any], handler: DynamoHandler, answer: ActionResult
) -> tuple[int, dict[str, str], str]:
    # moto looks up ten members of every attribute value; answers are in the wire's form already.
    if not isinstance(answer, DynamoResult):
        status, headers, body = original(handler, answer)
        return status, headers, body
    return 200, dict(handler.response_headers), dynamo_json_dump(answer.result)


def _key(table: Table, attributes: dict[str, Any]) -> tuple[DynamoType, DynamoType | None]:
    hash_key = DynamoType(attributes[table.hash_key_attr])
    return hash_key, DynamoType(attributes[table.range_key_attr]) if table.range_key_attr else None
