"""Which warnings a text makes urgent, and why.

A document's author says in `danger/*.toml` how people speak of a danger. A *concept* is a list of
phrases that mean the same, such as "far from land": "200m out", "past the buoys". Concepts are
sorted into a few *signs* for each warning: in the water, a cramp, trouble, a place on land. And
there are *sentences* to learn from: some call for the warning, some only look like it, and several
thousand are ordinary language (`ordinary/`).

1. `reading` divides a text into sentences, finds the concepts in each, and takes out what an
   exception covers ("drowning in work"). Neighbouring sentences are read together, too.
2. A *reading*, one sentence or a few neighbours, has features: the stems of its words, pairs of
   words next to each other, its concepts, its signs, and each two signs together ("in the water
   and in trouble"). Its score for a warning is the sum of their weights and a bias.
3. `model` gives a text the score of its highest reading. Above zero, the warning is urgent. So
   nothing that is said before or after a danger can outvote it, and harmless words far apart do
   not add up. The reasons are the concepts that weigh most, in the words as typed.
4. `training` learns the weights when a document folder is prepared: `learning` is a logistic
   regression. A warning with few sentences counts each of its concepts alike.

`phrases` says how a phrase is written, `matcher` finds thousands of them at once, `concepts` reads
the files, and `storing` keeps the result in the prepared file.
"""
