"""How an answer reads, word for word: made by hand here, so that no data of a document matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import Answer, ShownPassage, ShownWarning
from assistant.dialogue.replies import refusal
from assistant.render.text import answer_page, passage_lines, plain
from corpus.model import Quote

DOCUMENT = "Stay calm. Float on your back, and call out. Then swim ashore slowly. Drink water."


def passage(quote: str, line: int, marked: str = "", **more: object) -> ShownPassage:
    """A passage of the document above, with a stretch of it marked."""
    start = DOCUMENT.index(quote)
    at = DOCUMENT.find(marked)
    marks = ((at, at + len(marked)),) if marked else ()
    made = ShownPassage(
        str(line), line, start, start + len(quote), quote, ("Water", "At sea:"), "", ("sea",),
        score=1.0, highlights=marks,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def warning(id: str, label: str, quote: str, line: int, *because: str) -> ShownWarning:
    """A warning of one step and one passage; urgent if there are words that call for it."""
    at = DOCUMENT.index(quote)
    return ShownWarning(
        id, label, f'{label}: "{quote}" ({line})',
        (Quote(str(line), at, at + len(quote), quote),),
        (passage(DOCUMENT[:44], line, quote),), bool(because), because,
    )  # fmt: skip


CALM = warning("calm", "Cramp at sea", "Float on your back", 3)
SLOW = warning("slow", "Far from land", "Stay calm.", 5)
DANGER = warning("calm", "Cramp at sea", "Float on your back", 3, "sea", "waves")
FAR = warning("slow", "Far from land", "Stay calm.", 5, "far")
WATER = passage("Drink water.", 9, "Drink water.", tags=("drink", "sea"), notes=("Not sea water.",))
SWIM = passage(DOCUMENT[45:69], 7, "swim ashore", lead_in="It is far. What to do now:")

STANDING = """\
WARNING  Cramp at sea: "Float on your back" (3)
WARNING  Far from land: "Stay calm." (5)
"""


def page(answer: Answer, width: int = 80) -> str:
    return answer_page(answer, width).plain()


def answer(
    *passages: ShownPassage,
    warnings: Sequence[ShownWarning] = (CALM, SLOW),
    question: str = "what now",
    answered: bool = True,
    missing: tuple[str, ...] = (),
    corrections: dict[str, str] | None = None,
    carried: tuple[str, ...] = (),
) -> Answer:
    return Answer(
        tuple(warnings),
        question,
        kind="passages" if answered else "refusal",
        reply="" if answered else refusal(question, missing, (), "the sea"),
        missing=missing,
        corrections=corrections or {},
        carried=carried,
        passages=passages,
    )


def test_standing() -> None:
    """Standing warnings take one line each; then come the passages, the answering words marked,
    each with its section, the end of its lead-in, its tags, its line and its notes."""
    assert (
        page(answer(SWIM, WATER))
        == STANDING
        + """
1  Then »swim ashore« slowly.
   At sea: What to do now · sea · line 7

2  »Drink water.«
   At sea · drink, sea · line 9
   note  Not sea water.
"""
    )


def test_urgent() -> None:
    """An urgent warning says what to do, step by step, and why it is shown; its passages follow in
    full, before the answer, which does not repeat them."""
    shown = replace(DANGER.passages[0], score=2.0)
    assert (
        page(answer(shown, WATER, warnings=(DANGER, SLOW)))
        == """\
DANGER   Cramp at sea
         1  “Float on your back” (3)
         Called for by: "sea", "waves"
WARNING  Far from land: "Stay calm." (5)

Cramp at sea, in the document's words:
   3  Stay calm. »Float on your back«, and call out.

Found as well, and shown above: 1 (line 3).

2  »Drink water.«
   At sea · drink, sea · line 9
   note  Not sea water.
"""
    )


def test_both_urgent() -> None:
    """Two urgent warnings are shown in the order of the answer, each with its passages."""
    assert (
        page(answer(warnings=(FAR, DANGER)))
        == """\
DANGER   Far from land
         1  “Stay calm.” (5)
         Called for by: "far"
DANGER   Cramp at sea
         1  “Float on your back” (3)
         Called for by: "sea", "waves"

Far from land, in the document's words:
   5  »Stay calm.« Float on your back, and call out.

Cramp at sea, in the document's words:
   3  Stay calm. »Float on your back«, and call out.
"""
    )


def test_a_passage_of_both() -> None:
    """A passage that belongs to two urgent warnings is shown once."""
    both = replace(FAR, passages=(*FAR.passages, *DANGER.passages))
    assert page(answer(warnings=(both, DANGER))).count("Stay calm. »Float on your back«") == 1


def test_urgent_ones_first() -> None:
    """Even if an answer had them in another order, urgent warnings would be shown first."""
    assert page(answer(warnings=(SLOW, DANGER))).startswith("DANGER   Cramp at sea\n")


def test_urgent_notes() -> None:
    """The notes of an urgent warning's passages come with them, but for one that only quotes what
    is shown in full anyway."""
    notes = ("“Float” means lie.", "Caution: “Stay calm.” (5)", "Caution: “Float” (3)")
    warned = replace(DANGER, passages=(replace(DANGER.passages[0], notes=notes),))
    assert """
   3  Stay calm. »Float on your back«, and call out.
      note  “Float” means lie.
      note  Caution: “Stay calm.” (5)
""" in page(answer(warnings=(warned, SLOW)))
    assert "Caution: “Float”" not in page(answer(warnings=(warned, SLOW)))


def test_refusal() -> None:
    """A refusal is one sentence that names what the document does not know."""
    assert (
        page(answer(answered=False, missing=("botox", "trains")))
        == STANDING
        + """
The document does not answer this: it does not mention "botox", "trains".
"""
    )
    assert (
        page(answer(answered=False))
        == STANDING
        + """
The document does not answer this.
"""
    )


def test_nearest() -> None:
    """Passages that are merely near are marked as such."""
    assert (
        page(answer(WATER, answered=False, missing=("botox",)))
        == STANDING
        + """
The document does not answer this: it does not mention "botox".
Nearest passages:

1  »Drink water.«
   At sea · drink, sea · line 9
   note  Not sea water.
"""
    )


@pytest.mark.parametrize("question", ["", "  ", "?!", "…", "12345", "what is the", "4 of 5?"])
def test_nothing_asked(question: str) -> None:
    """Where nothing was asked (blank, marks, digits, stop words), it is said what can be asked."""
    assert (
        page(answer(question=question, answered=False, missing=("12345",)))
        == STANDING
        + """
Ask in your own words about the sea: what it is, why it comes, what helps.
"""
    )


def test_how_it_was_read() -> None:
    """What was taken over from the chat and what was corrected stands before the answer, with the
    way to insist on a word as typed."""
    corrected = {"Lemmon": "lemon", "gras": "grass"}
    assert page(answer(carried=("calf", "bed"), corrections=corrected)) == (
        STANDING
        + '''
(about: calf, bed)
(read: Lemmon → lemon, gras → grass; to insist: +Lemmon +gras)
'''
    )  # fmt: skip


def test_narrow() -> None:
    """At 40 columns every line is shorter, and nothing else is lost."""
    assert (
        page(answer(SWIM, warnings=(DANGER, SLOW)), 40)
        == """\
DANGER   Cramp at sea
  1  “Float on your back” (3)
  Called for by: "sea", "waves"
WARNING  Far from land: "Stay calm." (5)

Cramp at sea, in the document's words:
   3  Stay calm. »Float on your back«,
      and call out.

1  Then »swim ashore« slowly.
   At sea: What to do now · sea · line 7
"""
    )


def test_narrowest() -> None:
    """Below 30 columns lines are wrapped no further."""
    assert page(answer(SWIM), 30) == page(answer(SWIM), 1)


def test_warnings_alone() -> None:
    """An answer without anything to say is its warnings."""
    assert page(answer()) == STANDING
    assert plain(answer()) == STANDING.rstrip("\n") == str(answer())


def test_where_a_passage_stands() -> None:
    """A passage without a section is told by its lead-in; without both, by tags and line; a
    lead-in that repeats its section is told once."""

    def where(shown: ShownPassage) -> str:
        return "".join(text for _, text in [*passage_lines(shown, 1)][1]).strip()

    assert where(replace(SWIM, section=())) == "It is far. What to do now: · sea · line 7"
    assert where(replace(SWIM, section=(), lead_in="", tags=())) == "line 7"
    assert where(replace(SWIM, section=("Rest:",), lead_in="Rest:", tags=())) == "Rest · line 7"


def test_short() -> None:
    """A shortened passage leaves out what is far from the answering words."""
    long = "x " * 100 + "Rest. " + "y " * 100
    at = long.index("Rest.")
    shown = ShownPassage("1", 1, 0, len(long), long, score=1.0, highlights=((at, at + 5),))
    lines = ["".join(text for _, text in line) for line in passage_lines(shown, 1, short=True)]
    assert lines == ["1  … »Rest.« …", "   line 1"]
    assert "x x" in "".join(text for line in passage_lines(shown, 1) for _, text in line)


def test_attack_from_the_chat() -> None:
    """Words of the question are shown without anything that a terminal could obey."""
    evil = "\x1b]0;x\x07"
    shown = page(
        answer(
            answered=False,
            missing=(evil,),
            carried=(evil,),
            corrections={evil: evil},
            warnings=(replace(DANGER, because=(evil,)), SLOW),
        )
    )
    assert "\x1b" not in shown
    assert shown.count("?]0;x?") == 6
