"""The Software question bank: twelve items, for its exit ticket and later warm starts.

Which option of a choice is right stands in the notebooks' hidden blocks only. An option's id here
is a letter that says nothing, and so does the order.
"""

from __future__ import annotations

from pm_exercises.exercises.software.bank_numbers import NUMBERS
from pm_exercises.quiz import Bank, ChoiceItem

CHOICES = (
    ChoiceItem(
        id="BROKEN",
        title="5,630 and 6,370",
        phrasings=(
            "A test was planned half and half. 5,630 people saw A and 6,370 saw B, and B sold "
            "more. What do you do first?",
            "B wins by two points. The groups have 5,630 and 6,370 people, planned alike. What is "
            "the next step?",
            "The result looks fine, but the split of 12,000 people came out as 5,630 and 6,370. "
            "What now?",
        ),
        options={
            "k": "Ship B, since its group is the larger one and still did better.",
            "l": "Take people out of B at random until both groups are alike.",
            "m": "Look for what broke the split, and read nothing else until then.",
            "n": "Use percent instead of counts, which makes the groups comparable.",
        },
        look="The first rung of the ladder in lesson 3 of Software is about this.",
    ),
    ChoiceItem(
        id="EARLY",
        title="The third day",
        phrasings=(
            "A test is planned for two weeks. On day 3 the lift is large and the p-value small. "
            "What do you say to the boss who wants to ship?",
            "Day 3 of 14: B is far ahead. Why do you wait?",
            "Someone opens the test every morning and wants to stop at the first good number. "
            "What is the trouble with that?",
        ),
        options={
            "k": "People try what is new, and whoever looks daily will sooner or later see luck.",
            "l": "A p-value may be looked at only by people who did not plan the test.",
            "m": "Small p-values are only found in small groups, so they mean little.",
            "n": "The rules of statistics ask for two weeks in every test.",
        },
        look="Lesson 3 of Software has a chart of what the first days look like.",
    ),
    ChoiceItem(
        id="MUST",
        title="Nobody asked for it",
        phrasings=(
            "In a Kano survey most people expect “Restore a deleted note” and dislike its absence. "
            "In interviews nobody mentioned it. What follows?",
            "A must-be is never on anybody's list of wishes. What do you do with it?",
            "A feature's Better is 0.08 and its Worse is −0.79. What does that tell you?",
        ),
        options={
            "k": "It can wait: what nobody asks for is not missed.",
            "l": "It should be advertised, since it will surprise people.",
            "m": "It is worth more the more of it there is.",
            "n": "It has to work, and more of it wins nobody.",
        },
        look="Look at the two curves of lesson 4 of Software, and at what happens on the left.",
    ),
    ChoiceItem(
        id="EXPORT",
        title="Before the news",
        phrasings=(
            "The desktop app will end in September. What has to be ready on the day you tell "
            "users?",
            "You may finish one thing before the announcement of the end. Which?",
            "Which of these cannot come after the announcement that an app ends?",
        ),
        options={
            "k": "The last invoice and the write-off in the books.",
            "l": "A way for people to take their work along.",
            "m": "The deletion of old backups, to save storage.",
            "n": "A survey about what people liked in the app.",
        },
        look="Lesson 6 of Software puts the steps of an end in order.",
    ),
    ChoiceItem(
        id="GAPS",
        title="A gap of four levels",
        phrasings=(
            "A rival is four levels ahead in printing. 3 % of buyers name printing. What is a "
            "sensible response?",
            "The radar shows our widest gap where hardly a buyer looks. What do you do?",
            "Sales wants to close the widest gap first: printing, named by 3 % of buyers. Your "
            "answer?",
        ),
        options={
            "k": "Close it first, because it is the widest of all.",
            "l": "Overtake the rival, so that the radar looks better.",
            "m": "Close half of it, as a fair compromise with sales.",
            "n": "Leave it, and spend the time where buyers look.",
        },
        look="Lesson 5 of Software multiplies before it adds.",
    ),
    ChoiceItem(
        id="QUEUE",
        title="Where the time goes",
        phrasings=(
            "A change takes five days to reach users, four of them waiting for a review. What do "
            "you tackle first?",
            "Median hours: review queue 31, review 3, tests 4, release 3. What would you change?",
            "Changes lie for days before anybody reviews them. What is the most promising step?",
        ),
        options={
            "k": "Make room for reviews in the week, so that the queue does not form.",
            "l": "Ask the developer who reviews least to work longer.",
            "m": "Speed up the tests, since machines are easier to improve than people.",
            "n": "Release less often, so that there is less to review.",
        },
        look="Lesson 7 of Software asks where changes wait, and not who is slow.",
    ),
)

BANK: Bank = (*NUMBERS, *CHOICES)
