# Everything is one of these away. PYTHON is any Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
# Compiled once, whatever the surroundings say: the tests start many processes, and each would compile everything again.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: setup demo stop hooks measures test test-sqlite test-postgres check lock audit bom clean

setup: $(VENV)/installed  ## install what the project needs, in .venv

$(VENV)/installed: requirements/dev.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

demo: setup  ## a running demonstration: prints where to go and as whom to sign in
	$(RUN) manage.py migrate --verbosity 0
	$(RUN) manage.py collectstatic --no-input --verbosity 0
	@echo Loading the demonstration takes a few seconds.
	@$(RUN) manage.py load_demo --verbosity 0
	@$(RUN) -m config.demo start --port $(PORT)

stop:  ## end the demonstration; its data stay in var/
	$(RUN) -m config.demo stop

test: setup browser pango test-postgres test-sqlite  ## every test; those that touch the database, on both kinds of it

test-sqlite: setup
	EXAMPLES=0.25 $(RUN) -m pytest -q -n 3 --dist worksteal --database

test-postgres: setup
	$(RUN) -m tests.servers $(RUN) -m pytest -q -n 3 --dist worksteal --production

.PHONY: browser
browser:  # the journeys drive a real browser: Debian's, or any chromium on the path
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	  { echo "Install Chromium first (Debian and Ubuntu: apt-get install chromium)."; exit 1; }

.PHONY: pango
pango:  # reports are typeset as PDF with Debian's Pango
	@ldconfig -p 2>/dev/null | grep -q libpangoft2 || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation >/dev/null; } || \
	  echo "Without Pango the tests of PDF fail (Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation)."

hooks: setup  ## look at what is staged before each commit
	git config core.hooksPath .githooks

measures: setup  ## how small and plain the code is
	$(RUN) -m tests.measures

check: setup  ## lint, types, templates, settings, migrations
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/djlint --quiet --lint templates
	$(RUN) manage.py check
	$(RUN) manage.py makemigrations --check --dry-run

lock:  ## choose the newest versions that fit pyproject.toml, with their hashes
	$(VENV)/bin/uv pip compile -U -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements/run.txt
	$(VENV)/bin/uv pip compile -U -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group dev pyproject.toml -o requirements/dev.txt

audit: setup  ## known faults of what is pinned; needs the network, and fails where it could not look
	$(VENV)/bin/pip-audit --requirement requirements/run.txt --require-hashes --disable-pip --strict

bom: setup  ## the bill of materials, CycloneDX JSON
	@$(RUN) requirements/bill_of_materials.py

clean: stop  ## forget the demonstration's data
	rm -rf var
