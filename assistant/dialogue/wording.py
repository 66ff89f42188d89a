"""The words of a line of a chat, its clauses, and whether it asks something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.analysis import normal

TEXTS_KEPT = 64
"""Number of lines and clauses whose words are cached: each is compared several times."""

LONGEST_SIGN = 3
"""Largest number of characters in a smiley."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[☀-➿\U0001f300-\U0001faff]")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*\Z")
_STRETCHED = re.compile(r"([a-z])\1\1")
_ENDS_ASKING = (("or", "not"), ("or", "no"), ("that", "true"), ("it", "true"), ("or", "what"))
_TAGS = frozenset("right true correct innit".split())
_BEFORE_TAG = frozenset(
    "a all alright am and are be been feel feels felt im is it its looks never no not ok on quite "
    "seem seems so sound sounds that thats the this to too very was yes you your youre".split()
)
_LONG = 4
"""A line of more words than this that ends with a word such as "right" asks for agreement, unless
what comes before that word makes it a statement: "that sounds right"."""
_CLAUSE = re.compile(r"[.!?,;:…]+(?=\s|$)|\n|\s[-–—]+\s")

ASKING = frozenset(
    "is are am was were do does did can could would will should may might have has shall ought any "
    "dae cud wud shud coud woud shoud".split()
)
"""A clause that begins with one of these asks something."""

DONE = frozenset(
    "be buy do get give go have keep let love make never not see take tell try".split()
)
"""Verbs that follow such a word in a clause that asks nothing: "might try that"."""

STATES = frozenset("better done eased easing enough fine gone ok okay over".split())
"""Words that follow "is" in a clause that has no subject and reports something: "is better a
little"."""

JOINING = frozenset("when where wheres whereabouts who whos".split())
"""Words with which a clause asks something only if it begins with them and no subject follows:
"where is it", but not "when I sit" or "my aunt who"."""

NEGATED = frozenset(
    "isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt shouldnt havent hasnt "
    "aint tell".split()
)
"""Words with which a clause asks something only if a subject follows: "isn't there", "tell me"."""

SUBJECTS = frozenset(
    "i im ive we he hes his she shes her it its me they you your my our the there".split()
)
"""Words that may be or begin the subject of a clause, and "me" after "tell"."""

QUESTION_WORDS = frozenset(
    "what whats how hows why whys which wich wat wats wht wot wots wetin whit whits wah woud coud "
    "shoud".split()
)
"""Words with which a line asks something wherever they are; some are dialect."""

HEAD = frozenset(
    "so and but n an ok okay well oh ah um uh er hm hmm please also sorry hey right".split()
)
"""Small words that may begin a question."""

WHICH = frozenset({"which", "wich"})
BEFORE_WHICH = HEAD | frozenset(
    "about after against at before by for from in into of on than then to with "
    "ask asked know me no or say see sure tell want wonder wondering".split()
)
"""Words after which "which" asks something; after others it begins a relative clause."""

BEFORE_RELATIVE = frozenset("is was thats its rather exactly precisely just not".split())
"""Words after which "what I …" names a thing and does not ask for it."""

CLOSING = frozenset("are do does is mean means was were".split())
"""Verbs at the end of a clause that asks "what a … is"; without one it only exclaims."""

INVERTED = {
    **dict.fromkeys(
        "is are isnt arent".split(), frozenset("he she it that this there they these".split())
    ),
    **dict.fromkeys("was were".split(), frozenset({"there"})),
    **dict.fromkeys("do does dont doesnt".split(), frozenset("i you it they we that".split())),
    **dict.fromkeys(
        "can could should shall will would".split(),
        frozenset("i we you it that this they he she there".split()),
    ),
    "am": frozenset({"i"}),
}
"""Verbs and the subjects that follow them in the middle of a clause that asks something: "after the
bath does it help"."""

BEFORE_VERB = frozenset(
    "i you he she it they we that this these those there who which what all not never so nor as "
    "than way and".split()
)
"""Words after which such a verb asks nothing: "that is it"."""

_TEXT = (
    r"(?:the|this|that|your|ur) "
    r"(?:text|document|leaflet|booklet|brochure|pamphlet|article|guide|web ?page|page|passage)"
)
_THE_TEXT = re.compile(
    rf"\b(?:according to|as per) {_TEXT}\b|(?<=said|hing) (?:in|from) {_TEXT}\b"
    rf"|\b{_TEXT}(?= (?:actually |really |even |also )?"
    r"(?:say|tell|mention|talk|speak|advise|recommend|suggest)s?\b)",
    re.IGNORECASE,
)
"""Words for the text that is asked, which is not what is asked about."""


def without_text(line: str) -> str:
    """Return a line without words for the text itself: "what does the leaflet say about salt"."""
    return _THE_TEXT.sub("", line)


@lru_cache(TEXTS_KEPT)
def chat_words(text: str) -> tuple[str, ...]:
    """Return the words of a line in the form that is compared with phrases: lower case, no
    apostrophes."""
    return tuple(
        normal(match.replace("'", "").replace("’", "")) for match in _WORD.findall(text.casefold())
    )


def plain(line: str) -> str:
    """Return a line in the form that is compared with known lines: its words, or its signs: ":)"
    and ":D"."""
    typed = line.strip().casefold()
    if _PLAIN.match(typed) and not _STRETCHED.search(typed):
        return typed  # skip the rest: thousands of lines are read at start-up
    if len(typed) <= LONGEST_SIGN and typed.startswith((":", ";", "=", "<")):
        return typed
    return " ".join(chat_words(line)) or typed


def asks(line: str) -> bool:
    """Whether a line asks something: by its words or a question mark."""
    words = chat_words(line)
    if "?" in line or words[-2:] in _ENDS_ASKING or _ends_with_tag(words):
        return True
    parts = [chat_words(part) for part in clauses(line)]
    return any(_has_question_word(part) or _opens_asking(part) or _inverts(part) for part in parts)


def _ends_with_tag(words: Sequence[str]) -> bool:
    return len(words) > _LONG and words[-1] in _TAGS and words[-2] not in _BEFORE_TAG


def _has_question_word(words: Sequence[str]) -> bool:
    """Whether one word makes a clause a question, unlike in "that is what I feared"."""
    for at, word in enumerate(words):
        before, then = words[at - 1] if at else "", words[at + 1 : at + 2]
        if word in WHICH:
            if not at or before in BEFORE_WHICH:
                return True
        elif word == "what" and then in (("a",), ("an",)) and words[-1] not in CLOSING:
            continue  # "what a fright"
        elif word in QUESTION_WORDS and (
            before not in BEFORE_RELATIVE or SUBJECTS.isdisjoint(then)
        ):
            return True
    return False


def _inverts(words: Sequence[str]) -> bool:
    """Whether a subject follows a verb in mid-clause, so that it asks something."""
    return any(
        then in INVERTED.get(verb, ()) and before not in BEFORE_VERB
        for before, verb, then, _ in zip(words, words[1:], words[2:], words[3:], strict=False)
    )


def _opens_asking(words: Sequence[str]) -> bool:
    """Whether a clause begins like a question: "so can I" does, but not "might try" or "when I"."""
    first = next((at for at, word in enumerate(words) if word not in HEAD), len(words))
    begins, then = words[first : first + 1], words[first + 1 : first + 2]
    if not JOINING.isdisjoint(begins):
        return SUBJECTS.isdisjoint(then)
    if not NEGATED.isdisjoint(begins):
        return not SUBJECTS.isdisjoint(then)
    if begins in (("is",), ("was",)) and not STATES.isdisjoint(then):
        return False
    if begins == ("am",):
        return then == ("i",)  # otherwise it is "I'm" in some dialects
    return not ASKING.isdisjoint(begins) and DONE.isdisjoint(then)


def clauses(line: str) -> list[str]:
    """Return the parts of a line between punctuation marks."""
    return [part.strip() for part in _CLAUSE.split(line) if part.strip()]


def after_words(clause: str, count: int) -> str:
    """Return the rest of a clause after its first words."""
    matches = list(re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", clause))
    return clause[matches[count - 1].end() :].strip() if count <= len(matches) else ""
