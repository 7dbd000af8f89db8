"""The sample order, played on a laptop that is up and shown on a console."""

from rich.console import Console

from fenrun.client import Stack
from fenrun.testing.stand_in import StandIn
from infra.demo.brand import UPLINES
from infra.demo.closing import account_rows
from infra.demo.screen import Screen
from infra.demo.stage import Stage
from infra.demo.story import Story
from infra.local.laptop import Laptop
from infra.local.ledger_control import read_books
from shared.words.wording import Language


def play_sample(console: Console, laptop: Laptop, stack: Stack, language: Language = "en") -> None:
    """Play it step by step, then print the ledger and the way of the order's machine."""
    screen, story = Screen(console, language), Story(Stage(stack, StandIn(laptop.channel.base_url)))
    screen.heading(sorted(UPLINES))
    for step in story.play():
        screen.step(step)
    images = (image for _, image in laptop.cloud.log.latest_images())
    screen.ledger(account_rows(read_books(images).entries))
    for execution in laptop.cloud.state_machines.executions("fenrun-order-lifecycle"):
        if execution.name == story.order_id:
            screen.way("order_lifecycle", execution.states_entered)
