"""What is up in a `with` block."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Startable(ABC):
    """Something that a `with` block starts, and takes down however the block ends."""

    @abstractmethod
    def start(self) -> None:
        """Bring everything up."""

    @abstractmethod
    def stop(self) -> None:
        """Take everything down."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
