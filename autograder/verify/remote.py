"""What stands in a check for something that stayed in the learner's process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from autograder.execute import Lost, Session
from autograder.sandbox.plain import NotPlain, Packer, Unpacker
from autograder.sandbox.serve import rebuilt

MOST_PRINTED = 1_000_000  # characters that one call may print into a check


class Far:
    """A learner's object that is no plain data. It equals nothing but itself."""

    def __init__(self, bridge: Bridge, data: list[Any]) -> None:
        self._bridge = bridge
        self._ref = data[1]
        self._kind = str(data[2])[:200]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._bridge.ask_value("attribute", ref=self._ref, name=name)

    def __repr__(self) -> str:
        return f"<{self._kind} of the learner's>"


class FarCallable(Far):
    """A learner's function: a call sends plain arguments and brings a plain result."""

    def __init__(self, bridge: Bridge, data: list[Any]) -> None:
        super().__init__(bridge, data)
        self.__name__ = str(data[4] or "")[:200]
        self.__doc__ = data[5] if isinstance(data[5], str) else None

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call it, in the learner's process.

        Raises:
            Exception: the built-in exception that it raised, rebuilt.
        """
        return self._bridge.call(self._ref, arguments, options)


class Bridge:
    """Fetches values from one session, and sends them."""

    def __init__(self, session: Session) -> None:
        self._session = session
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
        return self._answer(*self._session.ask("call", packer.blobs, ref=ref, **fields))

    def ask_value(self, do: str, **fields: Any) -> Any:
        """Ask for something that comes as a value, or is raised."""
        return self._answer(*self._session.ask(do, **fields))

    def _answer(self, reply: dict[str, Any], blobs: list[bytes]) -> Any:
        printed = reply.get("printed")
        if isinstance(printed, str) and printed:
            sys.stdout.write(printed[:MOST_PRINTED])
        value = self._unpacked(reply.get("value"), blobs)
        if "raised" in reply:
            raise rebuilt(reply["raised"], value)
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
            value, raised = self._functions[number](*arguments, **options), {}
        except Exception as error:  # noqa: BLE001  # goes on as the learner's function sees it
            value, raised = (str(error),), {"raised": type(error).__name__}
        return {"value": packer.pack(value), **raised}, packer.blobs
