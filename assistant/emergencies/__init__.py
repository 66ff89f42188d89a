"""Signs of emergencies that the document does not cover: a stroke, poisoning, a broken bone.

Nobody who describes one should be shown a home remedy. `signs.toml` contains what people write in
an emergency, and ordinary sentences that look similar. A linear model over words and pairs of
neighbouring words is fitted to them (`weights.json`), and `recognise` scores each sentence of a
question with it. A document says in `document.toml` what to show instead (`[[emergency]]`);
without that, its questions are not checked.
"""
