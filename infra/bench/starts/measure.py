"""Starts in fresh interpreters, in turns, so that a busy machine slows all alike."""

import os
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from infra.bench.starts.subjects import NOTHING, STOCK, Subject

Costs = Mapping[str, float]
"""What a start costs by its name: milliseconds of CPU, or instructions."""


class Broken(Exception):
    """A subject does not start."""


def cpu_ms(subjects: Sequence[Subject], rounds: int) -> Costs:
    """Give the median CPU time of each start, user and system, after one round unmeasured."""
    taken: dict[str, list[float]] = {each.name: [] for each in subjects}
    for number in range(rounds + 1):
        for subject in subjects:
            milliseconds = _started(subject)
            if number:
                taken[subject.name].append(milliseconds)
    return {name: statistics.median(each) for name, each in taken.items()}


def _started(subject: Subject) -> float:
    command = subject.command
    process = os.posix_spawn(command[0], command, dict(subject.environment))
    _, status, used = os.wait4(process, 0)
    if status:
        raise Broken(subject.name)
    return (used.ru_utime + used.ru_stime) * 1000


def instructions(subjects: Sequence[Subject]) -> Costs:
    """Count the instructions of each start: the same on a busy machine, and side by side."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(
            zip((each.name for each in subjects), pool.map(_counted, subjects), strict=True)
        )


def _counted(subject: Subject) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counted"
        told = ["--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={file}", "-q"]
        command = ["valgrind", *told, *subject.command]
        done = subprocess.run(command, env=subject.environment, check=False)
        if done.returncode:
            raise Broken(subject.name)
        summary = file.read_text("utf-8").rpartition("summary: ")[2]
    return float(summary.split()[0])


def ratios(costs: Costs) -> Costs:
    """Give each start in stock clients, Python's own start taken off both."""
    nothing, stock = costs[NOTHING], costs[STOCK]
    return {name: (each - nothing) / (stock - nothing) for name, each in costs.items()}
