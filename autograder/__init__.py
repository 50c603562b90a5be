"""Release, grade, complete, award: the instructor's side of the course kit."""

import sys

# jsonschema builds a grammar of web addresses when it is imported, if it finds this package, and
# that takes longer than grading a notebook. No schema of a notebook asks for one.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
