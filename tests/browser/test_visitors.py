"""A browser lent from test to test: what a reader left is not there for the next one."""

from browser.visitors import KEPT


def test_the_next_reader_finds_nothing_of_the_last(visitors, live_server):
    last = visitors.take(live_server)
    page = last.come()
    page.goto("/aide")
    page.evaluate("() => { localStorage.left = 'behind'; document.cookie = 'left=behind'; }")
    page.context.set_offline(True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    visitors.give_back(last)

    following = visitors.take(live_server)
    page = following.come()
    assert following is last
    page.goto("/aide")
    assert page.evaluate("() => [localStorage.length, document.cookie]") == [0, ""]
    assert asked == []
    assert page.watch.requests
    visitors.give_back(following)


def test_two_readers_at_once_share_nothing(visitors, live_server):
    one, other = visitors.take(live_server), visitors.take(live_server)
    pages = [one.come(), other.come()]
    for page in pages:
        page.goto("/aide")
    pages[0].evaluate("() => { localStorage.mine = 'own'; }")
    assert pages[1].evaluate("() => localStorage.length") == 0
    for visitor in (one, other):
        visitors.give_back(visitor)


def test_a_page_that_was_changed_for_good_is_another_for_the_next(visitors, live_server):
    last = visitors.take(live_server, color_scheme="dark")
    changed = last.come()
    changed.set_viewport_size({"width": 320, "height": 640})
    changed.route("**/aide", lambda route: route.abort())
    visitors.give_back(last)

    following = visitors.take(live_server, color_scheme="dark")
    assert following is last
    page = following.come()
    assert page is not changed
    assert page.goto("/aide").ok
    assert page.viewport_size == {"width": 1280, "height": 800}
    visitors.give_back(following)


def test_few_readers_wait(visitors, live_server):
    many = [visitors.take(live_server, color_scheme=scheme) for scheme in ("light", "dark") * 4]
    for visitor in many:
        visitor.come()
    for visitor in many:
        visitors.give_back(visitor)
    open_still = [one for one in many if one.context in visitors.browser.contexts]
    assert len(open_still) == KEPT
