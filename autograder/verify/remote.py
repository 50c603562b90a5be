"""What stands in a check for something that stayed in the learner's process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from autograder.execute import Lost, Session
from autograder.sandbox.packing import Packer
from autograder.sandbox.plain import NotPlain
from autograder.sandbox.raised import rebuilt
from autograder.sandbox.unpacking import Unpacker
from autograder.verify.changed import follow

MOST_SAID = 10_000  # characters of an exception's text
MOST_PRINTED = 1_000_000  # characters that one call may print into a check
MOST_STEPS = 100_000  # through one object of the learner's


# What only plain data may be asked: an object of the learner's own would say of itself that it
# passes, and `answer.equals(expected)` would hand it what is expected.
VERDICTS = {"all", "any", "empty", "has_duplicates", "is_unique"}


@cache
def _plain_methods() -> frozenset[str]:
    kinds: list[type] = [str, bytes, list, tuple, dict, set, frozenset, int, float]
    if numpy := sys.modules.get("numpy"):
        kinds.append(numpy.ndarray)
    if pandas := sys.modules.get("pandas"):
        kinds += [pandas.DataFrame, pandas.Series, pandas.Index]
    return frozenset(name for kind in kinds for name in dir(kind))


class Far:
    """A learner's object that is no plain data. It equals nothing but itself."""

    def __init__(self, bridge: Bridge, data: list[Any]) -> None:
        self._bridge = bridge
        self._ref = data[1]
        self._kind = str(data[2])[:200]

    def __getattr__(self, name: str) -> Any:
        defined = name in self._bridge.attributes  # by a class in the instructor's notebook
        if name.startswith("__") or (not defined and name.startswith("_")):
            raise AttributeError(name)
        verdict = name in VERDICTS or name.startswith(("is", "has"))
        if not defined and verdict and name in _plain_methods():
            raise AttributeError(f"{self!r} is no plain data, so nobody asks it for {name!r}")
        value = self._bridge.ask_value("attribute", ref=self._ref, name=name)
        if isinstance(value, FarCallable) and not defined and name in _plain_methods():
            return value.without_arguments(name)
        return value

    # No `__contains__` or `__eq__`: whether a value is in it, or is it, is found out here.

    def __iter__(self) -> Iterator[Any]:
        walk = self._bridge.ask_value("iterate", ref=self._ref)
        if not isinstance(walk, Far):
            raise TypeError(f"{self!r} cannot be gone through")
        for _ in range(MOST_STEPS):
            found = self._bridge.ask_value("next", ref=walk._ref)
            if not isinstance(found, list) or not found:
                return
            yield found[0]
        raise ValueError(f"{self!r} has more than {MOST_STEPS:,} values")

    def __next__(self) -> Any:
        found = self._bridge.ask_value("next", ref=self._ref)
        if not isinstance(found, list) or not found:
            raise RuntimeError(f"{self!r} has come to its end")
        return found[0]

    def __len__(self) -> int:
        found = self._bridge.ask_value("item", ref=self._ref, key=None)
        if type(found) is not int:
            raise TypeError(f"{self!r} has no length")
        return found

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, int | str | slice):
            raise TypeError(f"{self!r} is no plain data, so nobody looks for {key!r} in it")
        return self._bridge.item(self._ref, key)

    def __repr__(self) -> str:
        return f"<{self._kind} of the learner's>"


class FarCallable(Far):
    """A learner's function: a call sends plain arguments and brings a plain result."""

    def __init__(self, bridge: Bridge, data: list[Any]) -> None:
        super().__init__(bridge, data)
        self._alone = ""
        self.__name__ = str(data[4] or "")[:200]
        self.__doc__ = data[5] if isinstance(data[5], str) else None

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call it, in the learner's process.

        Raises:
            Exception: the built-in exception that it raised, rebuilt.
        """
        if self._alone and (arguments or options):
            raise TypeError(f"{self._alone!r} of what is no plain data is given nothing")
        return self._bridge.call(self._ref, arguments, options)

    def without_arguments(self, name: str) -> FarCallable:
        """Allow no arguments, where it only has the name of a method of plain data."""
        self._alone = name
        return self


class Bridge:
    """Fetches values from one session, and sends them."""

    def __init__(self, session: Session, attributes: Collection[str] = frozenset()) -> None:
        """`attributes` are those that the instructor's own classes define."""
        self._session = session
        self.attributes = attributes
        self._functions: list[Callable[..., Any]] = []
        session.call_back = self._called_back

    def get(self, name: str) -> Any:
        """Return the value of a learner's name.

        Raises:
            NameError: there is no such name.
        """
        reply, blobs = self._session.ask("get", name=name)
        if reply.get("missing"):
            raise NameError(f"name {name!r} is not defined")
        return self._unpacked(reply.get("value"), blobs)

    def set(self, name: str, value: Any) -> None:
        """Give a learner's name a value."""
        packer = Packer(self._refer)
        packed = packer.pack(value)
        self._session.ask("set", packer.blobs, name=name, value=packed)

    def delete(self, name: str) -> None:
        """Take a learner's name away."""
        self._session.ask("delete", name=name)

    def call(self, ref: int, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """Call what stayed there; what it prints is printed here."""
        packer = Packer(self._refer)
        fields = {"arguments": packer.pack(list(arguments)), "options": packer.pack(options)}
        reply, blobs = self._session.ask("call", packer.blobs, ref=ref, **fields)
        if reply.get("changed") is True:
            became = self.ask_value("given")
            if isinstance(became, list) and len(became) == 2:
                follow([list(arguments), options], became)
        return self._answer(reply, blobs)

    def item(self, ref: int, key: Any) -> Any:
        """Return what stands at a place in an object that stayed there."""
        packer = Packer(self._refer)
        packed = packer.pack(key)
        return self._answer(*self._session.ask("item", packer.blobs, ref=ref, key=packed))

    def ask_value(self, do: str, **fields: Any) -> Any:
        """Ask for something that comes as a value, or is raised."""
        return self._answer(*self._session.ask(do, **fields))

    def _answer(self, reply: dict[str, Any], blobs: list[bytes]) -> Any:
        printed = reply.get("printed")
        if isinstance(printed, str) and printed:
            sys.stdout.write(printed[:MOST_PRINTED])
        value = self._unpacked(reply.get("value"), blobs)
        if "raised" in reply:
            problem = rebuilt(reply["raised"], value)
            if isinstance(problem, StopIteration | StopAsyncIteration):
                # It would end a check's own `all(map(...))` early, and well.
                raise RuntimeError(f"the learner's function raised {type(problem).__name__}")
            raise problem
        return value

    def _unpacked(self, data: Any, blobs: list[bytes]) -> Any:
        return Unpacker(blobs, self._resolve).unpack(data)

    def _resolve(self, data: list[Any]) -> Any:
        if len(data) != 6 or type(data[1]) is not int:
            raise NotPlain("it refers to nothing")
        return (FarCallable if data[3] is True else Far)(self, data)

    def _refer(self, value: Any) -> list[Any]:
        if isinstance(value, Far):
            return ["ref", value._ref, "object"]
        if callable(value):
            self._functions.append(value)
            return ["ref", len(self._functions) - 1, "callback"]
        raise NotPlain(f"a {type(value).__name__} cannot be given to a learner's function")

    def _called_back(
        self, number: int, packed: Any, blobs: list[bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        if not 0 <= number < len(self._functions) or not isinstance(packed, list):
            raise Lost("nonsense")
        try:
            arguments, options = (self._unpacked(part, blobs) for part in packed)
        except (NotPlain, ValueError):
            raise Lost("nonsense") from None
        packer = Packer(self._refer)
        try:
            return {
                "value": packer.pack(self._functions[number](*arguments, **options))
            }, packer.blobs
        except Exception as error:  # noqa: BLE001  # goes on as the learner's function sees it
            texts = Packer(self._refer).pack((str(error)[:MOST_SAID],))
            return {"value": texts, "raised": type(error).__name__}, []
