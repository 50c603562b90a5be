"""What a learner's notebook imports: exercises, checks, figures and the course panel."""

from pm_exercises import course, figures, pictures
from pm_exercises.exercises import exercise
from pm_exercises.explorers import explore
from pm_exercises.verbs import check, finish, hint

__all__ = ["check", "course", "exercise", "explore", "figures", "finish", "hint", "pictures"]
