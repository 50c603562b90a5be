"""Show the little Markdown that messages use: bold, code, and a link's words; all else is text.

Everything is escaped first, so whatever stands in a message, a comment or a learner's answer can
become bold or code, and nothing more. A link leads nowhere: a page of feedback calls nobody.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A code span first: what stands in it is no markup. Each ends on the line on which it begins.
SPANS = re.compile(
    r"(?P<code>`(?P<in_code>[^`\n]+)`)"
    r"|(?P<bold>\*\*(?P<in_bold>[^\s*](?:[^\n]*?[^\s*])?)\*\*)"
    r"|(?P<link>\[(?P<in_link>[^\[\]\n]+)\]\((?:[^()\s]+)\))"
)


def marked_up(text: str) -> Markup:
    """Return text as HTML, safe whatever it holds."""
    return Markup("").join(_parts(text))


def _parts(text: str) -> list[Markup]:
    parts, at = [], 0
    for found in SPANS.finditer(text):
        parts.append(escape(text[at : found.start()]))
        at = found.end()
        if found["code"]:
            parts.append(Markup("<code>{}</code>").format(found["in_code"]))
        elif found["bold"]:
            inner = Markup("").join(_parts(found["in_bold"]))
            parts.append(Markup("<strong>{}</strong>").format(inner))
        else:
            parts.append(escape(found["in_link"]))
    return [*parts, escape(text[at:])]
