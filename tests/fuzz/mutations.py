"""What a scanner, an old page or a broken proxy makes of a good request."""

import base64
import copy
import gzip
import io
import json
import random as randoms
import zipfile

_LONG = "é" * 5_000
_DEEP = "[" * 60 + "]" * 60
JUNK = (
    None, True, False, 0, -1, 1, 7, 1.5, -0.0, 1e308, -1e308, 2**31, 2**63, 10**30, 10**200,
    "", " ", "0", "-1", "²", "٣", "é", "\x00", "\u202e", "\ufeff", "💥" * 50, "NaN", "Infinity",
    "null", "1e400", "0x10", "1_000", "../../etc/passwd", "' OR 1=1 --", "<script>", "=1+1",
    "{{7*7}}", "%s%n", "data:;base64,", "data:;base64,!!!!", "UEsDBA==", "a" * 300, _LONG,
    [], {}, [[]], [None], [0] * 3_000, ["a"] * 200, {"": ""}, {"a": {"b": {"c": [1]}}},
    {"lon": "x", "lat": None}, {"lon": 1e308, "lat": -1e308}, {"search": None}, {"rows": [1]},
    {"name": "x", "rows": [{}]}, {"columns": {"a": {}}}, {"code": 1}, {"props": {}, "type": "Div"},
    {"__proto__": {}}, json.loads(_DEEP),
)  # fmt: skip

TEXTS = (
    "", ",", ":", ";", ",,,", "-", "59350", "02381", "2A004", "99999", "59350:24", "59350:-1",
    "59350:99999", "site-1:", "region:32", "region:", "::", "all", "voiture", "velo,marche",
    "3,4,5,6,7,8", "9", "-1", "0", "1", "240", "241", "000030", "²", "٣", "1.5", "1e3", "oui",
    "peut-être", "NaN,NaN", "inf,0", "3.06,50.63", "181,0", "3.06", "3.06,50.63,1", "aide soignant",
    "a" * 201, "a " * 3_000, "\x00", "é" * 200, "💥", "«»", "%00", "V0Z60", "dares", "epci",
    "quantiles", "?q=a&q=b", "?" + "a=1&" * 2_000, "?avec=" + "region:32," * 500, "?lieu=59350",
)  # fmt: skip

BYTES = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"&d;", b"<", b"zone;", b"=1+1;",
    b"1e400;", b"inf;", b"9" * 400, b"\n" * 500, b";" * 500, b"commune;commune;",
    "é;".encode("cp1252"),
)  # fmt: skip

PARAMETERS = (
    "q", "voie", "domain", "level", "modality", "conventionnee", "rev3", "start", "public",
    "departement", "spel", "epci", "zone_emploi", "commune", "near", "lieu", "mode", "max_minutes",
    "threshold", "population", "by", "measure", "classes", "open", "close", "capacity", "code",
    "family", "metier", "shown", "tri", "tous", "inconnu", "",
)  # fmt: skip


def broken_body(body, random):
    """A request whose structure or types are changed in one to three places."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        body = _changed(body, random)
    return body


def other_values(body, random):
    """A request of the same types: texts that mean something else, other numbers."""
    sent = [one for one in [*body["inputs"], *body.get("state", [])] if "value" in one]
    for one in random.sample(sent, k=min(len(sent), random.choice((1, 1, 2)))):
        one["value"] = _like(one["value"], random)
    return body


def encoded(body, random):
    """Bytes, and headers, that are not the JSON in UTF-8 that is waited for."""
    text = json.dumps(body)
    good = text.encode()
    kind = {"Content-Type": "application/json"}
    value = f'"value": {random.choice(("NaN", "Infinity", "-Infinity", "1e999", "9" * 5_000))}'
    return random.choice(
        (
            (b"", kind),
            (good[: random.randrange(len(good))], kind),
            (good + random.choice((b"x", b"}", b"\x00", good)), kind),
            (gzip.compress(good), {**kind, "Content-Encoding": "gzip"}),
            (text.encode("utf-16"), {"Content-Type": "application/json; charset=utf-16"}),
            (text.encode("utf-32"), kind),
            (b"\xef\xbb\xbf" + good, kind),
            (good.replace(b'"value": ', b'"value": "\xff\xfe", "x": '), kind),
            (good.replace(b'"id": "', b'"id": "\\ud800'), kind),
            (good.replace(b'"value": ', b'"value": 1, "value": '), kind),
            (text.replace('"value": ', value + ', "y": ').encode(), kind),
            (b"[" * 100_000, kind),
            (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, kind),
            (good, {"Content-Type": random.choice(("text/plain", "", "multipart/form-data"))}),
            (b"null", kind),
            (b"[]", kind),
            (b"{}", kind),
            (randoms.Random(len(good)).randbytes(400), kind),
        )
    )


def _changed(value, random):
    """A copy where one place is other, gone, twice there or one too many."""
    path = random.choice(list(_paths(value)))
    if not path:
        return _junk(random)
    *way, last = path
    parent = value
    for step in way:
        parent = parent[step]
    match random.randrange(6):
        case 0:
            del parent[last]
        case 1:
            parent[last] = [parent[last]]
        case 2 if isinstance(parent, list):
            parent.append(json.loads(json.dumps(parent[last])))
        case 3 if isinstance(parent, dict):
            parent[random.choice(("x", "", "id", "value", "a" * 1_000))] = _junk(random)
        case 4 if isinstance(parent, list):
            random.shuffle(parent)
        case _:
            parent[last] = _junk(random)
    return value


def _junk(random):
    """A copy, as the next change may be made inside it."""
    return copy.deepcopy(random.choice(JUNK))


def _paths(value, path=()):
    yield path
    items = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value[:20])
    for key, one in items:
        yield from _paths(one, (*path, key))


def _like(value, random):
    match value:
        case bool():
            return not value
        case int() | float():
            return random.choice((0, 1, 3, 15, 240, 241, 10**6, value + 1))
        case str() if value.startswith("data:"):
            return _other_file(value, random)
        case str():
            return _other_text(value, random)
        case list() if all(isinstance(one, str) for one in value):
            return random.choices(TEXTS, k=random.choice((0, 1, 3, 90)))
        case {"content": str(file)} if random.random() < 0.9:
            return {**value, "content": _other_file(file, random)}
        case dict() if all(isinstance(one, str) for one in value.values()):
            texts = {name: random.choice((text, _other_text(text, random)))
                     for name, text in value.items()}  # fmt: skip
            return {**texts, random.choice(PARAMETERS): random.choice(TEXTS)}
        case dict():
            return {name: _like(one, random) for name, one in value.items()}
        case list():
            return [_like(one, random) for one in value]
    return value


def _other_file(text, random):
    """A file with other bytes; of a workbook, sometimes those of one of its parts."""
    content = base64.b64decode(text.rpartition(",")[2])
    if content.startswith(b"PK") and random.random() < 0.8:
        content = _other_part(content, random)
    else:
        content = _other_bytes(content, random)
    return "data:;base64," + base64.b64encode(content).decode()


def _other_part(content, random):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    parts[name] = _other_bytes(parts[name], random)
    if random.random() < 0.2:
        del parts[name]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return made.getvalue()


def _other_bytes(content, random):
    first, last = sorted(random.randrange(len(content) + 1) for _ in range(2))
    piece = content[first:last]
    return random.choice(
        (
            content[:first],
            content[:first] + random.choice(BYTES) + content[first:],
            content[:first] + content[last:],
            content[:last] + piece + content[last:],
            content.replace(b"0", b"-", 3),
            content.replace(
                b";", random.choice((b",", b";;", b'"', b"\n")), random.choice((1, 99))
            ),
            content.replace(b"<", b"<!-- ", 1),
            content.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>', 1),
        )
    )


def _other_text(text, random):
    """A text cut, repeated, with other signs, or another altogether."""
    place = random.randrange(len(text) + 1)
    return random.choice(
        (
            random.choice(TEXTS),
            text[:place],
            text[place:],
            text[:place]
            + random.choice(("\x00", "é", ",", ";", "=", "A", "\n", "9"))
            + text[place:],
            text[:1_000] * 3,
            text[::-1],
        )
    )
