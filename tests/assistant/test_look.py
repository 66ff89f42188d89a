"""How an answer is printed, word for word; the answers are made here, without a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import Answer, Assistant, ShownPassage, ShownWarning
from assistant.answer_types import Also
from assistant.dialogue.replies import refusal
from assistant.render.context import surrounding_lines
from assistant.render.lines import text_of
from assistant.render.text import answer_page, plain
from assistant.render.view import PIPE, View
from corpus.model import Note, Quote

DOCUMENT = "Stay calm. Float on your back, and call out. Then swim ashore slowly. Drink water."


def passage(quote: str, line: int, marked: str = "", **more: object) -> ShownPassage:
    """A passage of the document above, with part of it highlighted."""
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
        ("the water",) if because else (),
    )  # fmt: skip


CALM = warning("calm", "Cramp at sea", "Float on your back", 3)
SLOW = warning("slow", "Far from land", "Stay calm.", 5)
DANGER = warning("calm", "Cramp at sea", "Float on your back", 3, "sea", "waves")
FAR = warning("slow", "Far from land", "Stay calm.", 5, "far")
WATER = passage(
    "Drink water.", 9, "Drink water.", tags=("drink", "sea"), notes=(Note("Not sea water."),)
)
SWIM = passage(DOCUMENT[45:69], 7, "swim ashore")

STANDING = """\
WARNING  Cramp at sea: "Float on your back" (3)
WARNING  Far from land: "Stay calm." (5)
"""


def page(answer: Answer, view: View = PIPE) -> str:
    return answer_page(answer, view).plain()


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
    """Standing warnings take one line each; the passages follow, with lines and notes."""
    assert page(answer(SWIM, WATER)).splitlines()[3:] == [
        f"{'1  Then *swim ashore* slowly.':<74}line 7",
        f"{'2  *Drink water.*':<74}line 9",
        "   Not sea water.",
    ]
    assert page(answer(SWIM, WATER)).startswith(STANDING)


def test_urgent() -> None:
    """An urgent warning comes first, with what to do, step by step, and why it is shown."""
    assert page(answer(SWIM, warnings=(DANGER, SLOW))) == (
        """\
DANGER   Cramp at sea
         1  "Float on your back" (3)
         Because you wrote "sea" (the water) and "waves"
WARNING  Far from land: "Stay calm." (5)

"""
        + f"{'1  Then *swim ashore* slowly.':<74}line 7\n"
    )


def test_still_urgent() -> None:
    """A warning still urgent from an earlier question names it, in at most four lines; each step
    has its own line if all fit."""
    step = Quote("3", 11, 29, "Float on your back")
    still = replace(DANGER, since="I am in the sea", brief=(step, step, step))
    shown = page(answer(warnings=(still, SLOW)), View(80, commands=True))
    assert shown.startswith('DANGER   Cramp at sea, since "I am in the sea"\n         1 "Float')
    assert shown.count('\n         2 "Float on your back" (3)\n         3 "Float') == 1
    narrow = page(answer(warnings=(still, SLOW)), View(40, commands=True))
    assert '"Float on your back" (3) 2 "Float' in " ".join(narrow.split())
    assert "/warnings" not in page(answer(warnings=(still, SLOW)), View(40))
    long = replace(still, since="I am in the sea and " * 40, brief=(step,) * 40)
    for view in (View(40), View(80), View(80, "spoken"), View(30, commands=True)):
        lines = page(answer(warnings=(long, SLOW)), view).splitlines()
        assert [line[:7] for line in lines].index("WARNING") <= 4


def test_urgent_ones_first() -> None:
    """Urgent warnings are printed first, even if an answer has them in another order."""
    assert page(answer(warnings=(SLOW, DANGER))).startswith("DANGER   Cramp at sea\n")


def test_one_caution() -> None:
    """Only the first of several cautions is shown, and no note on the wording."""
    notes = (
        Note("Caution: “Stay calm.” (5)", "caution"),
        Note("Caution: “Float” (3)", "caution"),
        Note("“Water” means water.", "wording"),
    )
    shown = page(answer(replace(WATER, notes=notes)))
    assert "   Caution: “Stay calm.” (5)\n" in shown
    assert "Float" not in shown.partition("Drink")[2]
    assert "means" not in shown


def test_notes_about_other_words() -> None:
    """A note about words that the excerpt leaves out is not shown."""
    text = f"Rest. {'Walk a little, but not too far. ' * 12}"
    notes = (Note("“Rest” means lie down."), Note("“not too far” means a mile."))
    shown = ShownPassage("1", 1, 0, len(text), text, notes=notes, highlights=((0, 5),))
    again = replace(shown, id="2", line=2)
    said = page(answer(replace(shown, text=text, highlights=((0, 5),)), again))
    assert said.count("lie down") == 1
    other = replace(again, highlights=((len(text) - 32, len(text) - 1),))
    assert "lie down" not in page(answer(WATER, other))


def test_glossary_once() -> None:
    """The meaning of a word in this document is explained once per page."""
    notes = (Note("“Water” is salt water here.", "glossary"),)
    shown = replace(WATER, notes=notes)
    assert page(answer(shown, replace(shown, id="8", line=8))).count("salt water here") == 1


def test_says_the_same() -> None:
    """Passages that say the same thing are listed by their lines."""
    shown = replace(WATER, also=(Also("12", 12), Also("20", 20)))
    assert "  line 9, also 12, 20\n" in page(answer(shown))


def test_refusal() -> None:
    """A refusal is one sentence that names what the document does not mention."""
    shown = page(answer(answered=False, missing=("botox", "trains")))
    assert shown.startswith(STANDING + "\nThe document does not")
    assert "botox" in shown
    assert page(answer(answered=False)).count("\n") == 4


def test_nearest() -> None:
    """Passages that are merely related are introduced as such."""
    shown = page(answer(WATER, answered=False, missing=("botox",)))
    assert "\nThe nearest passages:\n\n1  *Drink water.*" in shown


def test_talk() -> None:
    """The program's own text comes after the warnings, with its examples indented."""
    said = Answer((CALM, SLOW), "hi", kind="talk", reply="Hello. For example:\n  what to drink")
    assert page(said) == STANDING + "\nHello. For example:\n  what to drink\n"


def test_for_a_screen_reader() -> None:
    """Plain text has no marks and no symbols: words replace them."""
    long = f"First. {DOCUMENT} " + "More of it follows here. " * 12
    at = long.index("swim")
    shown = ShownPassage("7", 7, 0, len(long), long, highlights=((at, at + 11),))
    heard = page(answer(shown, WATER, warnings=(DANGER, SLOW)), View(80, "spoken"))
    assert "Answer 1 of 2, line 7, shortened\n" in heard
    assert "Answer 2 of 2, line 9\nDrink water.\nNot sea water.\n" in heard
    assert "Step 1, line 3: Float on your back\n" in heard
    assert not set("*…›·“”→»«—•") & set(heard)


@pytest.mark.parametrize("question", ["", "  ", "?!", "…", "12345", "what is the", "4 of 5?"])
def test_nothing_asked(question: str) -> None:
    """If nothing was asked (blank, marks, digits, stop words), the reply says what can be asked."""
    assert (
        page(answer(question=question, answered=False, missing=("12345",)))
        == STANDING
        + """
Ask about the sea in your own words: what it is, why it happens, what helps.
"""
    )


def test_how_it_was_read() -> None:
    """The inherited topic and corrections come first, with how to keep a word as typed."""
    corrected = {"Lemmon": "lemon", "gras": "grass"}
    asked = answer(WATER, corrections=corrected)
    assert """
Following on from "calf in bed"
Read "Lemmon" as "lemon", "gras" as "grass". To keep your spelling, type +Lemmon
+gras

1  *Drink water.*""" in page(Answer(**{**fields(asked), "about": "calf in bed"}))


def fields(of: Answer) -> dict[str, object]:
    return {name: getattr(of, name) for name in ("warnings", "question", "corrections", "passages")}


def test_narrow() -> None:
    """At 40 columns, every line is shorter, and no words are lost."""
    assert page(answer(SWIM, warnings=(DANGER, SLOW)), View(40)) == (
        """\
DANGER   Cramp at sea
1 "Float on your back" (3)
Because you wrote "sea" (the water) and
"waves"
WARNING  Far from land: "Stay calm." (5)

1  Then *swim ashore* slowly.     line 7
"""
    )


def test_widest_and_narrowest() -> None:
    """Lines are never narrower than 30 columns or wider than 80."""
    assert page(answer(SWIM), View(30)) == page(answer(SWIM), View(1))
    assert page(answer(SWIM), View(80)) == page(answer(SWIM), View(400))


def test_warnings_alone() -> None:
    """An answer with nothing else to say consists of its warnings."""
    assert page(answer()) == STANDING
    assert plain(answer()) == STANDING.rstrip("\n") == str(answer())


def test_attack_from_the_chat() -> None:
    """Words of the question are printed without anything that a terminal would act on."""
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
    assert shown.count("?]0;x?") == 5


def test_item_of_a_list() -> None:
    """A short item of a list is printed after the sentence that announces the list."""
    item = passage("Drink water.", 9, "Drink water.", lead_in="It is far. What to do now:")
    assert page(answer(item)).splitlines()[3] == f"{'1  What to do now: *Drink water.*':<74}line 9"


def test_details_of_what_says_the_same() -> None:
    """Details from similar passages are listed below; a passage without any is only named."""
    again = passage("Drink water.", 9, "Drink water.")
    again = replace(again, also=(Also("4", 4), Also("6", 6, "as before a meal")))
    assert page(answer(again)).splitlines()[3:] == [
        f"{'1  *Drink water.*':<66}line 9, also 4",
        "   Also line 6: “as before a meal”",
    ]


def test_the_same_caution_again() -> None:
    """A caution that is already on the page is only referred to."""
    notes = (Note("Caution: “Stay calm.” (5)", "caution"),)
    shown = replace(WATER, notes=notes)
    said = page(answer(shown, replace(shown, id="8", line=8)))
    assert said.count("Caution: “Stay calm.” (5)") == 1
    assert said.count("Caution: as above (5)") == 1
    quoted = replace(WATER, text="Stay calm.", end=WATER.start + 10, highlights=())
    assert "Caution: as above (5)" in page(answer(quoted, shown))


def test_a_caution_about_what_is_left_out() -> None:
    """A caution about some words of a passage is shown only with the part that has them."""
    note = Note("Caution: “Ask the chemist.” (5)", "caution", about=("tablets",))
    text = f"Drink water. {'It is wet. ' * 30}Take tablets."
    shown = replace(WATER, text=text, end=WATER.start + len(text), notes=(note,))
    assert "Caution" not in page(answer(shown))
    assert "Ask the chemist" in page(answer(replace(shown, highlights=())))


def test_a_caution_that_is_a_step() -> None:
    """A caution that says what a step of an urgent warning says is not shown below it."""
    step = DANGER.steps[0].text
    noted = replace(WATER, notes=(Note(f"Caution: “Well, {step}” (5)", "caution"),))
    assert f"Well, {step}" in page(answer(noted, warnings=(SLOW,)))
    assert f"Well, {step}" not in page(answer(noted, warnings=(DANGER, SLOW)))


def test_no_notes_with_what_introduces_a_list() -> None:
    """A note waits for the first item of a list, where it helps."""
    notes = (Note("This is a folk method."),)
    text = "These are the remedies:"
    lead = ShownPassage("1", 1, 0, len(text), text, notes=notes)
    assert "folk" not in page(answer(lead))
    assert page(answer(lead, replace(WATER, notes=notes))).count("folk method") == 1


def test_a_word_in_the_introduction_is_explained(assistant: Assistant) -> None:
    """The note on an unusual word is shown if only the sentence above a list item has it."""
    shown = " ".join(page(assistant.ask("I'm 7 months pregnant and I get leg cramps")).split())
    assert "cause of your seizures: *you are pregnant" in shown
    assert "“Seizure” and “convulsion” mean a cramp" in shown


def test_the_earlier_question_is_named_once() -> None:
    """A follow-up on the question that raised a danger does not repeat that question."""
    still = answer(warnings=(replace(DANGER, since="I am in the sea"),))
    assert page(replace(still, about="I am in the sea")).count("in the sea") == 1
    assert "Following on from" in page(replace(still, about="my calf"))


def test_long_passages_above_are_left_out(assistant: Assistant) -> None:
    """The passage that was asked for begins in the upper part of the screen."""
    for passage in assistant.passages:
        lines = [text_of(line) for line in surrounding_lines(assistant, passage.id, View(80))]
        assert next(at for at, line in enumerate(lines) if line.startswith(">")) <= 11
