"""The questions that notebooks are generated from: what teachers ask, and what learners answer."""

# ruff: noqa: E501  # a learner's program stays in one piece, as far as it can

from __future__ import annotations

from tests.parity.questions import Question, Read, function

VALUES = (
    Question(
        "number",
        "total_Q = N1 + N2",
        "assert total_Q == N1 + N2, 'the sum of both'",
        "assert isinstance(total_Q, int)",
        answers=(
            "total_Q = sum([N1, N2])",
            "total_Q = float(N1 + N2)",
            "total_Q = N1 - N2 - 1",
            "total_Q = str(N1 + N2)",
            "total_Q = None",
            "total_Q = True",
            "total_Q = [N1 + N2]",
            "total_Q = lambda: N1 + N2",
            "import numpy as np\ntotal_Q = np.int64(N1 + N2)",
            "import enum\nclass E_Q(enum.IntEnum):\n    A = N1 + N2\ntotal_Q = E_Q.A",
        ),
    ),
    Question(
        "text",
        "word_Q = 'naïve – 你好'",
        "assert word_Q.startswith('na')\nassert len(word_Q) == 10",
        "assert word_Q.upper() == 'NAÏVE – 你好'",
        answers=(
            "word_Q = b'naive'",
            "word_Q = 'na' * 5",
            "word_Q = list('naïve – 你好')",
            "class Word_Q(str):\n    pass\nword_Q = Word_Q('naïve – 你好')",
        ),
    ),
    Question(
        "tolerance",
        "share_Q = 0.1 + 0.2",
        "assert abs(share_Q - 0.3) < 1e-9",
        "import math\nassert math.isclose(share_Q, 0.3)",
        answers=(
            "share_Q = 0.3",
            "share_Q = 0.31",
            "share_Q = 0.3 + 1e-9",
            "share_Q = float('nan')",
            "share_Q = float('inf')",
            "share_Q = 3",
            "share_Q = '0.3'",
            "from fractions import Fraction\nshare_Q = Fraction(3, 10)",
            "from decimal import Decimal\nshare_Q = Decimal('0.3')",
            "import numpy as np\nshare_Q = np.float32(0.3)",
            "import numpy as np\nshare_Q = np.array([0.3])",
            "share_Q = 0.3 + 0j",
        ),
    ),
    Question(
        "list",
        "rows_Q = [N1, N2, 3]",
        "assert rows_Q == [N1, N2, 3]",
        "assert rows_Q[-1] == 3 and len(rows_Q) == 3",
        answers=(
            "rows_Q = (N1, N2, 3)",
            "rows_Q = [N2, N1, 4]",
            "rows_Q = [float(N1), float(N2), 3.0]",
            "rows_Q = iter([N1, N2, 3])",
            "class L_Q(list):\n    pass\nrows_Q = L_Q([N1, N2, 3])",
            "import numpy as np\nrows_Q = np.array([N1, N2, 3])",
            "rows_Q = []",
        ),
    ),
    Question(
        "any iterable",
        "many_Q = [N1, N2, N1]",
        "assert sum(many_Q) == 2 * N1 + N2",
        answers=(
            "many_Q = (N1, N2, N1)",
            "many_Q = (n for n in [N1, N2, N1])",
            "many_Q = map(int, [N1, N2, N1])",
            "many_Q = {1: N1, 2: N2, 3: N1}.values()",
            "many_Q = {N1: 1, N2: 2}",
            "many_Q = range(3)",
            "import numpy as np\nmany_Q = np.array([N1, N2, N1])",
            "import pandas as pd\nmany_Q = pd.Series([N1, N2, N1])",
            "many_Q = [str(N1)]",
            "from collections import deque\nmany_Q = deque([N1, N2, N1])",
        ),
    ),
    Question(
        "sorted names",
        "names_Q = ['a', 'b', 'c']",
        "assert sorted(names_Q) == ['a', 'b', 'c']",
        "assert 'b' in names_Q and 'd' not in names_Q",
        answers=(
            "names_Q = {'c': 1, 'b': 2, 'a': 3}",
            "names_Q = {'c': 1, 'b': 2, 'a': 3}.keys()",
            "names_Q = 'cba'",
            "names_Q = {'a', 'b', 'c'}",
            "names_Q = (c for c in 'abc')",
            "names_Q = {'a': 1}.keys()",
            "names_Q = ['a', 'b', 3]",
            "import pandas as pd\nnames_Q = pd.DataFrame({'a': [1], 'b': [2], 'c': [3]}).columns",
            "class Bag_Q:\n    def __init__(self, *of):\n        self.of = of\n"
            "    def __iter__(self):\n        return iter(self.of)\nnames_Q = Bag_Q('c', 'b', 'a')",
        ),
    ),
    Question(
        "dict",
        "count_Q = {'a': N1, 'b': N2}",
        "assert count_Q == {'a': N1, 'b': N2}",
        "assert count_Q.get('c', 0) == 0\nassert list(count_Q) == ['a', 'b']",
        answers=(
            "count_Q = {'b': N2, 'a': N1}",
            "from collections import Counter\ncount_Q = Counter({'a': N1, 'b': N2})",
            "from collections import OrderedDict\ncount_Q = OrderedDict(a=N1, b=N2)",
            "from collections import defaultdict\ncount_Q = defaultdict(int, a=N1, b=N2)",
            "count_Q = [('a', N1), ('b', N2)]",
            "count_Q = dict(a=N1)",
            "count_Q = {'a': N1, 'b': N2, 3: None}",
        ),
    ),
    Question(
        "missing keys",
        "seen_Q = {'a': N1}",
        "assert seen_Q['a'] == N1",
        "try:\n    assert seen_Q['z'] == 0\nexcept KeyError:\n    pass",
        answers=(
            "from collections import defaultdict\nseen_Q = defaultdict(int, a=N1)",
            "from collections import defaultdict\nseen_Q = defaultdict(list, a=N1)",
            "from collections import Counter\nseen_Q = Counter('a' * N1)",
            "seen_Q = [N1]",
        ),
    ),
    Question(
        "set",
        "kinds_Q = {'x', 'y'}",
        "assert kinds_Q == {'x', 'y'}",
        "assert kinds_Q & {'y', 'z'} == {'y'}",
        answers=(
            "kinds_Q = frozenset('xy')",
            "kinds_Q = ['x', 'y']",
            "kinds_Q = {'x': 1, 'y': 2}.keys()",
            "kinds_Q = {'x'}",
        ),
    ),
    Question(
        "date",
        "import datetime as dt\nday_Q = dt.date(2026, 3, N1)",
        "assert day_Q.month == 3 and day_Q.day == N1",
        answers=(
            "from datetime import datetime\nday_Q = datetime(2026, 3, N1)",
            "import pandas as pd\nday_Q = pd.Timestamp(2026, 3, N1)",
            "day_Q = '2026-03-N1'",
        ),
    ),
    Question(
        "array",
        "import numpy as np\ngrid_Q = np.arange(6).reshape(2, 3) * N1",
        "import numpy as np\nnp.testing.assert_array_equal(grid_Q, np.arange(6).reshape(2, 3) * N1)",
        "assert grid_Q.shape == (2, 3)",
        answers=(
            "grid_Q = [[0, N1, 2 * N1], [3 * N1, 4 * N1, 5 * N1]]",
            "import numpy as np\ngrid_Q = np.arange(6) * N1",
            "import numpy as np\ngrid_Q = np.arange(6.0).reshape(2, 3) * N1",
            "import numpy as np\ngrid_Q = np.zeros((2, 3))",
            "import pandas as pd, numpy as np\ngrid_Q = pd.DataFrame(np.arange(6).reshape(2, 3) * N1)",
            "import numpy as np\ngrid_Q = np.ma.array(np.arange(6).reshape(2, 3) * N1)",
        ),
    ),
)

FUNCTIONS = (
    Question(
        "function in a loop",
        function("return x ** 2 + N1"),
        "for x in range(4):\n    assert f_Q(x) == x ** 2 + N1, x",
        "assert f_Q(-12) == 144 + N1",
        answers=(
            "f_Q = lambda x: x * x + N1",
            function("print(x ** 2 + N1)"),
            function("return x * 2 + N1"),
            function("return abs(x) ** 2 + N1 if x >= 0 else 0"),
            function("return float(x ** 2 + N1)"),
            function("return f_Q(x)"),
            function("return x ** 2 + N1", "x, y"),
            function("return x ** 2 + N1", "y"),
            "import functools\n@functools.lru_cache\n" + function("return x ** 2 + N1"),
            "import functools\nf_Q = functools.partial(lambda a, x: x ** 2 + a, N1)",
            "class Sq_Q:\n    def __call__(self, x):\n        return x ** 2 + N1\nf_Q = Sq_Q()",
            function("global last_Q\nlast_Q = x\nreturn last_Q ** 2 + N1"),
            "def helper_Q(x):\n    return x ** 2\n\n" + function("return helper_Q(x) + N1"),
        ),
    ),
    Question(
        "must raise",
        function("if x < 0:\n    raise ValueError('negative: no root')\nreturn x ** 0.5"),
        "try:\n    f_Q(-1)\nexcept ValueError as error:\n    assert 'negative' in str(error)\nelse:\n"
        "    raise AssertionError('no ValueError was raised')\nassert f_Q(9) == 3",
        answers=(
            function("return x ** 0.5"),
            function("if x < 0:\n    raise TypeError('negative')\nreturn x ** 0.5"),
            function("if x < 0:\n    raise ValueError\nreturn x ** 0.5"),
            function("if x < 0:\n    raise ValueError('negative', x)\nreturn x ** 0.5"),
            "class Negative_Q(ValueError):\n    def __str__(self):\n        return 'negative'\n\n"
            + function("if x < 0:\n    raise Negative_Q(x)\nreturn x ** 0.5"),
            "class Negative_Q(Exception):\n    pass\n\n"
            + function("if x < 0:\n    raise Negative_Q('negative')\nreturn x ** 0.5"),
            function("import math\nreturn math.sqrt(x)"),
            function("assert x >= 0, 'negative'\nreturn x ** 0.5"),
            function("import sys\nif x < 0:\n    sys.exit('negative')\nreturn x ** 0.5"),
            "import json\n"
            + function(
                "if x < 0:\n    raise json.JSONDecodeError('negative', '', 0)\nreturn x ** 0.5"
            ),
            function(
                "if x < 0:\n    raise UnicodeDecodeError('a', b'', 0, 1, 'negative')\nreturn x ** 0.5"
            ),
        ),
    ),
    Question(
        "key error",
        function("return {'a': N1}[x]"),
        "try:\n    f_Q('b')\nexcept KeyError as error:\n    assert error.args == ('b',)\n"
        "else:\n    assert False\nassert f_Q('a') == N1",
        answers=(
            function("if x != 'a':\n    raise KeyError(x)\nreturn N1"),
            function("if x != 'a':\n    raise KeyError((x, 1))\nreturn N1"),
            function("if x != 'a':\n    raise IndexError(x)\nreturn N1"),
            function("return {'a': N1}.get(x)"),
        ),
    ),
    Question(
        "locked helper",
        function("return [x, x + N1]"),
        "assert all_close_Q(f_Q(1), [1, 1 + N1])",
        "assert all_close_Q(f_Q(2), [2, 2 + N1])\nassert calls_Q(f_Q) == 3",
        given="def all_close_Q(a, b):\n    return len(a) == len(b) and all(abs(x - y) < 1e-6 for x, y in zip(a, b))\n"
        "\ndef calls_Q(g):\n    return sum(len(g(n)) > 1 for n in range(3))",
        answers=(
            function("return x, x + N1"),
            function("yield x\nyield x + N1"),
            function("return {x: 1, x + N1: 2}"),
            function("return [x]"),
            function("import numpy as np\nreturn np.array([x, x + N1])"),
            "all_close_Q = lambda a, b: True\n" + function("return []"),
        ),
    ),
    Question(
        "prints",
        function("print('Hello,', x)\nprint(N1)", "x='you'"),
        "import contextlib, io\nshown = io.StringIO()\nwith contextlib.redirect_stdout(shown):\n"
        "    f_Q('Ada')\nassert shown.getvalue() == 'Hello, Ada\\nN1\\n'",
        "with contextlib.redirect_stdout(io.StringIO()) as shown:\n    assert f_Q() is None\n"
        "assert 'you' in shown.getvalue()",
        answers=(
            function("print(f'Hello, {x}\\n{N1}')", "x='you'"),
            function("return f'Hello, {x}\\n{N1}\\n'", "x='you'"),
            function("import sys\nsys.stdout.write(f'Hello, {x}\\n{N1}\\n')", "x='you'"),
            function("print('Hello', x)", "x='you'"),
            function("print('Hello,', x)\nprint(N1)\nreturn 1", "x='you'"),
            function("print('Hello,', x)\nraise ValueError", "x='you'"),
            function("print('Hello,', x, end='\\n')\nprint(N1, flush=True)", "x"),
        ),
    ),
    Question(
        "uses its helper",
        "def one_Q(n):\n    return n * N1\n\n" + function("return sum(one_Q(n) for n in range(x))"),
        "kept_Q = one_Q\ndel one_Q\ntry:\n    f_Q(3)\nexcept NameError:\n    pass\nelse:\n"
        "    raise AssertionError('f does not use one')\nfinally:\n    one_Q = kept_Q",
        "assert f_Q(3) == 3 * N1",
        answers=(
            "def one_Q(n):\n    return n * N1\n\n"
            + function("return sum(n * N1 for n in range(x))"),
            "def one_Q(n):\n    return n * N1\n\n"
            + function("total = 0\nfor n in range(x):\n    total += one_Q(n)\nreturn total"),
            function("return 3 * N1"),
            "def one_Q(n):\n    return n\n\n" + function("return sum(map(one_Q, range(x)))"),
        ),
    ),
    Question(
        "in place",
        function("x.sort()"),
        "xs = [3, 1, N1]\nassert f_Q(xs) is None\nassert xs == sorted([3, 1, N1])",
        answers=(
            function("x[:] = sorted(x)"),
            function("x = sorted(x)"),
            function("return sorted(x)"),
            function("x.sort()\nreturn x"),
            function("x.append(1)"),
        ),
    ),
    Question(
        "not in place",
        function("return sorted(x)"),
        "xs = [3, 1, N1]\nassert f_Q(xs) == sorted([3, 1, N1])",
        "assert xs == [3, 1, N1], 'the argument was changed'",
        answers=(
            function("x.sort()\nreturn x"),
            function("x = x.copy()\nx.sort()\nreturn x"),
            function("x.reverse()\nreturn sorted(x)"),
            function("return list(reversed(x))"),
            function("r = sorted(x)\nx.clear()\nreturn r"),
        ),
    ),
    Question(
        "nested argument",
        function("return {k: len(v) for k, v in x.items()}"),
        "x = {'a': [1, 2], 'b': []}\ninner = x['a']\nassert f_Q(x) == {'a': 2, 'b': 0}",
        "assert x == {'a': [1, 2], 'b': []} and inner == [1, 2]",
        answers=(
            function("r = {}\nfor k in x:\n    r[k] = len(x[k])\nreturn r"),
            function("for k in x:\n    x[k] = len(x[k])\nreturn x"),
            function(
                "r = {}\nfor k in x:\n    n = 0\n    while x[k]:\n        x[k].pop()\n        n += 1\n    r[k] = n\nreturn r"
            ),
            function("return {k: len(v) for k, v in x}"),
        ),
    ),
    Question(
        "a copy",
        function("return x[:]"),
        "xs = [1, N1]\nassert f_Q(xs) == [1, N1]\nassert f_Q(xs) is not xs",
        answers=(function("return x"), function("return list(x)"), function("return x + [1]")),
    ),
    Question(
        "generator",
        function("n = x\nwhile True:\n    yield n\n    n += N1"),
        "import itertools\nassert list(itertools.islice(f_Q(1), 3)) == [1, 1 + N1, 1 + 2 * N1]",
        "g = f_Q(0)\nassert next(g) == 0\nassert next(g) == N1",
        answers=(
            "import itertools\n" + function("return itertools.count(x, N1)"),
            function("return iter([x, x + N1, x + 2 * N1])"),
            function("return [x, x + N1, x + 2 * N1]"),
            function("yield x"),
            function("yield x\nraise ValueError('stop')"),
        ),
    ),
    Question(
        "all of a generator",
        function("for n in range(x):\n    yield n * N1"),
        "assert list(f_Q(3)) == [0, N1, 2 * N1]",
        answers=(
            function("return [n * N1 for n in range(x)]"),
            function("return (n * N1 for n in range(x))"),
            function("return map(lambda n: n * N1, range(x))"),
            function("return {n * N1: 1 for n in range(x)}.keys()"),
            function("return range(0, x * N1, N1)"),
            function("return zip(range(x), range(x))"),
            function("return tuple(n * N1 for n in range(x + 1))"),
            function("print('working')\nfor n in range(x):\n    print(n)\n    yield n * N1"),
            function("return None"),
        ),
    ),
    Question(
        "pair",
        function("return min(x), max(x)"),
        "low, high = f_Q([3, N1, 1])\nassert (low, high) == (1, max(3, N1))",
        "assert f_Q([2]) == (2, 2)",
        answers=(
            function("return [min(x), max(x)]"),
            "from collections import namedtuple\nPair_Q = namedtuple('Pair_Q', 'low high')\n"
            + function("return Pair_Q(min(x), max(x))"),
            "from typing import NamedTuple\nclass Pair_Q(NamedTuple):\n    low: int\n    high: int\n"
            + function("return Pair_Q(low=min(x), high=max(x))"),
            function("yield min(x)\nyield max(x)"),
            function("return max(x), min(x)"),
            function("return min(x), max(x), 0"),
            function("x.sort()\nreturn x[0], x[-1]"),
        ),
    ),
    Question(
        "higher order",
        "def f_Q(g, h):\n    return lambda x: g(h(x))",
        "assert f_Q(lambda x: x + 1, lambda x: x * N1)(2) == 2 * N1 + 1",
        "assert f_Q(str, abs)(-3) == '3'",
        answers=(
            "def f_Q(g, h):\n    return lambda x: h(g(x))",
            "def f_Q(g, h):\n    def both(x):\n        return g(h(x))\n    return both",
            "def f_Q(g, h):\n    return g(h)",
            "class f_Q:\n    def __init__(self, g, h):\n        self.g, self.h = g, h\n"
            "    def __call__(self, x):\n        return self.g(self.h(x))",
        ),
    ),
    Question(
        "callback's error",
        function("try:\n    return g(N1)\nexcept ZeroDivisionError:\n    return 0", "g"),
        "assert f_Q(lambda n: 1 / 0) == 0\nassert f_Q(lambda n: n) == N1",
        "seen = []\nf_Q(seen.append)\nassert seen == [N1]",
        answers=(
            function("return g(N1)", "g"),
            function("try:\n    return g(N1)\nexcept Exception:\n    return 0", "g"),
            function("return N1", "g"),
        ),
    ),
    Question(
        "remembers",
        function("return [x]"),
        "assert f_Q(N1) == [N1]",
        answers=(
            function("kept.append(x)\nreturn kept", "x, kept=[]"),
            "kept_Q = []\n" + function("kept_Q.append(x)\nreturn kept_Q"),
            "kept_Q = []\n" + function("kept_Q.append(x)\nreturn kept_Q[-1:]"),
            function("return x"),
        ),
    ),
    Question(
        "remembers twice",
        function("return [x]"),
        "assert f_Q(N1) == [N1]",
        "assert f_Q(N2) == [N2]",
        answers=(
            function("kept.append(x)\nreturn kept", "x, kept=[]"),
            "kept_Q = []\n" + function("kept_Q.append(x)\nreturn kept_Q[-1:]"),
            "calls_Q = 0\n"
            + function("global calls_Q\ncalls_Q += 1\nreturn [x] if calls_Q < 2 else []"),
        ),
    ),
    Question(
        "counts calls",
        "count_Q = 0\n\ndef f_Q():\n    global count_Q\n    count_Q += 1",
        "f_Q()\nf_Q()\nassert count_Q == 2",
        answers=(
            "count_Q = 2\n\ndef f_Q():\n    pass",
            "count_Q = 0\n\ndef f_Q():\n    count_Q += 1",
            "count_Q = 0\n\ndef f_Q():\n    count_Q = 1",
        ),
    ),
    Question(
        "import by the check",
        function("return x ** 0.5"),
        "import math\nassert math.isclose(f_Q(N1), math.sqrt(N1))",
        answers=(
            function("return math.sqrt(x)"),
            "import math\n" + function("return math.sqrt(x)"),
            "from math import *\n" + function("return sqrt(x)"),
            function("return sqrt(x)"),
        ),
    ),
    Question(
        "given data",
        "mean_Q = sum(data_Q) / len(data_Q)",
        "assert mean_Q == sum(data_Q) / len(data_Q)\nassert data_Q == [1, 2, N1]",
        given="data_Q = [1, 2, N1]",
        answers=(
            "import statistics\nmean_Q = statistics.mean(data_Q)",
            "data_Q.append(0)\nmean_Q = sum(data_Q) / len(data_Q)",
            "data_Q = [1, 2, 3, 4]\nmean_Q = sum(data_Q) / len(data_Q)",
            "mean_Q = (3 + N1) / 3",
        ),
    ),
    Question(
        "class",
        "class Stack_Q:\n    def __init__(self):\n        self.items = []\n"
        "    def push(self, item):\n        self.items.append(item)\n"
        "    def pop(self):\n        return self.items.pop()",
        "s = Stack_Q()\ns.push(N1)\ns.push(N2)\nassert s.pop() == N2\nassert s.items == [N1]",
        "s.pop()\ntry:\n    s.pop()\nexcept IndexError:\n    pass\nelse:\n    assert False",
        answers=(
            "class Stack_Q(list):\n    push = list.append\n    @property\n    def items(self):\n"
            "        return list(self)",
            "class Stack_Q:\n    items = []\n    def push(self, item):\n        self.items.append(item)\n"
            "    def pop(self):\n        return self.items.pop()",
            "class Stack_Q:\n    def __init__(self):\n        self.items = ()\n"
            "    def push(self, item):\n        self.items += (item,)\n"
            "    def pop(self):\n        last, self.items = self.items[-1], self.items[:-1]\n        return last",
            "class Stack_Q:\n    def push(self, item):\n        pass",
            "def Stack_Q():\n    return []",
            "from dataclasses import dataclass, field\n@dataclass\nclass Stack_Q:\n"
            "    items: list = field(default_factory=list)\n    def push(self, i):\n        self.items.append(i)\n"
            "    def pop(self):\n        return self.items.pop(0)",
        ),
    ),
    Question(
        "class with operators",
        "class V_Q:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
        "    def __add__(self, o):\n        return V_Q(self.x + o.x, self.y + o.y)\n"
        "    def __eq__(self, o):\n        return (self.x, self.y) == (o.x, o.y)\n"
        "    def __len__(self):\n        return 2\n    def __repr__(self):\n        return f'V({self.x}, {self.y})'",
        "assert V_Q(1, 2) + V_Q(3, N1) == V_Q(4, 2 + N1)\nassert len(V_Q(0, 0)) == 2",
        "assert repr(V_Q(1, N1)) == 'V(1, N1)'",
        answers=(
            "from dataclasses import dataclass\n@dataclass\nclass V_Q:\n    x: int\n    y: int\n"
            "    def __add__(self, o):\n        return V_Q(self.x + o.x, self.y + o.y)\n"
            "    def __len__(self):\n        return 2\n    def __repr__(self):\n        return f'V({self.x}, {self.y})'",
            "class V_Q:\n    def __init__(self, x, y):\n        self.x, self.y = x, y",
            "class V_Q(tuple):\n    def __new__(cls, *a):\n        return tuple.__new__(cls, a)",
        ),
    ),
    Question(
        "random",
        "import random\nrandom.seed(N1)\ndice_Q = [random.randint(1, 6) for _ in range(5)]",
        "assert len(dice_Q) == 5\nassert set(dice_Q) <= {1, 2, 3, 4, 5, 6}",
        "import random\nrandom.seed(N1)\nassert dice_Q == [random.randint(1, 6) for _ in range(5)]",
        answers=(
            "dice_Q = [1, 2, 3, 4, 5]",
            "import random\ndice_Q = [random.randint(1, 6) for _ in range(5)]",
            "dice_Q = [0] * 5",
        ),
    ),
    Question(
        "global setting",
        "def f_Q(x):\n    return x * rate_Q",
        "assert f_Q(N1) == 2 * N1",
        "rate_Q = 3\nassert f_Q(N1) == 3 * N1",
        given="rate_Q = 2",
        answers=("def f_Q(x):\n    return x * 2", "def f_Q(x, r=rate_Q):\n    return x * r"),
    ),
    Question(
        "iterator twice",
        "steps_Q = [1, 2, N1]",
        "assert list(steps_Q) == [1, 2, N1]",
        "assert max([0, *steps_Q]) == max(2, N1)",
        answers=(
            "steps_Q = iter([1, 2, N1])",
            "steps_Q = (s for s in [1, 2, N1])",
            "steps_Q = map(int, ['1', '2', 'N1'])",
            "steps_Q = 1, 2, N1",
        ),
    ),
)

TABLES = (
    Question(
        "table",
        "import pandas as pd\nt_Q = pd.DataFrame({'a': [N1, N2], 'b': ['x', 'y']})",
        "assert t_Q.shape == (2, 2)\nassert list(t_Q.columns) == ['a', 'b']",
        "assert t_Q['a'].sum() == N1 + N2\nassert t_Q.loc[t_Q['b'] == 'x', 'a'].iloc[0] == N1",
        answers=(
            "import pandas as pd\nt_Q = pd.DataFrame([(N1, 'x'), (N2, 'y')], columns=['a', 'b'])",
            "import pandas as pd\nt_Q = pd.DataFrame({'a': [N1, N2], 'b': ['x', 'y']}, index=['r', 's'])",
            "import pandas as pd\nt_Q = pd.DataFrame({'b': ['x', 'y'], 'a': [N1, N2]})",
            "import pandas as pd\nt_Q = pd.DataFrame({'a': [N1, N2], 'b': pd.Categorical(['x', 'y'])})",
            "import pandas as pd\nt_Q = pd.DataFrame({'a': [N1, None], 'b': ['x', 'y']})",
            "t_Q = {'a': [N1, N2], 'b': ['x', 'y']}",
            "import pandas as pd\nt_Q = pd.DataFrame()",
            "import pandas as pd\nclass T_Q(pd.DataFrame):\n    pass\nt_Q = T_Q({'a': [N1, N2], 'b': ['x', 'y']})",
        ),
    ),
    Question(
        "equal frames",
        "import pandas as pd\ng_Q = pd.DataFrame({'k': ['u', 'v', 'u'], 'n': [1, 2, N1]}).groupby('k', as_index=False)['n'].sum()",
        "import pandas as pd\npd.testing.assert_frame_equal(g_Q, pd.DataFrame({'k': ['u', 'v'], 'n': [1 + N1, 2]}))",
        answers=(
            "import pandas as pd\ng_Q = pd.DataFrame({'k': ['u', 'v'], 'n': [1 + N1, 2]})",
            "import pandas as pd\ng_Q = pd.DataFrame({'k': ['u', 'v'], 'n': [1.0 + N1, 2]})",
            "import pandas as pd\ng_Q = pd.DataFrame({'k': ['u', 'v', 'u'], 'n': [1, 2, N1]}).groupby('k')['n'].sum()",
            "import pandas as pd\ng_Q = pd.DataFrame({'k': ['u', 'v', 'u'], 'n': [1, 2, N1]}).groupby('k').sum().reset_index()",
            "import pandas as pd\ng_Q = pd.DataFrame({'k': pd.Series(['u', 'v'], dtype=object), 'n': [1 + N1, 2]})",
            "import pandas as pd\ng_Q = pd.DataFrame({'k': ['v', 'u'], 'n': [2, 1 + N1]})",
        ),
    ),
    Question(
        "series",
        "import pandas as pd\ns_Q = pd.Series([1, 2, N1], index=['a', 'b', 'c'], name='n')",
        "assert s_Q['b'] == 2\nassert s_Q.max() == max(2, N1)",
        "import pandas as pd\npd.testing.assert_series_equal(s_Q, pd.Series([1, 2, N1], index=['a', 'b', 'c']), check_names=False)",
        answers=(
            "s_Q = {'a': 1, 'b': 2, 'c': N1}",
            "import pandas as pd\ns_Q = pd.Series({'a': 1, 'b': 2, 'c': N1})",
            "import pandas as pd\ns_Q = pd.Series([1.0, 2.0, N1], index=list('abc'))",
            "import pandas as pd\ns_Q = pd.Series([1, 2, N1])",
        ),
    ),
    Question(
        "table in, table out",
        "def f_Q(t):\n    return t.assign(total=t['a'] + t['b'])",
        "import pandas as pd\nt = pd.DataFrame({'a': [1, 2], 'b': [N1, N2]})\n"
        "assert f_Q(t)['total'].tolist() == [1 + N1, 2 + N2]",
        "assert 'total' not in t.columns, 'the table was changed'",
        answers=(
            "def f_Q(t):\n    t['total'] = t['a'] + t['b']\n    return t",
            "def f_Q(t):\n    t = t.copy()\n    t['total'] = t.sum(axis=1)\n    return t",
            "def f_Q(t):\n    t['total'] = t['a'] + t['b']",
            "def f_Q(t):\n    return {'total': t['a'] + t['b']}",
            "def f_Q(t):\n    return t.rename(columns={'a': 'total'})",
        ),
    ),
    Question(
        "dates in a table",
        "import pandas as pd\nd_Q = pd.DataFrame({'day': pd.date_range('2026-01-01', periods=3), 'n': [1, 2, N1]})",
        "assert d_Q['day'].dt.day.tolist() == [1, 2, 3]",
        "assert str(d_Q['day'].dtype).startswith('datetime64')\nassert d_Q.set_index('day')['n'].loc['2026-01-02'] == 2",
        answers=(
            "import pandas as pd\nd_Q = pd.DataFrame({'day': pd.to_datetime(['2026-01-01', '2026-01-02', '2026-01-03']), 'n': [1, 2, N1]})",
            "import pandas as pd\nd_Q = pd.DataFrame({'day': ['2026-01-01', '2026-01-02', '2026-01-03'], 'n': [1, 2, N1]})",
            "import pandas as pd\nd_Q = pd.DataFrame({'day': pd.date_range('2026-01-01', periods=3, tz='UTC'), 'n': [1, 2, N1]})",
        ),
    ),
    Question(
        "categories",
        "import pandas as pd\nc_Q = pd.Series(['lo', 'hi', 'lo'], dtype=pd.CategoricalDtype(['lo', 'hi'], ordered=True))",
        "assert c_Q.max() == 'hi'",
        "assert list(c_Q.cat.categories) == ['lo', 'hi']",
        answers=(
            "import pandas as pd\nc_Q = pd.Series(['lo', 'hi', 'lo'])",
            "import pandas as pd\nc_Q = pd.Series(['lo', 'hi', 'lo'], dtype='category')",
            "import pandas as pd\nc_Q = pd.Series(pd.Categorical(['lo', 'hi', 'lo'], ['hi', 'lo'], ordered=True))",
        ),
    ),
    Question(
        "bins",
        "import pandas as pd\nb_Q = pd.cut(pd.Series([1, 5, N1]), [0, 3, 200])",
        "assert b_Q.value_counts().sum() == 3",
        "assert b_Q.cat.categories[0].right == 3",
        answers=(
            "import pandas as pd\nb_Q = pd.cut(pd.Series([1, 5, N1]), [0, 3, 200], labels=['a', 'b'])",
            "import pandas as pd\nb_Q = pd.Series(['a', 'b', 'b'])",
        ),
    ),
)

PARTIAL = (
    Question(
        "points by parts",
        function("return x + N1"),
        "score = 0\nfor x in (0, 1):\n    score += f_Q(x) == x + N1",
        "score += 2 * (f_Q(-5) == N1 - 5)",
        last="score",
        points=4,
        answers=(
            function("return abs(x) + N1"),
            function("return N1"),
            function("return None"),
            function("return x - N1"),
        ),
    ),
    Question(
        "points for what does not crash",
        function("return 10 / x"),
        "score = 0.0\nfor x, y in ((1, 10), (2, 5), (5, 2)):\n    try:\n        if f_Q(x) == y:\n"
        "            score += 1\n    except Exception:\n        pass",
        last="float(score)",
        points=3,
        answers=(
            function("return 10 // (x - 1)"),
            function("return [10, 5][x - 1]"),
            function("raise ValueError"),
            function("return 10 / x if x != 2 else 0"),
            function("print(x)\nreturn 10 / x"),
        ),
    ),
    Question(
        "share of points",
        "parts_Q = ['a', 'b', 'c']",
        "wanted = {'a', 'b', 'c'}",
        "score = 3 * len(wanted & set(parts_Q)) / len(wanted)",
        last="round(score, 2)",
        points=3,
        answers=("parts_Q = ['a']", "parts_Q = 'abd'", "parts_Q = []", "parts_Q = 5"),
    ),
)

READ = (
    Read("written", ("Because it is.", "A **bold** claim\n\n- one\n- two", "\\begin{x}")),
    Read("task", ("Done, see below.",)),
    Read("code", ("plan_Q = ['c']", "plan_Q = 1 / 0", "plan_Q = [", "print('my plan')")),
)

CHECKED = (*VALUES, *FUNCTIONS, *TABLES, *PARTIAL)
