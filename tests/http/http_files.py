"""The part of the .http format that examples use: read, and played request by request.

`### title` begins a request, `# @name x` names it, `# @expect 409 code` says what a refusal it is
to be (clients take that for a comment), `@x = value` is a variable, and `{{x}}` or
`{{name.response.body.$.path[0].to}}` is filled in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import requests

_VARIABLE = re.compile(r"^@(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)
_FILLED_IN = re.compile(r"{{\s*(.+?)\s*}}")
_ANSWERED = re.compile(r"(\w+)\.response\.body\.\$\.(.+)")
_STEP = re.compile(r"(\w+)|\[(\d+)\]")


class Step(NamedTuple):
    """One request of a file, as it is written."""

    title: str
    name: str | None
    expected: str | None
    request: str
    headers: str
    body: str


@dataclass
class Player:
    """Plays a file's requests in their order and keeps what was answered."""

    variables: dict[str, str]
    answers: dict[str, Any] = field(default_factory=dict)
    session: requests.Session = field(default_factory=requests.Session)

    def play(self, step: Step) -> requests.Response:
        """Send one request."""
        method, url = self._filled(step.request).split(" ", 1)
        headers = dict(_header(line) for line in self._filled(step.headers).splitlines())
        body = self._filled(step.body).encode()
        response = self.session.request(method, url, data=body, headers=headers, timeout=60)
        if step.name:
            self.answers[step.name] = response.json()
        return response

    def _filled(self, text: str) -> str:
        return _FILLED_IN.sub(lambda match: self._value(match[1]), text)

    def _value(self, name: str) -> str:
        if match := _ANSWERED.fullmatch(name):
            return str(_found(self.answers[match[1]], match[2]))
        return self._filled(self.variables[name])


def steps_of(path: Path) -> Iterator[Step]:
    """Read the requests of a file; whatever stands before the first one is said about them all."""
    for part in re.split(r"^### ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        yield _read(part)


def variables_of(path: Path) -> Mapping[str, str]:
    """Read the variables of a file."""
    return dict(_VARIABLE.findall(path.read_text("utf-8")))


def _read(part: str) -> Step:
    title, _, rest = part.partition("\n")
    said = dict(re.findall(r"^# @(name|expect) (.+)$", rest, re.MULTILINE))
    lines = [line for line in rest.splitlines() if not line.startswith(("#", "@"))]
    head, _, body = "\n".join(lines).strip().partition("\n\n")
    request, _, headers = head.partition("\n")
    return Step(title, said.get("name"), said.get("expect"), request, headers, body.strip())


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _found(value: Any, path: str) -> Any:
    for name, index in _STEP.findall(path):
        value = value[name] if name else value[int(index)]
    return value
