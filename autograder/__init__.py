"""Release, grade, complete, award: the instructor's side of the course kit."""
