"""Counts are CloudWatch metrics, one line each; logs are one line of JSON with the request's id."""

import json
import logging

import pytest

from shared.edge.observability import count
from tests.unit.edge.gateway_events import CONTEXT, event
from tests.unit.edge.sample_app import sample_app


def test_a_count_is_one_metric_with_its_dimensions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "false")
    count("storefront", "Problem", code="busy")
    metric = json.loads(capsys.readouterr().out)
    assert (metric["service"], metric["code"], metric["Problem"]) == ("storefront", "busy", [1.0])
    [published] = metric["_aws"]["CloudWatchMetrics"]
    assert published["Namespace"] == "Fenrun"
    assert published["Metrics"] == [{"Name": "Problem", "Unit": "Count"}]


def test_a_log_line_is_json_and_carries_the_request_s_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    app = sample_app()
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(app.log.handlers[0].format(record))

    keep = Keep()
    app.log.addHandler(keep)
    try:
        app(event("GET", "/r/{code}", path={"code": "nonsense"}), CONTEXT)
    finally:
        app.log.removeHandler(keep)
    [line] = map(json.loads, lines)
    assert line["service"] == "sample"
    assert line["correlation_id"] == "request-1"
    assert line["code"] == "unknown_person"
