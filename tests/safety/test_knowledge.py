"""The files of `danger/`: what makes a warning urgent, read and checked."""

from __future__ import annotations

import re

import pytest

from assistant.safety.knowledge import Knowledge, Rule
from assistant.safety.phrases import parse
from tests.helpers.folders import FolderCopy, dangers
from tests.helpers.places import LEAFLET


@pytest.fixture(scope="module")
def leaflet_danger() -> Knowledge:
    """What the leaflet says of its dangers."""
    return dangers(LEAFLET)


def test_concepts(leaflet_danger: Knowledge) -> None:
    """A concept has a name, a description, its phrases and what only looks like them."""
    (concept,) = leaflet_danger.concepts
    assert (concept.name, concept.about, concept.everywhere) == ("much", "much blood", False)
    assert concept.phrases == (
        parse("(blood|bleed*) ... (pour*|everywhere)"),
        parse("gush*"),
        parse("won't stop"),
    )
    assert concept.excepted == (parse("pouring rain"),)


def test_a_phrase_counts_once(leaflet_copy: FolderCopy) -> None:
    """A phrase that is listed twice, in whatever spelling, is there once."""
    leaflet_copy.replace("danger/heavy.toml", "gush*;", "gush*; Gush*;")
    (concept,) = dangers(leaflet_copy.path).concepts
    assert len(concept.phrases) == 3


def test_exceptions(leaflet_danger: Knowledge) -> None:
    """Exceptions are phrases by warning."""
    assert leaflet_danger.exceptions == {"heavy": (parse("blood orange"),)}


def test_rules(leaflet_danger: Knowledge) -> None:
    """A rule names the concepts that make a warning urgent, and how strongly."""
    assert leaflet_danger.rules == (Rule("heavy", 3, "much blood", all=("much",)),)


def test_a_rule_may_count(leaflet_copy: FolderCopy) -> None:
    """A rule may ask for a number of concepts out of several."""
    leaflet_copy.replace("danger/heavy.toml", 'all = ["much"]', 'of = ["much"]\nat_least = 1')
    (rule,) = dangers(leaflet_copy.path).rules
    assert (rule.all, rule.of, rule.at_least) == ((), ("much",), 1)


def test_banks(leaflet_danger: Knowledge) -> None:
    """A bank has sentences that call for its warning, and ordinary ones."""
    bank = leaflet_danger.banks["heavy"]
    assert (len(bank.danger), len(bank.ordinary)) == (3, 3)


def test_words_of_danger(leaflet_danger: Knowledge) -> None:
    """The texts of danger are the sentences of the banks and the whole words of the phrases."""
    texts = list(leaflet_danger.texts())
    assert "blood is everywhere" in texts
    assert {"blood", "everywhere", "won't", "stop"} <= set(texts)
    assert "gush*" not in texts


def test_files_are_joined(leaflet_copy: FolderCopy) -> None:
    """What several files say of one warning is joined, each sentence and phrase once."""
    (leaflet_copy.path / "danger/more.toml").write_text(
        '[exceptions]\nheavy = "blood test"\n'
        '[bank.heavy]\ndanger = ["blood is everywhere", "so much blood"]\nordinary = ["hello"]\n'
    )
    found = dangers(leaflet_copy.path)
    assert found.exceptions["heavy"] == (parse("blood orange"), parse("blood test"))
    assert found.banks["heavy"].danger[-2:] == ("it pours and I feel faint", "so much blood")


def test_a_warning_may_have_no_bank(leaflet_copy: FolderCopy) -> None:
    """Rules alone are enough for a warning."""
    file = leaflet_copy.path / "danger/heavy.toml"
    file.write_text(file.read_text().split("[bank.heavy]")[0])
    assert dangers(leaflet_copy.path).banks == {}


HEAVY = "danger/heavy.toml"
REFUSALS = {
    # A text in the file, what takes its place, and the complaint.
    "unknown key": (
        ("except =", "excepting ="),
        r'danger/heavy\.toml, concept\.much\.excepting: unknown key; did you mean "except"\?',
    ),
    "unknown table": (
        ("[exceptions]", "[exemptions]"),
        r'danger/heavy\.toml, exemptions: unknown key; did you mean "exceptions"\?',
    ),
    "a concept without phrases": (
        ('except = "pouring rain"', 'except = " ; "'),
        r"danger/heavy\.toml, concept\.much\.except: needs at least one phrase\.",
    ),
    "a phrase that cannot be read": (
        ("gush*;", "(gush*;"),
        r'danger/heavy\.toml, concept\.much\.phrases: "\(gush\*": a bracket is not closed; '
        r"correct the phrase\.",
    ),
    "an exception of no warning": (
        ('heavy = "blood orange"', 'heavi = "blood orange"'),
        r'danger/heavy\.toml, exceptions\.heavi: there is no warning "heavi"; '
        r'did you mean "heavy"\?',
    ),
    "a rule of no warning": (
        ('warning = "heavy"', 'warning = "zzz"'),
        r'danger/heavy\.toml, rule 1\.warning: there is no warning "zzz"; correct the name\.',
    ),
    "a rule of no concept": (
        ('all = ["much"]', "# nothing"),
        r"danger/heavy\.toml, rule 1\.all: needs at least one concept, .*\.",
    ),
    "a rule of an unknown concept": (
        ('all = ["much"]', 'any = ["mucho"]'),
        r'danger/heavy\.toml, rule 1\.any: there is no concept "mucho"; did you mean "much"\?',
    ),
    "a rule too strong": (
        ("strength = 3", "strength = 4"),
        r"danger/heavy\.toml, rule 1\.strength: needs a whole number from 1 to 3\.",
    ),
    "a rule of no number": (
        ("strength = 3", "strength = true"),
        r"danger/heavy\.toml, rule 1\.strength: needs a whole number from 1 to 3\.",
    ),
    "a rule that counts too far": (
        ('all = ["much"]', 'of = ["much"]\nat_least = 2'),
        r"danger/heavy\.toml, rule 1\.at_least: needs a whole number from 1 to 1\.",
    ),
    "a bank of no warning": (
        ("[bank.heavy]", "[bank.light]"),
        r'danger/heavy\.toml, bank\.light: there is no warning "light"; .*',
    ),
    "a bank without ordinary sentences": (
        ("ordinary =", "ordinary = [] #"),
        r"danger/heavy\.toml, bank\.heavy\.ordinary: needs at least one entry\.",
    ),
    "a sentence in both": (
        ('"is dry air bad"', '"Blood is everywhere"'),
        r'danger/.*, bank\.heavy: "blood is everywhere" is .* as danger and as ordinary; '
        r"keep one\.",
    ),
}


@pytest.mark.parametrize(("damage", "complaint"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(damage: tuple[str, str], complaint: str, leaflet_copy: FolderCopy) -> None:
    """A damaged file is refused with one sentence that names file, entry and remedy."""
    leaflet_copy.replace(HEAVY, *damage)
    found = leaflet_copy.complaint()
    assert re.fullmatch(complaint, found), found


def test_nothing_urgent(leaflet_copy: FolderCopy) -> None:
    """A folder need not say what makes its warnings urgent: they are in every answer anyway."""
    (leaflet_copy.path / HEAVY).unlink()
    found = dangers(leaflet_copy.path)
    assert (found.rules, found.banks) == ((), {})


def test_a_concept_in_two_files(leaflet_copy: FolderCopy) -> None:
    """A concept that two files describe is refused."""
    (leaflet_copy.path / "danger/more.toml").write_text(
        '[concept.much]\nabout = "x"\nphrases = "x"\n'
    )
    assert leaflet_copy.complaint() == (
        "danger/more.toml, concept.much: it is there twice; join or rename them."
    )


def test_a_sentence_in_both_across_files(leaflet_copy: FolderCopy) -> None:
    """A sentence that one file calls danger and another ordinary is refused."""
    (leaflet_copy.path / "danger/more.toml").write_text(
        '[bank.heavy]\ndanger = ["x"]\nordinary = ["my nose is gushing"]\n'
    )
    assert re.fullmatch(
        r'danger/, bank\.heavy: "my nose is gushing" is .* as danger and as ordinary; keep one\.',
        leaflet_copy.complaint(),
    )
