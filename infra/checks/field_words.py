"""Everything that the API's description names has words, and all words of fields are of use."""

import re
from collections.abc import Iterator

from infra.openapi.field_words import FieldWords
from infra.openapi.texts import PARTED
from shared.words.wording import Words

_CHINESE = re.compile("[\u4e00-\u9fff]")


def violations(words: FieldWords) -> list[str]:
    """Say of which field, parameter or tag nothing is said, and what is said of none."""
    return [
        *(
            f"{key} has no words: say {register} in a room of shared/words/fields"
            for register, key in sorted(words.missing)
        ),
        *(f"{register} {key} is worded, and nothing bears it" for register, key in words.unused()),
        *_misworded(words),
    ]


def without_example(bodies: list[str]) -> list[str]:
    """Say of which body no example could be made up."""
    return [f"{body} has no example: play it (tests/infra), then `make samples`" for body in bodies]


def _misworded(words: FieldWords) -> Iterator[str]:
    for register, key, text in words.every():
        if isinstance(text, Words) and not _in_both_languages(text):
            yield f"{register} {key}: English first, then Chinese"


def _in_both_languages(words: Words) -> bool:
    # The dot parts the languages wherever both stand.
    return (
        not _CHINESE.search(words.en) and bool(_CHINESE.search(words.zh)) and PARTED not in words.en
    )
