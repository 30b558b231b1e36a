"""Asks the public base of known faults about the pinned versions; says so without a network."""

import json
import subprocess
import sys

from settings import ROOT

NO_NETWORK = "Failles connues : pas vérifiées, la base publique est injoignable d'ici."


def main():
    """Return 1 if a pinned version has a known fault."""
    files = [
        part
        for name in ("", "-redis", "-dask", "-s3", "-dev")
        for part in ("-r", f"requirements{name}.txt")
    ]
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [*command, "--progress-spinner", "off", "--timeout", "10", *files],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    found = told(done.stdout)
    if found is None:
        print(NO_NETWORK)
        return 0
    print("\n".join(found) or "Failles connues : aucune.")
    return 1 if found else 0


def told(report):
    """Return a line for each known fault of a report, None when it is no report."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return None
    return [
        f"{one['name']} {one['version']} : {fault['id']}, corrigée dans "
        f"{', '.join(fault['fix_versions']) or 'aucune version'}"
        for one in packages
        for fault in one.get("vulns", ())
    ]


if __name__ == "__main__":
    sys.exit(main())
