"""Drawn pictures of the course: inline SVG in the theme's colours, each with a text twin."""

from pm_exercises.pictures.base import Picture
from pm_exercises.pictures.grid import influence_and_interest
from pm_exercises.pictures.ladder import strategy_ladder
from pm_exercises.pictures.life import life_cycle
from pm_exercises.pictures.roles import project_and_product
from pm_exercises.pictures.wheel import Wheel, four_qualifications

__all__ = [
    "Picture",
    "Wheel",
    "four_qualifications",
    "influence_and_interest",
    "life_cycle",
    "project_and_product",
    "strategy_ladder",
]
