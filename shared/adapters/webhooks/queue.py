"""The queue of webhooks' sender on SQS."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from shared.domain.webhooks.jobs import Job

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH: Final = 10


class NotQueued(Exception):
    """The queue took some jobs and not others; what is stored comes due again."""


class SqsJobs:
    """Puts jobs into the queue at a URL."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, jobs: Sequence[Job]) -> None:
        """Put jobs, ten at a time. Errors: NotQueued."""
        left = iter(jobs)
        while batch := list(islice(left, BATCH)):
            answer = self._client.send_message_batch(
                QueueUrl=self._url, Entries=list(_entries(batch))
            )
            if failed := answer.get("Failed"):
                raise NotQueued([each["Code"] for each in failed])


def _entries(batch: Sequence[Job]) -> "Iterator[SendMessageBatchRequestEntryTypeDef]":
    for place, job in enumerate(batch):
        yield {
            "Id": str(place),
            "MessageBody": job.text,
            "DelaySeconds": job.pause_seconds,
        }
