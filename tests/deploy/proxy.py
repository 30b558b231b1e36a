"""nginx as `deploy/nginx` configures it, in a folder and on ports of a test's own."""

import os
import shutil
import subprocess

import pytest
from deploy.servers import ROOT

NGINX = ROOT / "deploy" / "nginx"
_MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/atlas.conf;
}}
"""


def configured(folder, servers, http, https, regions=()):
    """Write the configuration over servers (their ports); return the main file.

    `regions` are other servers of the machine: host, name, port.
    """
    own = folder / "atlas"
    (own / "tls").mkdir(parents=True)
    _certificate(own / "tls")
    shutil.copy(NGINX / "busy.html", own)
    lines = [f"server 127.0.0.1:{port} max_fails=3 fail_timeout=5s;" for port in servers]
    (own / "upstream.conf").write_text("\n".join(lines), encoding="utf-8")
    if regions:
        hosts = "".join(f"{host} {name};\n" for host, name, _ in regions)
        (own / "hosts.conf").write_text(hosts, encoding="utf-8")
        blocks = [f"upstream {name} {{ server 127.0.0.1:{port}; }}\n" for _, name, port in regions]
        (own / "regions.conf").write_text("".join(blocks), encoding="utf-8")
    text = (NGINX / "atlas.conf").read_text(encoding="utf-8")
    for old, new in (
        ("/etc/nginx/atlas", str(own)),
        ("listen 8080", f"listen 127.0.0.1:{http}"),
        ("listen 8443", f"listen 127.0.0.1:{https}"),
        ("/dev/stdout", str(folder / "access.log")),
        ("/dev/stderr", str(folder / "error.log")),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "atlas.conf").write_text(text, encoding="utf-8")
    main = folder / "nginx.conf"
    # Folders of tests are closed to the user that nginx would take when it is root.
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(_MAIN.format(folder=folder, user=user), encoding="utf-8")
    return main


def _certificate(folder):
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl n'est pas installé : apt-get install openssl")
    command = [
        *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *(
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ),
        *("-keyout", str(folder / "atlas.key"), "-out", str(folder / "atlas.crt")),
    ]
    subprocess.run(command, check=True, capture_output=True)
