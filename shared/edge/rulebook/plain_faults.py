"""Faults of a field in the words that a plan's faults have: what is wrong, what to write."""

from pydantic import ValidationError, ValidatorFunctionWrapHandler

from shared.domain.documents.fault import faults_at
from shared.domain.documents.fault_texts import in_words


def plainly(value: object, read: ValidatorFunctionWrapHandler) -> object:
    """Read a field. Errors: ValidationError, every fault in words."""
    try:
        return read(value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise faults_at(error.title, [in_words(each) for each in found]) from error
