"""What people are told of a refusal, or of a fault of a document."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pydantic import ValidationError

from shared.domain.documents.fault_texts import fault_of
from shared.domain.errors import Refused
from shared.words.catalogue import refusal, term


def said(refused: Refused) -> str:
    """Give the English sentence of a refusal."""
    return refusal(refused.code, refused.reason, refused.facts).en


@contextmanager
def told(pattern: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal whose sentence matches a pattern."""
    with pytest.raises(Refused) as refused:
        yield refused
    assert re.search(pattern, said(refused.value)), said(refused.value)


@contextmanager
def faulty(pattern: str) -> Iterator[pytest.ExceptionInfo[ValidationError]]:
    """Expect a document's faults of which one, its place in the line before, matches a pattern."""
    with pytest.raises(ValidationError) as found:
        yield found
    text = "\n".join(faults_told(found.value))
    assert re.search(pattern, text), text


def faults_told(error: ValidationError) -> Iterator[str]:
    """Give a line for each fault's place, and one for what is wrong there, with its code."""
    for details in error.errors(include_url=False):
        yield ".".join(str(step) for step in details["loc"])
        code, facts = fault_of(details).clause
        yield f"  {term('fault', code, facts).en} [{code}]"
