"""The story with the process killed at one step: before anybody is answered, and right after."""

import shutil
from pathlib import Path

import requests

from fenrun.testing import Brand
from tests.end_to_end.closing import Closing
from tests.end_to_end.server import Server, free_port
from tests.end_to_end.story import STORY, Step, play

BROKEN_OFF = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


class Undisturbed:
    """A run in which nothing dies until the end, and a copy of its data before each step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        data_dir = folder / "data"
        with Server(data_dir, self.port) as server:
            brand = server.start()
            for step in STORY:
                # Nothing is under way: these files are what a kill would leave here.
                shutil.copytree(data_dir, folder / step.name)
                step.play(brand)
        self.closing = Closing.left_in(data_dir)

    def killed_at(self, step: Step, folder: Path) -> Closing:
        """The books when the process died at the step's first commit, and again once it answered.

        After the first death the step is repeated as it was, with the same keys.
        """
        data_dir = Path(shutil.copytree(self._folder / step.name, folder / "data"))
        with Server(data_dir, self.port) as server:
            brand = server.start()
            server.arm()
            _play_into_death(step, brand)
            step.play(server.restart())
            play(server.restart(), STORY[STORY.index(step) + 1 :])
        return Closing.left_in(data_dir)


def _play_into_death(step: Step, brand: Brand) -> None:
    try:
        step.play(brand)
    except BROKEN_OFF:
        return
    # A step that commits nothing lives to be answered; it is killed then.
