"""The words that the search for names goes by: titles, labels, and words that are no names. No Django in here."""

from reviews.intake.screen.words import words

TITLES = (
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Doctor", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady", "Rev",
    "Reverend", "Fr", "Father", "Canon", "Imam", "Rabbi", "Pastor", "Cllr", "Councillor", "PC", "Sgt", "Sister",
    "Nurse", "Matron", "Auntie", "Aunty", "Aunt", "Uncle", "Nan", "Nanna", "Granny", "Grandma", "Grandad",
)  # fmt: skip
# After one of these a word that reads like any other ("Mr Long") is a name all the same.
SURE_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "Rev", "Reverend"))
# After one of these with ":" or "=" or "is" whatever follows is a name.
NAME_LABELS = (
    "name", "full name", "patient name", "client name", "surname", "forename", "first name", "last name", "given name",
    "family name", "preferred name", "known as", "aka", "a.k.a.", "also known as", "likes to be called",
    "prefers to be called", "is called", "calls herself", "calls himself", "maiden name", "née", "nee", "nickname",
)  # fmt: skip
# After one of these a capitalised word is likely to be a name.
PEOPLE = (
    "patient", "pt", "client", "resident", "service user", "NOK", "N.O.K.", "next of kin", "carer", "main carer", "GP",
    "daughter", "son", "wife", "husband", "partner", "mother", "father", "mum", "dad", "sister", "brother", "niece",
    "nephew", "neighbour", "friend", "cousin", "grandson", "granddaughter", "daughter-in-law", "son-in-law", "stepson",
    "stepdaughter", "ex-wife", "ex-husband", "dtr", "dau", "hubby", "key worker", "keyworker", "social worker",
    "care manager", "consultant", "district nurse",
    "community nurse", "physio", "OT", "warden", "landlord", "landlady", "solicitor", "advocate", "signed", "signed by",
    "seen by", "reviewed by", "written by", "completed by", "referred by", "discussed with", "spoke to", "spoke with",
    "d/w", "call from", "letter from", "named",
)  # fmt: skip
# Capitalised words that follow a title or a person in notes and are no names, in lower case.
NEVER_NAMES = words("never-names")
NO_NAMES = words("no-names")
NOT_PEOPLE = NO_NAMES | words("not-people")
FAMOUS = words("famous")
# Between capitals these belong to a surname: "van der Berg", "de la Cruz", "bin Omar".
PARTICLES = (
    "van", "von", "de", "der", "den", "du", "di", "da", "dos", "del", "la", "le", "el", "al", "bin", "ibn", "ap", "ter",
    "ten", "ó", "ní", "nic", "mac", "mc",
)  # fmt: skip
# Said as often of a place of work ("d/w Pharmacy") as of somebody: then a single word has to be a first name.
WORKING = frozenset(
    ("seen by", "reviewed by", "written by", "completed by", "referred by", "discussed with", "spoke to", "spoke with",
     "d/w", "call from", "letter from", "signed by", "solicitor", "named")
)  # fmt: skip
FAMILY = (
    "daughter", "son", "wife", "husband", "partner", "mother", "father", "mum", "dad", "sister", "brother", "niece",
    "nephew", "neighbour", "friend", "cousin", "grandson", "granddaughter", "daughter-in-law", "son-in-law", "stepson",
    "stepdaughter", "ex-wife", "ex-husband", "NOK", "next of kin", "carer", "dtr", "dau",
)  # fmt: skip
# First names that are nothing else: no word, month, place, title, drug or eponym reads the same.
FIRST_NAMES = words("first-names")
# Beside one of these a first name is part of a place, a saint's day or an illness: "Elizabeth Ward", "Queen Mary".
NAMES_A_PLACE = frozenset(
    ("ward", "hospital", "house", "court", "unit", "centre", "center", "clinic", "wing", "suite", "block", "building",
     "home", "lodge", "hall", "road", "street", "school", "church", "surgery", "practice", "syndrome", "disease",
     "sign", "score", "scale", "test", "line", "collar", "splint", "frame", "stick", "hospice", "day", "bay",
     "protocol", "campaign", "trust", "suites", "wards")
)  # fmt: skip
NAMED_AFTER = frozenset(
    ("St", "St.", "Saint", "Queen", "King", "Prince", "Princess", "Royal", "Duke", "Duchess", "Lord", "Lady", "Bryn")
)  # fmt: skip
