"""Asks every address of the server in ways that nobody should; none may break it."""

import logging
import time
from collections import Counter
from random import Random
from types import SimpleNamespace
from urllib.parse import quote

from fuzz.callbacks import Complaints
from fuzz.mutations import JUNK, PARAMETERS, TEXTS

_PARTS = (
    "", "commune", "departement", "region", "02001", "59350", "59", "contrat", "metiers",
    "metier", "ambition-1",
    "quadrant", "sans-formation", "offers", "x", "dash", "..", "../..", "%2e%2e", "\x00", "a\nb",
    "é", "💥", "a" * 3_000, "'", "<b>", "-1", "communes.json", "base/shell.js", "v1", "//", "\\",
    "dash_html_components", "dash-renderer/build/dash_renderer.min.js", "page.v1_2m3.js", "*", "%",
)  # fmt: skip
_MORE = (
    "limit", "offset", "format", "distance", "tri", "level", "code", "metier", "year", "theme",
    "indicator", "entree", "avec", "vue_certifications", "proches_min", "velo_km", "par", "p",
    "niveau_compare", "territoires", "m", "v", "kind", "priorities", "nomenclature", "source",
)  # fmt: skip
_FORMATS = ("json", "csv", "geojson", "xlsx", "parquet", "xml", "csv,csv")
_HEADERS = {
    "Accept": ("", "*/*", "text/html;q=x", "application/json", ",,,", "é"),
    "Accept-Encoding": ("", "br", "gzip;q=0", "br;q=-1", "identity", "*", "x" * 5_000, ";;;"),
    "Accept-Language": ("fr", "x" * 999, ";q="),
    "Cookie": ("a=b", "=;=;", "\x01", "a=" + "b" * 9_000),
    "Host": ("", "evil.example", "[::1", "a" * 999, "a:b:c", "127.0.0.1:99999", "é"),
    "If-None-Match": ("*", "W/", '"', 'W/"a", "b"', "x" * 9_000),
    "If-Modified-Since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT", "0"),
    "Range": ("bytes=0-10", "bytes=-1", "bytes=5-1", "bytes=x", "lines=1", "bytes=99999999999-"),
    "Content-Type": ("application/json", "multipart/form-data", "multipart/form-data; boundary="),
    "X-Forwarded-For": ("1.2.3.4", "x", ",", "::1", "1.2.3.4, 5.6.7.8", "a" * 999),
    "X-Forwarded-Proto": ("https", "javascript", ","),
    "X-Forwarded-Host": ("x", "a b", "<>", ","),
    "Origin": ("null", "http://x", "x"),
    "Referer": ("x", "http://[", "\\"),
    "User-Agent": ("", "x" * 5_000),
}
_METHODS = ("GET",) * 12 + ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW")


def fuzz_routes(client, server, calls, seed):
    """Ask `calls` times.

    Returns
    -------
    `statuses`, a count by status; `broken`, what was answered 500 or in a log; `slowest`, seconds
    of processor and address.
    """
    rules = sorted(rule.rule for rule in server.url_map.iter_rules())
    rules = [rule for rule in rules if "update-component" not in rule]
    statuses, broken, slowest = Counter(), [], (0.0, "")
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        for number in range(calls):
            random = Random(f"{seed}/{number}")
            address = _address(random.choice(rules), random)
            method, headers = random.choice(_METHODS), _headers(random)
            data = str(random.choice(JUNK)).encode() if random.random() < 0.1 else None
            started = time.process_time()
            reply = client.open(address, method=method, headers=headers, data=data)
            reply.get_data()
            reply.close()
            slowest = max(slowest, (time.process_time() - started, address[:500]))
            statuses[reply.status_code] += 1
            if reply.status_code >= 500 or complaints.told:
                broken.append((method, address[:500], headers, reply.status_code, complaints.told))
                complaints.told = []
    finally:
        logging.getLogger().removeHandler(complaints)
    return SimpleNamespace(statuses=statuses, broken=broken, slowest=slowest)


def _address(rule, random):
    parts = [_part(part, random) if "<" in part else part for part in rule.split("/")]
    path = "/".join(parts)
    pairs = [_pair(random) for _ in range(random.choice((0, 1, 1, 2, 3, 6)))]
    if random.random() < 0.05:
        pairs.append(random.choice(("&&&", "=", "%", "%ff", "a[]=1", "q=%00", "&" * 3_000)))
    return path + ("?" + "&".join(pairs) if pairs else "")


def _part(part, random):
    """What stands for a variable of a rule, the end of its segment kept: `<code>.csv`."""
    _, _, rest = part.partition(">")
    return quote(random.choice(_PARTS), safe="/%.") + rest


def _pair(random):
    name = random.choice((*PARAMETERS, *_MORE))
    text = random.choice(_FORMATS) if name == "format" else random.choice((*TEXTS, *_PARTS))
    return f"{quote(name)}={quote(text, safe=random.choice(('', ',:', '%')))[:20_000]}"


def _headers(random):
    names = random.sample(sorted(_HEADERS), k=random.choice((0, 0, 1, 2)))
    chosen = {name: random.choice(_HEADERS[name]) for name in names}
    return {name: text.encode().decode("latin-1") for name, text in chosen.items()}
