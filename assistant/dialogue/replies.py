"""The program's own fixed sentences, shown in place of passages or above them."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import is_stop, tokens

_ASK = (
    "Ask me about {about} in your own words, for example what to do, why it happens, or what helps."
)

_REPLIES = {
    "fear": "I am sorry, that is frightening. Take it one step at a time, and have somebody stay "
    "with you. If nothing helps, or you are not sure, get help.",
    "pain": "I am sorry that it hurts. Here is what the document says to do at once, and when to "
    "get help.",
    "arrived": "Good. Tell them what happened, when it began and how long it lasted. Ask me "
    "anything else when you are ready.",
    "better": "I am glad to hear it. Take it easy now. If it comes back, or you want to know how "
    "to prevent it, just ask.",
    "complaint": "I am sorry that I did not find what you need. Try putting it another way, one "
    "thing at a time, and I will look again.",
    "doctor": "No. I am a program, not a doctor or a nurse. I show what one document says about "
    "{about}. Only somebody who examines you can say what is wrong.",
    "who": "I am a program. I look up one document about {about} and show its own words. Nothing "
    "that you type leaves this computer. What would you like to know?",
    "source": 'Everything I show is quoted from one document, "{title}". No author is given '
    "for it. I add no advice of my own.",
    "trust": "I quote one document word for word and give the line, so you can check it. I cannot "
    "say whether it is right: some of it is folk remedies. Ask a doctor before you rely on it.",
    "scope": _ASK + ' I quote one document. Type "more" for more passages, or "2" for the second '
    "one.",
    "command": "Commands that begin with a slash work only in the chat, which the program opens in "
    "a terminal if you give it no question.",
    "usage": 'Type a question as you would say it. Type "more" for more passages, "2" for the '
    'second one, or "line 143" for what is on that line.',
    "shorter": "I can only quote, not summarise. Here is just the best passage; the marked "
    "sentence is the answer.",
    "explain": "I can only quote the document, not reword it. Here is the best passage again. Ask "
    "about any word in it that is not clear.",
    "confused": "I am sorry that it was not clear. Ask again in a few plain words, one thing at a "
    "time, and I will look it up.",
    "restart": "All right, let us start again. " + _ASK,
    "where": "Each passage gives its line in the document. Here is the one that I showed first.",
    "why": "I showed it because its words are closest to yours. If it is not what you meant, "
    "try putting it another way.",
    "call": "I cannot call anybody: I am only a program on this device. Call for help yourself, or "
    "ask somebody near you to do it at once.",
    "task": "I am sorry, I cannot do that. I can only look up what one document says about "
    "{about}.",
    "refuse": "All right. Take your time. I am here if you want to know more about {about}.",
    "goodbye": "Goodbye, and take care. If you need me again, just come back and ask.",
    "thanks": "You are welcome. If there is anything else, just ask.",
    "laughter": "It helps to smile. Ask me whenever you want to know more about {about}.",
    "wellbeing": "Thank you for asking. I am a program, so I am always well. How are you? " + _ASK,
    "present": "Yes, I am here. " + _ASK,
    "compliment": "That is kind of you. Ask me whenever you want to know more about {about}.",
    "wait": "Take your time. I am here when you are ready.",
    "thinking": "Take your time. " + _ASK,
    "swearing": "I can tell that this is hard. Say what is wrong, in a few words, and I will look "
    "up what to do.",
    "person": "I am only a program, so there is not much to tell. But I do know one document about "
    "{about} by heart. Ask me about it.",
    "private": "What you type is not sent anywhere: I run on this computer and need no account. "
    "The chat keeps your questions in a file here; /forget erases them.",
    "apology": "That is quite all right. Take your time, and ask when you are ready.",
    "chatter": "It is good to hear from you. I only know about {about}: if you have a question "
    "about that, just ask.",
    "feeling": "I am sorry if you are having a hard time. Tell me what you would like to know "
    "about {about}, and I will look it up.",
    "agree": "Good. Ask your next question whenever you like.",
    "greeting": "Hello. " + _ASK,
    "remark": "Thank you for telling me. If something is still bothering you, ask me about {about} "
    "and I will look it up.",
}

_IN_DANGER = {
    "better": "That is good. Stay careful all the same, and do what the warning above says.",
    "arrived": "Good. Tell them what happened, when it began and how long it lasted.",
    "agree": "Do what the warning above says first. I am here.",
    "goodbye": "Take care. First do what the warning above says.",
    "remark": "Thank you for telling me. Do what the warning above says first. I am here.",
}
"""Replies used instead while a warning is urgent: none of them plays it down."""

FOREIGN = "The document is in English. Please ask in English."
NO_LIST = "I have not listed anything yet. " + _ASK
NO_MORE = "No more results. Try putting it another way, or ask about something else."
EMERGENCY = "The document does not answer this. It says when to get help:"
SEE_ABOVE = "See the warning above."


def reply(kind: str, about: str, title: str, urgent: bool) -> str:
    """Return the reply to small talk of this kind. `about` and `title` describe the document;
    `urgent` says whether a warning is urgent."""
    said = _IN_DANGER.get(kind) if urgent else None
    return (said or _REPLIES[kind]).format(about=about, title=title)


def no_list(about: str) -> str:
    """Return the reply to a user who points at a list before there is one."""
    return NO_LIST.format(about=about)


def beyond(number: int, count: int) -> str:
    """Return the reply to a user who points past the end of a list of `count` passages."""
    passages = "one passage" if count == 1 else f"{count} passages"
    return f'I showed {passages}, so there is no number {number}. Type "more" for others.'


def no_line(number: int) -> str:
    """Return the reply to a user who asks for a line on which no passage begins."""
    return f"No passage begins on line {number}. Each passage that I show gives its line."


def refusal(
    question: str,
    missing: Sequence[str],
    tags: Sequence[str],
    subject: str,
    foreign: bool = False,
    urgent: bool = False,
) -> str:
    """Return why there is no answer: the question is in another language, asks nothing, or has
    words that are not in the document. If a warning is `urgent`, point to it first.

    `subject` is what the document is about, `tags` what the passages were filtered by.
    """
    first = f"{SEE_ABOVE} " if urgent else ""
    if foreign:
        return first + FOREIGN
    if _asks_nothing(question):
        ask = f"Ask about {subject} in your own words: what it is, why it happens, what helps."
        return first + ask
    text = "The document does not seem to answer this."
    if urgent:
        text = "The document says nothing more about this."
    if missing:
        text = f"The document does not answer this: it does not {_unsaid(missing)}."
    if tags:
        text += f" Only passages tagged {' and '.join(tags)} were searched."
    return first + text


def _unsaid(missing: Sequence[str]) -> str:
    """What the document does not do: "say how many bananas", 'mention "rickets"'."""
    amounts = [word for word in missing if word.startswith("how ")]
    others = [f'"{word}"' for word in missing if word not in amounts]
    says = [f"say {', '.join(amounts)}"] if amounts else []
    return " or ".join([*says, *([f"mention {', '.join(others)}"] if others else [])])


def _asks_nothing(question: str) -> bool:
    """Whether a question is blank or consists of punctuation, digits, single letters and stop
    words only."""
    words = (word for word, _, _ in tokens(question))
    return all(is_stop(word) or word.isdecimal() or len(word) == 1 for word in words)
