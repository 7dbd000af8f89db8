"""The folder that a running Fenrun keeps everything in."""

from pathlib import Path

from fenrun.terminal import running
from infra.local import cloud, credentials
from infra.local.kept import counts
from infra.local.wechat import keys, records

SERVER_LOG = "server.log"

_DATABASES = (cloud.LOG_FILE, records.FILE_NAME)
_OWN_FILES = (
    *_DATABASES,
    counts.FILE_NAME,
    credentials.FILE_NAME,
    keys.FILE_NAME,
    running.FILE_NAME,
    SERVER_LOG,
)
_BESIDE = ("", "-wal", "-shm", ".unfinished")
"""What stands behind the names of a database's other files, and of a file that is being written."""


def delete_own_files(data: Path) -> None:
    """Delete what Fenrun keeps in a folder, and nothing else that lies there."""
    for name in _OWN_FILES:
        for suffix in _BESIDE:
            (data / f"{name}{suffix}").unlink(missing_ok=True)


def take_as_it_is(data: Path) -> None:
    """Let the next start go on with what the folder holds, whatever is lost of it."""
    counts.forget_counts(data, _DATABASES)
