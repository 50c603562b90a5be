"""QUA-REFLECT as learners answer it: complete ones, and each prompt left nearly empty."""

from __future__ import annotations

from typing import Any

TEXTS = {
    "strong": "Empathy: friends call me when they have to decide.",
    "surprise": "I chose the need with most quotes, and it was one man.",
    "next": "On Thursday I will let Sam run the meeting.",
}


def alternatives(_data: None, _best: dict[str, Any]) -> list[dict[str, Any]]:
    """Three other complete answers: any words will do."""
    return [
        {"texts": TEXTS},
        {"texts": {prompt: f"{text} Really." for prompt, text in TEXTS.items()}},
        {"texts": dict.fromkeys(TEXTS, "I split the numbers before I speak.")},
    ]


def misconceptions(_data: None, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, an answer in which that prompt has hardly a word."""
    return {
        f"QUA-REFLECT.{prompt.upper()}": {"texts": {**best["texts"], prompt: "Nothing."}}
        for prompt in TEXTS
    }
