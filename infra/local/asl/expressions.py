"""JSONata templates, evaluated at business time."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from jsonata.functions import Functions
from jsonata.jexception import JException
from jsonata.jsonata import Jsonata
from jsonata.utils import Utils

from infra.local.asl.errors import QUERY_EVALUATION_ERROR, StatesError
from infra.local.json_value import Json

_EXPRESSION = re.compile(r"\{%(.*)%\}", re.DOTALL)


class Expressions:
    """Evaluates `{% %}` anywhere in a JSON template; `$millis()` and `$now()` are business time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        # A compiled expression keeps state while it is evaluated: none is shared between threads.
        self._compiled = threading.local()

    def evaluate(self, template: Json, variables: Mapping[str, Json]) -> Json:
        """The template with its expressions replaced by their values.

        Raises StatesError States.QueryEvaluationError when one fails or yields nothing.
        """
        if isinstance(template, str):
            return self._evaluate_text(template, variables)
        if isinstance(template, dict):
            return {key: self.evaluate(value, variables) for key, value in template.items()}
        if isinstance(template, list):
            return [self.evaluate(value, variables) for value in template]
        return template

    def _evaluate_text(self, text: str, variables: Mapping[str, Json]) -> Json:
        match = _EXPRESSION.fullmatch(text)
        if match is None:
            return text
        try:
            value = self._compile(match[1]).evaluate(None, {**variables, **self._clock_functions()})
        except Exception as error:
            raise StatesError(QUERY_EVALUATION_ERROR, f"{text}: {error}") from error
        if value is None:
            raise StatesError(QUERY_EVALUATION_ERROR, f"{text} returned nothing (undefined)")
        return _plain(value)

    def _compile(self, source: str) -> Jsonata:
        cache: dict[str, Jsonata] = self._compiled.__dict__
        if source not in cache:
            cache[source] = Jsonata(source)
            cache[source].set_output_convert_nulls(False)
        return cache[source]

    def _clock_functions(self) -> dict[str, Jsonata.JLambda]:
        millis = int(self._now().timestamp() * 1000)
        return {
            "millis": Jsonata.JLambda(lambda: millis),
            "now": Jsonata.JLambda(
                lambda picture=None, zone=None: Functions.datetime_from_millis(
                    millis, picture, zone
                )
            ),
        }


def check_syntax(template: Json) -> None:
    """Raises ValueError for the first expression in the template that JSONata cannot parse."""
    if isinstance(template, dict):
        template = list(template.values())
    if isinstance(template, list):
        for part in template:
            check_syntax(part)
    elif isinstance(template, str) and (match := _EXPRESSION.fullmatch(template)):
        try:
            Jsonata(match[1])
        except JException as error:
            raise ValueError(f"{template}: {error}") from error


def _plain(value: Json) -> Json:
    # The library answers with its own list and null types; a JSON round trip leaves only JSON.
    return json.loads(json.dumps(Utils.convert_nulls(value)))
