"""Words that say little: stop words, cries, chat shorthand, and light words."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being but by can
    cannot cant could did didnt do does doesnt doing dont even for from get gets getting give go
    goes going got had has have having he her here him his how hows i if im in into is it its ive
    just let like make makes many may me might more much must my no not of on one only or other our
    out over please really shall she should so some something such take tell than that thats the
    their them then there these they thing this those though to too very want was way we were what
    whats when where whereabouts which while who whos why whys will with without wont wot would you
    your yours
    """.split()
)
"""Words too common to distinguish passages, above all question words and `you`."""

CRIES = frozenset(
    "aah ah ahh argh aww eek gr grr oof oh ohh omg ouch ow oww ugh ughh yikes".split()
)
"""Cries, which say nothing else."""

CHAT = frozenset(
    "abt adn aint alot bcuz becuase becuse becuz bout cos coud coz cud cuz d'you dat dem dis dunno "
    "em fi gona gonna gotta hav hes hm hmm huh idk innit kinda lol madam mek mi n ov pls plz ppl r "
    "rn shes shoud shud sir sorta taht tbh teh thier tho thru thsi thx u uh um ur wah wanna wat "
    "wats wen whcih wich wot wots woud wow wud ya yer".split()
)
"""Chat shorthand, dialect and misspellings of small words, and forms of address."""

CALLS = CRIES | frozenset("asap emergency fast help hurt hurting hurts now pain quick".split())
"""Cries and calls for help, which ask for nothing in particular."""

BESIDE_SUBJECT = (
    CALLS
    | CHAT
    | frozenset(
        "a again an and got had has have he her his i i'm i've im in it ive make me my of our "
        "please she so stop that the their this we with".split()
    )
)
"""A question of these words and the subject names only the subject: "please make it stop"."""

LIGHT_WORDS = frozenset(
    """
    able absolutely account actual actually add advice allow almost along already alright although
    always answer anyone anything apart around ask away basically become behind believe best better
    big bit bother bring brought came case certainly chance clear come comes concern consider
    contain containing contains couple deal decide definitely depend difference different direct
    during easy either else end enough every everyone everything exact exactly example expect
    explain fact fairly far few fine following former forward found full fully funny general
    generally given good great guess half happen happened happening happens hear heard hello hey hi
    honest honestly hope however idea important instead interest involve issue job keep keeps kept
    kind knew know known late lately least left less likely little look looking lot lots lucky main
    mainly maybe mean means mention mind minute moment most mostly need needs next nice nobody none
    normally nothing notice now number obviously odd often ok okay order own part particular people
    perhaps person piece place plain point possible pretty probably problem proper properly put
    question quite rather ready real recently recommend regard related right role said same saw say
    saying says see seem seems sense set several show similar simple simply since single situation
    small somebody someone sometimes sorry sort special spot start started state still stuff
    suddenly suggest suppose sure surely talk telling tend thank thanks think thought through time
    times together total true try trying turned type understand unless until usual usually various
    version wait whatever whether whole wish wonder wondering word worry worst worth wrong yeah yes
    yesterday yet
    """.split()
)
"""Conversational words: they say a little, but less than their rarity in a document suggests."""

TOPICS = frozenset(
    """
    account advice allow case chance change concern contain deal difference example expect interest
    issue job know late mind minute moment notice number order part person piece place point problem
    question recommend regard single situation special spot start started state time total turned
    type version wait word worry
    """.split()
)
"""Those that count in full in a document with headings about them ("your account")."""
