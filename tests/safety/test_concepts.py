"""The files of `danger/`: what makes a warning urgent, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from assistant.safety.concepts import EVEN, Dangers, Phrase, compile_phrases
from assistant.safety.phrases import Sequence, parse
from corpus.errors import FolderError
from tests.helpers.folders import FolderCopy, dangers
from tests.helpers.places import LEAFLET


@pytest.fixture(scope="module")
def leaflet_danger() -> Dangers:
    """What the leaflet says about its dangers."""
    return dangers(LEAFLET)


def _sequences(phrases: Iterable[Phrase]) -> list[Sequence]:
    return [one.sequence for one in phrases]


def test_concepts(leaflet_danger: Dangers) -> None:
    """A concept has a name, a description, its phrases and its look-alikes."""
    (concept,) = leaflet_danger.concepts
    assert (concept.name, concept.about) == ("much", "much blood")
    assert _sequences(concept.phrases) == [
        parse("(blood|bleed*) ... (pour*|everywhere)"),
        parse("gush*"),
        parse("won't stop"),
    ]
    assert _sequences(concept.excepted) == [parse("pouring rain")]


def test_a_phrase_counts_once(leaflet_copy: FolderCopy) -> None:
    """A phrase that is listed twice, in whatever spelling, counts once."""
    leaflet_copy.replace("danger/heavy.toml", "gush*\n", "gush*\nGush*\n")
    (concept,) = dangers(leaflet_copy.path).concepts
    assert len(concept.phrases) == 3


def test_warnings(leaflet_danger: Dangers) -> None:
    """A warning lists its concepts by what they are a sign of, and its exceptions."""
    (subject,) = leaflet_danger.subjects
    assert (subject.warning, subject.urgent_from) == ("heavy", EVEN)
    assert (subject.concepts, subject.signs_of("much")) == (["much"], ["blood"])
    assert _sequences(subject.exceptions) == [parse("blood orange")]


def test_sentences(leaflet_danger: Dangers) -> None:
    """There are sentences that call for a warning, and ordinary sentences."""
    (subject,) = leaflet_danger.subjects
    assert (len(subject.sentences.danger), len(subject.sentences.ordinary)) == (3, 3)


def test_words_of_danger(leaflet_danger: Dangers) -> None:
    """The texts of a danger are its sentences and the full words of its phrases."""
    texts = list(leaflet_danger.texts())
    assert "blood is everywhere" in texts
    assert {"blood", "everywhere", "won't", "stop"} <= set(texts)
    assert "gush*" not in texts


def test_files_are_joined(leaflet_copy: FolderCopy) -> None:
    """The sentences of several files are merged, without duplicates."""
    (leaflet_copy.path / "danger/more.toml").write_text(
        "[sentences.heavy]\n"
        'danger = ["blood is everywhere", "so much blood"]\n'
        '[ordinary]\ntalk = ["hello"]\n'
    )
    found = dangers(leaflet_copy.path)
    assert found.subjects[0].sentences.danger[-2:] == ("it pours and I feel faint", "so much blood")
    assert found.ordinary == ("hello",)


def test_a_warning_may_have_no_sentences(leaflet_copy: FolderCopy) -> None:
    """Concepts alone are enough for a warning."""
    file = leaflet_copy.path / "danger/heavy.toml"
    file.write_text(file.read_text().split("[sentences.heavy]")[0])
    assert dangers(leaflet_copy.path).subjects[0].sentences.danger == ()


HEAVY = "danger/heavy.toml"
REFUSALS = {
    # A text in the file, its replacement, and the error message.
    "unknown key": (
        "except =",
        "excepting =",
        r'danger/heavy\.toml, concept\.much\.excepting: unknown key; did you mean "except"\?',
    ),
    "unknown table": (
        "[sentences.heavy]",
        "[sentence.heavy]",
        r'danger/heavy\.toml, sentence: unknown key; did you mean "sentences"\?',
    ),
    "a concept without phrases": (
        'except = "pouring rain"',
        'except = " "',
        r"danger/heavy\.toml, concept\.much\.except: needs at least one phrase\.",
    ),
    "a phrase that cannot be read": (
        "gush*",
        "(gush*",
        r'danger/heavy\.toml, concept\.much\.phrases: "\(gush\*": a bracket is not closed; '
        r"correct the phrase\.",
    ),
    "a warning that does not exist": (
        "[warning.heavy]",
        "[warning.heavi]",
        r'danger/heavy\.toml, warning\.heavi: there is no warning "heavi"; '
        r'did you mean "heavy"\?',
    ),
    "a sign without concepts": (
        'blood = ["much"]',
        "blood = []",
        r"danger/heavy\.toml, warning\.heavy\.signs\.blood: needs at least one entry\.",
    ),
    "a concept that does not exist": (
        'blood = ["much"]',
        'blood = ["mucho"]',
        r'danger/heavy\.toml, warning\.heavy\.signs\.blood: there is no concept "mucho"; '
        r'did you mean "much"\?',
    ),
    "a likelihood that is none": (
        "[warning.heavy]",
        "[warning.heavy]\nurgent_from = 100",
        r"danger/heavy\.toml, warning\.heavy\.urgent_from: must be a whole number from 1 to 99\.",
    ),
    "sentences of no warning": (
        "[sentences.heavy]",
        "[sentences.light]",
        r'danger/heavy\.toml, sentences\.light: there is no warning "light"; .*',
    ),
    "a sentence in both": (
        '"is dry air bad"',
        '"Blood is everywhere"',
        r'danger/.*, sentences\.heavy: "blood is everywhere" is .* as both danger and ordinary; '
        r"keep one\.",
    ),
}


@pytest.mark.parametrize(("old", "new", "complaint"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(old: str, new: str, complaint: str, leaflet_copy: FolderCopy) -> None:
    """A damaged file is refused with one sentence that names file, entry and remedy."""
    leaflet_copy.replace(HEAVY, old, new)
    found = leaflet_copy.complaint()
    assert re.fullmatch(complaint, found), found


def test_nothing_urgent(leaflet_copy: FolderCopy) -> None:
    """A folder need not say what makes its warnings urgent: every answer shows them anyway."""
    (leaflet_copy.path / HEAVY).unlink()
    (subject,) = dangers(leaflet_copy.path).subjects
    assert (subject.concepts, subject.sentences.danger) == ([], ())


def test_a_concept_in_two_files(leaflet_copy: FolderCopy) -> None:
    """A concept that is defined in two files is refused."""
    (leaflet_copy.path / "danger/more.toml").write_text(
        '[concept.much]\nabout = "x"\nphrases = "x"\n'
    )
    assert leaflet_copy.complaint() == (
        "danger/more.toml, concept.much: it occurs twice; merge the two or rename one."
    )


def test_a_phrase_beyond_the_budget(leaflet_copy: FolderCopy) -> None:
    """A phrase that would need too many nodes is reported."""
    options = "|".join(f"a{number} b{number}" for number in range(60))
    text = f"({options}) " * 3
    leaflet_copy.replace(HEAVY, "gush*", text)
    with pytest.raises(FolderError) as caught:
        compile_phrases(c.phrases for c in dangers(leaflet_copy.path).concepts)
    complaint = str(caught.value)
    assert complaint.startswith('danger/heavy.toml, concept.much.phrases: "(a0 b0|')
    assert "too many wordings" in complaint
