"""From what API Gateway hands over to a request that a view may trust: authorise, check, parse."""

import re
from collections.abc import Mapping
from typing import Final

from chalice.app import MultiDict
from chalice.app import Request as ChaliceRequest
from pydantic import BaseModel

from shared.domain.commands import Command, Origin
from shared.domain.keys import part
from shared.domain.ownership import Scope
from shared.domain.records import Value
from shared.edge.callers.access import Principal
from shared.edge.callers.digests import WrongDigest, verify_digest
from shared.edge.http.authorization import authorise
from shared.edge.http.cursors import PLACE, question_of
from shared.edge.http.filters import check_filters, check_once
from shared.edge.http.json_body import MEDIA_TYPE, parse
from shared.edge.http.operations import Operation
from shared.edge.http.ownership import scope_of
from shared.edge.http.paths import decoded, value_of
from shared.edge.http.problems import Unacceptable
from shared.edge.http.request import Request, Site

_KEY: Final = re.compile(r"[\x21-\x7e]{8,64}")


_NOTHING: Final = b"{}"
"""As what a request is read that sends nothing: what is missing is named then, if anything is."""


class _NoFields(Value):
    """What may be sent where nothing is asked for: many clients send an empty object."""


def receive(
    operation: Operation, site: Site, incoming: ChaliceRequest
) -> Request[BaseModel | None]:
    """The request as its view may see it; raises `Unacceptable` for what no view gets to see."""
    caller = authorise(operation, incoming.context.get("authorizer"))
    named = _named(operation, incoming.uri_params or {})
    raw = _raw_body(incoming)
    headers = {name.lower(): value for name, value in incoming.headers.items()}
    _check_digest(caller, headers, raw)
    body, scope = _body(operation, headers, raw), scope_of(operation.own, caller)
    origin = _origin(operation, caller, incoming.context["requestId"])
    return Request(
        site=site,
        body=body,
        raw=raw,
        headers=headers,
        named=named,
        query=_query(operation, site, caller, named, incoming.query_params or MultiDict({})),
        caller=caller,
        scope=scope,
        identity=_identity(operation, named, caller, scope, headers, raw, origin),
    )


def _query(
    operation: Operation,
    site: Site,
    caller: Principal | None,
    named: Mapping[str, str],
    asked: MultiDict,
) -> Mapping[str, str]:
    if operation.is_public:
        return dict(asked)
    check_once({name: asked.getlist(name) for name in asked})
    # A place that is left empty is the beginning; a filter that is empty is a mistake.
    said = {name: value for name, value in asked.items() if value or name != PLACE}
    check_filters(said, operation.query)
    if PLACE not in said or not operation.is_list:
        return said
    place = site.cursors.place_in(
        said[PLACE], question_of(caller, operation.path.format_map(named), said)
    )
    return {**said, PLACE: place}


def _raw_body(incoming: ChaliceRequest) -> bytes:
    raw = incoming.raw_body
    return raw.encode() if isinstance(raw, str) else raw


def _named(operation: Operation, sent: Mapping[str, str]) -> Mapping[str, str]:
    named: dict[str, str] = {}
    for name in operation.parameters:
        value = value_of(name, sent[name])
        if value is None:
            raise _unknown(name, sent[name], named)
        named[name] = value
    return named


def _unknown(name: str, sent: str, above: Mapping[str, str]) -> Exception:
    # Few requests name what cannot be: they load what the others do without.
    from shared.edge.http.unknown_ids import unknown_id  # noqa: PLC0415

    return unknown_id(name, decoded(sent), above)


def _check_digest(caller: Principal | None, headers: Mapping[str, str], raw: bytes) -> None:
    if "content-digest" not in headers:
        if raw and caller is not None and caller.kind == "storefront":
            raise Unacceptable("digest_mismatch", "digest_missing")
        return
    try:
        verify_digest(headers["content-digest"], raw)
    except WrongDigest as error:
        raise Unacceptable("digest_mismatch", "digest_of_other_bytes") from error


def _body(operation: Operation, headers: Mapping[str, str], raw: bytes) -> BaseModel | None:
    if operation.body is not None:
        return _read(operation.body, headers, raw)
    if raw and not operation.is_public:
        _read(_NoFields, headers, raw)
    return None


def _read(model: type[BaseModel], headers: Mapping[str, str], raw: bytes) -> BaseModel:
    if not raw:
        return parse(_NOTHING, model)
    if headers.get("content-type", "").split(";")[0].strip().lower() != MEDIA_TYPE:
        raise Unacceptable("unsupported_media_type", "only_json")
    return parse(raw, model)


def _origin(operation: Operation, caller: Principal | None, request: str) -> Origin | None:
    return Origin(caller.id, caller.role, operation.name, request) if caller else None


def _identity(
    operation: Operation,
    named: Mapping[str, str],
    caller: Principal | None,
    scope: Scope,
    headers: Mapping[str, str],
    raw: bytes,
    origin: Origin | None,
) -> Command | None:
    if not operation.is_command:
        return None
    key = headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise Unacceptable("invalid_idempotency_key", "key_unfit")
    path = operation.path.format_map({name: part(value) for name, value in named.items()})
    return Command.of(str(caller), f"{operation.method} {path}", key, raw, scope, origin)
