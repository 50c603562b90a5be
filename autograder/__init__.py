"""Release, grade, complete: the instructor's side of the bootcamp."""
