"""What people are told of a refusal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shared.domain.errors import Refused
from shared.words.catalogue import refusal


def said(refused: Refused) -> str:
    """Give the English sentence of a refusal."""
    return refusal(refused.code, refused.reason, refused.facts).en


@contextmanager
def told(pattern: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal whose sentence matches a pattern."""
    with pytest.raises(Refused) as refused:
        yield refused
    assert re.search(pattern, said(refused.value)), said(refused.value)
