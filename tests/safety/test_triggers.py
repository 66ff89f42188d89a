"""What makes a warning urgent, and what only seems to."""

from __future__ import annotations

import pytest

from tests.safety.conftest import Urgent

WATER = """
    I get leg cramps when I swim: swim
    my foot cramps in the lake: lake
    cramp in the sea, what now: sea
    the swimming pool gives me calf cramps: swimming pool
    breaststroke brings on a cramp in my thigh: breaststroke
    what if my calf goes while surfing: surfing
    snorkelling, and my foot folds up: snorkelling
    diving trip next week, my calves cramp easily: diving
    our kayak tipped over and my hip cramped: kayak
    I fell in the canal and my leg locked: fell canal
    can a cramp drown me: drown
    I went under twice because of my calf: under
    there was no ground under my feet and my leg locked: ground
    out of my depth with a cramp: depth
    too far from the shore with a cramped leg: far shore
    the current took me and my calf locked: current
    I was floating on my back when it cramped: floating
    treading water with a foot that curls: treading
    the lifeguard pulled me out with a cramp: lifeguard
    my flippers give me cramp: flippers
    where do I fix the pin on my swimsuit: pin swimsuit
    we go to the beach tomorrow and I cramp a lot: beach
    pinch or prick, when I am in the water: water
"""

ATTACK = """
    my son has epilepsy: epilepsy
    what is a grand mal: grand mal
    he lost consciousness: consciousness
    she fainted and twitched: fainted
    I passed out on the stairs: passed
    she is shaking all over: shaking
    he had a fit in the kitchen: fit
    foam at her mouth: foam
    he bit his tongue and shook: tongue
    her eyes rolled back: eyes
    he wet himself while he shook: wet
    he does not answer and stares: answer
    everything went black and my arms jerked: black
    she was confused after the jerking: confused
    every muscle in my body locked: muscle
    my whole body cramps: whole body
    arms and legs cramp at the same time: arms legs
    the convulsions lasted five minutes: convulsions
    our baby has a fever and convulses: convulses
    what are generalized convulsions: generalized
    could it be tetanus, everything is stiff: stiff
    do I put something between her teeth: teeth
    when do I call an ambulance: call
    she collapsed and jerked: collapsed
    his lips are blue and he is rigid: blue rigid
"""

ORDINARY = """
    my calf cramps at night
    how much water should I drink a day
    is sea fish good for cramps
    sea salt or table salt for cramps
    do water pills cause cramps
    leaning over the pool table gives me a cramp
    surfing the web all night gave me a stiff neck
    I am drowning in advice about magnesium
    is a warm bath good before bed
    my feet in a bucket of warm water
    how do I stretch at the kitchen sink
    the bank holiday and my sore calves
    a wave of pain in my calf
    seizures in my calf at night
    how do I prevent seizures of the legs
    convulsion of the calf, what helps
    do these shoes fit too tight
    is a fit person less prone to cramps
    my eyelid twitches
    shake the bottle, how many drops
    a faint smell of garlic on my skin
    in general, which food helps
    confused by the two amounts of water
    my son has calf cramps after football
    anticonvulsant gymnastics in the morning
    what is the weather tomorrow
"""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("line", _lines(WATER))
def test_water(urgent: Urgent, line: str) -> None:
    """A question about a cramp in the water makes that warning urgent, and the answer says why."""
    question, _, words = line.rpartition(": ")
    because = urgent(question)["swimming"]
    assert set(words.split()) <= set(" ".join(because).split())


@pytest.mark.parametrize("line", _lines(ATTACK))
def test_attack(urgent: Urgent, line: str) -> None:
    """A question about a convulsion makes that warning urgent, and the answer says why."""
    question, _, words = line.rpartition(": ")
    because = urgent(question)["generalized"]
    assert set(words.split()) <= set(" ".join(because).split())


@pytest.mark.parametrize("question", _lines(ORDINARY))
def test_ordinary(urgent: Urgent, question: str) -> None:
    """A question that only shares words with a danger makes no warning urgent."""
    assert urgent(question) == {}


def test_both(urgent: Urgent) -> None:
    """A question can call for both warnings."""
    found = urgent("my epileptic daughter had a seizure while swimming in the lake")
    assert set(found) == {"swimming", "generalized"}


@pytest.mark.parametrize(
    ("question", "warning", "typed"),
    [
        ("leg cramp when swiming", "swimming", "swiming"),
        ("drownding with a cramp", "swimming", "drownding"),
        ("snorkling cramp", "swimming", "snorkling"),
        ("my friend had a seazure", "generalized", "seazure"),
        ("she is unconcious", "generalized", "unconcious"),
        ("convultions all over", "generalized", "convultions"),
        ("my eppileptic son", "generalized", "eppileptic"),
    ],
)
def test_misspelt(urgent: Urgent, question: str, warning: str, typed: str) -> None:
    """A misspelt word signals the danger as well, and is quoted as typed."""
    assert typed in urgent(question)[warning]


def test_capitals_and_accents(urgent: Urgent) -> None:
    """Capitals, curly apostrophes and accents make no difference."""
    assert urgent("I CAN’T TOUCH THE BOTTOM AND MY LEG CRAMPS")["swimming"]
    assert urgent("épilepsy")["generalized"] == ("épilepsy",)


def test_few_words_in_order(urgent: Urgent) -> None:
    """At most five words explain a danger, in the order of the question, each once."""
    question = "swim in the sea, swim in the lake, dive, surf, sail, float and swim with a cramp"
    because = urgent(question)["swimming"]
    places = [question.index(word) for word in because]
    assert len(because) == len(set(because)) == 5
    assert places == sorted(places)
