"""The reference of a document folder: what each key is for, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a file: `file` as in `passages/*.toml`, what it is for, and an example."""

    file: str
    name: str
    about: str
    example: str


KEYS = (
    Key("document.toml", "title", "the title, shown above the chat", 'title = "Nosebleeds"'),
    Key("document.toml", "about", "the subject in a few words", 'about = "nosebleeds"'),
    Key("document.toml", "first", "the passages for a question that names just the subject",
        'first = ["10", "11"]'),
    Key("document.toml", "help", "the passages on getting help, for people in fear or in pain",
        'help = ["33"]'),
    Key("document.toml", "careful", "the passages on who should be careful, for: is that safe?",
        'careful = ["35"]'),
    Key("document.toml", "things", "what a question may rule out: without vodka, not garlic",
        'things = ["vodka", "garlic"]'),
    Key("document.toml", "emergency", "what to show for signs of an emergency on another subject",
        'emergency = [{ passage = "33", quote = "call an ambulance" }]'),
    Key("document.toml", "everyday_words", "whether everyday words (tummy, jab) are understood",
        "everyday_words = false"),
    Key("document.toml", "headings", "lines that are headings, or are not, though they look so",
        "headings = { add = [12], remove = [17] }"),
    Key("document.toml", "article", "where an article begins, and its title",
        'article = [{ line = 98, title = "Relief at home" }]'),
    Key("document.toml", "glossary", "words that the document uses in a sense of its own",
        'glossary = [{ words = ["draught"], note = "a current of air" }]'),
    Key("tags.toml", "title", "what is on the label of a tag", 'title = "First aid"'),
    Key("tags.toml", "description", "what the passages with a tag are about",
        'description = "What to do while it bleeds"'),
    Key("tags.toml", "note", "a note for every passage with a tag", 'note = "Patients say so."'),
    Key("passages/*.toml", "opens", "the words that the passage opens with; they find it again",
        'opens = "Call an ambulance"'),
    Key("passages/*.toml", "tags", "the tags of the passage", 'tags = ["first-aid"]'),
    Key("passages/*.toml", "asked", "questions that the passage answers, by sentence (0: all)",
        'asked.0 = ["when is it an emergency?"]'),
    Key("passages/*.toml", "notes", "notes that are shown below the passage",
        'notes = ["It should not be icy."]'),
    Key("passages/*.toml", "wording", "what the passage means where its wording is wrong",
        'wording = ["fingers means toes here"]'),
    Key("passages/*.toml", "cautions", "other passages to read with it",
        'cautions = [{ passage = "35", quote = "ask the clinic" }]'),
    Key("passages/*.toml", "filler", "whether the passage says nothing by itself", "filler = true"),
    Key("thesaurus.toml", "group", "what people say, and the document's words for it",
        'group = [{ said = ["vaseline"], means = ["petroleum jelly"] }]'),
    Key("beyond.toml", "words", "what people ask about and the document never names",
        'words = ["toothache"]'),
    Key("same.toml", "passages", "passages that say the same; the first one found is shown",
        'passages = ["10", "25"]'),
    Key("same.toml", "details", "what one of them has beyond the others, in its own words",
        'details = [{ passage = "25", quote = "Lean forward" }]'),
    Key("same.toml", "brief", "passages that only mention what others explain",
        'brief = ["8"]'),
    Key("same.toml", "fuller", "the passages that explain what is mentioned", 'fuller = ["10"]'),
    Key("questions.toml", "questions", "questions that are offered while a user types",
        'questions = ["How do I stop a nosebleed?"]'),
    Key("warnings.toml", "label", "the name of a warning", 'label = "Heavy bleeding"'),
    Key("warnings.toml", "standing", "the words of the document that every answer shows",
        'standing = { passage = "33", quote = "Call an ambulance" }'),
    Key("warnings.toml", "steps", "what to do, in the document's words",
        'steps = [{ passage = "10", quote = "Sit up and lean forward" }]'),
    Key("warnings.toml", "passages", "the passages that are shown when it is urgent",
        'passages = ["33", "10"]'),
    Key("warnings.toml", "withholds", "tags of passages that are no answer while it is urgent",
        'withholds = ["home-remedy"]'),
    Key("danger/*.toml", "concept", "a thing that people say in many ways, by name",
        'concept.pale = { about = "a pale foot", phrases = "(white|blue) (foot|toes)" }'),
    Key("danger/*.toml", "about", "what a concept is, as it is shown", 'about = "a pale foot"'),
    Key("danger/*.toml", "phrases", "the ways to say it, one to a line",
        'phrases = "(white|blue) (foot|toes)"'),
    Key("danger/*.toml", "except", "what looks like it and is not", 'except = "blue socks"'),
    Key("danger/*.toml", "silent", "whether a concept is never given as a reason", "silent = true"),
    Key("danger/*.toml", "warning", "what makes a warning urgent, by its name",
        'warning.blood-flow = { signs = { colour = ["pale"] }, urgent_from = 60 }'),
    Key("danger/*.toml", "signs", "the concepts that count, by what they are a sign of",
        'signs = { colour = ["pale"], feeling = ["numb", "cold"] }'),
    Key("danger/*.toml", "exceptions", "phrases whose words do not count for the warning",
        'exceptions = "blue paint"'),
    Key("danger/*.toml", "urgent_from", "the likelihood in percent from which it is urgent",
        "urgent_from = 60"),
    Key("danger/*.toml", "needs", "signs of which a text should have one to be urgent",
        'needs = ["colour"]'),
    Key("danger/*.toml", "sentences", "per warning, sentences to learn from",
        'sentences.blood-flow = { danger = ["my toes are blue"], ordinary = ["blue shoes"] }'),
    Key("danger/*.toml", "danger", "sentences that call for the warning",
        'danger = ["my toes are blue"]'),
    Key("danger/*.toml", "ordinary",
        "sentences that look so and do not; beside the warnings, lists of those that call for none",
        'ordinary = ["my shoes are blue"]'),
)  # fmt: skip


def kind_of(file: str) -> str:
    """The kind of a file of a folder, as in `KEYS`."""
    part, slash, _ = file.rpartition("/")
    return f"{part}/*.toml" if slash else file


def help_for(file: str, name: str) -> str:
    """What the key `name` of a file is for and how to write it; empty if there is no such key."""
    kind = kind_of(file)
    for key in KEYS:
        if (key.file, key.name) == (kind, name):
            return f"{key.name}: {key.about}, such as {key.example}"
    return ""


def reference() -> str:
    """All keys by file: the name, what it is for, an example."""
    lines: list[str] = []
    file = ""
    for key in KEYS:
        if key.file != file:
            lines += ["", key.file] if file else [key.file]
            file = key.file
        lines += [f"  {key.name:15} {key.about}", f"{'':18}{key.example}"]
    return "\n".join(lines) + "\n"
