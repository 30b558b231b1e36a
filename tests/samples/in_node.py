"""Our scripts run by Node, asked a line at a time: what the browser does, beside what we do."""

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
globalThis.window = globalThis;
globalThis.document = {{ addEventListener() {{}} }};
require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf8"));
const answer = {answer};
require("readline").createInterface({{ input: process.stdin }}).on("line", (line) => {{
    console.log(JSON.stringify(answer(JSON.parse(line))));
}});
"""


@contextmanager
def in_node(script, answer):
    """Yield what asks a script of `assets/`, given the JavaScript function that answers."""
    node = shutil.which("node")
    if not node:
        pytest.skip("Node n'est pas installé : apt-get install nodejs")
    command = [node, "-e", _PROGRAM.format(answer=answer), str(ROOT / "assets" / script)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:

        def ask(**question):
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()
