"""The examples of `--help`: each command has one, and it can be given as it stands."""

import re
import shlex

import pytest
from typer.main import get_command

from harvester.cli import app
from harvester.portals.registry import load

PORTAL = re.compile(r"\b\d{6}_\w+")


def commands(group, words=("harvester",)):
    """Every command that has no commands below it, and the words that lead to it."""
    for name, command in group.commands.items():
        path = (*words, name)
        if hasattr(command, "commands"):
            yield from commands(command, path)
        else:
            yield pytest.param(command, path, id=" ".join(path[1:]))


ALL = tuple(commands(get_command(app)))


def examples(command):
    return [line.split("[/]")[1].strip() for line in command.help.splitlines() if "Example:" in line]


@pytest.mark.parametrize(("command", "path"), ALL)
def test_every_command_has_an_example_with_options_and_arguments_that_it_takes(command, path):
    assert examples(command)
    for example in examples(command):
        words = shlex.split(re.split(r"[|>]", example)[0])
        assert tuple(words[: len(path)]) == path
        command.make_context(path[-1], words[len(path) :])  # raises for what the command does not take


@pytest.mark.parametrize(("command", "path"), ALL)
def test_the_portals_of_examples_are_in_the_registry(command, path):
    registry = load(())
    for name in PORTAL.findall(" ".join(examples(command))):
        assert registry.get(name).id == name, path
