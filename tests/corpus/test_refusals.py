"""A damaged document folder: one sentence that names the file, the entry and the remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus import loader as folder
from corpus.errors import FolderError, did_you_mean
from tests.helpers.folders import FolderCopy

REFUSALS = {
    # A file, a text in it, its replacement, and the error message.
    "not TOML": (
        ("tags.toml", "[home]", "[home"),
        r"tags\.toml: not valid TOML: .*line 13.*; correct that line\.",
    ),
    "a number too long": (
        ("document.toml", "[17]", f"[{'1' * 5000}]"),
        r"document\.toml: not valid TOML: .*; correct that line\.",
    ),
    "nested too deeply": (
        ("document.toml", "[17]", "[" * 5000),
        r"document\.toml: nested too deeply; keep to plain tables\.",
    ),
    "unknown key": (
        ("passages/1.toml", "filler = true", "fillr = true"),
        r'passages/1\.toml, 8\.fillr: unknown key; did you mean "filler"\?',
    ),
    "unknown key like no other": (
        ("document.toml", "about =", 'zzz = "x"\nabout ='),
        r"document\.toml, zzz: unknown key; remove it\.",
    ),
    "a title that is not text": (
        ("document.toml", '"Nosebleeds: what to do"', "5"),
        r"document\.toml, title: must be text in quotation marks\.",
    ),
    "headings that are not a table": (
        ("document.toml", "[headings]\nremove = [17]", "headings = 17"),
        r"document\.toml, headings: must be a table\.",
    ),
    "lines that are not numbers": (
        ("document.toml", "[17]", "[true]"),
        r"document\.toml, headings\.remove: must be a list of line numbers, such as .*\.",
    ),
    "a heading beyond the document": (
        ("document.toml", "remove = [17]", "remove = [17]\nadd = [36]"),
        r"document\.toml, headings\.add: there is no text on line 36; correct the number\.",
    ),
    "a heading taken from a blank line": (
        ("document.toml", "remove = [17]", "remove = [17, 18]"),
        r"document\.toml, headings\.remove: there is no text on line 18; correct the number\.",
    ),
    "an article on a blank line": (
        ("document.toml", "[headings]", "[[article]]\nline = 5\n[headings]"),
        r"document\.toml, article 1\.line: there is no text on line 5; correct the number\.",
    ),
    "an article beyond the document": (
        ("document.toml", "[headings]", "[[article]]\nline = 99\n[headings]"),
        r"document\.toml, article 1\.line: must be a whole number from 1 to 36\.",
    ),
    "an article that is not a table": (
        ("document.toml", "[headings]", "article = [1]\n[headings]"),
        r"document\.toml, article: must be a list of tables\.",
    ),
    "a tag in capitals": (
        ("tags.toml", "[home]", "[Home]"),
        r"tags\.toml, Home: a tag is made of lower-case words and hyphens; rename it\.",
    ),
    "a tag with a blank": (
        ("tags.toml", "[home]", '["at home"]'),
        r"tags\.toml, at home: a tag is made of lower-case words and hyphens; rename it\.",
    ),
    "a tag without a description": (
        ("tags.toml", 'description = "What a household has"', ""),
        r"tags\.toml, home\.description: must be text in quotation marks\.",
    ),
    "an unknown tag": (
        ("passages/1.toml", '["heavy"]', '["heavi"]'),
        r'passages/1\.toml, 33\.tags: "heavi" is not a tag in tags\.toml; did you mean "heavy"\?',
    ),
    "an unknown tag like no other": (
        ("passages/1.toml", '["heavy"]', '["zzz"]'),
        r'passages/1\.toml, 33\.tags: "zzz" is not a tag in tags\.toml; '
        r"add it there or remove it\.",
    ),
    "unknown first passage": (
        ("document.toml", '["10", "11"]', '["12"]'),
        r'document\.toml, first: there is no passage "12"; correct the number\.',
    ),
    "first passage twice": (
        ("document.toml", '["10", "11"]', '["10", "10"]'),
        r"document\.toml, first: lists a passage twice; remove one\.",
    ),
    "tags that are not a list": (
        ("passages/1.toml", '["heavy"]', '"heavy"'),
        r"passages/1\.toml, 33\.tags: must be a list of strings, such as .*\.",
    ),
    "a blank note": (
        ("passages/1.toml", '"It should not be icy."', '" "'),
        r"passages/1\.toml, 17\.notes: must be a list of strings, such as .*\.",
    ),
    "a filler that is not a truth value": (
        ("passages/1.toml", "filler = true", "filler = 1"),
        r"passages/1\.toml, 8\.filler: must be true or false\.",
    ),
    "opening words that are nowhere": (
        ("passages/1.toml", '"Call an ambulance"', '"Ring the clinic"'),
        r'passages/1\.toml, 33\.opens: the passage opens with "Call an ambulance if the", and no '
        r"other passage opens with the words given; correct them, or remove the entry\.",
    ),
    "a number without opening words": (
        ("passages/1.toml", "[33]", '[34]\ntags = []\n[33]'),
        r"passages/1\.toml, 34\.opens: no passage begins on that line; "
        r"add the opening words of the passage\.",
    ),
    "opening words without a passage": (
        ("passages/1.toml", "[33]", '[34]\nopens = "x"\n[33]'),
        r"passages/1\.toml, 34\.opens: no passage opens with these words; "
        r"correct them, or remove the entry\.",
    ),
    "an asked-as line for no sentence": (
        ("passages/1.toml", "asked.0", "asked.first"),
        r"passages/1\.toml, 11\.asked\.first: must be the number of a sentence .*, or 0 for .*\.",
    ),
    "a caution that is not there": (
        ("passages/1.toml", "ask the clinic after", "ask the doctor after"),
        r"passages/1\.toml, 25\.cautions 1\.quote: passage 35 does not contain these words; "
        r"copy them from the document\.",
    ),
    "a caution about words that are not in the passage": (
        ("passages/1.toml", 'nosebleed" }', 'nosebleed", about = ["cold"] }'),
        r"passages/1\.toml, 25\.cautions 1\.about: passage 25 does not contain all these words; "
        r"copy them from the document\.",
    ),
    "a strange word that the document holds": (
        ("beyond.toml", '"toothache"', '"dry  AIR"'),
        r'beyond\.toml, others\.words: "dry  AIR" is in the document; remove it from this list\.',
    ),
    "a theme without words": (
        ("beyond.toml", '["toothache"]', "[]"),
        r"beyond\.toml, others\.words: needs at least one entry\.",
    ),
    "a thesaurus group without meaning": (
        ("thesaurus.toml", '["petroleum jelly"]', "[]"),
        r"thesaurus\.toml, group 1\.means: needs at least one entry\.",
    ),
    "a thesaurus that is not a list of groups": (
        ("thesaurus.toml", "[[group]]\nsaid", '[groups]\nsaid'),
        r'thesaurus\.toml, groups: unknown key; did you mean "group"\?',
    ),
    "a warning whose passage is gone": (
        ("warnings.toml", '["33", "10"]', '["33", "12"]'),
        r'warnings\.toml, heavy\.passages: there is no passage "12"; correct the number\.',
    ),
    "a warning without passages": (
        ("warnings.toml", '["33", "10"]', "[]"),
        r"warnings\.toml, heavy\.passages: needs at least one entry\.",
    ),
    "a warning without steps": (
        ("warnings.toml", "steps = [{", "# ["),
        r"warnings\.toml, heavy\.steps: needs at least one quotation that says what to do\.",
    ),
    "a warning without its standing line": (
        ("warnings.toml", "standing =", "# standing ="),
        r"warnings\.toml, heavy\.standing\.passage: must be text in quotation marks\.",
    ),
    "a warning that quotes other words": (
        ("warnings.toml", "Call an ambulance if", "Call the ambulance if"),
        r"warnings\.toml, heavy\.standing\.quote: passage 33 does not contain these words; "
        r"copy them from the document\.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "complaint"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(damage: tuple[str, str, str], complaint: str, leaflet_copy: FolderCopy) -> None:
    """A damaged folder is refused with one sentence that names file, entry and remedy."""
    leaflet_copy.replace(*damage)
    found = leaflet_copy.complaint()
    assert re.fullmatch(complaint, found), found


FILES = ["document.toml", "tags.toml", "thesaurus.toml", "beyond.toml", "warnings.toml"]


@pytest.mark.parametrize("name", ["document.toml", "passages/1.toml", "danger/heavy.toml"])
def test_a_file_that_is_a_folder(name: str, leaflet_copy: FolderCopy) -> None:
    """A folder where a file is expected is refused."""
    (leaflet_copy.path / name).unlink()
    (leaflet_copy.path / name).mkdir()
    assert leaflet_copy.complaint() == f"{name}: Is a directory; a file is needed here."


@pytest.mark.parametrize("name", [*FILES, "passages/1.toml", "danger/heavy.toml"])
def test_a_file_not_in_utf_8(name: str, leaflet_copy: FolderCopy) -> None:
    """A file that is not UTF-8 is named, with the position of the first wrong byte."""
    file = leaflet_copy.path / name
    size = len(file.read_bytes())
    file.write_bytes(file.read_bytes() + b"\xe9")
    assert leaflet_copy.complaint() == (
        f"{name}: byte {size} is not UTF-8; save the file as UTF-8."
    )


def test_no_document_folder(tmp_path: Path) -> None:
    """A path without a document is given in full, since the user may have mistyped it."""
    with pytest.raises(FolderError) as caught:
        folder.read(tmp_path / "nowhere")
    assert str(caught.value) == (
        f"{tmp_path}/nowhere: No such file or directory; name a document or a document folder."
    )


def test_two_documents(leaflet_copy: FolderCopy) -> None:
    """A folder with two documents is refused."""
    (leaflet_copy.path / "document.md").write_text("Text.")
    assert leaflet_copy.complaint().endswith(
        ": it has document.txt and document.md; keep only one of them."
    )


@pytest.mark.parametrize("text", ["", "\n \t\n", "---\n"])
def test_a_document_without_text(text: str, leaflet_copy: FolderCopy) -> None:
    """A document without passages is refused."""
    (leaflet_copy.path / "document.txt").write_text(text)
    (leaflet_copy.path / "document.toml").write_text('title = "x"\nabout = "x"\n')
    assert leaflet_copy.complaint() == (
        "document.txt: it contains no text; put the document there."
    )


def test_a_passage_annotated_twice(leaflet_copy: FolderCopy) -> None:
    """A passage annotated in two files is refused."""
    (leaflet_copy.path / "passages/2.toml").write_text('[33]\nopens = "Call"\ntags = ["heavy"]\n')
    assert leaflet_copy.complaint() == (
        "passages/2.toml, 33: this passage has two entries; keep only one."
    )


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (
            ("warnings.toml", "you can easily go to the bottom!", "you may sink"),
            "warnings.toml, swimming.standing.quote: passage 117 does not contain these words; "
            "copy them from the document.",
        ),
        (
            ("document.txt", "Attention! The most dangerous", "The most dangerous"),
            'passages/2.toml, 117.opens: the passage opens with "The most dangerous convulsions '
            'are", and no other passage opens with the words given; correct them, or remove the '
            "entry.",
        ),
        (
            ("same.toml", '"347"]', '"34"]'),
            'same.toml, lemon-juice.passages: there is no passage "34"; correct the number.',
        ),
        (
            ("same.toml", '["364", "108"]', '["364", "193"]'),
            'same.toml, up-on-the-toes.passages: "193" is in two groups; remove it from one.',
        ),
        (
            ("same.toml", "into the soles until", "into the knees until"),
            "same.toml, lemon-juice.details 1.quote: passage 193 does not contain these words; "
            "copy them from the document.",
        ),
        (
            ("general.toml", 'first = ["92"', 'first = ["90000"'),
            'general.toml, causes.first: there is no passage "90000"; correct the number.',
        ),
        (
            ("together.toml", '["125", "300"]', '["125", "30"]'),
            'together.toml, clonic.passages: there is no passage "30"; correct the number.',
        ),
        (
            ("warnings.toml", "[generalized]", "[generalised]"),
            "",
        ),
    ],
    ids=[
        "a quotation changed",
        "the document changed",
        "a passage that is not there",
        "a passage in two groups",
        "a detail changed",
        "a passage of a general question that is not there",
        "a passage of a group that is not there",
        "a warning renamed",
    ],
)
def test_the_built_in_folder_is_checked_too(
    damage: tuple[str, str, str], complaint: str, built_in_copy: FolderCopy
) -> None:
    """The built-in folder, if damaged, is refused like any other."""
    built_in_copy.replace(*damage)
    found = built_in_copy.complaint()
    assert found == complaint or (not complaint and '"generalized"' in found)


def test_the_nearest_word() -> None:
    """The nearest known word is suggested, and nothing if no word is near."""
    assert did_you_mean("swiming", ["swimming", "night"]) == '; did you mean "swimming"?'
    assert did_you_mean("qqq", ["swimming", "night"]) == ""
