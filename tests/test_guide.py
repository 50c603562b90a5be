"""The pages for staff say what is so: each command in them exists, with each of its options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from autograder.cli import app
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES, Module

PAGES = ("README.md", "course/guide/first-week.md", "course/guide/operations.md")
COMMAND = re.compile(r"(?<![\w/-])bootcamp +(?P<words>[a-z][^\n`]*)")
# "bootcamp" as a word of a sentence, a name in a path, or a sample of what is printed.
NO_VERB = {"command", "demo-x1"}


def commands(text: str) -> list[str]:
    """Return what follows `bootcamp` in code: in blocks, and between single marks in sentences."""
    code: list[str] = []
    prose: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.strip().startswith("```"):
            inside = not inside
        else:
            (code if inside else prose).append(line)
    spans = re.findall(r"`([^`]+)`", "\n".join(prose))
    found = (m["words"] for part in [*code, *spans] for m in COMMAND.finditer(part))
    return [words for words in found if words.split()[0] not in NO_VERB]


def check(words: str) -> None:
    """Fail where a command's verb, or one of its options, does not exist."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    # What a table writes around options: [--json | --csv], and … for what goes on.
    verb, *rest = shlex.split(re.sub(r"\\?\||[\[\]…]|\s#.*", " ", words))
    assert verb in root.commands, f"there is no `bootcamp {verb}`"
    known = {name for param in root.commands[verb].params for name in param.opts} | {"--help"}
    for word in rest:
        if word.startswith("--"):
            assert word.partition("=")[0] in known, f"`bootcamp {verb}` has no {word}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_exists(page: str, repository: Path) -> None:
    """A verb or an option that is renamed is renamed here, too."""
    found = commands((repository / page).read_text(encoding="utf-8"))

    assert len(found) >= 5
    for words in found:
        check(words)


@pytest.mark.parametrize(
    "text",
    ["`bootcamp garde`", "```\nbootcamp status --jsno\n```", "   ```\n   bootcamp lob\n   ```"],
)
def test_a_stale_command_is_found(text: str) -> None:
    """The test above can fail: in a sentence, in a block, and in a block inside a list."""
    (words,) = commands(text)

    with pytest.raises(AssertionError, match=r"there is no|has no"):
        check(words)


def test_each_verb_is_explained_somewhere(repository: Path) -> None:
    """A new verb gets a sentence in one of these pages."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    text = "\n".join((repository / page).read_text(encoding="utf-8") for page in PAGES)

    assert not [verb for verb in root.commands if f"bootcamp {verb}" not in text]


@pytest.mark.parametrize(
    ("number", "module"), list(enumerate(MODULES, 1)), ids=[module.code for module in MODULES]
)
def test_points_and_minutes_of_a_module_page(number: int, module: Module, repository: Path) -> None:
    """What is judged at once and later is what the criteria say; the plan has the modules' sum."""
    page = (repository / f"course/modules/{number:02d}-{module.name}.md").read_text("utf-8")
    table = page.split("## Points")[1].split("## ")[0]
    row = re.compile(r"^\| (?:E(\d)|(Warm)|(Exit))[^|]*\| (\d+) \|([^|]*)\|([^|]*)\|", re.MULTILINE)
    rows = row.findall(table)

    assert len(rows) == 9
    for exercise, warm, leave, points, now, later in rows:
        name = f"E{exercise}" if exercise else "WARM" if warm else "EXIT" if leave else ""
        criteria = find(f"{module.code}-{name}").criteria
        at_once = sum(one.points for one in criteria if not one.needs_key)
        after = sum(one.points for one in criteria if one.needs_key)
        assert (float(now.strip() or 0), float(later.strip() or 0)) == (at_once, after), name
        assert float(points) == at_once + after
    plan = page.split("## Minute plan")[1].split("## ")[0]
    minutes = re.findall(r"^\| (?!Break)[^|]+\| ([\d +]+) \|", plan, re.MULTILINE)
    whole = sum(int(part) for cell in minutes for part in cell.split("+"))
    assert abs(whole - module.minutes) <= 5
    assert whole == module.minutes or f"{whole} minutes" in plan
