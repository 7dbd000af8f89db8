"""What the commands say on stderr: problems in words that can be acted on."""

from infra.cli.client import ProblemAnswer
from infra.cli.console import open_lines


def print_problem(error: ProblemAnswer) -> None:
    """Print a problem document, both titles, its detail and every field that is wrong."""
    problem = error.problem
    console = open_lines(stderr=True)
    titles = " ".join(problem[name] for name in ("title", "title_zh") if name in problem)
    console.print(f"{error.status} {problem.get('code', '')}  {titles}", style="red", markup=False)
    detail = problem.get("detail") or problem.get("message")
    if detail:
        console.print(f"  {detail}", markup=False)
    for wrong in problem.get("errors", ()):
        console.print("  " + "  ".join(str(part) for part in wrong.values()), markup=False)
