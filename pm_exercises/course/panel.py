"""Something to show in a notebook, with a plain-text twin that says the same."""

from __future__ import annotations

from pm_exercises.render import page


class Panel:
    """HTML where there is a browser, text where there is none."""

    def __init__(self, text: str, html: str) -> None:
        self.text = text
        self.html = html

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {
            "text/plain": self.text,
            "text/html": page(f'<section class="pmx-frame pmx-panel">{self.html}</section>'),
        }
