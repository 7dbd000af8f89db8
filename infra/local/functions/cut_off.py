"""What calls were in the middle of when their process ended: nobody is any more."""

import boto3


def free_what_was_under_way(table: str, region: str) -> None:
    """Forget what Powertools' Idempotency notes as under way in a table of its records.

    On AWS such a note is over with its function's time. On a laptop that is the machine's time,
    while everything that is tried again is so in business time, of which an hour takes a moment.
    """
    client = boto3.client("dynamodb", region_name=region)
    pages = client.get_paginator("scan").paginate(
        TableName=table,
        FilterExpression="#status = :under_way",
        ProjectionExpression="PK, SK",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":under_way": {"S": "INPROGRESS"}},
    )
    for page in pages:
        for key in page["Items"]:
            client.delete_item(TableName=table, Key=key)
