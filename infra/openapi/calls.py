"""One operation as the document describes it."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from infra.openapi.declared_headers import answered_header
from infra.openapi.field_words import FieldWords
from infra.openapi.parameters import parameters
from infra.openapi.problem_schemas import REFUSED
from infra.openapi.schemas import Json, reference
from infra.openapi.security import security
from infra.openapi.texts import both
from shared.edge.callers.access import Role
from shared.edge.http import csv_text
from shared.edge.http.operations import Operation
from shared.words.catalogue import term
from shared.words.wording import Words

_JSON: Final = "application/json"
_LINK: Final = '<?after=k1.Zm9v&state=paid>; rel="next"'


def call(operation: Operation, words: FieldWords) -> Json:
    """What an operation takes and answers, and who may call it."""
    entry: Json = {
        "operationId": operation.name,
        "tags": [operation.room],
        "summary": both(Words(operation.summary, operation.summary_zh)),
        "description": both(_description(operation, words)),
        "security": security(operation.roles),
        "x-roles": sorted(operation.roles),
        "parameters": parameters(operation, words),
    }
    if operation.body:
        entry["requestBody"] = {
            "required": operation.body_required,
            "content": _json(reference(operation.body)),
        }
    return {**entry, "responses": {**_answers(operation), "4XX": REFUSED, "5XX": REFUSED}}


def _answers(operation: Operation) -> Json:
    answers = {str(operation.status): _success(operation)}
    for status, media_type in operation.also.items():
        answer = answers.setdefault(str(status), {"description": HTTPStatus(status).phrase})
        if media_type:
            answer.setdefault("content", {}).setdefault(media_type, _schema(media_type))
    return answers


def _description(operation: Operation, words: FieldWords) -> Words:
    told = [words.note(operation.name), _callers(operation.roles)]
    if operation.is_list:
        told.insert(0, term("list_note", "pages"))
    english = " ".join(it.en for it in told if it.en)
    return Words(english, "".join(it.zh for it in told))


def _callers(roles: Iterable[Role]) -> Words:
    known = [term("role", role) for role in sorted(roles)]
    if not known:
        return term("callers", "anybody")
    english = term("callers", "roles", {"roles": ", ".join(it.en for it in known)})
    chinese = term("callers", "roles", {"roles": "、".join(it.zh for it in known)})
    return Words(english.en, chinese.zh)


def _success(operation: Operation) -> Json:
    success: Json = {"description": HTTPStatus(operation.status).phrase}
    if operation.answer:
        as_csv = {csv_text.MEDIA_TYPE: _schema(csv_text.MEDIA_TYPE)} if operation.is_list else {}
        success["content"] = _json(reference(operation.answer)) | as_csv
    if operation.is_list:
        success["headers"] = {"Link": answered_header("Link", _LINK)}
    return success


def _schema(media_type: str) -> Json:
    return {"schema": {"type": "object" if media_type == _JSON else "string"}}


def _json(schema: object) -> Json:
    return {_JSON: {"schema": schema}}
