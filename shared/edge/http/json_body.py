"""JSON in and out: strictly read into a model, written in one canonical form."""

import json
import re
from collections.abc import Mapping
from typing import Final, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shared.domain.documents.innermost import innermost
from shared.domain.errors import Fault
from shared.edge.http.problems import FieldError, Unacceptable, field_error
from shared.words.catalogue import has_term, term
from shared.words.wording import Words

MEDIA_TYPE: Final = "application/json"
MAX_BYTES: Final = 256 * 1024
_MAX_INT: Final = 2**53 - 1
_MAX_ERRORS: Final = 20
_OF_ANOTHER_SHAPE: Final = "string_pattern_mismatch"
_CHOICES: Final = frozenset({"expected", "expected_schemes", "expected_tags"})

Model = TypeVar("Model", bound=BaseModel)


def parse(raw: bytes, model: type[Model]) -> Model:
    """Read one I-JSON document (RFC 7493) into `model`, in strict mode and without unknown fields.

    Raises `Unacceptable`: `body_too_large`, `malformed_body` or `invalid_fields`.
    """
    _check_text(raw)
    try:
        return model.model_validate_json(raw, strict=True, extra="forbid")
    except ValidationError as error:
        raise unacceptable(error) from error


def canonical(document: object) -> str:
    """Write a document with sorted keys and no spaces: equal documents are equal texts."""
    return json.dumps(
        document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def unacceptable(error: ValidationError, under: str = "") -> Unacceptable:
    """Say what of a document, or of what stands in it under a pointer, cannot be read."""
    details = error.errors(include_url=False, include_input=False)
    if details[0]["type"] == "json_invalid":
        return Unacceptable("malformed_body", "no_json_to_us")
    wrong = innermost(details)
    errors = [_field_error(detail, under) for detail in wrong[:_MAX_ERRORS]]
    if len(wrong) > _MAX_ERRORS:
        return Unacceptable(
            "invalid_fields", "more_than_named", errors, more=len(wrong) - _MAX_ERRORS
        )
    return Unacceptable("invalid_fields", "fields_named", errors)


def _check_text(raw: bytes) -> None:
    if len(raw) > MAX_BYTES:
        raise Unacceptable("body_too_large", "too_many_bytes", max_bytes=MAX_BYTES)
    try:
        json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_bounded_int,
        )
    except RecursionError as error:
        raise Unacceptable("malformed_body", "too_deep") from error
    except UnicodeDecodeError as error:
        raise Unacceptable("malformed_body", "no_utf_8") from error
    except json.JSONDecodeError as error:
        raise Unacceptable(
            "malformed_body", "no_json", line=error.lineno, column=error.colno
        ) from error


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Unacceptable("malformed_body", "name_twice")
    return members


def _no_constant(name: str) -> NoReturn:
    raise Unacceptable("malformed_body", "no_json_number", number=name)


def _bounded_int(text: str) -> int:
    # The length is looked at first: to parse a million digits takes quadratic time.
    if len(text) > len(str(-_MAX_INT)) or abs(int(text)) > _MAX_INT:
        raise Unacceptable("malformed_body", "number_too_large", most=_MAX_INT)
    return int(text)


def _field_error(detail: ErrorDetails, under: str) -> FieldError:
    place = (*detail["loc"], *_place_in(detail))
    parts = (re.sub("/", "~1", str(part).replace("~", "~0")) for part in place)
    return field_error(f"#{under}" + "".join(f"/{part}" for part in parts), said_of(detail))


def _place_in(detail: ErrorDetails) -> tuple[str | int, ...]:
    fault = detail.get("ctx", {}).get("error")
    return fault.place if isinstance(fault, Fault) else ()


def said_of(detail: ErrorDetails) -> Words:
    """Say what is wrong: in the words of who found it, or by the error's type."""
    context = detail.get("ctx", {})
    if isinstance(fault := context.get("error"), Fault):
        return term("fault", *fault.clause)
    if detail["type"] == _OF_ANOTHER_SHAPE:
        return _said_of_shape(context["pattern"])
    if has_term("field_type", detail["type"]):
        return term("field_type", detail["type"], _in_no_language(context))
    return term("field_type", "unforeseen")


def _said_of_shape(pattern: str) -> Words:
    # Few send what has not the shape of its field: they load what the others do without.
    from shared.edge.http.shapes import SHAPES  # noqa: PLC0415

    return term("field_shape", SHAPES.get(pattern, "other"))


def _in_no_language(context: Mapping[str, object]) -> Mapping[str, object]:
    """Give the facts of an error without the English word between its last two choices."""
    return {
        name: fact.replace(" or ", ", ") if isinstance(fact, str) and name in _CHOICES else fact
        for name, fact in context.items()
    }
