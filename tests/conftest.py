"""What tests share: a store of the demonstration, the application over it, a browser."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from browser.visitors import Visitors
from filelock import FileLock
from hypothesis import settings as hypothesis_settings
from werkzeug.serving import make_server

from app import create_app
from geodata.assembly import make_atlas
from loaders.store.regional import read_store
from settings import Settings

# How long an example takes says more of the machine than of the code. The same code is tried on
# the same examples, so that what fails here fails everywhere; `HYPOTHESIS=search` draws new ones.
hypothesis_settings.register_profile("atlas", deadline=None, derandomize=True)
hypothesis_settings.register_profile("search", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS", "atlas"))

ROOT = Path(__file__).resolve().parent.parent

# What takes a file of tests the longest is begun first, so that no worker is left alone with it
# at the end: the packages of a region, the real files, browsers and servers.
LONGEST_FIRST = ("loaders/embedding", "real/using", "browser", "deploy", "real", "loaders")

# What tests do is no use of the atlas, and what this machine serves is nothing to them: `check`
# compares with the store in service.
os.environ["ATLAS_USAGE"] = "none"
os.environ["ATLAS_STORE"] = str(ROOT / "tests" / "absent" / "store")
os.environ["ATLAS_SOURCES"] = str(ROOT / "tests" / "absent" / "sources")

# Nothing that a browser does by itself: no sandbox in a container, no call home.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_xdist_auto_num_workers():
    """Run one worker more than there are processors: each waits at times, for a page, a lock."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """Sort the files as `LONGEST_FIRST` says; workers take them in that order."""
    folders = [ROOT / "tests" / name for name in LONGEST_FIRST]

    def rank(item):
        inside = (n for n, folder in enumerate(folders) if item.path.is_relative_to(folder))
        return next(inside, len(folders))

    items.sort(key=rank)


def build_store(store, sources):
    """Build a store by the command that a user types."""
    command = [sys.executable, "-m", "loaders", "build"]
    arguments = ["--store", str(store), "--sources", str(sources)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ATLAS_")}
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, worker_id):
    """Makes a folder once for all the workers that run tests side by side; returns its path.

    `made_once(name, make)` calls `make(folder)` in the first worker that asks, while the others
    wait. What tests would change must be copied.
    """
    alone = worker_id == "master"
    root = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent

    def folder_of(name, make):
        folder, done = root / name, root / f"{name}.done"
        with FileLock(root / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def store_address(made_once):
    """The folder of a store that holds the demonstration."""

    def make(folder):
        (folder / "sources").mkdir()
        build_store(folder / "store", folder / "sources")

    return made_once("demonstration", make) / "store"


@pytest.fixture(scope="session")
def atlas(store_address):
    return make_atlas(read_store(str(store_address)))


@pytest.fixture(scope="session")
def application(store_address):
    """The Dash application over the demonstration."""
    return create_app(Settings(store=str(store_address), limits="none"))


@pytest.fixture(scope="session")
def app_over(atlas):
    """Makes the application over the demonstration, read once for all, with other settings."""

    def make(**settings):
        with pytest.MonkeyPatch.context() as patched:
            watcher = SimpleNamespace(current=lambda: atlas)
            patched.setattr("app.StoreWatcher", lambda *_, **__: watcher)
            return create_app(Settings(store="none", **settings))

    return make


@pytest.fixture(scope="module")
def redis_address(redis_server):
    """The address of a Redis that holds nothing yet: the tests of a file share it."""
    import redis

    redis.Redis.from_url(redis_server).flushall()
    return redis_server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory):
    """The address of a Redis of a worker's own, on a socket of the file system."""
    if not (program := shutil.which("redis-server")):
        pytest.skip("Redis n'est pas installé : apt-get install redis-server")
    socket = tmp_path_factory.mktemp("redis") / "socket"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=socket.parent)
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.1)
    yield f"unix://{socket}"
    process.terminate()
    process.wait()


@pytest.fixture
def client(application):
    return application.server.test_client()


def serve(application):
    """Serve an application on a free port; returns its address and what stops it."""
    server = make_server("127.0.0.1", 0, application.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def stop():
        server.shutdown()
        thread.join()
        server.server_close()

    return f"http://127.0.0.1:{server.server_port}", stop


@pytest.fixture(scope="session")
def live_server(request):
    """The address of a running server: ours, or that of the environment (`tests/deploy`)."""
    if address := os.environ.get("ATLAS_TEST_ADDRESS"):
        yield address
        return
    address, stop = serve(request.getfixturevalue("application"))
    yield address
    stop()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api")
    executable = shutil.which("chromium")
    if not executable:
        pytest.skip("Chromium n'est pas installé : apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def visitors(browser):
    return Visitors(browser)


@pytest.fixture
def visit(visitors, live_server):
    """Open a page as a new visitor, French and at a wide screen unless told otherwise.

    Addresses are relative to the server. When the test ends, no page may have complained or asked
    anything of another host; `page.watch` is the account of it.
    """
    come = []

    def open_page(address=live_server, **options):
        come.append(visitors.take(address, **options))
        return come[-1].come()

    yield open_page
    for visitor in come:
        visitors.give_back(visitor)
    for visitor in come:
        visitor.watch.check()
