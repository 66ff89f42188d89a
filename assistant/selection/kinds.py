"""What kind of answer a question wants: a reason, a first step, an amount …

A kind is recognised by patterns over the words as read, and favours passages with certain tags. The
tags are those of `corpus/leg_cramps/tags.toml`; a folder with the same tag ids benefits too, and
one without them is ranked without this step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Passage
from index.words import Word

TAGGED = 1.3
"""Factor for the score of a passage with a tag for the kind of question asked. Tried from 1.1 to
1.6 on the tuning questions, as was HOLDING."""

CRIED = 2.0
"""Factor for first aid if somebody only calls for help."""

HOLDING = 1.2
"""Factor for a passage with an amount, a time or a frequency, if that is asked for."""


QUESTIONS_KEPT = 8
"""Number of questions whose kinds are cached: several steps ask for them."""

TEXTS_KEPT = 500
"""Number of texts for which we cache whether they have an amount, a time or a frequency."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the patterns that recognise it, the tags of passages that answer it, and
    a pattern for what the answering sentence contains ("" if there is none)."""

    name: str
    patterns: tuple[str, ...]
    tags: tuple[str, ...] = ()
    holds: str = ""


_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|hundred|half|couple|few|several|a)"
)
_MEASURE = r"(?:glass(?:es)?|teaspoons?|tablespoons?|pinch|drops?|liters?|grams?|degrees?)"
_SPELL = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_CRAMP = r"(?:cramps?|spasms?|seizures?|convulsions?|charley horses?)"

_ILL = frozenset(
    "cramp cramps cramped cramping spasm spasms charley horse horses hurt hurts hurting pain "
    "painful ache aches aching sore hard locked locks seized stiff stuck knotted knots "
    "agony".split()
)
"""Words for what is wrong; a short complaint contains one of them."""

_CRIED = frozenset(
    "a again and another at awful bad badly bed calf calves every feet foot got hamstring have "
    "help horrible i im in is it ive just left leg legs like much muscle my night nights now oh on "
    "one ouch ow please really right rock rocks shin so sole solid still stone terrible the thigh "
    "thighs this toe toes tonight up very woke".split()
)
"""The other words that a short complaint may consist of."""

KINDS = (
    Kind(
        "how much",
        patterns=(
            r"how much",
            r"how many (?!times|minutes|seconds|hours|days|weeks)",
            r"how (?:hot|warm|cold|high|strong)",
            r"dose|dosage|amount|quantity|proportions?|ratio|temperature|height|size",
        ),
        holds=rf"\b(?:\d+|{_NUMBER} (?:\w+ )?{_MEASURE})\b",
    ),
    Kind(
        "how long",
        patterns=(
            r"how (?:long|soon|quickly|fast)",
            rf"how many {_SPELL}",
            r"how much (?:time|longer)",
            r"duration",
        ),
        holds=rf"\b{_NUMBER}\b[^.;]{{0,12}}\b{_SPELL}\b|\b(?:until|short-lived)\b",
    ),
    Kind(
        "how often",
        patterns=(
            r"how (?:often|frequently|regularly|many times)",
            r"times (?:a|per) (?:day|week)",
        ),
        holds=r"\b(?:times?|daily|every|once|twice|reps|regularly)\b",
    ),
    Kind(
        "why",
        patterns=(
            r"why|how come",
            r"causes?|caused|reasons?|triggers?|linked|link",
            r"behind (?:it|this|that|them|these)|due to|to blame|down to",
            r"(?:give|gives|giving|bring|bringing) (?:\w+ )?(?:cramps|spasms|them|it|on)",
            r"make me|set off|lead to",
            r"what(?: is|s)? mak(?:es|ing) (?:me|my|the|legs?|calves|muscles|them|it|you)",
            r"from (?:not|too|lack|low|bad)",
        ),
        tags=("cause",),
    ),
    Kind(
        "what is it",
        patterns=(
            rf"what (?:is|are|s) (?:an? |the )?(?:\w+ )?{_CRAMP}$",
            r"define|definition|meaning|mean by",
            r"what (?:actually |exactly )?(?:is )?(?:actually |exactly )?"
            r"(?:happens|happening|going on)",
            r"(?:types?|kinds|sorts|forms) of",
        ),
        tags=("definition",),
    ),
    Kind(
        "what now",
        patterns=(
            r"what (?:do|can|should|could|must|shall|would|to) (?:\w+ )?(?:do|try)",
            r"get rid|make it stop|stop it|ease|relieve|relief|loosen|release|unlock|undo|calm",
            r"right now|just now|what now|immediately|at once|straight away",
            r"quick|quickly|fast|instant|instantly",
            r"first aid|help me",
        ),
        tags=("first-aid",),
    ),
    Kind(
        "how to prevent",
        patterns=(
            r"prevent\w*|avoid\w*|never again|for good",
            r"(?:keep|stop|ward|stave) (?:\w+ ){0,4}(?:away|off|from|coming|happening|returning)",
            r"stop (?:getting|having)",
            r"so (?:that )?(?:it|they|i|my \w+) (?:doesnt|dont|do not|does not|never|wont)",
            r"(?:less|fewer) cramps",
        ),
        tags=("prevention",),
    ),
    Kind(
        "when to see whom",
        patterns=(
            r"doctor|gp|dr|physician|specialist|surgery|hospital|clinic|er|neurologist",
            r"medical (?:help|attention|advice)|see (?:someone|somebody)|appointment",
            r"tests?|examinations?|check ?ups?|diagnos\w+|scans?|investigat\w+",
            r"worry|worried|serious|concerned?",
        ),
        tags=("see-a-doctor",),
    ),
    Kind(
        "which exercise",
        patterns=(r"(?<!after )(?<!during )(?<!from )exercis\w+|stretch\w*|gymnastics|yoga|moves",),
        tags=("exercise",),
    ),
    Kind(
        "which medicine",
        patterns=(r"medicines?|medications?|drugs?|tablets?|pills?|prescri\w+|pharmacy|chemist",),
        tags=("medicine",),
    ),
)
"""All kinds of question, those about amounts first. Patterns match whole words."""

_KNOWN_BY = tuple(
    (kind, re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in kind.patterns)))
    for kind in KINDS
)


_CRY = Kind("cry", patterns=(), tags=("first-aid",))


def kinds_of(words: Sequence[Word]) -> tuple[Kind, ...]:
    """Return the kinds of a question; none if no kind is recognised.

    A short complaint ("night cramps", "my calf is rock hard") asks what to do now. The subject
    alone is not a complaint.
    """
    reads = [word.read.replace("'", "") for word in words]
    text = " ".join(reads)
    kinds = _kinds_in(text)
    if (
        not kinds
        and len(reads) > 1
        and not _ILL.isdisjoint(reads)
        and (_ILL | _CRIED).issuperset(reads)
    ):
        return (_CRY,)
    return kinds


@lru_cache(QUESTIONS_KEPT)
def _kinds_in(text: str) -> tuple[Kind, ...]:
    return tuple(kind for kind, known_by in _KNOWN_BY if known_by.search(text))


def factor(kinds: Collection[Kind]) -> Callable[[Passage], float]:
    """Return the function that gives the factor for the score of a passage: above 1 if it has what
    is asked for.

    If an amount is asked for, only that counts: "how often for a check-up" is not about doctors.
    """
    if any(kind.holds for kind in kinds):
        return lambda passage: HOLDING if holds_answer(kinds, passage.text) else 1.0
    tags = {tag for kind in kinds for tag in kind.tags}
    high = CRIED if _CRY in kinds else TAGGED
    return lambda passage: 1.0 if tags.isdisjoint(passage.tags) else high


def holds_answer(kinds: Iterable[Kind], text: str) -> bool:
    """Whether a text has what the question asks for: an amount, a time or a frequency."""
    return any(kind.holds and _holds(kind.holds, text) for kind in kinds)


@lru_cache(TEXTS_KEPT)
def _holds(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))
