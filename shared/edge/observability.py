"""Structured logs and metrics: one logger a function, no personal data, no secrets, no bodies."""

from functools import cache

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE = "Fenrun"


@cache
def logger_for(service: str) -> Logger:
    """The one logger of a function; its level comes from `LOG_LEVEL`, events are never logged."""
    return Logger(service=service, name=service)


def count(service: str, name: str, **dimensions: str) -> None:
    """Add one to a CloudWatch metric; dimensions are few fixed words, never ids."""
    # A set of its own for each count: the shared one of the library mixes threads.
    metrics = EphemeralMetrics(namespace=NAMESPACE, service=service)
    for key, value in dimensions.items():
        metrics.add_dimension(name=key, value=value)
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
    metrics.flush_metrics()
