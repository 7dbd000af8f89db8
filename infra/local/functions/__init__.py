"""The Lambda functions of a template, run in this process."""
