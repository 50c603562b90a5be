"""What the score of an exercise of ours depends on in `pm_exercises`: code and data, file by file.

Found by following names: from an exercise's generator, board and criteria to what they use, in
whichever file that stands, and on from there. What only draws and words is not followed; that no
score depends on it is held by a test, which grades with all of it taken away.
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pm_exercises
from autograder.trees import dump, is_docstring, mark, words_left_out

PACKAGE = "pm_exercises"
# Never followed: figures, boards' looks, the start page, and the list of what there is, of which a
# module's own exercises are named one by one.
PRESENTATION = (
    "course",
    "exercises.live_charts",
    "exercises.modules",
    "explorers",
    "figures",
    "pictures",
    "render",
    "widget",
)
CHARTS = ".lesson_charts"  # of each module, for the text between its exercises
ALL = "*"  # every statement of a file

Name = tuple[str, str]  # a file's module, and what is defined in it
Rules = Mapping[str, str]  # by file inside pm_exercises: a mark of what of it is used


def rules_by(roots: Mapping[str, Iterable[Name]], folder: Path | None = None) -> dict[str, Rules]:
    """Return what some definitions depend on, under the names that they are given here.

    A root is a module of pm_exercises and a name in it, or ALL. What was found is remembered, for
    exactly these files, from run to run.
    """
    folder = folder or Path(pm_exercises.__file__).parent
    wanted = {key: sorted(set(names)) for key, names in roots.items()}
    memory = _memory(mark(repr(wanted), *_contents(folder)))
    if (known := _recall(memory)) is not None:
        return known
    follower = Follower(folder)
    found = {key: follower.follow(names) for key, names in wanted.items()}
    _remember(memory, found)
    return found


class Follower:
    """Follows names through the files of a package."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, File | None] = {}

    def follow(self, roots: Iterable[Name]) -> Rules:
        """Return the mark of what is used of each file."""
        todo, seen = list(roots), set[Name]()
        used: dict[str, set[int]] = {}
        data: set[str] = set()
        while todo:
            name = todo.pop()
            if name in seen or is_presentation(name[0]):
                continue
            seen.add(name)
            if (file := self._file(name[0])) is None:
                continue
            new = file.needed(name[1]) - used.setdefault(name[0], set())
            used[name[0]] |= new
            for number in new:
                data |= set(file.loads(number))
                todo += [(name[0], used_name) for used_name in file.names_in(number)]
            if name[1] in file.brought:
                todo += self._home(*file.brought[name[1]])
            if name[1] == ALL:
                todo += [one for home in file.brought.values() for one in self._home(*home)]
        return dict(sorted((*self._code(used), *self._data(data))))

    def _code(self, used: Mapping[str, set[int]]) -> Iterator[tuple[str, str]]:
        for module, numbers in used.items():
            file = self._file(module)
            if file is not None and numbers:
                yield file.path, mark(*(file.text_of(number) for number in sorted(numbers)))

    def _data(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            path = self._folder / "data" / f"{name}.json"
            if path.is_file():
                yield f"data/{name}.json", mark(path.read_bytes())

    def _home(self, module: str, name: str) -> list[Name]:
        """Where something that was imported is defined: a whole file, or a name in one."""
        inner = f"{module}.{name}" if module else name
        if self._path(inner) is not None:
            return [(inner, ALL)]
        return [(module, name)]

    def _path(self, module: str) -> Path | None:
        base = self._folder.joinpath(*module.split(".")) if module else self._folder
        found = (base / "__init__.py", base.with_suffix(".py") if module else base)
        return next((path for path in found if path.is_file()), None)

    def _file(self, module: str) -> File | None:
        if module not in self._files:
            path = self._path(module)
            self._files[module] = File(path, self._folder) if path else None
        return self._files[module]


class File:
    """One file: its statements, what each defines and uses, and what it brings from elsewhere."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path.relative_to(folder).as_posix()
        tree = words_left_out(ast.parse(path.read_text(encoding="utf-8")))
        self.brought: dict[str, Name] = dict(_imports(tree))
        self._body = [node for node in tree.body if not _says_nothing(node)]
        self._defined = [frozenset(_defined(node)) for node in self._body]

    def needed(self, name: str) -> set[int]:
        """Return the statements that a name takes: its definitions, and those that define nothing.

        The latter do something whenever the file is imported.
        """
        if name == ALL:
            return set(range(len(self._body)))
        own = {number for number, names in enumerate(self._defined) if name in names}
        return own | {number for number, names in enumerate(self._defined) if not names}

    def names_in(self, number: int) -> Iterator[str]:
        """Give the names that a statement uses, wherever they are from."""
        for node in ast.walk(self._body[number]):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Constant) and str(node.value).isidentifier():
                yield str(node.value)  # an annotation in quotes, or a name that is looked up

    def loads(self, number: int) -> Iterator[str]:
        """Give the data files that a statement loads."""
        for node in ast.walk(self._body[number]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                if called == "load":
                    yield from (text for text in texts if isinstance(text, str))

    @cache  # noqa: B019  # a file lives as long as its follower
    def text_of(self, number: int) -> str:
        """Return a statement as text, without what does not count."""
        return dump(self._body[number])


def is_presentation(module: str) -> bool:
    """Whether a module only draws, words or lists things."""
    return module.endswith(CHARTS) or any(
        module == one or module.startswith(f"{one}.") for one in PRESENTATION
    )


def imported_by(text: str) -> Iterator[Name]:
    """Give what of pm_exercises a cell's text imports, as roots to follow."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    yield from (home for _, home in _imports(tree))


def _imports(tree: ast.AST) -> Iterator[tuple[str, Name]]:
    """Give each name that an import of the package binds, and where it comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _inside(node.module) and not node.level:
            module = _short(str(node.module))
            for alias in node.names:
                yield alias.asname or alias.name, (module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if _inside(alias.name):
                    yield alias.asname or PACKAGE, (_short(alias.name), ALL)


def _inside(module: str | None) -> bool:
    return module is not None and (module == PACKAGE or module.startswith(f"{PACKAGE}."))


def _short(module: str) -> str:
    return module.removeprefix(PACKAGE).removeprefix(".")


def _says_nothing(node: ast.stmt) -> bool:
    """Whether a statement is an import, which is followed, or a docstring."""
    checking = isinstance(node, ast.If) and "TYPE_CHECKING" in dump(node.test)
    return checking or isinstance(node, ast.Import | ast.ImportFrom) or is_docstring(node)


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def _contents(folder: Path) -> Iterator[str | bytes]:
    """Everything that an answer could depend on, this program's own reading included."""
    yield Path(__file__).read_bytes()
    yield (Path(__file__).with_name("trees.py")).read_bytes()
    for path in sorted([*folder.rglob("*.py"), *(folder / "data").rglob("*.json")]):
        if "node_modules" not in path.parts:
            yield path.relative_to(folder).as_posix()
            yield path.read_bytes()


def _memory(key: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pm-bootcamp" / "rules" / f"{key}.json"


def _recall(memory: Path) -> dict[str, Rules] | None:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        return {
            str(key): {str(path): str(one) for path, one in rules.items()}
            for key, rules in known.items()
        }
    except (OSError, ValueError, AttributeError):
        return None


def _remember(memory: Path, found: Mapping[str, Rules]) -> None:
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        fresh = memory.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(dict(found)), encoding="utf-8")
        fresh.replace(memory)
    except OSError:
        return  # a home that cannot be written to: it is found out again next time
