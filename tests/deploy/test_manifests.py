"""What `deploy/` says is true: it parses, and names settings, folders and commands that exist."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from loaders.command_line.options import parser
from settings import ROOT, Settings, variable

DEPLOY = ROOT / "deploy"
RUNBOOK = ROOT / "docs" / "exploitation.md"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))


def kubernetes():
    return [
        part for path in KUBERNETES for part in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]


def containers():
    for one in kubernetes():
        spec = one.get("spec", {})
        template = spec.get("jobTemplate", {}).get("spec", spec).get("template")
        for container in template["spec"]["containers"] if template else ():
            yield template["spec"], container


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def text_of(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


def environments():
    """Every environment that `deploy/` gives the application, by where it is."""
    found = {}
    assigned = re.findall(r"^\s+(?:ENV )?([A-Z_]+)=(\S+?)(?: \\)?$", text_of("Containerfile"), re.M)
    found["Containerfile"] = dict(assigned)
    for name, service in compose()["services"].items():
        found[f"compose {name}"] = service.get("environment", {})
    unit = text_of("systemd/atlas@.service").replace("%i", "1")
    found["systemd"] = dict(re.findall(r"^Environment=(\w+)=(.*)$", unit, re.M))
    for _, container in containers():
        given = {one["name"]: one["value"] for one in container.get("env", ())}
        found[f"kubernetes {container['name']}"] = given
    return found


@pytest.mark.parametrize("place", environments())
def test_only_settings_that_exist_are_given_with_values_they_accept(place, monkeypatch):
    known = {variable(name): name for name in Settings.model_fields}
    given = environments()[place]
    for name, value in given.items():
        if name.startswith("ATLAS_") or name in known:
            assert name in known, name
            monkeypatch.setenv(name, value)
    Settings()


def test_what_is_given_is_found():
    found = environments()
    assert found["Containerfile"]["ATLAS_STORE"] == "/store"
    assert found["compose atlas1"]["ATLAS_CACHE"].startswith("redis://redis:")
    assert found["systemd"]["PORT"] == "8051"
    assert found["kubernetes atlas"]["ATLAS_METRICS"] == "0.0.0.0:9100"


def test_the_image_holds_every_room_and_nothing_of_the_machine():
    copied = set(re.findall(r"^COPY (\w+) \1$", text_of("Containerfile"), re.M))
    rooms = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert copied == rooms - {"tests"} | {"assets", "data"}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert copied <= {line.strip("!") for line in ignored if line.startswith("!")}
    assert {"data/store", "data/sources"} <= set(ignored)


def test_nothing_runs_as_root_or_writes_on_its_own_disk():
    assert re.search(r"^USER 10001$", text_of("Containerfile"), re.M)
    for spec, container in containers():
        assert spec["securityContext"]["runAsNonRoot"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
    for name, service in compose()["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name


def test_probes_ask_addresses_that_the_server_has(client):
    asked = {
        container[probe]["httpGet"]["path"]
        for _, container in containers()
        for probe in ("startupProbe", "readinessProbe", "livenessProbe")
        if probe in container
    }
    asked |= set(re.findall(r"8050(/\w+)", text_of("Containerfile") + text_of("compose.yaml")))
    assert asked == {"/healthz", "/readyz"}
    assert all(client.get(path).is_json for path in asked)


def test_files_that_are_mounted_or_installed_are_there():
    volumes = compose()["services"]["proxy"]["volumes"]
    named = {Path(one.split(":")[0]) for one in volumes} - {Path("tls")}
    assert all((DEPLOY / path).exists() for path in named)
    runbook = RUNBOOK.read_text(encoding="utf-8")
    told = set(re.findall(r"deploy/[\w./@-]*\w", runbook)) - {"deploy/tls/atlas.crt"}
    assert told
    assert all((ROOT / path).exists() for path in told)


def test_units_are_whole():
    for path in (DEPLOY / "systemd").iterdir():
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str
        unit.read_string(path.read_text(encoding="utf-8"))
        assert "Description" in unit["Unit"], path.name
        assert {"Service", "Timer"} & set(unit.sections()), path.name


def test_the_runbook_names_commands_and_settings_that_exist():
    runbook = RUNBOOK.read_text(encoding="utf-8")
    commands = set(re.findall(r"python -m loaders (\w+)", runbook))
    choices = next(a.choices for a in parser()._actions if a.dest == "command")
    assert "rollback" in commands
    assert commands <= set(choices)
    named = set(re.findall(r"\bATLAS_[A-Z_]+\b", runbook))
    assert named <= {variable(name) for name in Settings.model_fields}


def test_nginx_accepts_its_configuration(tmp_path):
    if not (nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin")):
        pytest.skip("nginx n'est pas installé : apt-get install nginx-light")
    from deploy.proxy import configured

    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", configured(tmp_path, [1, 2], 8080, 8443)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
