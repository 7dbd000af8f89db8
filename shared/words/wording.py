"""A text in both languages, and how facts are written into it.

A fact stands in braces: `{line}` as it is, `{due_fen:yuan}` in yuan, `{rate_bp:percent}` in
percent, `{state:order_status}` in the words that the register ORDER_STATUS has for it. A code with
facts of its own is a pair of both; of several such pairs each is written. `{lines:listed}` names
all of some things. What stands between `<` and `>` is said only where each of its facts is known.
"""

import re
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any, Final, Literal, NamedTuple

_WRITTEN = re.compile(r"{(\w+)[:!]\w+}")
_OPTIONAL = re.compile(r"<([^<>]*)>")

Language = Literal["en", "zh"]
Facts = Mapping[str, object]


class Words(NamedTuple):
    """A text in English and Chinese."""

    en: str
    zh: str


Register = Mapping[str, Words]
"""The words of the codes of one kind."""


class ProblemWords(NamedTuple):
    """The status a problem code is told with, its name, what it means, what to do about it.

    409: the same request may succeed once the state is another; 422: it never will as it stands.
    """

    status: int
    title: Words
    meaning: Words
    remedy: Words


def said(words: Words, facts: Facts, registers: Mapping[str, Register]) -> Words:
    """Write the facts into both texts. Errors: KeyError for a fact or a code that nobody gave."""
    return Words(
        _Sentence("en", registers).vformat(_of_known(words.en, facts), (), facts),
        _Sentence("zh", registers).vformat(_of_known(words.zh, facts), (), facts),
    )


def in_language(words: Words, language: Language) -> str:
    """Give the text in one language."""
    return words.zh if language == "zh" else words.en


def said_twice(words: Words) -> str:
    """Give Chinese and English in a line, as the terminal has them; what is the same, once."""
    return words.en if words.zh == words.en else f"{words.zh} {words.en}"


def on_two_lines(words: Words) -> str:
    """Give English, and Chinese on a line of its own below it, as faults of a file are told."""
    return f"{words.en}\n    {words.zh}"


def plain(words: Words) -> Words:
    """Give both texts with the names of their facts, as a table or a page shows them.

    What is not always said stands in square brackets.
    """
    return Words(*(_OPTIONAL.sub(r"[\1]", _WRITTEN.sub(r"{\1}", text)) for text in words))


def facts_of(text: str) -> dict[str, str]:
    """Give the facts that a text names, each with how it is to be written."""
    parts = Formatter().parse(text)
    return {name: spec or "" for _, name, spec, _ in parts if name is not None}


def _of_known(text: str, facts: Facts) -> str:
    """Leave out of a text what names facts that are not known."""

    def kept(found: re.Match[str]) -> str:
        known = all(facts.get(name) not in _UNKNOWN for name in facts_of(found[1]))
        return found[1] if known else ""

    return _OPTIONAL.sub(kept, text)


# Money is written here anew: a wheel that holds only words needs neither the domain nor pydantic.
def _yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _percent(rate_bp: int) -> str:
    return f"{rate_bp // 100}.{rate_bp % 100:02d}%"


UNITS: Final[Mapping[str, Callable[[int], str]]] = {"yuan": _yuan, "percent": _percent}
"""How a number is written in a unit."""


LISTED: Final = "listed"
"""How all of some things are named."""

_UNKNOWN: Final = (None, "", ())
_JOINED: Final[Mapping[Language, str]] = {"en": "; ", "zh": "；"}
_COMMA: Final[Mapping[Language, str]] = {"en": ", ", "zh": "、"}


class _Sentence(Formatter):
    def __init__(self, language: Language, registers: Mapping[str, Register]) -> None:
        self._language = language
        self._registers = registers

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as its base has it
        if not format_spec:
            return str(value)
        if format_spec in UNITS:
            return UNITS[format_spec](value)
        if format_spec == LISTED:
            return _COMMA[self._language].join(map(str, value))
        return self._in_words(self._registers[format_spec], value)

    def _in_words(self, register: Register, value: object) -> str:
        match value:
            case str():
                return self._of_code(register, value, {})
            case (str() as code, Mapping() as facts):
                return self._of_code(register, code, facts)
            case tuple():
                return _JOINED[self._language].join(
                    self._in_words(register, each) for each in value
                )
        raise TypeError(f"{value!r} is no code")

    def _of_code(self, register: Register, code: str, facts: Facts) -> str:
        text: str = getattr(register[code], self._language)
        return self.vformat(text, (), facts)
