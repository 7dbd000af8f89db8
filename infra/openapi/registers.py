"""Codes that a field bears, written out with what they mean."""

from collections.abc import Mapping
from typing import Any, Final

from infra.openapi.texts import both
from shared.domain.plans.kinds import KINDS, names_of
from shared.domain.plans.levels import LEVELS
from shared.words.catalogue import catalogue
from shared.words.wording import Words, plain

Json = dict[str, Any]

_LEVELS: Final = "level"
_RULES: Final = "kind_of_rule"
_PROBLEMS: Final = "problem"


def with_codes(schema: Json, whose: str | Mapping[str, Words]) -> Json:
    """A text's schema with the codes that it may be, or of each text of a list.

    Errors: KeyError for a register that is not there.
    """
    if schema.get("type") == "array":
        return {**schema, "items": with_codes(schema["items"], whose)}
    if "anyOf" in schema:
        return {**schema, "anyOf": [with_codes(each, whose) for each in schema["anyOf"]]}
    return {**schema, **_codes(whose)} if schema.get("type") == "string" else schema


def _codes(whose: str | Mapping[str, Words]) -> Json:
    if whose == _RULES:
        return {"enum": sorted(name for kind in KINDS for name in names_of(kind))}
    if whose == _LEVELS:
        return {"enum": list(LEVELS)}
    words = _words(whose) if isinstance(whose, str) else whose
    told = {code: both(plain(text)) for code, text in sorted(words.items())}
    return {"enum": list(told), "x-enumDescriptions": told}


def _words(register: str) -> Mapping[str, Words]:
    if register == _PROBLEMS:
        return {code: words.title for code, words in catalogue().problems.items()}
    return catalogue().registers[register]
