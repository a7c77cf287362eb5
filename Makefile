# Two commands: `make site` and `make test`. Each sets up first what is missing. `make help` lists the rest.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# One more than there are processors: some tests wait for a browser, a server, a process that is to end.
WORKERS ?= $(shell expr 1 + $$(getconf _NPROCESSORS_ONLN))
OTHER_PYTHONS ?= python3.12 python3.13
.DEFAULT_GOAL := help
.PHONY: site test suite style test-all serve check lock clean help system-site system-test engines

site: $(VENV)/ready-site  ## Build the site with all leaflets: site/ and site/leaflets/
	$(BIN)/mkdocs build

test:  ## Run all tests
	$(MAKE) -j 2 suite style

suite: export PYTHONDONTWRITEBYTECODE =  # hundreds of short processes, each of which would compile the program anew
suite: $(VENV)/ready-test
	$(BIN)/pytest -n $(WORKERS) --dist loadscope

style: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-all: export PYTHONDONTWRITEBYTECODE =
test-all: export ENGINES = required
test-all: engines test  ## Run them with large numbers too, other browsers, and other versions of Python
	ATTACKS=600 KILLS=12 TYPED=1500 PLAN_DATES=500 \
	    $(BIN)/pytest -n $(WORKERS) --dist loadscope -m "large or engines or numbers"
	for python in $(OTHER_PYTHONS); do $(MAKE) test VENV=.venv-$$python PYTHON=$$python || exit 1; done

serve: $(VENV)/ready-site  ## Show the site while you edit; it follows each saved file
	$(BIN)/mkdocs serve

check: $(VENV)/ready-site  ## Look for mistakes in the content, without building
	$(BIN)/leaflets check

clean:  ## Delete all that was built, and the virtual environment
	rm -rf site .venv .venv-* .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache *.egg-info
	find build_tools tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /make \1	/'

# --- set-up: nothing is done twice, and nothing needs the network once it is there ---

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
HASHED := $(PIP) --require-hashes -r

$(VENV)/ready-test: BUILD := --no-build-isolation  # one package has no wheel: it is built with what is locked
$(VENV)/ready-site: | system-site
$(VENV)/ready-test: | system-test
$(VENV)/ready-%: pyproject.toml .locks/build.txt .locks/%.txt
	@echo "Setting up $(VENV), once; this takes a minute or two."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(HASHED) .locks/build.txt
	@$(HASHED) .locks/$*.txt $(BUILD)
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-annotate --custom-compile-command "make lock"

lock:  ## Lock the packages that pyproject.toml asks for, with hashes; with UPGRADE=--upgrade the newest that fit
	$(LOCK) $(UPGRADE) pyproject.toml --extra test -o .locks/test.txt
	$(LOCK) pyproject.toml --constraint .locks/test.txt -o .locks/site.txt
	echo setuptools | $(LOCK) - --constraint .locks/test.txt --python-version 3.11 -o .locks/build.txt

# What is missing comes from apt-get where that needs no password; build_tools/setup_check.py knows what is needed,
# and tells what to install where apt-get is not there or does not help.
system-site system-test: system-%:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	    { echo "Python 3.11 or later is needed. Where it has another name: make $* PYTHON=python3.12" >&2; exit 1; }
	@packages=$$($(PYTHON) -m build_tools.setup_check $* --debian) || { \
	    test $$(id -u) = 0 && root= || root="sudo -n"; \
	    command -v apt-get >/dev/null && $$root true 2>/dev/null && echo "Installing" $$packages && \
	    $$root apt-get update -qq && \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $$packages; \
	    $(PYTHON) -m build_tools.setup_check $* >&2; }
	@test $* = site || command -v chromium-headless-shell >/dev/null || { \
	    test $$(id -u) = 0 && root= || root="sudo -n"; \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium-headless-shell \
	    >/dev/null 2>&1 || true; }  # only makes the tests faster

# Other browsers, for `make test-all` alone; readers of paper and tools of translators, which `make test` tries where
# they are.
engines:
	@test $$(id -u) = 0 && root= || root="sudo -n"; $$root apt-get update -qq; \
	for package in firefox-esr webkit2gtk-driver xvfb w3m lynx mupdf-tools ghostscript libzbar0 gettext; do \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $$package >/dev/null || true; \
	done
