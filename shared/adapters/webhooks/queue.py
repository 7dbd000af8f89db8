"""The queue of webhooks' sender on SQS."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from shared.adapters.aws.client import AwsClient
from shared.domain.webhooks.jobs import Job

BATCH: Final = 10


class NotQueued(Exception):
    """The queue took some jobs and not others; what is stored comes due again."""


class SqsJobs:
    """Puts jobs into the queue at a URL."""

    def __init__(self, client: AwsClient, url: str) -> None:
        self._client = client
        self._url = url

    def put(self, jobs: Sequence[Job]) -> None:
        """Put jobs, ten at a time. Errors: NotQueued."""
        left = iter(jobs)
        while batch := list(islice(left, BATCH)):
            asked = {"QueueUrl": self._url, "Entries": list(_entries(batch))}
            answer = self._client.call("SendMessageBatch", asked)
            if failed := answer.get("Failed"):
                raise NotQueued([each["Code"] for each in failed])


def _entries(batch: Sequence[Job]) -> Iterator[dict[str, Any]]:
    for place, job in enumerate(batch):
        yield {
            "Id": str(place),
            "MessageBody": job.text,
            "DelaySeconds": job.pause_seconds,
        }
