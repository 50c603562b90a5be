"""What happens to a notebook's file: a table of changes of its bytes."""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable

Spoil = Callable[[bytes, random.Random], bytes]

SPOILS: dict[str, Spoil] = {}


def spoil(made: Spoil) -> Spoil:
    """Register a change of the file's bytes."""
    SPOILS[made.__name__.strip("_")] = made
    return made


@spoil
def _cut_off(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


@spoil
def _hole(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice([b"", b"\0" * 512, b"\n>>>>>>> mine\n"]) + data[at + 512 :]


@spoil
def _flipped(data: bytes, rng: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice([1, 5, 50])):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


@spoil
def _merge_conflict(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    mine, theirs = lines[at : at + 3], [line[::-1] for line in lines[at : at + 2]]
    lines[at : at + 3] = [b"<<<<<<< HEAD", *mine, b"=======", *theirs, b">>>>>>> origin/main"]
    return b"\n".join(lines)


@spoil
def _more_at_the_end(data: bytes, rng: random.Random) -> bytes:
    return data + rng.choice([b"\0" * 4096, b"}\n", data, b"\n<!-- saved -->", b" \n\n"])


@spoil
def _other_encoding(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    marks |= {"utf-32-le": codecs.BOM_UTF32_LE, "utf-8": codecs.BOM_UTF8}
    encoding = rng.choice(["utf-8", *marks, "cp1252", "latin-1", "mac-roman", "utf-16-le"])
    mark = marks.get(encoding, b"") if rng.random() < 0.7 else b""
    return mark + text.encode(encoding, errors="replace")


@spoil
def _key_twice(data: bytes, rng: random.Random) -> bytes:
    key = rng.choice([b'"source":', b'"metadata":', b'"cells":', b'"cell_type":'])
    places = [at for at in range(len(data)) if data.startswith(key, at)]
    if not places:
        return data
    at = rng.choice(places)
    return data[:at] + key + rng.choice([b' "twice", ', b" null, ", b" [], "]) + data[at:]


@spoil
def _no_notebook(data: bytes, rng: random.Random) -> bytes:
    others = [b"", b"\0" * 5000, b"{}", b"[]", b"null", b'"text"', b"7", b"<html>404</html>"]
    others += [
        b"PK\x03\x04" + data,
        b"%PDF-1.7",
        b"import pandas\n",
        b"[" * 10**5,
        b'{"a":' * 10**5,
    ]
    others += [b'{"cells": {}}', b'{"cells": [[], 1, null]}', b'{"cells": []}', bytes(range(256))]
    others += [b'{"nbformat": 4, "cells": [{"id":' * 1000, b'{"cells": [' + b'{"id": [' * 10**4]
    return rng.choice(others)


@spoil
def _no_json(data: bytes, rng: random.Random) -> bytes:
    old, new = rng.choice(
        [(b"null", b"NaN"), (b"false", b"False"), (b'"', b"'"), (b",\n", b",,\n")]
    )
    places = max(1, data.count(old))
    number = rng.randrange(places)
    parts = data.split(old)
    return old.join(parts[: number + 1]) + new + old.join(parts[number + 1 :])
