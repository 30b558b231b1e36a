# Three commands: `make run` serves the application, `make test` checks everything, `make data`
# brings the official files. `make routing` is an extra, for travel times by road.
# Each first prepares what it needs, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ESLINT := node_modules/eslint/bin/eslint.js
RECENT_NODE := const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --retries 5 --timeout 60

# Installs Debian packages without a question, or says in one line which ones are missing.
apt = if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n"; \
	else as_root=no; fi; \
	if [ "$$as_root" = no ] || ! command -v apt-get >/dev/null; then \
		echo "Il manque un paquet du système. Installez-le puis recommencez : apt-get install $(1)" >&2; \
		exit 1; \
	fi; \
	echo "Installation du paquet $(1) du système…"; \
	$$as_root apt-get -qq -o Acquire::Retries=3 update >/dev/null; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 \
		-o Dpkg::Use-Pty=0 install --no-install-recommends $(1) >/dev/null || { \
		echo "Le paquet $(1) n'a pas pu être installé : voir le message ci-dessus." >&2; exit 1; }

# The road times are computed by OSRM's own programs. They come in a wheel for Python 3.12 and newer,
# but need no Python: they are unpacked beside the application's, whatever its version.
ROUTING := .routing

# Where the monthly boards of the SPEL are written.
BOARDS ?= data/boards

.PHONY: help run dev data month routing test quick lint check bench damage regions load fuzz screenshots chromium poppler servers osmium engine

help:
	@echo "make run    l'application sur http://127.0.0.1:8050 (PORT=… pour un autre port)"
	@echo "make dev    la même, rechargée à chaque changement du code"
	@echo "make data   les fichiers officiels : téléchargés, puis la base reconstruite"
	@echo "make month  les mêmes, puis le tableau de bord du mois de chaque SPEL, en PDF (BOARDS=data/boards)"
	@echo "make routing  le calcul des temps de trajet par la route (OSRM, environ 60 Mo)"
	@echo "make test   toutes les vérifications et tous les tests"
	@echo "make quick  le code et les tests des pièces seules, sans navigateur ni fichiers réels, pendant qu'on écrit"
	@echo "make check  les dépendances : versions, licences, failles connues, inventaire (build/sbom.json)"
	@echo "make fuzz   100 000 demandes abîmées aux rappels du serveur, sans une erreur (CALLS=… SEED=…)"
	@echo "make damage  chaque fichier réel abîmé de chaque manière : les autres sont chargés (long)"
	@echo "make regions  chaque région de France : son socle, sa base, ses pages (long)"
	@echo "make load   des personnes qui cherchent, sur un serveur déjà lancé (HOST=… PEOPLE=200 TIME=2m)"
	@echo "make bench  les vitesses, chacune à côté d'une autre, écrites dans docs/performance.md (ONLY=bench_map)"

# A build that sets a file aside, or that is refused, says so; the store that is there is served.
build_or_serve = $(BIN)/python -m loaders build || $(BIN)/python -m loaders status >/dev/null

run: $(VENV)/.runtime $(VENV)/.pango
	@$(build_or_serve)
	@exec $(BIN)/python -m gunicorn --config gunicorn.conf.py app:server

dev: $(VENV)/.runtime
	@$(build_or_serve)
	@exec $(BIN)/python app.py

# What failed to come does not stop what came (1), unless nothing is there at all (3).
data: $(VENV)/.runtime
	@$(BIN)/python -m loaders fetch; fetched=$$?; \
	[ $$fetched -le 1 ] || exit $$fetched; \
	$(BIN)/python -m loaders build && exit $$fetched

# The boards of the month are made whatever failed to come: each says how old its figures are.
month: $(VENV)/.runtime $(VENV)/.pango
	@$(MAKE) --no-print-directory data; got=$$?; \
	$(BIN)/python -m flask --app app mois --all --output $(BOARDS) && exit $$got

routing: $(ROUTING)/.installed osmium
	@echo "Prêt. Ensuite : $(BIN)/python -m loaders travel --osm EXTRAIT.osm.pbf"

$(ROUTING)/.installed: requirements-routing.txt | $(VENV)/.runtime
	@echo "Installation du calcul des temps routiers (une seule fois)…"
	@rm -rf $(ROUTING)
	@$(PIP) --no-deps --only-binary=:all: --python-version 3.12 --implementation cp --abi abi3 \
		--platform manylinux_2_28_$$(uname -m) --target $(ROUTING) -r requirements-routing.txt || { \
		echo "OSRM n'a pas pu être installé : il faut un accès à PyPI, sous Linux. L'application marche sans." >&2; \
		exit 1; }
	@$(ROUTING)/osrm/bin/osrm-routed --version >/dev/null 2>&1 || { \
		rm -rf $(ROUTING); \
		echo "OSRM ne démarre pas sur cette machine (glibc 2.28 ou plus récente). L'application marche sans." >&2; \
		exit 1; }
	@touch $@

# Compiled once, not anew by each worker and each command that a test runs, whatever is set outside.
test: export PYTHONDONTWRITEBYTECODE :=
test: lint check chromium poppler servers osmium engine
	@[ ! -e $(ESLINT) ] || node --test --test-reporter=spec $(wildcard tests/assets/*/*.test.js)
	@$(BIN)/python -m pytest -n auto

# What a change of a room breaks first. It is no part of `make test`, which is what must pass.
quick: export PYTHONDONTWRITEBYTECODE :=
quick: lint poppler
	@[ ! -e $(ESLINT) ] || node --test --test-reporter=dot $(wildcard tests/assets/*/*.test.js)
	@$(BIN)/python -m pytest -n auto tests/geodata tests/layouts tests/callbacks tests/loaders \
		--ignore=tests/loaders/embedding

lint: $(VENV)/.development $(ESLINT)
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports
	@[ ! -e $(ESLINT) ] || node $(ESLINT) --max-warnings 0 .

# The audit alone needs a network: without one it says so, and the rest is checked.
check: $(VENV)/.development
	@$(BIN)/python -m pytest -q tests/test_dependencies.py
	@mkdir -p build
	@$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible --of JSON -o build/sbom.json
	@echo "Inventaire des dépendances : build/sbom.json"
	@PYTHONPATH=tests $(BIN)/python -m tests.audit

bench: $(VENV)/.development chromium
	@$(BIN)/python -m tests.bench.report $(ONLY)

fuzz: $(VENV)/.development
	@$(build_or_serve)
	@PYTHONPATH=tests $(BIN)/python -m tests.fuzz.callbacks $(CALLS) $(SEED)

damage: $(VENV)/.development
	@ATLAS_DAMAGE=all $(BIN)/python -m pytest --timeout=0 tests/real/loading/test_damage.py

regions: $(VENV)/.development
	@ATLAS_EMBED=all $(BIN)/python -m pytest --timeout=0 tests/loaders/embedding/test_every_region.py

load: $(VENV)/.load
	@$(BIN)/locust -f tests/load/locustfile.py --headless --only-summary --host $(or $(HOST),http://127.0.0.1:8050) \
		--users $(or $(PEOPLE),200) --spawn-rate 10 --run-time $(or $(TIME),2m)

screenshots: $(VENV)/.development chromium
	@PYTHONPATH=tests $(BIN)/python -m tests.browser.screenshots

chromium:
	@command -v chromium >/dev/null || { $(call apt,chromium); }

# The tests read the PDF that are made.
poppler:
	@command -v pdftotext >/dev/null || { $(call apt,poppler-utils); }

# What the tests of deploy/ start on ports of their own; without them these tests are skipped.
servers:
	@PATH="$$PATH:/usr/sbin"; { command -v redis-server && command -v nginx && command -v openssl; } >/dev/null || \
		( $(call apt,redis-server nginx-light openssl) ) || \
		echo "Sans ces paquets, les essais de Redis et de nginx sont sautés ; tous les autres sont faits." >&2

# The real engine of roads, which its tests start; without it these tests are skipped.
engine:
	@$(MAKE) -s --no-print-directory $(ROUTING)/.installed 2>/dev/null || \
		echo "Sans OSRM (« make routing » dit pourquoi), les essais des routes sont sautés ; tous les autres sont faits." >&2

# What makes one file of the extracts of a region and its neighbours; one extract needs it not.
osmium:
	@command -v osmium >/dev/null || ( $(call apt,osmium-tool) ) || \
		echo "Sans ce paquet, plusieurs extraits d'OpenStreetMap ne peuvent pas être réunis." >&2

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installation des paquets Python de l'application (une seule fois)…"
	@$(PIP) -r requirements.txt
	@touch $@

# The portraits in PDF need Pango; without it everything else works, and the page says what to do.
$(VENV)/.pango: | $(BIN)/python
	@ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 || \
		( $(call apt,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) ) || \
		echo "Sans ce paquet, les portraits en PDF ne se font pas ; tout le reste marche." >&2
	@touch $@

$(VENV)/.development: requirements-dev.txt requirements-dask.txt requirements-s3.txt $(VENV)/.runtime
	@echo "Installation des paquets Python des tests (une seule fois)…"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/.load: tests/load/requirements.txt $(VENV)/.development
	@$(PIP) -r tests/load/requirements.txt
	@touch $@

# Only the checks of the JavaScript need Node: without it they are skipped, and each run says so.
$(ESLINT): package-lock.json
	@command -v npm >/dev/null || ( $(call apt,nodejs npm) ) || true
	@if command -v npm >/dev/null && node -e '$(RECENT_NODE)'; then \
		echo "Installation des paquets JavaScript des tests (une seule fois)…"; \
		npm ci --no-audit --no-fund --loglevel error >/dev/null && touch $@; \
	else \
		echo "JavaScript non vérifié : il faut npm, et Node 20.19 ou plus récent." >&2; \
	fi

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Il faut Python 3.11 ou plus récent, par exemple : make run PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call apt,$(notdir $(PYTHON))-venv); }
	@$(PYTHON) -m venv $(VENV)
