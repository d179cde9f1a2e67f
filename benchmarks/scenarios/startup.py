"""How long a command takes that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks import handbill, inputs
from benchmarks.frame import HANDBILL, Command, Contender, Place, Scenario, Target

BARE = "a bare click command"
_PROGRAM = '''\
import click


@click.command()
def main():
    """Say nothing."""


if __name__ == "__main__":
    main()
'''


def help_(place: Place) -> Sequence[Contender]:
    """Print the help."""
    program = inputs.write(place.folder / "bare.py", _PROGRAM)
    return [
        Contender(HANDBILL, (handbill.command(place.folder, "--help"),)),
        Contender(BARE, (Command((sys.executable, program, "--help"), place.folder),)),
    ]


SCENARIOS = (
    Scenario(
        "start-up",
        "Start-up",
        "`handbill --help` beside a command of ten lines that uses the same library for its command line.",
        (1,),
        help_,
        runs=15,
        targets=(Target(BARE, 2.0),),
    ),
)
