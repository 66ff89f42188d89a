"""Questions in other languages are recognised as such; English never is, however it is spelt."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.dialogue.languages import is_foreign
from assistant.dialogue.replies import FOREIGN, SEE_ABOVE
from tests.helpers.places import QUESTIONS
from tests.helpers.small import document, index_of

FOREIGN_QUESTIONS = """
    Was hilft gegen Wadenkrämpfe in der Nacht?
    mein Bein tut weh was soll ich tun
    magnesium gegen krämpfe
    crampe mollet que faire
    J'ai mal à la jambe, est-ce grave ?
    ¿Qué puedo hacer contra los calambres en las piernas?
    por que me dan calambres en la pierna
    por que tenho cãibra na perna
    perché mi vengono i crampi al polpaccio
    hoe kom ik van kramp af
    dlaczego mam skurcze nóg
    varför får jag kramp i benen
    hvorfor får jeg krampe i leggen
    miksi minulla on kramppeja jaloissa
    proč mám křeče v nohou
    zasto imam grceve u nogama
    Mi segít a lábgörcs ellen éjszaka?
    de ce am crampe la picior
    neden bacağıma kramp giriyor
    tai sao toi bi chuot rut
    kenapa kaki saya kram
    bakit ako pinupulikat
    Nifanye nini kwa maumivu ya misuli ya mguu usiku?
    Что делать при судорогах в ногах ночью?
    Τι βοηθάει στις κράμπες στα πόδια τη νύχτα;
    ماذا أفعل عند تشنج الساق ليلا؟
    מה עוזר נגד התכווצויות ברגליים בלילה?
    रात में पैर में ऐंठन होने पर क्या करें?
    ทำอย่างไรเมื่อเป็นตะคริวตอนกลางคืน
    晚上小腿抽筋怎么办?
    夜にふくらはぎがつったらどうすればいいですか
    밤에 다리에 쥐가 나면 어떻게 해야 하나요?
"""

ENGLISH = """
    what can I do against a cramp in my calf at night
    hwo to stpo crmap
    ive gt crmps in mi claf
    crampz in da leg plz halp
    wat do i do wen mi leg cramps
    dinna ken whit tae dae aboot ma leg
    my name is Jan van den Berg
    Juan Carlos de la Cruz has a cramp
    who sang Que Sera Sera
    what does je ne sais quoi mean
    who wrote "Das Kapital"?
    Charles de Gaulle airport
    kung fu panda three
    crème brûlée and café au lait
    5 μg vitamin D
    β-blocker
    π
    sеizurе
    quinine sulfate
    musculus gastrocnemius
    asdf qwer zxcv
"""

GERMAN = """
Der Krampf ist nicht gefährlich. Er kommt oft in der Nacht und geht nach einer Minute vorbei. Gegen
einen Krampf hilft es, den Fuß zu strecken und ein Glas Wasser zu trinken.

Essen Sie auch Bananen oder Nüsse. Sie haben viel Magnesium. Ich esse sie jeden Abend, mein Mann
auch.
"""


def questions(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("question", questions(FOREIGN_QUESTIONS))
def test_foreign(assistant: Assistant, question: str) -> None:
    """A question in another language is refused in one sentence, not word by word."""
    answer = assistant.ask(question)
    assert answer.kind == "refusal"
    assert answer.reply.startswith(FOREIGN)
    assert (answer.missing, answer.corrections, answer.passages) == ((), {}, ())


@pytest.mark.parametrize("question", questions(ENGLISH))
def test_english(assistant: Assistant, question: str) -> None:
    """English with names, quotations, slips, dialect or single foreign words is still English."""
    assert not is_foreign(question, assistant.index.reader)


def test_practice(assistant: Assistant) -> None:
    """No practice question that the document answers is taken for another language."""
    reader = assistant.index.reader
    lines = (QUESTIONS / "practice.txt").read_text(encoding="utf-8").splitlines()
    asked = [line.rpartition(" |")[0] for line in lines if not line.endswith("|")]
    assert asked
    assert [question for question in asked if is_foreign(question, reader)] == []


def test_danger(assistant: Assistant) -> None:
    """A danger raises its warning in any language, and the refusal points to it."""
    answer = assistant.ask("mon fils fait une crise d'épilepsie, que faire")
    assert answer.warnings[0].urgent
    assert answer.reply == f"{SEE_ABOVE} {FOREIGN}"


def test_chat(assistant: Assistant) -> None:
    """In a chat, a question in another language neither inherits a topic nor sets one."""
    chat = assistant.conversation()
    chat.ask("what helps against cramps in the calf?")
    assert chat.ask("und in der Nacht?").carried == ()
    assert "calf" in chat.ask("and at night?").carried


def test_other_document() -> None:
    """For a document in another language, questions in that language are answered as usual."""
    reader = index_of(document(*GERMAN.strip().splitlines())).reader
    assert not is_foreign("Was soll ich gegen die Krämpfe essen?", reader)
    assert not is_foreign("Wie wird das Wetter morgen?", reader)
    assert not is_foreign("Que faire contre les crampes la nuit ?", reader)
