"""Attacks that want points for wrong answers."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from autograder.notebooks import find_cell
from pm_exercises.render import RESULT_MIME
from tests.attacks.case import WRONG, Attack, steal

FULL = f'{{"text/plain": "10.0", "{RESULT_MIME}": {{"attempted": True, "score": 10.0}}}}'
# Finds the grader's end of things, as far as it stands in this process.
ENGINE = """\
import gc, sys, socket
server = next(o for o in gc.get_objects() if type(o).__name__ == "Server")
line = next(o for o in gc.get_objects() if type(o) is socket.socket and o.family == 1)
collector = server._runner.collector
"""
EQUAL = "__eq__ = __ge__ = __le__ = __contains__ = lambda *a: True\n    __ne__ = lambda *a: False"
IN_MIDDLE = """\
def middle(xs):
    import {imports}
    {body}
    return 0
"""


def _recheck(text: str) -> Callable[[NotebookNode], None]:
    def edit(notebook: NotebookNode) -> None:
        find_cell(notebook, "total-check")["source"] = text

    return edit


def _twice(notebook: NotebookNode) -> None:
    cell = find_cell(notebook, "total-check")
    for place in (0, 1):
        own = deepcopy(cell)
        own["source"], own["id"] = "2.0", f"own{place}"
        notebook.cells.insert(notebook.cells.index(cell) + place, own)


def _richer(notebook: NotebookNode) -> None:
    find_cell(notebook, "total-check").metadata.nbgrader["points"] = 1000
    find_cell(notebook, "letter").metadata.nbgrader["points"] = 1000


def _one_more(notebook: NotebookNode) -> None:
    own = deepcopy(find_cell(notebook, "total-check"))
    own.metadata.nbgrader.update(grade_id="bonus-check", points=100)
    own["source"], own["id"] = "100.0", "bonus"
    notebook.cells.append(own)


def _by_hand(notebook: NotebookNode) -> None:
    find_cell(notebook, "total-check").metadata.nbgrader.update(
        solution=True, locked=False, grade=False
    )
    find_cell(notebook, "total-check")["source"] = "2.0"


def _as_answer(notebook: NotebookNode) -> None:
    answer, check = (find_cell(notebook, f"total-{part}") for part in ("answer", "check"))
    answer.metadata.nbgrader, check.metadata.nbgrader = (
        check.metadata.nbgrader,
        answer.metadata.nbgrader,
    )


def _shown_already(notebook: NotebookNode) -> None:
    check = find_cell(notebook, "total-check")
    data = {"text/plain": "2.0", RESULT_MIME: {"attempted": True, "score": 2.0}}
    check["outputs"] = [new_output("execute_result", data=data, execution_count=3)]
    check["execution_count"] = 3


def _metadata(notebook: NotebookNode) -> None:
    notebook.metadata.update(
        kernelspec={"name": "bash", "language": "bash", "display_name": "Bash"},
        language_info={"name": "R"},
        nbgrader={"score": 100},
        title="</title><script>alert(1)</script>",
    )
    notebook["nbformat_minor"] = 99
    find_cell(notebook, "total-check").metadata.update(tags=["skip-execution", "raises-exception"])


def _setup_of_ones_own(notebook: NotebookNode) -> None:
    find_cell(notebook, "setup")["source"] += "\nnear = lambda *a: True"
    notebook.cells.insert(0, new_code_cell("near = lambda *a: True"))


def _forged_notebook(folder: Path, _root: Path) -> None:
    text = (folder / "nb.ipynb").read_text()
    (folder / "graded").mkdir()
    (folder / "graded" / "nb.ipynb").write_text(text.replace("total = 1", "total = 1 + 1"))
    (folder / "nb (2).ipynb").write_text(text)


STEALING: tuple[Attack, ...] = (
    steal(
        "input-transformer",
        "rewrite the check before it is compiled",
        "total = 1\nget_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: ['2.0\\n'] if 'near(total' in ''.join(lines) else lines)",
    ),
    steal(
        "ast-transformer",
        "make every comparison true and drop every assert",
        "import ast\ntotal = 1\nclass Kind(ast.NodeTransformer):\n"
        "    def visit_Compare(self, node): return ast.Constant(True)\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Kind())",
    ),
    steal(
        "before-each-cell",
        "read the hidden test in pre_run_cell, and set what it wants",
        "import re\ntotal = 1\ndef hook(info):\n    global total\n"
        "    found = re.findall(r'== (\\d+)|near\\(total, (\\d+)', info.raw_cell)\n"
        "    total = int(''.join(found[0])) if found else 1\n    print(info.raw_cell)\n"
        "get_ipython().events.register('pre_run_cell', hook)",
    ),
    steal(
        "after-each-cell",
        "show full marks in post_run_cell and post_execute",
        f"from IPython.display import display\ntotal = 1\ndef hook(*a):\n"
        f"    display({FULL}, raw=True)\n"
        "get_ipython().events.register('post_run_cell', hook)\n"
        "get_ipython().events.register('post_execute', hook)",
    ),
    steal(
        "builtins",
        "put own functions in the place of builtins",
        "import builtins\ntotal = 1\n"
        "for name in ('isinstance', 'abs', 'sorted', 'all', 'any', 'len', 'sum', 'float', 'repr',\n"
        "             'type', 'list', 'dict', 'id', 'callable', 'getattr', 'map', 'str'):\n"
        "    setattr(builtins, name, lambda *a, **k: True)",
    ),
    steal(
        "modules",
        "put own functions in the place of json's, struct's and contextlib's",
        "import contextlib, io, json, struct\ntotal = 1\n"
        "json.dumps = json.loads = lambda *a, **k: '2.0'\n"
        "json.JSONEncoder.encode = lambda *a: '2.0'\n"
        "json.JSONDecoder.decode = lambda *a: {'value': 16}\njson.JSONEncoder.iterencode = None\n"
        "struct.pack = struct.unpack = None\ncontextlib.redirect_stdout = None\nio.StringIO = None",
    ),
    steal(
        "equal",
        "answer with an object that equals everything",
        f"class All:\n    {EQUAL}\ntotal = All()",
    ),
    steal(
        "float-subclass",
        "answer with a float that equals everything",
        f"class All(float):\n    {EQUAL}\n    __sub__ = __rsub__ = lambda *a: 0.0\n"
        f"    __hash__ = None\ntotal = All(1)",
    ),
    steal(
        "dict-subclass",
        "answer with a dict that equals everything",
        f"class All(dict):\n    {EQUAL}\n    keys = lambda self: All()\n    __hash__ = None\n"
        f"letters = All()",
        "letters",
    ),
    steal(
        "int-and-str-subclasses",
        "answer with keys and values that equal everything",
        f"class Text(str):\n    {EQUAL}\n    __hash__ = lambda self: 0\nclass Whole(int):\n"
        f"    {EQUAL}\n"
        "    __hash__ = lambda self: 0\nletters = {Text('a'): Whole(1), Text('b'): Whole(2)}",
        "letters",
    ),
    steal(
        "frame-subclass",
        "answer with a DataFrame whose equals says yes",
        "class All(pd.DataFrame):\n    def equals(self, other):\n"
        "        print(other, other.attrs)\n        return True\n"
        "sales = All({'city': ['Lyon'], 'sold': [1]})",
        "table",
    ),
    steal(
        "duck",
        "answer with an object that has a DataFrame's methods, and equals that keeps what "
        "it is given",
        "class All:\n    columns = ['city', 'sold']\n    _typ = 'dataframe'\n    shape = (2, 2)\n"
        "    def equals(self, other):\n        print(other, other.attrs)\n        return True\n"
        "    isin = compare = eq = all = any = equals\n"
        "    def __array_ufunc__(self, *a, **k): return True\nsales = All()",
        "table",
    ),
    steal(
        "patched-pandas",
        "change how every DataFrame compares",
        f"{WRONG['table']}\npd.DataFrame.equals = lambda *a: True\n"
        "pd.DataFrame.__eq__ = lambda *a: True\n"
        "pd.testing.assert_frame_equal = lambda *a, **k: None",
        "table",
    ),
    steal(
        "course-helper",
        "put an own function in the place of the course's",
        "total = 1\ndef near(a, b): return True",
    ),
    steal(
        "course-cell",
        "change the read-only cell that the check builds on",
        "total = 1",
        edit=_setup_of_ones_own,
    ),
    steal(
        "check-and-finish",
        "put own functions in the place of pm_exercises' check and finish",
        "import sys, pm_exercises, pm_exercises.checks as checks\n"
        "from pm_exercises.board import Board\nfull = lambda *a, **k: 10.0\n"
        "check = finish = full\n"
        "for module in [m for n, m in sys.modules.items() if n.startswith('pm_exercises')]:\n"
        "    for name in ('check', 'finish', 'judge'):\n"
        "        if hasattr(module, name): setattr(module, name, full)\nBoard.check = full",
        "FND-E7",
    ),
    steal(
        "other-board",
        "put an own object in the place of the board",
        "class Board:\n    score = share = points = 10.0\n    mastered = attempted = True\n"
        "    check = judge = lambda *a, **k: 10.0\n    criteria = ()\n"
        "    def _repr_mimebundle_(self, **k): return {'text/plain': '10.0'}\noffers = Board()",
        "FND-E7",
    ),
    steal(
        "display-hook",
        "show 2.0 whatever there is to show",
        "import sys\ntotal = 1\nshell = get_ipython()\n"
        "sys.displayhook = lambda value: print('2.0')\n"
        "shell.display_formatter.format = lambda *a, **k: ({'text/plain': '2.0'}, {})\n"
        "shell.displayhook.compute_format_data = lambda value: ({'text/plain': '2.0'}, {})",
    ),
    steal(
        "number-repr",
        "change how numbers are shown",
        "total = 1\nplain = get_ipython().display_formatter.formatters['text/plain']\n"
        "for kind in (float, int, bool): plain.for_type(kind, lambda n, p, c: p.text('2.0'))",
    ),
    steal(
        "result-display",
        "show a result of its own with full marks",
        f"from IPython.display import display\ndisplay({FULL}, raw=True)",
        "FND-E7",
    ),
    steal(
        "result-output",
        "forge an execute_result where outputs are collected, in every later cell",
        f"{ENGINE}total = 1\nresult = {{'output_type': 'execute_result', 'data': {FULL},\n"
        "    'metadata': {}, 'execution_count': 1}\n"
        "type(collector).finished = lambda self: [dict(result)]",
    ),
    steal(
        "messages-ahead",
        "write answers to the grader's next questions before it asks",
        f"{ENGINE}import json, struct\ntotal = 1\nfor number in range(1, 60):\n"
        "    text = json.dumps({'re': number, 'value': 16, 'outputs': [], 'count': 1}).encode()\n"
        "    line.sendall(struct.pack('!II', len(text), 0) + text)",
    ),
    steal(
        "messages-instead",
        "answer the grader's questions with what stands for anything at all",
        f"{ENGINE}total = 1\nvalues = iter([['ref', 1, 'float', True, 'x', 'y']])\n"
        "before = type(server).do_get\ndef do_get(self, message):\n"
        "    if message['name'] == 'total': return {'value': next(values)}\n"
        "    return before(self, message)\ntype(server).do_get = do_get",
    ),
    steal(
        "frames",
        "look for what is expected in the frames above",
        IN_MIDDLE.format(
            imports="sys",
            body="frame = sys._getframe()\n    while frame:\n"
            "        print([frame.f_locals.get(name) for name in ('expected', 'key', 'case')])\n"
            "        if 'expected' in frame.f_locals: return frame.f_locals['expected']\n"
            "        frame = frame.f_back",
        ),
        "middle",
    ),
    steal(
        "objects",
        "look for the hidden cases among all objects",
        IN_MIDDLE.format(
            imports="gc",
            body="for one in gc.get_objects():\n"
            "        if type(one) is tuple and len(one) == 2 and one[0] == xs and type(one[1]) "
            "in (int, float):\n"
            "            return one[1]",
        ),
        "middle",
    ),
    steal(
        "caller",
        "answer by the caller's source text",
        IN_MIDDLE.format(
            imports="inspect",
            body="for info in inspect.stack():\n        text = ''.join(info.code_context or ())\n"
            "        print(text)\n"
            "        if 'expected' in text: return info.frame.f_locals['expected']",
        ),
        "middle",
    ),
    steal(
        "trace",
        "change locals by sys.settrace, sys.setprofile and threads' traces",
        "import sys, threading\ntotal = 1\ndef trace(frame, event, arg):\n"
        "    for name in ('right', 'expected'):\n"
        "        if name in frame.f_locals: frame.f_globals[name] = True\n    return trace\n"
        "sys.settrace(trace); sys.setprofile(trace); threading.settrace(trace)",
    ),
    steal(
        "import-hook",
        "give own modules to whoever imports next",
        "import sys, types\ntotal = 1\nclass Fake(types.ModuleType):\n"
        "    def __getattr__(self, name): return lambda *a, **k: 10.0\n"
        "class Finder:\n    def find_spec(self, name, path=None, target=None):\n"
        "        print('wanted', name)\nsys.meta_path.insert(0, Finder())\n"
        "for name in ('math', 'statistics', 'numpy.testing', 'pandas.testing'):\n"
        "    sys.modules[name] = Fake(name)",
    ),
    steal(
        "files-as-modules",
        "lay modules beside the notebook, named like the course's imports",
        "total = 1",
        files={
            f"{name}.py": "open('@CANARY@/@MARKER@', 'w').write('ran')\n"
            "check = finish = lambda *a: 10.0"
            for name in (
                "pandas",
                "numpy",
                "pm_exercises",
                "json",
                "random",
                "conftest",
                "autograder",
            )
        },
    ),
    steal(
        "start-files",
        "lay files that Python and IPython run as they start",
        "total = 1",
        files={
            **dict.fromkeys(
                (
                    "sitecustomize.py",
                    "usercustomize.py",
                    "ipython_config.py",
                    "nbgrader_config.py",
                    ".ipython/profile_default/startup/00.py",
                    ".pythonrc.py",
                ),
                "open('@CANARY@/@MARKER@', 'w').write('ran')\nimport builtins\n"
                "builtins.abs = lambda n: 0",
            ),
            "evil.pth": "import os; open('@CANARY@/@MARKER@', 'w').write('ran')",
        },
    ),
    steal(
        "answer-file",
        "hand in an answer file that says it is right",
        "pass",
        "FND-E7",
        files={
            "answers/FND-E7.json": '{"schema": 2, "exercise": "FND-E7", "student": "mallory", '
            '"score": 10, "result": 10.0, "mastered": true, "checks": 1, '
            '"tries": [{"share": 1.0}], "answer": {"score": 10, "bins": {}}}'
        },
    ),
    steal(
        "visible-inputs",
        "answer the inputs that can be seen, and nothing else",
        "def middle(xs):\n    return {(3, 1, 2): 2}[tuple(xs)]",
        "middle",
    ),
    steal(
        "evil-result",
        "return a value with an own class, equality and float",
        f"class All:\n    {EQUAL}\n    __class__ = float\n    __float__ = lambda self: 1.0\n"
        "    __bool__ = lambda self: True\ndef middle(xs):\n"
        "    return All() if len(xs) != 3 else 2",
        "middle",
    ),
    steal(
        "stop-iteration",
        "end the check's own loop early by raising StopIteration",
        "def twice(word):\n    if word == 'a': return 'aa'\n    raise StopIteration",
        "twice",
    ),
    steal(
        "evil-exception",
        "raise an AssertionError that cannot be shown, and says it is something else",
        "class Quiet(AssertionError):\n    __class__ = Warning\n"
        "    args = property(lambda self: 1 / 0)\n"
        "    def __str__(self): raise KeyboardInterrupt\n    __repr__ = __str__\n"
        "def middle(xs):\n    if xs == [3, 1, 2]: return 2\n    raise Quiet()",
        "middle",
    ),
    steal(
        "hang-when-hidden",
        "never answer a hidden input, where the check forgives what fails",
        "def middle(xs):\n    while xs != [3, 1, 2]: pass\n    return 2",
        "middle",
    ),
    steal(
        "duplicated-check",
        "hand in the check twice more, with an own text",
        "total = 1",
        edit=_twice,
    ),
    steal("own-check", "hand in another text of the check", "total = 1", edit=_recheck("2.0")),
    steal("more-points", "change the points in the metadata", "total = 1", edit=_richer),
    steal("one-more-check", "add a graded cell", "total = 1", edit=_one_more),
    steal("no-check", "make the check an own cell", "total = 1", edit=_by_hand),
    steal("swapped", "give the answer's metadata to the check", "total = 1", edit=_as_answer),
    steal(
        "shown-already",
        "hand in the check's outputs, and keep it from running",
        "total = 1\nimport os\nos._exit(0)",
        edit=_shown_already,
    ),
    steal("notebook-metadata", "another kernel, version and tags", "total = 1", edit=_metadata),
    steal(
        "report-planted",
        "hand in a score report, and write one while running",
        "total = 1\nopen('score_report.json', 'w').write('[]')",
        files={
            "score_report.json": '[{"student": "mallory", "assignment": "ps", "notebook": "nb", '
            '"scores": [{"item_id": "total-check", "score_maximum": 2, "score_given": 2, '
            '"attempted": true, "reasons": []}], "content_hash": "hash"}]'
        },
    ),
    steal(
        "forged-notebook",
        "hand in other notebooks of the same name",
        "total = 1",
        prepare=_forged_notebook,
    ),
    steal(
        "changed-arguments",
        "change the lists it is called with, and the course's own",
        "def middle(xs):\n    if xs == [3, 1, 2]: return 2\n    xs[:] = [0] * len(xs)\n"
        "    numbers.clear()\n    return 0",
        "middle",
    ),
    steal("not-a-number", "answer with NaN and infinity", "total = float('nan') * float('inf')"),
)
