"""Asking a server for a file: https only, with patience, and failures said in French."""

import datetime as dt
import json
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from tenacity import RetryCallState, Retrying, retry_if_exception

from loaders.errors import SourceError
from settings import read_settings

AGENT = "AtlasFormation (donnees ouvertes ; python-requests)"
REDIRECTIONS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANINGS = {
    401: "le serveur demande un mot de passe",
    403: "le serveur refuse l'accès",
    404: "il n'y a plus de fichier à cette adresse",
    410: "le fichier a été retiré",
    429: "le serveur reçoit trop de demandes",
}
T = TypeVar("T")


class FetchError(SourceError):
    """A file could not be brought.

    Parameters
    ----------
    why : in French, without a full stop
    passing : whether asking again may succeed
    wait : seconds that the server asked to wait, None when it did not say
    host : the server that could not be reached at all, "" when one answered
    """

    def __init__(
        self, why: str, *, passing: bool = False, wait: float | None = None, host: str = ""
    ) -> None:
        super().__init__(why)
        self.passing = passing
        self.wait = wait
        self.host = host


@dataclass(frozen=True)
class Patience:
    """How long to try: `attempts` in a row without a byte gained, waits and delays in seconds.

    A server that cannot be reached at all is tried `reaching` times, then given up for every file.
    A body that brings less than `slowest` bytes a second during `window` is given up and asked
    again from where it stopped.
    """

    attempts: int = 5
    reaching: int = 3
    most_attempts: int = 40
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_asked: float = 300.0
    connect: float = 10.0
    read: float = 45.0
    window: float = 60.0
    slowest: float = 200.0


class Web:
    """What asks servers for files; one serves every thread of a `fetch`.

    `stop` interrupts waits and downloads when it is set.
    """

    def __init__(self, patience: Patience | None = None, *, loopback: bool | None = None) -> None:
        self.patience = patience or Patience()
        # Tests alone set it: plain http is then allowed, to 127.0.0.1 only.
        self.loopback = read_settings().fetch_test_loopback if loopback is None else loopback
        self.stop = threading.Event()
        self._local = threading.local()
        self._given_up: set[str] = set()

    def insist(self, ask: Callable[[], T], gained: Callable[[], int] = lambda: 0) -> T:
        """Call `ask` until it succeeds, waiting longer and longer between passing failures.

        Parameters
        ----------
        gained : bytes obtained so far: as long as they grow, the count of failures starts again

        Raises
        ------
        FetchError
            The failure is not a passing one, or there were too many.
        """
        failures, before = 0, gained()

        def count(_: RetryCallState) -> None:
            nonlocal failures, before
            failures, before = (1 if gained() > before else failures + 1), gained()

        retrying = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, FetchError) and error.passing),
            after=count,
            wait=lambda state: self._pause(_error(state), failures),
            stop=lambda state: self._enough(state, failures),
            before_sleep=self._refuse_long_wait,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(ask)

    def _enough(self, state: RetryCallState, failures: int) -> bool:
        host, patience = _error(state).host, self.patience
        if failures < (patience.reaching if host else patience.attempts):
            return state.attempt_number >= patience.most_attempts
        self._given_up |= {host} - {""}
        return True

    def _pause(self, error: FetchError, failures: int) -> float:
        longest = min(self.patience.longest_wait, self.patience.first_wait * 2 ** (failures - 1))
        # Jitter, so that files that failed together do not come back together.
        return max(error.wait or 0.0, random.uniform(longest / 2, longest))

    def _refuse_long_wait(self, state: RetryCallState) -> None:
        error = _error(state)
        if error.wait is not None and error.wait > self.patience.longest_asked:
            minutes = round(error.wait / 60)
            raise FetchError(f"{error} ; il demande d'attendre {minutes} minutes") from error

    def _sleep(self, seconds: float) -> None:
        if self.stop.wait(seconds):
            raise FetchError("interrompu")

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[requests.Response]:
        """Open the reply to a GET, its body not read yet; redirections are followed, to https only.

        Raises FetchError: no reply, or one that is neither 200, 206, 304 nor 416.
        """
        if host_of(address) in self._given_up:
            raise FetchError(f"le serveur {host_of(address)} n'est pas joignable")
        asked = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers}
        with self._failures(address):
            response = self._follow(address, asked)
            try:
                if response.status_code not in (200, 206, 304, 416):
                    raise _refusal(response)
                yield response
            finally:
                response.close()

    def _follow(self, address: str, headers: Mapping[str, str]) -> requests.Response:
        for _ in range(REDIRECTIONS + 1):
            self._permit(address)
            response = self._session().get(
                address,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(self.patience.connect, self.patience.read),
            )
            target = response.headers.get("Location", "")
            if not (response.is_redirect and target):
                return response
            response.close()
            address = urljoin(address, target)
        raise FetchError("le serveur renvoie sans fin d'une adresse à une autre")

    def _permit(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme == "https":
            return
        if self.loopback and parts.scheme == "http" and parts.hostname == "127.0.0.1":
            return
        raise FetchError(f"l'adresse {host_of(address)} n'est pas en https")

    def _session(self) -> requests.Session:
        # A session is not made to be shared between threads.
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
        return session

    @contextmanager
    def _failures(self, address: str) -> Iterator[None]:
        """Turn what the libraries raise into a FetchError, while the body is read too."""
        host = host_of(address)
        try:
            yield
        except requests.exceptions.SSLError as error:
            raise FetchError(f"le certificat du serveur {host} n'est pas valable") from error
        except requests.exceptions.ProxyError as error:
            raise FetchError("le relais (proxy) du réseau ne répond pas", passing=True) from error
        except requests.exceptions.ConnectTimeout as error:
            why = f"le serveur {host} n'est pas joignable"
            raise FetchError(why, passing=True, host=host) from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise FetchError(f"le serveur {host} ne répond pas à temps", passing=True) from error
        except requests.exceptions.ConnectionError as error:
            raise FetchError(
                _unreachable(host, error), passing=True, host=_away(host, error)
            ) from error
        except requests.exceptions.RequestException as error:
            raise FetchError(f"la demande à {host} échoue ({error})") from error
        except (urllib3.exceptions.HTTPError, ConnectionError) as error:
            raise FetchError("la connexion est coupée en route", passing=True) from error


def _error(state: RetryCallState) -> FetchError:
    return cast(FetchError, state.outcome and state.outcome.exception())


def _unreachable(host: str, error: Exception) -> str:
    if "NameResolution" in repr(error):
        return f"le serveur {host} est introuvable : pas de réseau, ou nom inconnu"
    return f"le serveur {host} n'est pas joignable"


def _away(host: str, error: Exception) -> str:
    """Return the host if no connection was made, "" if one was and broke."""
    return host if "NewConnection" in repr(error) or "NameResolution" in repr(error) else ""


def _refusal(response: requests.Response) -> FetchError:
    code = response.status_code
    why = _MEANINGS.get(code) or (
        "le serveur est en panne" if code >= 500 else "réponse inattendue"
    )
    wait = seconds_asked(response.headers.get("Retry-After", ""))
    return FetchError(f"{why} (code {code})", passing=code in _PASSING, wait=wait)


def seconds_asked(text: str) -> float | None:
    """Return the seconds that a Retry-After asks to wait (a number, or a date), None if none."""
    if text.strip().isdecimal():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=dt.UTC)
    return max(0.0, (date - dt.datetime.now(dt.UTC)).total_seconds())


def host_of(address: str) -> str:
    """Return the server of an address, without a password it may carry."""
    return urlsplit(address).hostname or address


def read_json(web: Web, address: str, largest: int = 20_000_000) -> Any:
    """Return a JSON document that a server gives (raises FetchError)."""

    def ask() -> Any:
        content = bytearray()
        with web.get(address, {"Accept": "application/json"}) as response:
            while chunk := response.raw.read(1 << 16, decode_content=True):
                content += chunk
                if len(content) > largest:
                    raise FetchError("la réponse du serveur est trop longue")
        return content

    try:
        return json.loads(web.insist(ask))
    except ValueError as error:
        raise FetchError(f"la réponse de {host_of(address)} n'est pas lisible") from error
