"""The Qualifications question bank: twelve items, for its exit ticket and later warm starts.

Which option of a choice is right stands in the notebooks' hidden blocks only. An option's id here
is a letter that says nothing, and so does the order.
"""

from __future__ import annotations

from pm_exercises.exercises.qualifications.bank_numbers import NUMBERS
from pm_exercises.quiz import Bank, ChoiceItem

CHOICES = (
    ChoiceItem(
        id="SEEN",
        title="What somebody does",
        phrasings=(
            "Which of these notes belongs under Does on an empathy map?",
            "Three of these lines report words or moods. Which one reports an act?",
            "One of these was seen by the researcher. Which one?",
        ),
        options={
            "k": "“I always read the whole card first.” (interview)",
            "l": "Turns the card over twice and puts it back into the box. (at home)",
            "m": "“I should plan better, I suppose.” (diary)",
            "n": "“That step made me sweat.” (interview)",
        },
        look="Lesson 1 of Qualifications asks of every line how we know it.",
    ),
    ChoiceItem(
        id="NEED",
        title="Need or thing",
        phrasings=(
            "Which of these is a need, and not yet a thing to build?",
            "Three of these already name a cure. Which one leaves it open?",
            "Which sentence could be met in five quite different ways?",
        ),
        options={
            "k": "A reminder on the phone at six.",
            "l": "A second size of the box.",
            "m": "A list of all dishes with their minutes.",
            "n": "To have something warm on the table on a late evening.",
        },
        look="Lesson 1 of Qualifications asks what the person would get from it.",
    ),
    ChoiceItem(
        id="BORROW",
        title="The same job",
        phrasings=(
            "Buyers of seeds cannot tell whether they water too much. Who does the same job well?",
            "“Am I doing it right?” asks the owner of a first plant. Whose idea answers that?",
            "You sell house plants; beginners drown them. From whom do you borrow?",
        ),
        options={
            "k": "A tyre gauge with a green field: inside it, all is well.",
            "l": "A florist who wraps each plant in silk paper.",
            "m": "A shop that shows how many plants are left.",
            "n": "A club whose members show each other their gardens.",
        },
        look="Compare the job, not the screen: lesson 2 of Qualifications.",
    ),
    ChoiceItem(
        id="SAY",
        title="Heard as meant",
        phrasings=(
            "You are 75 % sure. Which sentence leaves the least room?",
            "Which of these will two readers most likely take alike?",
            "Three of these are heard in many ways. Which one is not?",
        ),
        options={
            "k": "We believe that the ovens come in May.",
            "l": "With some luck the ovens come in May.",
            "m": "The ovens probably come in May: 75 %.",
            "n": "The ovens should really come in May.",
        },
        look="Lesson 4 of Qualifications adds one thing to every phrase.",
    ),
    ChoiceItem(
        id="KEEP",
        title="What stays on your desk",
        phrasings=(
            "Which of these tasks do you not give away?",
            "You are away next week. Which of these waits for you?",
            "Three of these teach somebody something. Which one is yours?",
        ),
        options={
            "k": "Counting second boxes by region for Friday.",
            "l": "Deciding which customers next year's boxes are not for.",
            "m": "Trying out the new card with three beginners.",
            "n": "Drawing up the table for the founders' meeting.",
        },
        look="Lesson 5 of Qualifications begins with one question for each task.",
    ),
    ChoiceItem(
        id="HOME",
        title="Where it lives",
        phrasings=(
            "In the corridor the founders settle that guests pay half. What do you do with it?",
            "A decision was made in a chat at eleven at night. What happens next morning?",
            "“Guests pay half, agreed?” – “Agreed.” Where does that belong?",
        ),
        options={
            "k": "Pin the message, so that it stays on top for a week.",
            "l": "Tell the three people it concerns, as soon as you meet them.",
            "m": "Write it into the wiki and into the roadmap tool, to be safe.",
            "n": "Write it into the decision log, with why, and put a link in the chat.",
        },
        look="Lesson 6 of Qualifications has one home for each kind of information.",
    ),
)

BANK: Bank = (*NUMBERS, *CHOICES)
