"""The local cloud's own AWS services over HTTP, for AWS's tools."""
