"""The program's own fixed sentences: what it says where it shows no passage, or beside them."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import is_stop, tokens

_ASK = (
    "Ask me about {about} in your own words, for example what to do, why it happens, or what helps."
)

_REPLIES = {
    "fear": "I am sorry, that is frightening. Do one thing at a time, and let somebody stay with "
    "you. If nothing helps, or you are not sure, get help.",
    "pain": "I am sorry that it hurts. This is what the document says to do at once, and when to "
    "get help.",
    "arrived": "Good. Say what happened, when it began and how long it lasted. Ask me anything "
    "else when you are ready.",
    "better": "I am glad to hear it. Take it slowly now. If it comes back, or you want to know how "
    "to prevent it, just ask.",
    "complaint": "I am sorry, I did not find what you need. Say it in other words, one thing at a "
    "time, and I will look again.",
    "doctor": "No. I am a program, not a doctor or a nurse. I show what one document says about "
    "{about}. Only somebody who examines you can say what is wrong.",
    "who": "I am a program. I look up one document about {about} and show its own words. Nothing "
    "that you type leaves this computer. What would you like to know?",
    "source": 'Everything I show is quoted from one document, "{title}", with the line it is on. I '
    "write no advice of my own.",
    "trust": "I quote one document word for word, with the line, so you can check it. I cannot say "
    "that it is right: some of it is folk remedies. Ask a doctor before you rely on it.",
    "scope": _ASK + ' I quote one document. "more" shows further passages, "2" the second one.',
    "usage": 'Type a question, as you would say it. "more" shows further passages, "2" the second '
    'one, and "line 143" what is on that line.',
    "shorter": "I can only quote, not shorten. Here is the best passage alone; the marked sentence "
    "is the answer.",
    "explain": "I can only quote the document, not put it in other words. Here is the best passage "
    "again. Ask about a word in it that is not clear.",
    "confused": "I am sorry that it was not clear. Ask again in a few plain words, one thing at a "
    "time, and I will look it up.",
    "restart": "All right, we start afresh. " + _ASK,
    "where": "Each passage gives the line of the document that it is on. This is the one that I "
    "showed first.",
    "why": "I showed it because its words are closest to yours. If it is not what you meant, "
    "say it in other words.",
    "task": "I am sorry, I cannot do that. I can only look up what one document says about "
    "{about}.",
    "refuse": "All right. Take your time. I am here if you want to know more about {about}.",
    "goodbye": "Goodbye, and take care. If it happens again, come back and ask.",
    "thanks": "You are welcome. If there is anything else, just ask.",
    "laughter": "It helps to smile. Ask me whenever you want to know more about {about}.",
    "wellbeing": "Thank you for asking. I am a program, so I am always well. How are you? " + _ASK,
    "present": "Yes, I am here. " + _ASK,
    "compliment": "That is kind of you. Ask me whenever you want to know more about {about}.",
    "wait": "Take your time. I am here when you are ready.",
    "thinking": "Take your time. " + _ASK,
    "swearing": "I can hear that this is hard. Tell me what is wrong, in a few words, and I will "
    "look up what to do.",
    "person": "I am only a program, so there is not much to tell. But I know one document about "
    "{about} by heart. Ask me about it.",
    "private": "What you type is not sent anywhere: I work on this computer and need no account. "
    "The chat keeps your questions in a file here; /forget erases them.",
    "apology": "That is quite all right. Take your time, and ask when you are ready.",
    "chatter": "It is good to hear from you. I only know about {about}: if you have a question "
    "about that, just ask.",
    "feeling": "I am sorry if this is a hard time. Tell me what you would like to know about "
    "{about}, and I will look it up.",
    "agree": "Good. Ask the next thing whenever you like.",
    "greeting": "Hello. " + _ASK,
}

_IN_DANGER = {
    "better": "That is good. Stay careful all the same, and do what the warning above says.",
    "arrived": "Good. Tell them what happened, when it began and how long it lasted.",
    "agree": "Do what the warning above says first. I am here.",
    "goodbye": "Take care. First do what the warning above says.",
}
"""What is said instead while a warning is urgent: nothing that makes light of it."""

_REMARK = "I see. If you have a question about {about}, ask it and I will look it up."
FOREIGN = "The document is in English. Please ask in English."
NO_LIST = "There is no list to point at yet. " + _ASK
NO_MORE = "No more results. Ask in other words, or about something else."
EMERGENCY = "The document does not answer this. It says when to get help:"
NOT_ABOVE = "For this, see what the document says under the warning above."


def reply(kind: str, about: str, title: str, urgent: bool) -> str:
    """Return what is said to a turn of talk. `about` and `title` are the document's; `urgent`:
    whether a warning is."""
    said = _IN_DANGER.get(kind) if urgent else None
    return (said or _REPLIES[kind]).format(about=about, title=title)


def remark(about: str) -> str:
    """Return what is said to a remark that the document has nothing on."""
    return _REMARK.format(about=about)


def no_list(about: str) -> str:
    """Return what is said to somebody who points where nothing was listed."""
    return NO_LIST.format(about=about)


def beyond(number: int, count: int) -> str:
    """Return what is said to somebody who points beyond the end of a list of `count` passages."""
    passages = "one passage" if count == 1 else f"{count} passages"
    return (
        f'The last answer has {passages}, so there is no number {number}. Type "more" for others.'
    )


def no_line(number: int) -> str:
    """Return what is said to somebody who asks for a line where no passage begins."""
    return f"No passage begins on line {number}. Each passage that I show gives its line."


def refusal(
    question: str,
    missing: Sequence[str],
    tags: Sequence[str],
    subject: str,
    foreign: bool = False,
) -> str:
    """Return why there is no answer: the question is in another language, or asks nothing, or has
    words that the document does not know.

    `subject` is what the document is about, `tags` what the passages were filtered by.
    """
    if foreign:
        return FOREIGN
    if _asks_nothing(question):
        return f"Ask in your own words about {subject}: what it is, why it comes, what helps."
    text = "The document does not seem to answer this."
    if missing:
        words = ", ".join(f'"{word}"' for word in missing)
        text = f"The document does not answer this: it does not mention {words}."
    if tags:
        text += f" Only passages tagged {' and '.join(tags)} were searched."
    return text


def _asks_nothing(question: str) -> bool:
    """Whether a question has no telling word: it is blank, or all marks, digits, single letters
    or stop words."""
    words = (word for word, _, _ in tokens(question))
    return all(is_stop(word) or word.isdecimal() or len(word) == 1 for word in words)
