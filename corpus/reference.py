"""The reference for a document folder: what each key means, and how to write it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key in a file: the `file`, such as `passages/*.toml`, the name and meaning of the key, and
    an example."""

    file: str
    name: str
    about: str
    example: str


KEYS = (
    Key("document.toml", "title", "the title, shown above the chat", 'title = "Nosebleeds"'),
    Key("document.toml", "about", "the subject in a few words", 'about = "nosebleeds"'),
    Key("document.toml", "first", "passages to show if a question only names the subject",
        'first = ["10", "11"]'),
    Key("document.toml", "help", "passages on getting help, for people who are afraid or in pain",
        'help = ["33"]'),
    Key("document.toml", "careful", "passages on who should be careful, for \"is that safe?\"",
        'careful = ["35"]'),
    Key("document.toml", "things", "what a question may exclude (without vodka, not garlic)",
        'things = ["vodka", "garlic"]'),
    Key("document.toml", "emergency",
        "what to show in an emergency that the document does not cover",
        'emergency = [{ passage = "33", quote = "call an ambulance" }]'),
    Key("document.toml", "everyday_words", "whether everyday words (tummy, jab) are understood",
        "everyday_words = false"),
    Key("document.toml", "headings", "lines that are headings, and lines that only look like one",
        "headings = { add = [12], remove = [17] }"),
    Key("document.toml", "article", "where an article begins, and its title",
        'article = [{ line = 98, title = "Relief at home" }]'),
    Key("document.toml", "glossary", "words that the document uses in an unusual sense",
        'glossary = [{ words = ["draught"], note = "a current of air" }]'),
    Key("tags.toml", "title", "the name of a tag, as users see it", 'title = "First aid"'),
    Key("tags.toml", "description", "what the passages with the tag are about",
        'description = "What to do while it bleeds"'),
    Key("tags.toml", "note", "a note shown with every passage that has the tag",
        'note = "Patients have reported this."'),
    Key("passages/*.toml", "opens", "the words that the passage begins with; they identify it",
        'opens = "Call an ambulance"'),
    Key("passages/*.toml", "tags", "the tags of the passage", 'tags = ["first-aid"]'),
    Key("passages/*.toml", "asked", "questions by the sentence that answers them: 2 is the "
        "second of the passage, 0 all of it", 'asked.0 = ["when is it an emergency?"]'),
    Key("passages/*.toml", "notes", "notes to show below the passage",
        'notes = ["It should not be icy."]'),
    Key("passages/*.toml", "wording", "what the passage means, where its wording is wrong",
        'wording = ["fingers means toes here"]'),
    Key("passages/*.toml", "cautions", "other passages that should be read with it, or only with "
        "the part that has one of the words in `about`",
        'cautions = [{ passage = "35", quote = "ask the clinic" }]'),
    Key("passages/*.toml", "filler", "whether the passage says nothing on its own",
        "filler = true"),
    Key("thesaurus.toml", "group", "what people say, and the document's words for it",
        'group = [{ said = ["vaseline"], means = ["petroleum jelly"] }]'),
    Key("beyond.toml", "words", "what people ask about but the document never mentions",
        'words = ["toothache"]'),
    Key("same.toml", "passages", "passages that say the same thing; the first one found is shown",
        'passages = ["10", "25"]'),
    Key("same.toml", "details", "what only one of them says, in its own words",
        'details = [{ passage = "25", quote = "Lean forward" }]'),
    Key("same.toml", "brief", "passages that only mention what others explain",
        'brief = ["8"]'),
    Key("same.toml", "fuller", "the passages that explain it", 'fuller = ["10"]'),
    Key("general.toml", "words", "words that a general question about the subject uses",
        'words = ["cause", "causes", "reason", "why"]'),
    Key("general.toml", "first", "the passages that answer it best, in order",
        'first = ["7", "12"]'),
    Key("general.toml", "names_subject", "whether the question must also name the subject",
        "names_subject = true"),
    Key("together.toml", "passages",
        "passages that answer the same questions; a good match moves the others up, too",
        'passages = ["10", "12", "33"]'),
    Key("questions.toml", "questions", "questions to offer while a user types",
        'questions = ["How do I stop a nosebleed?"]'),
    Key("warnings.toml", "label", "the name of a warning", 'label = "Heavy bleeding"'),
    Key("warnings.toml", "standing", "the quotation that every answer begins with",
        'standing = { passage = "33", quote = "Call an ambulance" }'),
    Key("warnings.toml", "steps", "what to do, in the document's words",
        'steps = [{ passage = "10", quote = "Sit up and lean forward" }]'),
    Key("warnings.toml", "passages", "the passages to show when it is urgent",
        'passages = ["33", "10"]'),
    Key("warnings.toml", "withholds", "tags of passages not to show while it is urgent",
        'withholds = ["home-remedy"]'),
    Key("danger/*.toml", "concept", "something that people say in many ways, and a name for it",
        'concept.pale = { about = "a pale foot", phrases = "(white|blue) (foot|toes)" }'),
    Key("danger/*.toml", "about", "what the concept is, as users see it", 'about = "a pale foot"'),
    Key("danger/*.toml", "phrases", "the ways to say it, one per line",
        'phrases = "(white|blue) (foot|toes)"'),
    Key("danger/*.toml", "except", "phrases that look like it but mean something else",
        'except = "blue socks"'),
    Key("danger/*.toml", "silent", "whether the concept is never given as a reason",
        "silent = true"),
    Key("danger/*.toml", "warning", "what makes a warning urgent, by the warning's name",
        'warning.blood-flow = { signs = { colour = ["pale"] }, urgent_from = 60 }'),
    Key("danger/*.toml", "signs", "the concepts that count, by what they are a sign of",
        'signs = { colour = ["pale"], feeling = ["numb", "cold"] }'),
    Key("danger/*.toml", "exceptions", "phrases whose words do not count towards the warning",
        'exceptions = "blue paint"'),
    Key("danger/*.toml", "urgent_from", "the likelihood, in percent, at which it becomes urgent",
        "urgent_from = 60"),
    Key("danger/*.toml", "needs", "signs; an urgent text should have at least one of them",
        'needs = ["colour"]'),
    Key("danger/*.toml", "sentences", "sentences to learn from, for each warning",
        'sentences.blood-flow = { danger = ["my toes are blue"], ordinary = ["blue shoes"] }'),
    Key("danger/*.toml", "danger", "sentences that call for the warning",
        'danger = ["my toes are blue"]'),
    Key("danger/*.toml", "ordinary",
        "sentences that look dangerous but are not; at the top level, lists of ordinary sentences",
        'ordinary = ["my shoes are blue"]'),
)  # fmt: skip


def kind_of(file: str) -> str:
    """Return the kind of a file in a folder, as in `KEYS`."""
    part, slash, _ = file.rpartition("/")
    return f"{part}/*.toml" if slash else file


def help_for(file: str, name: str) -> str:
    """Return what the key `name` means and how to write it; empty if there is no such key."""
    kind = kind_of(file)
    for key in KEYS:
        if (key.file, key.name) == (kind, name):
            return f"{key.name}: {key.about}, such as {key.example}"
    return ""


def reference() -> str:
    """Return all keys by file, each with its meaning and an example."""
    lines: list[str] = []
    file = ""
    for key in KEYS:
        if key.file != file:
            lines += ["", key.file] if file else [key.file]
            file = key.file
        lines += [f"  {key.name:15} {key.about}", f"{'':18}{key.example}"]
    return "\n".join(lines) + "\n"
