"""What a browser is told to refuse, one directive after another."""

import pytest

from callbacks.serving.security import content_policy


def directives(policy):
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("default-src", "'self'"),
        ("frame-ancestors", "'self'"),
        ("form-action", "'self'"),
        ("base-uri", "'self'"),
        ("object-src", "'none'"),
        ("worker-src", "'self' blob:"),
        ("font-src", "'self' data:"),
        ("img-src", "'self' data: blob:"),
    ],
)
def test_pages_are_framed_fed_and_posted_by_us_alone(client, name, value):
    served = client.get("/").headers["Content-Security-Policy"]
    assert directives(served)[name] == value
    assert directives(content_policy([]))[name] == value


def test_the_sites_and_the_map_of_the_settings_are_let_in_and_no_other():
    frames = ["https://region.exemple", "https://ville.exemple"]
    policy = directives(content_policy([], frames, "https://*.tuiles.exemple"))
    assert policy["frame-ancestors"] == "'self' https://region.exemple https://ville.exemple"
    assert policy["img-src"] == "'self' data: blob: https://*.tuiles.exemple"


def test_only_scripts_whose_hash_is_known_run_inline():
    policy = directives(content_policy(["'sha256-b'", "'sha256-a'", "'sha256-b'"]))
    assert policy["script-src"] == "'self' 'sha256-b' 'sha256-a'"


def test_every_answer_is_read_as_what_it_says_it_is(client):
    for path in ("/", "/api/v1/offers", "/assets/nulle-part.js"):
        with client.get(path) as reply:
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert reply.headers["Referrer-Policy"] == "no-referrer"
