"""A real server that speaks S3, as a process that can be stopped and started again."""

import os
import signal
import subprocess
import sys
import time

import fsspec
import requests
from deploy.servers import LONG, free_port

ACCOUNT = {"AWS_ACCESS_KEY_ID": "essai", "AWS_SECRET_ACCESS_KEY": "essai"}
BUCKET = "atlas"


class S3:
    """The server; `settings` are the variables that reach it, `address` that of its bucket."""

    address = f"s3://{BUCKET}"

    def __init__(self, log):
        self.port, self._log = free_port(), log
        endpoint = f"http://127.0.0.1:{self.port}"
        self.settings = {**ACCOUNT, "AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": "us-east-1"}
        self.start()

    def start(self):
        command = ["-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command],
                env={**os.environ, **ACCOUNT}, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        end = time.monotonic() + LONG
        while not self._answers():
            assert time.monotonic() < end, self._log.read_text()
            time.sleep(0.1)

    def _answers(self):
        try:
            return requests.get(self.settings["AWS_ENDPOINT_URL"], timeout=LONG).ok
        except requests.ConnectionError:
            return False

    def stop(self):
        self._process.kill()
        self._process.wait(LONG)

    def freeze(self, frozen):
        """Let the server be there and answer nobody, or answer again."""
        self._process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def files(self):
        """Return the files of the server, as who has its account sees them."""
        made = fsspec.filesystem(
            "s3",
            key="essai",
            secret="essai",
            endpoint_url=self.settings["AWS_ENDPOINT_URL"],
            skip_instance_cache=True,
        )
        made.mkdirs(BUCKET, exist_ok=True)
        return made
