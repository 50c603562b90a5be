"""SW-REFLECT as learners answer it: complete ones, and each prompt left nearly empty."""

from __future__ import annotations

from typing import Any

TEXTS = {
    "kept": "Look at the split before you look at the lift.",
    "changed": "A p-value above the line proved nothing, and I thought it did.",
    "next": "I will ask for the median and for the number of people.",
}


def alternatives(_data: None, _best: dict[str, Any]) -> list[dict[str, Any]]:
    """Three other complete answers: any words will do."""
    return [
        {"texts": TEXTS},
        {"texts": {prompt: f"{text} Really." for prompt, text in TEXTS.items()}},
        {"texts": dict.fromkeys(TEXTS, "Points, not percent of a percent.")},
    ]


def misconceptions(_data: None, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, an answer in which that prompt has hardly a word."""
    return {
        f"SW-REFLECT.{prompt.upper()}": {"texts": {**best["texts"], prompt: "Nothing."}}
        for prompt in TEXTS
    }
