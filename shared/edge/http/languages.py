"""Which of our languages a caller prefers, by his `Accept-Language` (RFC 9110, 12.5.4)."""

from typing import Final

from shared.edge.http.accepted import by_preference
from shared.words.wording import Language

DEFAULT: Final[Language] = "en"
_OURS: Final[dict[str, Language]] = {"en": "en", "zh": "zh", "*": DEFAULT}


def preferred(accepted: str) -> Language:
    """Give the language that weighs most, of equals the first; English where none is ours."""
    named = (_OURS.get(name.partition("-")[0]) for name in by_preference(accepted))
    return next((language for language in named if language), DEFAULT)
