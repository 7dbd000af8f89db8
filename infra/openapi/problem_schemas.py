"""Every error as the document describes it: a problem (RFC 9457) in both languages."""

from typing import Final

from infra.openapi.schemas import REFERENCE, Json
from shared.edge.http.problems import MEDIA_TYPE, Problem

_STRING: Final[Json] = {"type": "string"}

_EXAMPLE: Final = Problem("over_refund", "above_what_is_left", {"refundable_fen": 790})

REFUSED: Final[Json] = {"$ref": "#/components/responses/Refused"}
RESPONSES: Final[Json] = {
    "Refused": {
        "description": "Refused: a problem says why. · 请求被拒绝，错误文档说明原因。",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": f"{REFERENCE}Problem"},
                "example": _EXAMPLE.members(),
            }
        },
    }
}
"""What every call may answer."""

_PROBLEM: Final[Json] = {
    "type": "object",
    "description": (
        "An RFC 9457 problem. `title` and `detail` are English, or Chinese where Accept-Language "
        "prefers it: then English stands in `title_en` and `detail_en`. Chinese always stands in "
        "`title_zh` and `detail_zh`. Further members are figures that belong to the code."
    ),
    "required": ["code", "detail", "detail_zh", "status", "title", "title_zh", "type"],
    "additionalProperties": True,
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _STRING,
        "title_en": _STRING,
        "title_zh": _STRING,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _STRING,
        "detail_en": _STRING,
        "detail_zh": _STRING,
        "code": _STRING,
        "reason": _STRING,
        "errors": {"type": "array", "items": {"$ref": f"{REFERENCE}FieldError"}},
    },
}
_FAULT: Final[Json] = {
    "type": "object",
    "description": "What is wrong with a field.",
    "required": ["pointer", "detail", "detail_zh"],
    "properties": dict.fromkeys(("pointer", "detail", "detail_en", "detail_zh"), _STRING),
}
PROBLEMS: Final[Json] = {"FieldError": _FAULT, "Problem": _PROBLEM}
"""A problem, and what it says of a field."""
