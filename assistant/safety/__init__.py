"""Which warnings a text makes urgent, and why.

A document's author lists in `danger/*.toml` how people describe a danger. A *concept* is a list of
phrases that mean the same thing, such as "far from land": "200m out", "past the buoys". For each
warning, concepts are grouped into a few *signs*: in the water, a cramp, trouble, a place on land.
There are also *sentences* to learn from: some call for the warning, some only look like it, and
several thousand are ordinary language (`ordinary/`).

1. `reading` divides a text into sentences, finds the concepts in each, and removes what an
   exception covers ("drowning in work"). Neighbouring sentences are also read together.
2. A *reading*, one sentence or a few neighbours, has features: the stems of its words, pairs of
   adjacent words, its concepts, its signs, each pair of signs ("in the water" and "on land"), each
   pair that no sentence has both of, each sign with the word beside it, and how many sentences it
   has. Its score for a warning is the sum of its features' weights and a bias.
3. `model` gives a text the score of its highest reading. Above zero, the warning is urgent. So
   text before or after a danger cannot outvote it, and harmless words far apart do not add up.
   The reasons are the concepts with the highest weights, in the words as typed.
4. `training` learns the weights by logistic regression (`learning`) when a document folder is
   prepared, unless they are stored in the folder (`kept`). For a warning with few sentences, all
   concepts have the same weight.

`phrases` defines how phrases are written, `matcher` finds thousands of them at once, `concepts`
reads the files, and `storing` converts the result to and from the prepared file's format.
"""
