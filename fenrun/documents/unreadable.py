"""Files that cannot be read."""


class DocumentError(Exception):
    """A file that cannot be read: says where and what to do."""
