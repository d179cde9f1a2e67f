# make build: everything the campaign needs, from a fresh clone.  make test: all checks.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: build test lint lock benchmark clean

build: .venv/.run
	@$(BIN)/handbill doctor --install --quiet || true
	$(BIN)/handbill build

test: .venv/.dev .venv/spec/commonmark.json tools lint
	@$(BIN)/handbill doctor --install --quiet || true
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The environment: made once, and again when what is pinned changes.
.venv/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Handbill needs Python 3.11 or later; name one: make build PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "A virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

.venv/.run: .venv/.venv requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# The examples of the CommonMark specification come with the source distribution of markdown-it-py, as pinned.
.venv/spec/commonmark.json: .venv/.dev requirements.lock
	@mkdir -p .venv/spec
	@sed -n '/^markdown-it-py==/,/[^\\]$$/p' requirements.lock > .venv/spec/requirements.txt
	$(PIP) download --require-hashes --no-deps --no-binary :all: --no-build-isolation \
		-d .venv/spec -r .venv/spec/requirements.txt
	@tar -xzf .venv/spec/markdown_it_py-*.tar.gz -O --wildcards '*/commonmark.json' > $@

# What the tests compare with, from the system: gettext's own tools, an office program that opens and saves what we
# write, and a spelling checker with a dictionary. Each is a command and the packages that have it.
TOOLS := msgfmt=gettext soffice=libreoffice-calc-nogui,libreoffice-writer-nogui enchant-2=enchant-2,hunspell-en-us

# What the benchmarks compare with, beside Python packages.
PEERS := msgmerge=gettext po4a=po4a chromium=chromium

.PHONY: tools peers
tools: WANTED := $(TOOLS)
tools: LEFT_OUT := Tests that need them are skipped.
peers: WANTED := $(PEERS)
peers: LEFT_OUT := They are left out of the table.
tools peers:
	@for tool in $(WANTED); do \
		command -v "$${tool%%=*}" >/dev/null || missing="$$missing $$(echo "$${tool#*=}" | tr , ' ')"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing >/dev/null; then exit 0; fi; \
	echo "Not here:$$missing. $(LEFT_OUT) Install them: sudo apt-get install$$missing" >&2

# Handbill beside the tools that people use; the table goes to docs/benchmarks.md. It takes about forty minutes, of which
# a print run of 10,000 flyers takes ten; scenarios can be named: python -m benchmarks flyer-km edit.
benchmark: .venv/.dev benchmarks/.venv/.peers peers
	$(BIN)/python -m benchmarks --output docs/benchmarks.md

# The tools that are Python packages have an environment of their own: they pin other versions than we do.
benchmarks/.venv/.peers: .venv/.venv benchmarks/requirements.lock
	@$(PYTHON) -m venv benchmarks/.venv
	@benchmarks/.venv/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes \
		-r benchmarks/requirements.lock
	@touch $@

# Pin anew (needs uv): run it when pyproject.toml's dependencies change, then look at the difference.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra checkout pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra checkout --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		benchmarks/requirements.in -o benchmarks/requirements.lock

# The pictures of docs/print.md, from what the campaign makes.
.PHONY: sheets
sheets: build .venv/.dev
	$(BIN)/python docs/sheets.py

clean:
	rm -rf build .venv benchmarks/.venv
