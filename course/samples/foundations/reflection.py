"""FND-REFLECT as learners answer it: complete ones, and each prompt left nearly empty."""

from __future__ import annotations

from typing import Any

TEXTS = {
    "kept": "Ask how many people, not how many posts.",
    "changed": "I used to call every result of a team a goal.",
    "next": "Before our planning day I will write down what ends and what goes on.",
}


def alternatives(_data: None, _best: dict[str, Any]) -> list[dict[str, Any]]:
    """Three other complete answers: any words will do."""
    return [
        {"texts": TEXTS},
        {"texts": {prompt: f"{text} Really." for prompt, text in TEXTS.items()}},
        {"texts": dict.fromkeys(TEXTS, "Rates. Counts tell me who is biggest.")},
    ]


def misconceptions(_data: None, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, an answer in which that prompt has hardly a word."""
    return {
        f"FND-REFLECT.{prompt.upper()}": {"texts": {**best["texts"], prompt: "Nothing."}}
        for prompt in TEXTS
    }
