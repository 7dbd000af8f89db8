"""Which of our languages a caller prefers, by his `Accept-Language` (RFC 9110, 12.5.4)."""

from collections.abc import Iterator
from typing import Final

from shared.words.wording import Language

DEFAULT: Final[Language] = "en"
_OURS: Final[dict[str, Language]] = {"en": "en", "zh": "zh", "*": DEFAULT}


def preferred(accepted: str) -> Language:
    """Give the language that weighs most, of equals the first; English where none is ours."""
    ranked = sorted(_weighed(accepted), key=lambda found: -found[0])
    return next((language for weight, language in ranked if weight > 0), DEFAULT)


def _weighed(accepted: str) -> Iterator[tuple[float, Language]]:
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        language = _OURS.get(name.strip().partition("-")[0])
        if language:
            yield _weight(weight), language


def _weight(text: str) -> float:
    """Read `q=0.8`, 1 where none is said; what cannot be read weighs nothing."""
    name, _, value = text.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else float(not name)
    except ValueError:
        return 0
