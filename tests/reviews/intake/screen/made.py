"""Made-up identifiers of every kind, written in the ways people write them. None belongs to anybody."""

import random
import unicodedata
from collections.abc import Callable

SURNAMES = (
    "Smith", "Okonkwo", "Kowalska", "O'Brien", "O’Neill", "McDonald", "MacLeod", "Smith-Jones", "Patel", "Ng", "Li",
    "Nguyen", "Khan", "Begum", "Sørensen", "Müller", "Ó Súilleabháin", "Fairweather", "Wren", "Baker", "Cook", "Hall",
    "Hill", "Long", "Short", "Young", "Wood", "Green", "White", "Black", "Pope", "Bishop", "Farmer", "Nightingale",
    "van der Berg", "de la Cruz", "al-Hassan", "bin Omar", "d’Arcy", "Smith - Jones", "St John", "Wright",
    "Mac Gabhann",
    "Achebe", "Szczepański", "Đorđević", "Ferreira", "Rossi", "Ivanova", "Yilmaz", "Thirlwell", "Quill", "Abernathy",
)  # fmt: skip
FORENAMES = (
    "Joan", "Ethel", "Agnieszka", "Mohammed", "Siân", "Zoë", "Bert", "Dot", "Win", "Reg", "Ada", "Ifeoma", "Jean-Paul",
    "Anne-Marie", "Priyanka", "Wei", "Tadeusz", "Gwynneth", "Percival", "Blodwen",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
Make = Callable[[random.Random], str]


def _digits(chance: random.Random, number: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(number))


def nhs_digits(chance: random.Random) -> str:
    """Ten digits with the right check digit."""
    while True:
        nine = str(chance.randrange(3, 8)) + _digits(chance, 8)
        check = (11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10 and len(set(nine)) > 1:
            return nine + str(check)


def nhs_number(chance: random.Random) -> str:
    d = nhs_digits(chance)
    groups = (d[:3], d[3:6], d[6:])
    return chance.choice([
        d, " ".join(groups), "-".join(groups), ".".join(groups), f"NHS No: {d}", f"NHS number {' '.join(groups)}",
        f"nhs no. {d[:3]} {d[3:]}", f"NHS: {' '.join((d[:4], d[4:7], d[7:]))}", "\u00a0".join(groups), f"({d})",
        " - ".join(groups), " ".join(d), f"NHS number is {d}", f"NHS: ({d})", f"CHI {d[:6]} {d[6:]}",
        f"{d[:3]}/{d[3:6]}/{d[6:]}",
    ])  # fmt: skip


def phone(chance: random.Random) -> str:
    area, six = chance.choice(["1622", "1227", "1282", "1793", "1634"]), _digits(chance, 6)
    mobile = "7" + chance.choice("45789") + _digits(chance, 8)
    eight = _digits(chance, 8)
    return chance.choice([
        f"0{area} {six}", f"(0{area}) {six}", f"0{area}{six}", f"0{area} {six[:3]} {six[3:]}", f"0{area}-{six}",
        f"0{mobile}", f"0{mobile[:4]} {mobile[4:]}", f"0{mobile[:4]} {mobile[4:7]} {mobile[7:]}",
        f"+44 {mobile[:4]} {mobile[4:]}", f"+44 (0){area} {six}", f"0044 {area} {six}", f"020 {eight[:4]} {eight[4:]}",
        f"0161 {eight[:3]} {eight[3:7]}", f"tel: 7{six[1:]}", f"phone number 7{six[1:]}", f"mob 0{mobile}",
        f"0{area}.{six}", f"0{area}/{six}", f"0{mobile[:4]}.{mobile[4:7]}.{mobile[7:]}", f"+44(0){area}{six}",
        f"(+44) {area} {six}", f"[0{area}] {six}"[1:].replace("]", ""), f"00 44 {mobile}",
        f"+353 87 {six[:3]} {eight[:4]}",
    ])  # fmt: skip


def email(chance: random.Random) -> str:
    name = chance.choice(["j.smith", "ethel1932", "the_wrens", "p-okonkwo", "nok+kent"])
    host = chance.choice(["nhs.net", "example.org", "kent.gov.uk", "mail.example.co.uk"])
    return chance.choice(
        [
            f"{name}@{host}",
            f"{name}@{host}".upper(),
            f"{name} (at) {host}",
            f"{name} at example dot org",
            f"{name} @ {host}",
            f"<{name}@{host}>",
        ]
    )


def url(chance: random.Random) -> str:
    return chance.choice([
        "https://www.example.org/family/wren?page=2", "http://example.org", "www.facebook.com/ethel.wren",
        "ethelwren.co.uk", "justgiving.com/ethel-wren", "HTTPS://EXAMPLE.ORG/A",
    ])  # fmt: skip


def handle(chance: random.Random) -> str:
    return chance.choice(
        ["@ethelwren", "@kent_carer7", "Facebook: ethel.wren", "Instagram: wren_family", "insta = e.wren"]
    )


def postcode(chance: random.Random) -> str:
    outward = chance.choice(["CT1", "ME14", "SW1A", "EC2V", "BB10", "SN1", "SE10", "B33", "W1A", "TN23", "M1"])
    inward = str(chance.randrange(1, 10)) + "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    while inward.lower()[1:] in {"st", "nd", "rd", "th", "hr", "bd", "pt", "wk", "ns", "pd"}:
        inward = inward[0] + "AA"
    return chance.choice(
        [f"{outward} {inward}", f"{outward}{inward}", f"{outward} {inward}".lower(), f"{outward}  {inward}"]
    )


def ni_number(chance: random.Random) -> str:
    letters, d, last = chance.choice(["AB", "CE", "JR", "PW", "SX"]), _digits(chance, 6), chance.choice("ABCD")
    return chance.choice([
        f"{letters}{d}{last}", f"{letters} {d[:2]} {d[2:4]} {d[4:]} {last}", f"{letters}{d}{last}".lower(),
        f"{letters}-{d[:2]}-{d[2:4]}-{d[4:]}-{last}", f"NI no: {letters} {d}", f"National Insurance {letters}{d}{last}",
    ])  # fmt: skip


def hospital_number(chance: random.Random) -> str:
    d = str(chance.randrange(1, 10)) + _digits(chance, 6)
    return chance.choice([
        f"Hospital no: {d[:6]}", f"hospital number K{d[:6]}", f"MRN {d}", f"MRN: 00{d[:6]}", f"RiO {d}", f"K{d}",
        f"unit no. {d[:3]}-{d[3:]}", f"Mosaic ID {d}", f"patient id {d[:5]}", f"EMIS no {d[:5]}", f"RXH0{d}", d + "123",
    ])  # fmt: skip


def full_date(chance: random.Random) -> str:
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(1920, 2026)
    word = MONTHS[month - 1]
    nth = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return chance.choice([
        f"{day}/{month}/{year}", f"{day:02}/{month:02}/{year}", f"{day:02}.{month:02}.{year}", f"{day}-{month}-{year}",
        f"{day:02}/{month:02}/{year % 100:02}", f"{day}.{month}.{year % 100:02}", f"{year}-{month:02}-{day:02}",
        f"{day} {word} {year}", f"{day}{nth} {word} {year}", f"{day}{nth} of {word} {year}", f"{word} {day}, {year}",
        f"{word} {day}{nth} {year}", f"{day} {word[:3]} {year % 100:02}", f"{day}-{word[:3]}-{year}",
        f"{day}{word[:3]}{year}", f"{day:02} {month:02} {year}", f"{day} {word[:3]}. '{year % 100:02}",
        f"{day} {word.upper()} {year}", f"{year}/{month:02}/{day:02}", f"{day:02} / {month:02} / {year}",
        f"{day}/{ROMAN[month - 1]}/{year}", f"{day}.{ROMAN[month - 1].upper()}.{year}", f"{year}.{month:02}.{day:02}",
        f"{day:02} . {month:02} . {year}", f"the {day}{nth} of {word} {year}", f"the {day}{nth} day of {word}, {year}",
        f"{word} the {day}{nth}, {year}", f"{day}/{word[:3]}/{year}", f"{year}-{word[:3]}-{day:02}",
        f"{day:02}/{month:02}/{year} 14:30", f"{day:02}/{month:02}/{year}T09:15", f"14:30 {day:02}/{month:02}/{year}",
        f"14.30, {day:02}.{month:02}.{year % 100:02}", f"{day:02}/{month:02}/{year}-14:30",
        f"{day - 1 or 1}-{day}/{month}/{year}",
    ])  # fmt: skip


def birth_date(chance: random.Random) -> str:
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(1920, 2000)
    return chance.choice([
        f"DOB {day}/{month}/{year}", f"D.O.B.: {day:02}.{month:02}.{year % 100}",
        f"date of birth {year}-{month:02}-{day:02}",
        f"born {day} March {year}", f"DOB: {day:02}{month:02}{year}", f"born on {day}/{month}", f"born in {year}",
        f"Date of Birth: {day} Apr {year}", f"dob {day}-{month}-{year % 100}",
    ])  # fmt: skip


def titled_name(chance: random.Random) -> str:
    title = chance.choice(
        ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Mx", "Rev", "Sister", "Nurse", "MRS", "Mr.", "Dr."]
    )
    surname, forename = chance.choice(SURNAMES), chance.choice(FORENAMES)
    return chance.choice([
        f"{title} {surname}", f"{title} {forename} {surname}", f"{title} {surname.upper()}",
        f"{title} {forename[0]} {surname}",
        f"{title} {forename[0]}. {surname}", f"{title} {forename[0]}.B. {surname}", f"{title} {surname}'s",
        f"{title}\u00a0{forename} {surname}", f"{surname.upper()}, {title} {forename}", f"Mr & Mrs {surname}",
        f"Mr and Mrs {surname}", f"Dr and Mrs {surname}", f"{surname}, {forename} (Mrs)",
        f"{surname.upper()}, {forename} (Mr)",
        f"{forename} {surname} (Ms)", f"{title} {forename[0]} {forename[0]} {surname}",
        f"{title} {forename}-{forename} {surname}",
    ])  # fmt: skip


def labelled_name(chance: random.Random) -> str:
    surname, forename = chance.choice(SURNAMES), chance.choice(FORENAMES)
    both = f"{forename} {surname}"
    return chance.choice([
        f"Name: {both}", f"Patient name: {both}", f"NAME: {both.upper()}", f"Surname: {surname}", f"name - {both}",
        f"Forename: {forename}", f"known as {forename}", f"likes to be called {forename}", f"NOK: {both}",
        f"NOK {both}", f"daughter {forename}", f"son ({forename})", f"wife, {forename},", f"husband {both}",
        f"next of kin: {both}", f"GP: Dr {surname}", f"signed: {both}", f"social worker {both}", f"seen by {both}",
        f"name: {both.lower()}", f"neighbour {forename}", f"aka {forename}", f"d/w {both}",
        f"Name = {surname}, {forename}",
        f"{both} (daughter)", f"{both} (NOK)", f"{both}, son,", f"{both} - husband", f"({both}, wife)",
        f"{both} (her niece)",
        f"daughter - {both}", f"daughter: “{forename}”", f"son – {forename}", f"wife/{both}", f"wife “{both}”",
        f"(daughter) {both}",
        f"NOK (daughter): {both}", f"daughter is {forename}", f"daughter called {forename}", f"son named {forename}",
        f"DAUGHTER: {both.upper()}", f"Next of kin = {both}", f"Surname: {surname.upper()}", f"name: “{both}”",
    ])  # fmt: skip


def address(chance: random.Random) -> str:
    number, name = (
        chance.randrange(1, 200),
        chance.choice(["Church", "Mill", "Victoria", "St Mary’s", "Orchard", "London"]),
    )
    kind = chance.choice(["Road", "Street", "Lane", "Avenue", "Close", "Gardens", "Crescent", "Rd", "Drive", "Terrace"])
    return chance.choice([
        f"{number} {name} {kind}", f"{number}a {name} {kind}", f"{number}, {name} {kind}",
        f"Flat {number}, {name} Court", f"{number} high street", f"Address: {number} The Hollies",
        f"No. {number} {name} {kind}", f"flat 3 {name} House",
    ])  # fmt: skip


LOOK_ALIKES = str.maketrans("aceopxyABCEHIKMOPTX", "асеорхуАВСЕНІКМОРТХ")  # Latin letters → Cyrillic ones
FULL_WIDTH = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789@./-"}


def disguised(chance: random.Random, text: str) -> str:
    """The same to a reader's eye, in other characters, or broken over two lines at a space."""
    middle = len(text) // 2
    spaces = [place for place, character in enumerate(text) if character == " "]
    at = chance.choice(spaces) if spaces else 0
    return chance.choice([
        text[:middle] + chance.choice("\u200b\u00ad\u2060\ufeff") + text[middle:], text.translate(LOOK_ALIKES),
        text.translate(FULL_WIDTH), unicodedata.normalize("NFD", text), text.replace(" ", "\u2003"),
        f"{text[:at]}\n{text[at + 1 :]}" if spaces else text,
    ])  # fmt: skip


NUMBERED: dict[str, Make] = {
    "nhs-number": nhs_number, "phone": phone, "email": email, "url": url, "handle": handle, "postcode": postcode,
    "ni-number": ni_number, "hospital-number": hospital_number, "full-date": full_date, "birth-date": birth_date,
}  # fmt: skip
NAMES: dict[str, Make] = {"titled": titled_name, "labelled": labelled_name}
OTHERS: dict[str, Make] = {"address": address}
