"""What Fenrun answers where it does not do as asked: a problem document (RFC 9457)."""

import os
from http import HTTPStatus
from typing import Any

import requests

Answer = dict[str, Any]
"""An answer's JSON."""


class Problem(Exception):
    """Fenrun refused: what is wrong and what to do about it, in English and Chinese.

    As text it is title and detail in the reader's language, as the environment names it, and each
    field that is wrong; what a gateway on the way answered as `message`, where it has no more.
    """

    def __init__(self, status: int, document: Answer) -> None:
        super().__init__(status, document)
        self.status = status
        self.document = document

    @property
    def code(self) -> str:
        """The code to decide by, such as `invalid_fields`; it never changes its meaning."""
        return str(self.document.get("code", ""))

    @property
    def errors(self) -> list[Answer]:
        """Give each field that is wrong: its `pointer`, and `detail` in both languages."""
        return list(self.document.get("errors", ()))

    def title(self, language: str = "en") -> str:
        """Give the title in a language, `en` or `zh`."""
        return _in(self.document, "title", language)

    def detail(self, language: str = "en") -> str:
        """Say what is wrong and what to do, in a language."""
        return _in(self.document, "detail", language)

    def __str__(self) -> str:
        language = readers_language()
        said = ": ".join(filter(None, (self.title(language), self.detail(language))))
        said = said or str(self.document.get("message", ""))
        first = " ".join(filter(None, (str(self.status), self.code, said)))
        wrong = (f"  {each['pointer']}: {_in(each, 'detail', language)}" for each in self.errors)
        return "\n".join([first, *wrong])


def _in(document: Answer, member: str, language: str) -> str:
    # The member without a language is in the one that was asked for, English by default.
    return str(document.get(f"{member}_{language}") or document.get(member) or "")


def readers_language() -> str:
    """Give `zh` where the environment speaks Chinese, else `en`."""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if spoken.lower().startswith("zh") else "en"


def answer_of(response: requests.Response) -> Answer:
    """Give an answer's JSON, empty without a body. Errors: Problem from status 400."""
    if is_refused(response):
        raise problem_of(response)
    answer: Answer = response.json() if response.content else {}
    return answer


def is_refused(response: requests.Response) -> bool:
    """Tell whether an answer is a problem."""
    return response.status_code >= HTTPStatus.BAD_REQUEST


def problem_of(response: requests.Response) -> Problem:
    """Read the problem that was answered."""
    return Problem(response.status_code, _document(response))


def _document(response: requests.Response) -> Answer:
    """Give the problem document; what is none, as from a gateway on the way, says so itself."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"title": response.reason or "", "detail": response.text[:200]}
