"""Codes that a field bears, written out with what they mean."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from infra.openapi.texts import both
from shared.domain.plans.kinds import KINDS, names_of
from shared.domain.plans.levels import LEVELS
from shared.words.catalogue import catalogue
from shared.words.plan_choices import meanings
from shared.words.wording import Words, plain

Json = dict[str, Any]

_LEVELS: Final = "level"
_RULES: Final = "kind_of_rule"
_PROBLEMS: Final = "problem"


Whose: TypeAlias = str | Mapping[str, Words]


def with_codes(schema: Json, whose: Whose) -> Json:
    """A text's schema with the codes that it may be, or of each text of a list, and their meaning.

    Where it names its codes itself, it keeps them. Errors: KeyError for a register that is not
    there, or a code that it has no words for.
    """
    if schema.get("type") == "array":
        return {**schema, "items": with_codes(schema["items"], whose)}
    if "anyOf" in schema:
        return {**schema, "anyOf": [with_codes(each, whose) for each in schema["anyOf"]]}
    if "enum" in schema:
        return {**schema, **_explained(schema["enum"], whose)}
    is_text = schema.get("type") == "string" and "const" not in schema
    return {**schema, **_codes(whose)} if is_text else schema


def names_codes(schema: Json) -> bool:
    """Tell whether a schema, or a part of it, names the codes that it may be."""
    parts = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())]
    return "enum" in schema or any(map(names_codes, parts))


def choices_of(schema: Json) -> Whose | None:
    """Give what each code of a schema means that plans have, too; None where they have not."""
    codes = schema.get("enum", ())
    try:
        return dict(zip(codes, meanings(codes), strict=True))
    except KeyError:
        return None


def _explained(codes: Iterable[str], whose: Whose) -> Json:
    if whose in (_RULES, _LEVELS):
        return {}
    words = _words(whose) if isinstance(whose, str) else whose
    return {"x-enumDescriptions": {code: both(plain(words[code])) for code in codes}}


def _codes(whose: Whose) -> Json:
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
