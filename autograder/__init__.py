"""Release, grade, complete, award: the instructor's side of the course kit."""

import sys

# jsonschema imports these if it finds them, for web addresses and lengths of time, and that takes
# longer than grading a notebook. No schema of a notebook asks for either.
for _name in ("rfc3987_syntax", "isoduration"):
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
