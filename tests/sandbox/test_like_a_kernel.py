"""A cell shows what it would show in a normal kernel, but for addresses, times and paths."""

from __future__ import annotations

import pytest

from autograder.bench import Bench
from tests.sandbox.kernel import Plain, by_kernel, by_us

CELLS = {
    "value": "40 + 2",
    "nothing": "x = 1",
    "none": "None",
    "semicolon": "'shown';",
    "print": "print('a', 'b', sep='-')\nprint('c', end='')",
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)",
    "print-and-value": "print('first')\n'second'",
    "unicode": "print('zoë ✓ 🎉')\n'é'",
    "error": "1 / 0",
    "error-below": "def outer(n):\n    return inner(n)\ndef inner(n):\n    return 1 / n\nouter(0)",
    "error-in-library": "import json\njson.loads('{')",
    "error-of-error": "try:\n    {}['a']\nexcept KeyError as error:\n"
    "    raise ValueError('b') from error",
    "error-while-handling": "try:\n    [][1]\nexcept IndexError:\n    undefined",
    "error-group": "raise ExceptionGroup('several', [ValueError(1), TypeError('2')])",
    "own-error": "class Mine(Exception):\n    pass\nraise Mine('one', 2)",
    "assertion": "assert 1 == 2, 'not equal'",
    "syntax": "def f(:\n    pass",
    "indentation": "if True:\nprint(1)",
    "name": "print(undefined_name)",
    "system-exit": "import sys\nsys.exit(3)",
    "interrupt": "raise KeyboardInterrupt",
    "unprintable": "class Odd:\n    def __repr__(self):\n        return 1 / 0\nOdd()",
    "traceback-print": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n"
    "    print(traceback.format_exc().splitlines()[-1])",
    "warning": "import warnings\nwarnings.warn('careful')",
    "display": "from IPython.display import HTML, Markdown, display\ndisplay(HTML('<b>b</b>'))\n"
    "display(1, 'two')\nMarkdown('# three')",
    "display-raw": "display({'text/plain': 'p', 'application/json': {'a': 1}}, raw=True)",
    "display-metadata": "display(HTML('m'), metadata={'text/html': {'a': 1}})",
    "rich": "class Rich:\n    def _repr_html_(self):\n        return '<i>rich</i>'\n"
    "    def __repr__(self):\n        return 'plain'\nRich()",
    "mimebundle": "class Bundle:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'b', 'text/latex': '$b$'}, {'text/latex': {'c': 1}}\nBundle()",
    "rich-error": "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no')\n"
    "    def __repr__(self):\n        return 'broken'\nBroken()",
    "handle": "handle = display('before', display_id='mine')\nhandle.update('after')\n"
    "handle.display('x')",
    "handle-no-id": "h = display('one', display_id=True)\nfor n in range(3):\n    h.update(n)",
    "handle-later": "handle.update('later still')\nh.update('and this')\n'changed two cells above'",
    "handle-again": "display('shown twice', display_id='mine')",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\n"
    "print('kept')",
    "clear-wait": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "clear-wait-never": "print('kept')\nclear_output(wait=True)",
    "clear-wait-display": "display('gone')\nclear_output(wait=True)\ndisplay('kept')\n'end'",
    "table": "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2], 'b': ['x', None]})\nframe",
    "series": "frame['a'].describe()",
    "styled": "frame.to_html(index=False)",
    "array": "import numpy as np\nnp.arange(6).reshape(2, 3) / 7",
    "long-list": "list(range(100))",
    "nested": "{'k' * n: list(range(n * 4)) for n in range(1, 8)}",
    "widget": "import ipywidgets as widgets\nslider = widgets.IntSlider(3)\nrepr(slider)",
    "widget-label": "str(widgets.HBox([widgets.Label('a'), widgets.Button(description='b')]))",
    "await": "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')\n'done'",
    "await-error": "async def fail():\n    raise ValueError('late')\nawait fail()",
    "async-for": "async def numbers():\n    yield 1\n    yield 2\n[n async for n in numbers()]",
    "input": "input('Your name? ')",
    "password": "import getpass\ngetpass.getpass()",
    "shell": "!echo from a shell",
    "shell-lines": "lines = !printf 'a\\nb\\n'\nlines",
    "shell-error": "!ls /nowhere-at-all; exit 3",
    "exit-code": "_exit_code",
    "os-system": "import os, time\ncode = os.system('echo from os.system')\n"
    "time.sleep(0.5)  # a kernel shows it a moment later\ncode",
    "subprocess": "import subprocess\ndone = subprocess.run(['echo', 'from a program'])\n"
    "time.sleep(0.5)\ndone.returncode",
    "descriptor": "os.write(2, b'straight\\n')\ntime.sleep(0.5)",
    "magic": "%precision 2\n3.14159",
    "magic-back": "%precision %r\n3.14159",
    "cell-magic": "%%capture captured\nprint('inside')\n'value'",
    "captured": "captured.stdout, [str(out) for out in captured.outputs]",
    "no-magic": "%nothing_of_the_sort",
    "no-cell-magic": "%%nothing_of_the_sort\n1",
    "bash": "%%bash\necho one\necho two >&2",
    "bash-error": "%%bash\nexit 2",
    "writefile": "%%writefile note.txt\nnoted",
    "readfile": "open('note.txt').read()",
    "who": "%who_ls int",
    "help": "len?",
    "doc": "print(len.__doc__.splitlines()[0])",
    "last-value": "7\n_",
    "history": "_ih[1], Out[1], In[1]",
    "several": "1\n2\n3",
    "magic-assign": "where = %pwd\ntype(where).__name__",
    "thread": "import threading\nt = threading.Thread(target=print, args=('in a thread',))\n"
    "t.start()\nt.join()",
    "flush": "sys.stdout.write('no newline')\nsys.stdout.flush()",
    "redirect": "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as held:\n"
    "    print('held')\nheld.getvalue()",
    "print-nothing": "print(end='')\nprint()",
    "carriage": "print('10 %\\r20 %\\r100 %')",
    "stream-facts": "sys.stdout.encoding.lower(), sys.stdout.isatty(), sys.stdout.writable()",
    "main": "__name__, '__file__' in globals()",
    "pickle": "import pickle\nclass Kept:\n    pass\n"
    "type(pickle.loads(pickle.dumps(Kept()))).__name__",
    "inspect": "import inspect\ndef sourced():\n    return 1\nprint(inspect.getsource(sourced))",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass Point:\n"
    "    x: int\nPoint(3)",
    "time": "%time sum(range(10))",
    "empty": "# nothing but a comment",
}


@pytest.fixture(scope="module")
def both(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Plain, Plain]]:
    """What every cell shows in a kernel, and in our sandbox."""
    sources = list(CELLS.values())
    theirs = by_kernel(sources, str(tmp_path_factory.mktemp("kernel")))
    ours = by_us(sources, bench.sandbox)
    return dict(zip(CELLS, zip(theirs, ours, strict=True), strict=True))


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_shows_what_a_kernel_shows(both: dict[str, tuple[Plain, Plain]], name: str) -> None:
    """Its number, its outputs in their order, with their kinds, data and metadata."""
    theirs, ours = both[name]

    assert ours == theirs
