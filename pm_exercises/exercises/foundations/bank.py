"""The Foundations question bank: twelve items, for its exit ticket and later warm starts.

Which option of a choice is right stands in the notebooks' hidden blocks only. An option's id here
is a letter that says nothing, and so does the order.
"""

from __future__ import annotations

from pm_exercises.exercises.foundations.bank_numbers import NUMBERS
from pm_exercises.quiz import Bank, ChoiceItem

CHOICES = (
    ChoiceItem(
        id="ROLE",
        title="Whose plan",
        phrasings=(
            "Priya is the project manager, you look after the product. Which of these is Priya's "
            "to finish?",
            "Which of these ends on a day that can be written into Priya's project plan?",
            "One of these tasks is over once it is accepted. Which one goes into the project plan?",
        ),
        options={
            "k": "Find out, again and again, why members stop ordering refills.",
            "l": "Decide whose mornings the next kettles should make easier.",
            "m": "Keep the price of refills in step with what members value.",
            "n": "Get the new lid mould tested and signed off at the plant.",
        },
        look="Lesson 1 of Foundations asks what stops when the work is done.",
    ),
    ChoiceItem(
        id="LAUNCH",
        title="Before the first sale",
        phrasings=(
            "The new kettle goes on sale in May. Which of these cannot wait until after that?",
            "Which of these has to be settled before the kettle stands on the shelf?",
            "Launch is two weeks away and this list is still open. Which item stops you?",
        ),
        options={
            "k": "How content buyers are after a month of use.",
            "l": "What the kettle costs in the shop.",
            "m": "Which colour the second edition gets.",
            "n": "When the old kettle's spare parts run out.",
        },
        look="Walk along the life-cycle wall of Foundations, lesson 2, and stop at launch.",
    ),
    ChoiceItem(
        id="GOAL",
        title="A goal that can be missed",
        phrasings=(
            "Which of these is a goal that you could fail to meet?",
            "Leadership wants one goal that can be looked up on a given day. Which one is it?",
            "Which sentence lets everyone agree, later, whether it came true?",
        ),
        options={
            "k": "By 30 June, four in ten members brew four times a week.",
            "l": "Brewbook becomes the friendliest refill club in the country.",
            "m": "The team works on the recipe planner through the spring.",
            "n": "Members brew more often than they have ever done before.",
        },
        look="The strategy ladder of Foundations, lesson 4, puts two things on every goal's rung.",
    ),
    ChoiceItem(
        id="OUTCOME",
        title="Work done or result",
        phrasings=(
            "Which of these numbers tells you that the recipe page helped its users?",
            "You may put one number beside “recipe page” on the ladder. Which one shows a result?",
            "Which number could look bad although the team did all its work?",
        ),
        options={
            "k": "Recipes published in a month.",
            "l": "Tasks closed for the recipe page.",
            "m": "Members who brew a second recipe within a week.",
            "n": "Hours the team spent on the recipe page.",
        },
        look="Lesson 4 of Foundations asks what a user does differently.",
    ),
    ChoiceItem(
        id="ANSWER",
        title="A channel for the builders",
        phrasings=(
            "Engineering builds what the roadmap says. Which of these brings a blocked plan back "
            "to you soonest?",
            "Which of these would you choose for the team that builds the lid?",
            "The lid team must be able to change the roadmap. Which of these lets them?",
        ),
        options={
            "k": "The full roadmap as slides, always up to date.",
            "l": "A short talk every two weeks in which they move items.",
            "m": "A newsletter every month with all dates.",
            "n": "A copy of the message that goes to sales.",
        },
        look="Ask of each channel, as Foundations does in lesson 5: which way can words travel?",
    ),
    ChoiceItem(
        id="LOUD",
        title="One loud voice",
        phrasings=(
            "Forty posts ask for a whistle, and one person wrote eleven of them. What do you do "
            "before you decide?",
            "The whistle leads the list of posts, thanks to one busy writer. What comes first?",
            "Sales says “everyone wants a whistle”. What do you do first?",
        ),
        options={
            "k": "Go by the number of posts, since posts are what there is.",
            "l": "Look at how many stars the posts give on average.",
            "m": "Leave out everybody who wrote more than once.",
            "n": "Count the people who ask, in each group of users.",
        },
        look="Lesson 6 of Foundations shows what to count, and within which groups.",
    ),
    ChoiceItem(
        id="GATE",
        title="No update on Friday",
        phrasings=(
            "A kettle cannot be updated once it is sold; Brewbook can. Which check comes earlier "
            "for the kettle?",
            "You come from an app team and now make kettles. Which check must move forward?",
            "What has to be known before 5,000 kettles leave the factory?",
        ),
        options={
            "k": "Whether the final lid is safe and fits.",
            "l": "Which recipe is opened most on the day after.",
            "m": "Which of two welcome messages works better.",
            "n": "How many members cancel in the first month.",
        },
        look="Lesson 7 of Foundations says what each kind of product can change after the sale.",
    ),
)

BANK: Bank = (*NUMBERS, *CHOICES)
