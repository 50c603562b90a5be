"""How nbgrader works on this course. The course's own settings are in course/course.toml."""

from autograder.nbgrader_steps import use_engine

c = get_config()  # noqa: F821  # nbgrader defines it

# nbgrader's own autograde and validate, and formgrader's buttons, run notebooks as `bootcamp grade`
# does: behind walls, and checks are decided where no learner's code runs. Without this line they
# run learners' code as yourself, beside the hidden tests and the gradebook.
use_engine(c)

c.CourseDirectory.course_id = "pm-bootcamp"

# Never copied, at any step. nbgrader applies this list to learners' work too, so what they hand in
# (answers/, timestamp.txt) must not be on it.
NEVER = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"]
c.CourseDirectory.ignore = NEVER

# Besides, `nbgrader generate_assignment` leaves these in source/: text twins of a notebook show its
# solutions, and nbgrader would copy a file from source/answers/ over the learner's of that name.
STAFF_ONLY = ["*.md", "*.Rmd", "*.qmd", "*.rst", "*.txt", "*.py", "*.svg", "*.html", "answers"]
c.GenerateAssignmentApp.CourseDirectory.ignore = NEVER + STAFF_ONLY

# The stub must run without an error: an answer given on the board is an answer. How one is typed
# stands below it, in the cell itself, for each exercise another way (autograder/tidying.py).
c.ClearSolutions.code_stub = {"python": "# Solved on the board? Then leave this cell as it is."}
# A mark scheme stands in a locked cell above the written answer: learners get that cell without
# the scheme, and at grading nbgrader puts it back, so that the reader has it in formgrader.
c.ClearMarkScheme.enforce_metadata = False
c.ClearSolutions.text_stub = "*Double-click here, and write your answer in place of this line.*"
