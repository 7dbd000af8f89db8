"""A stock boto3 client and nothing else: what every start is measured by."""

import boto3

client = boto3.client("dynamodb")
