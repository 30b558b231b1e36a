"""What waited too long is told to come back, except a supervisor; a PDF waits for its turn."""

import threading
import time

import pytest

from callbacks.serving import paper, patience


@pytest.fixture
def late(monkeypatch):
    """Requests that waited, as a worker measures it."""
    monkeypatch.setattr(patience._thread, "waited", patience.LONGEST + 1, raising=False)


def test_who_waited_too_long_is_told_to_come_back(client, late):
    page = client.get("/couverture")
    assert (page.status_code, page.headers["Retry-After"]) == (503, str(patience.RETRY_AFTER))
    assert "Beaucoup de monde" in page.text
    assert client.get("/api/v1/offers").json["status"] == "busy"


def test_a_supervisor_is_answered_all_the_same(client, late):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_who_did_not_wait_is_served(client):
    assert patience.waited() == 0
    assert client.get("/robots.txt").status_code == 200


def test_pdfs_are_not_all_made_at_once(monkeypatch):
    monkeypatch.setattr(paper, "PATIENCE", 0.01)
    monkeypatch.setattr(paper, "_made", lambda *_: b"%PDF")
    for _ in range(paper.AT_ONCE):
        assert paper._turns.acquire(timeout=0)
    try:
        with pytest.raises(paper.PdfUnavailable, match="Beaucoup de PDF"):
            paper.pdf_of("", [])
    finally:
        for _ in range(paper.AT_ONCE):
            paper._turns.release()
    assert paper.pdf_of("", []) == b"%PDF"


def test_pdfs_that_wait_hold_few_threads(monkeypatch):
    monkeypatch.setattr(paper, "_made", lambda *_: b"%PDF")
    monkeypatch.setattr(paper, "PATIENCE", 60)
    assert paper.AT_ONCE + paper.WAITING < 4, "threads are left for those who ask for pages"
    answered = []
    assert paper._turns.acquire(timeout=0)
    waiting = [
        threading.Thread(target=lambda: answered.append(paper.pdf_of("", [])))
        for _ in range(paper.WAITING + paper.AT_ONCE)
    ]
    try:
        for one in waiting:
            one.start()
        while paper._places.acquire(blocking=False):
            paper._places.release()
            time.sleep(0.01)
        with pytest.raises(paper.PdfUnavailable, match="Beaucoup de PDF"):
            paper.pdf_of("", [])
        assert answered == []
    finally:
        paper._turns.release()
        for one in waiting:
            one.join()
    assert answered == [b"%PDF"] * len(waiting)
