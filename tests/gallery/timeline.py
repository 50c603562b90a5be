"""W4: a year of a lamp maker's roadmap, three teams, and what waits for what."""

from pm_exercises.interactions import Card, Pick, Timeline
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-ROAD",
    "Lamp roadmap",
    "Plan the bike lamp's next year: a team and a place for each item, the requirement it answers "
    "and the sign that it worked.",
    Timeline(
        items=(
            Card("seal", "Rain-proof housing", "Two quarters; tests need a month of rain."),
            Card("cert", "Road approval", "The lab wants sealed lamps."),
            Card("dim", "Dims by itself in daylight", "Firmware, two quarters."),
            Card("app", "Battery level in the app", "Needs what the new firmware reports."),
            Card("find", "Rides with ten commuters", "Before anything is cut in metal."),
            Card("spare", "Spare clips by post", "Shops ask for them every week."),
            Card("guide", "Fitting guide in pictures"),
        ),
        lanes={"hw": "Hardware", "sw": "App and firmware", "svc": "Service"},
        columns=("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"),
        picks=(
            Pick(
                "req",
                "Requirement",
                {
                    "rain": "R1 Works after an hour of heavy rain",
                    "law": "R2 May be sold for use on roads",
                    "life": "R3 Ten hours on one charge",
                    "fit": "R4 Fitted in two minutes without tools",
                    "know": "R5 We know why riders switch it off",
                },
            ),
            Pick(
                "sign",
                "Success indicator",
                {
                    "returns": "Wet lamps returned per 1,000 sold",
                    "sold": "Shops that list the lamp",
                    "dead": "Riders whose lamp went dark on the way",
                    "calls": "Fitting questions per 100 sales",
                    "views": "Views of the product page",
                },
            ),
        ),
        after={"cert": ("seal",), "app": ("dim",), "seal": ("find",), "guide": ("spare",)},
        lane_word="team",
        column_word="quarter",
        wall_word="roadmap",
    ),
    wanted={
        "items": {
            "seal": {"lane": "hw", "start": 2, "len": 2, "req": "rain", "sign": "returns"},
            "cert": {"lane": "hw", "start": 4, "len": 1, "req": "law", "sign": "sold"},
            "dim": {"lane": "sw", "start": 1, "len": 2, "req": "life", "sign": "dead"},
            "app": {"lane": "sw", "start": 3, "len": 1, "req": "life", "sign": "dead"},
            "find": {"lane": "hw", "start": 1, "len": 1, "req": "know", "sign": "dead"},
            "spare": {"lane": "svc", "start": 1, "len": 1, "req": "fit", "sign": "calls"},
            "guide": {"lane": "svc", "start": 2, "len": 1, "req": "fit", "sign": "calls"},
        }
    },
    wrong={
        "items": {
            "seal": {"lane": "hw", "start": 1, "len": 3, "req": "rain", "sign": "returns"},
            "cert": {"lane": "hw", "start": 3, "len": 1, "req": "law", "sign": "views"},
            "dim": {"lane": "sw", "start": 2, "len": 2, "req": "life", "sign": "dead"},
            "app": {"lane": "sw", "start": 1, "len": 1, "req": "life", "sign": "views"},
            "find": {"lane": "svc", "start": 4, "len": 1, "req": "know", "sign": "dead"},
            "spare": {"lane": "svc", "start": 1, "len": 1, "req": "fit", "sign": "calls"},
            "guide": {"lane": "svc", "start": 4, "len": 1, "req": "fit"},
        }
    },
    half={
        "items": {
            "seal": {"lane": "hw", "start": 2, "len": 2, "req": "rain", "sign": "returns"},
            "dim": {"lane": "sw", "start": 1, "len": 2, "req": "life"},
            "find": {"lane": "hw", "start": 1, "len": 1},
            "app": {"lane": "sw", "req": "life"},
        }
    },
    marks=("cert", "app"),
)
