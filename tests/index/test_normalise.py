"""Normalised text: one table for what people, programs and attackers do to letters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import tokens
from index.normalise import normalise, visible

TABLE = {
    "soft hyphen": ("sei\u00adzure", "seizure"),
    "zero-width space": ("sei\u200bzure", "seizure"),
    "zero-width joiner": ("sei\u200dzure", "seizure"),
    "word joiner": ("sei\u2060zure", "seizure"),
    "byte order mark": ("\ufeffseizure", "seizure"),
    "tag character": ("sei\U000e0041zure", "seizure"),
    "variation selector": ("sei\ufe0fzure\U000e0100", "seizure"),
    "grapheme joiner": ("sei\u034fzure", "seizure"),
    "direction marks": ("\u202esei\u202czure\u2066", "seizure"),
    "invisible letters": ("sei\u3164zure\u115f", "seizure"),
    "backspace": ("sei\bzure", "seizure"),
    "null": ("sei\0zure", "seizure"),
    "colour": ("sei\x1b[31mzure\x1b[0m", "seizure"),
    "8-bit control sequence": ("sei\x9b2Jzure", "seizure"),
    "title": ("sei\x1b]0;owned\x07zure", "seizure"),
    "hyperlink": ("sei\x1b]8;;file:///x\x1b\\zure", "seizure"),
    "lone escape": ("sei\x1bczure", "seizure"),
    "enclosing mark": ("s\u20dde\u20ddizure", "seizure"),
    "acute for apostrophe": ("don´t", "don't"),
    "grave for apostrophe": ("don`t", "don't"),
    "curly apostrophes": ("don’t won‘t", "don't won't"),
    "prime": ("don′t", "don't"),
    "wide apostrophe": ("don＇t", "don't"),
    "wide letters": ("ｓｅｉｚｕｒｅ", "seizure"),
    "bold letters": ("𝐬𝐞𝐢𝐳𝐮𝐫𝐞", "seizure"),
    "circled letters": ("ⓢⓔⓘⓩⓤⓡⓔ", "seizure"),
    "squared letters": ("🅷🅴🅻🅿 🅼🅴", "help me"),
    "flag letters": ("🇸🇴🇸", "sos"),
    "ligature": ("ﬁt", "fit"),
    "degrees": ("40℃", "40°C"),
    "fraction": ("½ hour", " 1/2  hour"),
    "no-break space": ("leg\u00a0cramp", "leg cramp"),
    "line separator": ("leg\u2028cramp", "leg\ncramp"),
    "named entity": ("it&apos;s &amp; sei&shy;zure", "it's & seizure"),
    "numbered entity": ("&#115;eizure &#x73;eizure", "seizure seizure"),
    "Cyrillic look-alikes": ("ѕеіzurе", "seizure"),
    "a word of look-alikes": ("help, аѕ", "help, as"),
    "Greek look-alikes": ("crαmp", "cramp"),
    "Cherokee look-alikes": ("ꮪᎬᎥᏃuᎡᎬ", "seizure"),
    "look-alikes of all scripts": ("𐊖ⴹіꓜ𐓎ⲅᎬ", "seizure"),
    "look-alikes with accents": ("sѐizurё, sεizύrе", "seizure, seizure"),
    "look-alikes of I and l": ("Ӏeg wіӀӀ ꓲift", "leg will lift"),
    "nothing but look-alikes": ("ոо Ӏеɡѕ", "no legs"),
    "a mark of another script": ("se\u05b0iz\u093eure", "seizure"),
    "marks on each letter": ("s\u0e34e\u0e34i\u0e34z\u0e34", "seiz"),
    "small capitals": ("ᴄʀᴀᴍᴘ my", "cramp my"),
    "letters with hooks": ("ʂeɨʐυɾe, ɕrɐmƥ", "seizure, cramp"),
    "tags": ('<b>sei</b>zure<span class="x"> my</span>', "seizure my"),
    "an HTML comment": ("sei<!-- x -->zure", "seizure"),
    "a line break of HTML": ("leg<br/>cramp", "leg cramp"),
    "tags of forums": ("[b]sei[/b]zure [color=red]my[/color]", "seizure my"),
    "a tag of forums without its end": ("sei[b]zure", "seizure"),
    "a letter in brackets": ("se[i]zure", "seizure"),
    "stars": ("*sei*zure to**es", "*seizure toes"),
    "any mark": ("sei/zure sei_zure sei•zure con-vul-sion", "seizure seizure seizure convulsion"),
    "divided at a line end": ("a sei-\nzure", "a seizure"),
    "divided in an indented line": ("a sei-  \n  zure", "a seizure"),
    "spaced letters": ("s e i z u r e", "seizure"),
    "spaced words": ("m y  s o n", "my son"),
    "dotted letters": ("s.e.i.z.u.r.e!", "seizure!"),
    "starred letters": ("s*e*i*z*u*r*e", "seizure"),
    "hyphened letters": ("s-e-i-z-u-r-e", "seizure"),
    "underscored letters": ("s_e_i_z_u_r_e", "seizure"),
    "camel case": ("MySonHasASeizure", "My Son Has A Seizure"),
    "swimmer": ("cramp 🏊\u200d♂\ufe0f", "cramp  swimmer ♂"),
    "wave": ("🌊", " water wave "),
    "SOS sign": ("🆘", " sos "),
}
"""Typed text and what it is read as, by the trick used."""

ORDINARY = [
    "My calf cramps at night, what helps?",
    "i.e. at 3 a.m., e.g. 10 mg",
    "vitamins A B C D",
    "iPhone, McDonald, sEiZuRe",
    "x-ray - a b - warm-up",
    "naïve café Bananás",
    "мама мыла раму",
    "AT&T; R&D",
    "a\tb\nc",
    "his/her and/or e-mail x-ray well-known non-slip o'clock they've",
    "[i]t hurts [Mr] <file> a < b and c > d 2*3 (s)he www.example.com",
    "Straße, μg, 10 ml",
    "ו הוא שלום क्या है ไม่ใช่",
]
"""Text that is not changed."""


@pytest.mark.parametrize(("typed", "expected"), TABLE.values(), ids=TABLE)
def test_disguises(typed: str, expected: str) -> None:
    """Tricks that hide a word are undone."""
    assert normalise(typed).text == expected


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text(text: str) -> None:
    """Ordinary text is unchanged."""
    assert normalise(text).text == text


@pytest.mark.parametrize("latin", ["a", "z"])
def test_one_latin_letter_is_enough(latin: str) -> None:
    """A letter that looks Latin is read as Latin if its word has one that is, even an a or a z."""
    assert normalise(f"{latin}\u0436\u043e a").text == f"{latin}\u0436o a"


@given(st.text(max_size=60))
@example("".join(typed for typed, _ in TABLE.values()))
def test_places(text: str) -> None:
    """Each character comes from a place in the text, in order."""
    normalised = normalise(text)
    places = [normalised.span(at, at + 1) for at in range(len(normalised.text))]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "word", "typed"),
    [
        ("a SEI\u00adZURE now", "seizure", "SEI\u00adZURE"),
        ("my s e i z u r e now", "seizure", "s e i z u r e"),
        ("MySonHasASeizure", "seizure", "Seizure"),
        ("a ѕеіzurе!", "seizure", "ѕеіzurе"),
        ("🏊 cramp", "swimmer", "🏊"),
    ],
)
def test_words_keep_their_places(text: str, word: str, typed: str) -> None:
    """A token knows where it was typed, even after normalisation."""
    assert typed in [text[start:end] for found, start, end in tokens(text) if found == word]


@given(st.text(max_size=60))
def test_nothing_invisible_is_left(text: str) -> None:
    """Text made visible has no escape sequences, and doing it again changes nothing."""
    assert "\x1b" not in visible(text)
    assert visible(visible(text)) == visible(text)


def test_long_texts_take_linear_time() -> None:
    """A long run of anything suspicious is normalised in moments."""
    for text in ("a ", "a.", "-\n", "&#", "\x1b]", "Aa", "\u00ad", "a  "):
        assert normalise(text * 50_000)
