"""What kind of turn a line is: talk, a reference, or a question; if in doubt, a question."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.dialogue.phrases import LINES, QUESTION, phrasebook, read_lines
from assistant.dialogue.talk_model import talk_model
from assistant.dialogue.turns import COMMAND, Turn, read_turn, subjects_of
from assistant.dialogue.wording import chat_words
from tests.helpers.chats import ids, talk
from tests.helpers.places import QUESTIONS as QUESTIONS_FOLDER

TALK = {
    "greeting": ["hello there!", "good morning", "hi"],
    "wellbeing": ["how are you?", "did you sleep well"],
    "present": ["are you there?", "testing, testing", "is anybody out there"],
    "thanks": [
        "thanks a lot",
        "that's really helpful, thank you",
        "you are a star",
        "cheers, that answers my question",
    ],
    COMMAND: ["/help", "/save chat.md"],
    "goodbye": ["good night", "bye bye", "I'm off to bed now", "talk to you later"],
    "agree": ["ok", "I see, that makes sense", "fair point"],
    "refuse": ["no thanks", "never mind", "I'd rather not"],
    "wait": ["hold on", "brb", "let me get my glasses"],
    "compliment": ["well done you", "good bot", "👍"],
    "apology": ["sorry about that", "oops"],
    "thinking": ["hmm", "dunno", "I have no idea"],
    "swearing": ["bloody hell", "wtf"],
    "feeling": ["I can't sleep", "so fed up of this"],
    "person": ["how old are you?", "are you married?"],
    "private": ["is this private?", "do you store what I type?"],
    "chatter": ["nice weather today", "my cat is on my lap"],
    "laughter": ["lol", "hahaha that's funny", "😂", "haha, that's me"],
    "complaint": [
        "that's not what I asked",
        "you're not listening to me",
        "that was no help at all",
    ],
    "fear": ["I'm so scared", "this is frightening", "I am terrified"],
    "pain": ["it hurts so much!!", "owwww", "the pain is unbearable"],
    "who": ["who are you?", "are you a robot?", "am I talking to a human?"],
    "doctor": ["are you a doctor?", "are you medically trained?"],
    "source": ["who wrote this?", "where does this information come from?"],
    "trust": ["can I trust this?", "is this reliable?", "are you sure about that?"],
    "scope": ["what can I ask you?", "what topics do you cover?"],
    "usage": ["how do I use this?"],
    "shorter": ["shorter please", "that's too long", "just the short version"],
    "explain": ["can you explain that in simple words?", "what do you mean?"],
    "confused": ["I don't understand", "that's confusing"],
    "restart": ["start over", "let's start again"],
    "where": ["where does it say that?"],
    "why": ["why this one?", "why did you show me that?"],
    "call": ["call an ambulance", "can you ring 999 for me", "please send a doctor"],
    "remark": ["everybody is looking at me", "the kids laughed when I told them"],
    "task": ["can you write me a poem?", "tell me a joke", "can you talk to my doctor"],
    "better": ["it's better now", "the pain has gone", "phew, that's better"],
    "arrived": ["help is on its way", "the doctor is here now"],
}

QUESTIONS = [
    "is it good?",
    "how long does it take",
    "thanks, and at night?",
    "ok so how do I make it",
    "it hurts when I walk",
    "I'm scared of needles, what else can I use",
    "why does it happen",
    "what now",
    "what should I do",
    "can it come back",
    "is coffee ok?",
    "night cramps",
    "help",
    "3 litres",
    "one leg only",
    "yes but how much",
    "who wrote treasure island",
    "tick bite, ring shaped rash",
    "rest",
]


def read(line: str, assistant: Assistant) -> Turn:
    """Read a line as the first line of a chat."""
    reader = assistant.index.reader
    return read_turn(line, subjects_of(reader.words(line), reader))


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in TALK for line in TALK[kind]])
def test_talk(kind: str, line: str, assistant: Assistant) -> None:
    """Each kind of talk is recognised, and gets a fixed reply of one to three sentences."""
    assert read(line, assistant).kind == kind
    answer = assistant.ask(line)
    assert answer.kind == "talk"
    assert 1 <= len(answer.reply.splitlines()) <= 3
    assert len(answer.reply) < 300
    assert not answer.missing


@pytest.mark.parametrize("line", QUESTIONS)
def test_question(line: str, assistant: Assistant) -> None:
    """A line that asks something is a question, however polite the words around it."""
    assert read(line, assistant).kind == QUESTION


@pytest.mark.parametrize("line", ["I'm scared", "it hurts so much"])
def test_comfort(line: str, assistant: Assistant) -> None:
    """Fear and pain are answered with what helps at once, and when to get help."""
    shown = ids(assistant.ask(line, top=10))
    assert "169" in shown
    assert "175" in shown


def test_comfort_in_a_danger(assistant: Assistant) -> None:
    """During a danger, a call for comfort gets only what the document says about it."""
    answer = talk(assistant, "my mum just had a fit", "I'm scared")
    assert {*ids(answer)} <= {passage.id for passage in answer.warnings[0].passages}


def test_shorter(assistant: Assistant) -> None:
    """A user who asks for a shorter answer gets only the first passage."""
    listed = ids(talk(assistant, "what home remedies are there?"))
    answer = talk(assistant, "what home remedies are there?", "shorter please")
    assert (answer.kind, ids(answer)) == ("talk", listed[:1])


def test_danger_in_talk(assistant: Assistant) -> None:
    """A line that raises a danger is a question, however it is phrased."""
    assert assistant.ask("I'm scared, she is having a fit").kind == "passages"


def test_every_kind_is_said(assistant: Assistant) -> None:
    """Every kind of talk in the phrase file is tested here, or affects how a question is read."""
    other = {
        "next",
        "again",
        "yes",
        "point",
        "elsewhere",
        "leaving",
        "back",
        "correction",
        "fails",
        "safe",
    }
    assert {*phrasebook().kinds, COMMAND} == {*TALK} | other


def test_model_is_fitted_on_the_lines() -> None:
    """The talk model was fitted on the current lines of talk."""
    said = read_lines(LINES.read_text(encoding="utf-8"))
    remarks = (QUESTIONS_FOLDER / "remarks.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for kind in said for line in said[kind] if kind != QUESTION]
    lines += [line for line in remarks if not line.startswith("#")]
    words = {word for line in lines for word in chat_words(line)}
    assert talk_model().words | talk_model().rare == words
    assert {*talk_model().bias} == {*said}


@pytest.mark.parametrize(
    "line",
    [
        "whereabouts exactly would you put the pin",
        "which pills do doctors usually write you for this",
        "I read somewhere you should put salt on your tongue. Is that right?",
    ],
)
def test_nothing_to_talk_about_yet(line: str, assistant: Assistant) -> None:
    """Before any answer, a line that names something in the document is a question."""
    assert assistant.ask(line).answered
