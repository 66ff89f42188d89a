"""A chat: follow-ups inherit the topic, passages can be referred to, and a danger stays."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.dialogue.followup import MOST_WORDS, is_follow_up
from assistant.dialogue.phrases import phrasebook
from tests.helpers.chats import ids, talk

LAKE = "I got a cramp while swimming in the lake"
REMEDIES = "what home remedies are there?"
OTHER_SUBJECT = "which foods contain a lot of potassium and magnesium"


# Follow-ups

LEANING = [
    "why?",
    "how often?",
    "is it safe?",
    "and at night?",
    "and for older people?",
    "what about children",
    "which of them is harmless?",
    "only those with potassium",
    "or with vodka instead",
    "does that help pregnant women",
    "so how should I take them",
]

STANDING_ALONE = [
    OTHER_SUBJECT,
    "how much magnesium should I take",
    "which foods have calcium",
    "why do my legs cramp at night",
    "what causes leg cramps",
    "how should pregnant women treat varicose veins",
    "can flat feet and tight shoes with high heels be the reason",
]


@pytest.mark.parametrize("question", LEANING)
def test_leaning(question: str, assistant: Assistant) -> None:
    """A question that refers back, continues, or names too little inherits the topic."""
    words = assistant.index.reader.words(question)
    assert is_follow_up(words, assistant.index.common)
    answer = talk(assistant, "bay leaf oil compress", question)
    assert "bay" in answer.carried
    assert answer.about == "bay leaf oil compress"


def test_another_thing(assistant: Assistant) -> None:
    """A question about the use of another thing does not inherit the topic."""
    for question in ("magnesium any good?", "do bananas help?", "garlic any use"):
        assert talk(assistant, "bay leaf oil compress", question).carried == (), question
    assert "bay" in talk(assistant, "bay leaf oil compress", "any good?").carried


@pytest.mark.parametrize("question", STANDING_ALONE)
def test_standing_alone(question: str, assistant: Assistant) -> None:
    """A question that is complete in itself inherits nothing, as if it were the first."""
    alone = assistant.ask(question).to_dict()
    assert talk(assistant, "bay leaf oil compress", question).to_dict() == alone


@pytest.mark.parametrize("question", [*LEANING, *STANDING_ALONE])
def test_first_question(question: str, assistant: Assistant) -> None:
    """The first question of a chat has nothing to inherit."""
    answer = assistant.conversation().ask(question)
    assert (answer.carried, answer.about) == ((), None)


@pytest.mark.parametrize(
    "question",
    [
        "Bay LEAF, leaf oil compress for 12 days",
        "tell me how often to use the compress with bay leaf and oil",
    ],
)
def test_two_words(question: str, assistant: Assistant) -> None:
    """At most two words are inherited, in normal form, and never a number or a verb of asking."""
    carried = talk(assistant, question, "and at night?").carried
    assert 1 <= len(carried) <= MOST_WORDS
    assert not {"12", "tell", "often"} & {*carried}


def test_typed_words_are_not_carried(assistant: Assistant) -> None:
    """A word that is typed again counts as typed, not as inherited."""
    assert "leaf" not in talk(assistant, "bay leaf", "and that leaf?").carried


def test_typed_words_weigh_more(assistant: Assistant) -> None:
    """Inherited words weigh less than typed ones."""
    chat = assistant.conversation()
    chat.ask("bay leaf oil compress")
    chat.ask("and honey?")
    weights = {term.word: term.weight for term in chat.state.query.terms if term.source != "added"}
    assert weights["honey"] > max(weight for word, weight in weights.items() if word != "honey")


def test_refused_words_are_not_inherited(assistant: Assistant) -> None:
    """A refused question does not change the topic."""
    answer = talk(assistant, "bay leaf compress", "botox", "and at night?")
    assert "bay" in answer.carried
    assert answer.about == "bay leaf compress"


def test_what_the_document_lacks(assistant: Assistant) -> None:
    """A follow-up that names something the document lacks is refused, whatever it inherits."""
    assert talk(assistant, "does a magnet help?", "on which leg?").kind == "passages"
    answer = talk(assistant, "does a magnet help?", "will it upset my pacemaker?")
    assert (answer.kind, answer.missing) == ("refusal", ("pacemaker",))


def test_only_those(assistant: Assistant) -> None:
    """A narrower follow-up finds passages with both the old words and the new one."""
    answer = talk(assistant, "which foods help against cramps?", "only those with potassium")
    assert answer.answered
    assert "potassium" not in answer.carried
    assert any("potassium" in passage.text for passage in answer.passages[:2])


def test_new_topic_ends_the_old(assistant: Assistant) -> None:
    """After a question that is complete in itself, follow-ups continue that topic."""
    answer = talk(assistant, "bay leaf oil compress", STANDING_ALONE[0], "and at night?")
    assert "potassium" in answer.carried
    assert "bay" not in answer.carried


@pytest.mark.parametrize(
    "line", ["different question. does it help at night?", "new topic: and at night?"]
)
def test_another_subject(line: str, assistant: Assistant) -> None:
    """A user who announces a change of subject inherits nothing."""
    assert talk(assistant, "bay leaf oil compress", line).carried == ()


@pytest.mark.parametrize("line", ["cold water makes it worse", "does stress do it as well"])
def test_what_causes_it(line: str, assistant: Assistant) -> None:
    """In a line about what causes "it", "it" means the cramp and not the topic."""
    assert talk(assistant, "bay leaf oil compress", line).carried == ()


@pytest.mark.parametrize("line", ["how many times do I do them", "ok how do I make them"])
def test_doing_what_was_named(line: str, assistant: Assistant) -> None:
    """If people do "it", that is what the chat is about, and not the cause of a cramp."""
    answer = talk(assistant, "which foot exercises help against cramps", line)
    assert answer.carried


@pytest.mark.parametrize("line", ["its back", "it came back"])
def test_it_is_back(line: str, assistant: Assistant) -> None:
    """When a cramp comes back, "back" does not mean the spine: the earlier topic continues."""
    chat = assistant.conversation()
    chat.ask("my calf cramped in bed, what do I do")
    answer = chat.ask(line)
    assert answer.kind == "passages"
    assert "bed" in answer.carried
    marked = [assistant.document[a:b] for one in answer.passages for a, b in one.highlights]
    assert marked
    assert "back" not in marked


@pytest.mark.parametrize(
    "thing", ["acupuncture", "a TENS machine", "kinesio tape", "capital of Peru"]
)
def test_bare_thing(thing: str, assistant: Assistant) -> None:
    """A line that only names a thing that the document lacks is a question, not a remark."""
    assert talk(assistant, "how do I massage my calf", thing).kind == "refusal"


def test_correction(assistant: Assistant) -> None:
    """A correction replaces the words that it corrects."""
    answer = talk(assistant, "how do I make the garlic oil?", "no, I meant the bay leaf")
    assert "bay leaf" in answer.passages[0].text
    assert "garlic" not in answer.carried


def test_back_to_an_earlier_topic(assistant: Assistant) -> None:
    """The user can return to an earlier topic by naming it."""
    answer = talk(
        assistant,
        "how do I make the garlic oil?",
        "what shoes should I wear with flat feet",
        "back to the garlic: how much of it a day?",
    )
    assert "garlic" in answer.passages[0].text
    assert answer.about == "how do I make the garlic oil?"


def test_mixed_line(assistant: Assistant) -> None:
    """A polite phrase before a question does not prevent an answer."""
    plain = talk(assistant, "bay leaf compress", "and at night?")
    mixed = talk(assistant, "bay leaf compress", "thanks! and at night?")
    assert mixed.kind == "passages"
    assert ids(mixed) == ids(plain)


def test_chats_do_not_mix(assistant: Assistant) -> None:
    """Two chats with one assistant do not affect each other."""
    one, other = assistant.conversation(), assistant.conversation()
    one.ask("bay leaf oil compress")
    other.ask("magnesium and potassium")
    assert "bay" in one.ask("and at night?").carried
    assert "bay" not in other.ask("and at night?").carried


@pytest.mark.parametrize("question", ["", "   ", "?!", "..."])
def test_nothing_asked_in_a_chat(question: str, assistant: Assistant) -> None:
    """A blank line in a chat is not a question, and the chat continues after it."""
    assert not talk(assistant, "bay leaf", question).answered
    assert "bay" in talk(assistant, "bay leaf", question, "and at night?").carried


# Memory

LINES = [*LEANING, *STANDING_ALONE, LAKE, "", "botox", "lemmon", "2", "more", "thanks", "ow"]


@given(st.lists(st.sampled_from(LINES), max_size=6))
def test_same_chat_same_answers(assistant: Assistant, lines: list[str]) -> None:
    """A chat depends only on its lines."""
    one, other = assistant.conversation(), assistant.conversation()
    for line in lines:
        assert one.ask(line).to_dict() == other.ask(line).to_dict()


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5), st.sampled_from(LINES))
def test_resumed(assistant: Assistant, lines: list[str], last: str) -> None:
    """A chat continues from a pickled state, and can return to an earlier one."""
    chat = assistant.conversation()
    for line in lines:
        chat.ask(line)
    kept = pickle.dumps(chat.state)
    answer = chat.ask(last).to_dict()
    assert assistant.conversation(pickle.loads(kept)).ask(last).to_dict() == answer
    chat.state = pickle.loads(kept)
    assert chat.ask(last).to_dict() == answer


def test_bounded_memory(assistant: Assistant) -> None:
    """What a chat remembers does not grow without limit."""
    chat = assistant.conversation()
    words = ["honey", "lemon", "garlic", "salt", "shoes", "veins", "night", "sport"] * 10
    sizes = []
    for word in words:
        chat.ask(f"and {word}?")
        chat.ask("more")
        sizes.append(len(pickle.dumps(chat.state)))
    assert max(sizes) <= 2 * max(sizes[:16])


def test_restart(assistant: Assistant) -> None:
    """ "Start over" forgets the topic and the list."""
    assert talk(assistant, "bay leaf", "start over", "and at night?").carried == ()
    assert talk(assistant, REMEDIES, "start over", "more").kind == "talk"


def test_yes_without_anything_left(assistant: Assistant) -> None:
    """ "Yes" is agreement if there is no list, or all of it was shown."""
    chat = assistant.conversation()
    assert chat.ask("yes please").kind == "talk"
    chat.ask("my calf locks up at night", 200)
    assert chat.state.listing
    chat.state = replace(chat.state, listing=chat.state.listing.turned(chat.state.listing.entries))
    assert chat.ask("yes please").kind == "talk"


def test_a_line_that_is_an_opening(assistant: Assistant) -> None:
    """A phrase that opens questions is recognised even if the line has no other words."""
    assert "fails" in phrasebook().openings(("nothing", "helps"))
    assert "back" in phrasebook().openings(("back", "to"))
    assert ids(talk(assistant, "my calf locks up", "nothing helps"))[0] == "175"


def test_how_many(assistant: Assistant) -> None:
    """For "how many" of a known thing, the number is named as missing, not the thing."""
    answer = assistant.ask("how many bananas")
    assert answer.missing == ("how many bananas",)
    assert answer.reply.endswith("it does not say how many bananas.")


def test_food_before_a_race(assistant: Assistant) -> None:
    """A danger in force does not hide the passages on food."""
    race = "I swim in open water, race on saturday. what should I carry"
    answer = talk(assistant, race, "what should I eat before the race")
    assert "205" in ids(answer)[:2]


def test_a_remedy_that_failed(assistant: Assistant) -> None:
    """A report that what was tried failed is not a complaint about the answer."""
    assert ids(talk(assistant, "my calf locks up", "tried that didnt work"))[0] == "175"


@pytest.mark.parametrize("line", ["so can I quit taking it", "should I stop the tablets"])
def test_stopping_a_medicine(line: str, assistant: Assistant) -> None:
    """Passages that only name medicines do not answer whether to stop taking one."""
    assert talk(assistant, "is my water pill the trouble", line).kind == "refusal"


def test_another_word_for_the_subject(assistant: Assistant) -> None:
    """A question with another word for the document's subject stands alone."""
    chat = assistant.conversation()
    chat.ask("honey")
    assert not chat.ask("seizures at night?").carried


# Questions in short


@pytest.mark.parametrize("line", ["dr?", "doctor?", "gp"])
def test_whom_to_see(line: str, assistant: Assistant) -> None:
    """A doctor named alone asks when to see one."""
    chat = assistant.conversation()
    chat.ask("calf massage")
    assert ids(chat.ask(line))[:2] == ["250", "88"]


def test_a_doctor_in_a_danger(assistant: Assistant) -> None:
    """During a danger, a doctor named alone belongs to it: nothing reassures."""
    chat = assistant.conversation()
    chat.ask("my mother is having a fit")
    assert "250" not in ids(chat.ask("doctor?"))


def test_why_me(assistant: Assistant) -> None:
    """After an answer, "why me" asks for causes; before it, it is only a sigh."""
    chat = assistant.conversation()
    assert chat.ask("why me").kind == "talk"
    chat.ask("calf cramp")
    assert "cause" in chat.ask("why me").passages[0].tags


def test_how_long(assistant: Assistant) -> None:
    """A line that only asks for an amount is about the passage shown last."""
    chat = assistant.conversation()
    before = ids(chat.ask("massage"))[0]
    assert ids(chat.ask("how long"))[0] == before


def test_the_text_is_not_missing(assistant: Assistant) -> None:
    """A question that names the text itself asks about the rest of its words."""
    answer = assistant.ask("what does the document say about salt")
    assert answer.kind == "passages"
    assert not answer.missing
