# Two commands for everyone: `make demo` and `make test-all`. The rest is for those who work on tifatu.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
READY  := $(VENV)/.ready
DEMO   := build/demo

.PHONY: demo test test-all unit lint types corpus-check diff-corpus bench clean

demo: $(READY)
	@$(BIN)/python benchmarks/demo_reports.py $(DEMO)/reports
	@$(BIN)/tifatu build samples $(DEMO)/reports -o $(DEMO)/graph --force
	@$(BIN)/tifatu stats $(DEMO)/graph
	@$(BIN)/tifatu export $(DEMO)/graph --to ttl -o $(DEMO)/tifatu.ttl --force
	@$(BIN)/tifatu export $(DEMO)/graph --to html -o $(DEMO)/pages --force
	@echo "Pages:  $(CURDIR)/$(DEMO)/pages/index.html"
	@echo "Turtle: $(CURDIR)/$(DEMO)/tifatu.ttl"

# What stands before each commit; the tests marked slow are left to test-all, which is everything.
test: lint types $(READY)
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

test-all: lint types unit

unit: $(READY) browser office comunica
	$(BIN)/pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY) .typing
	$(BIN)/mypy

# mypy does not follow the editable install of this layout: it reads the folders through these links.
.typing: Makefile
	@mkdir -p .typing/tifatu
	@for folder in graph builders queries exports cli; do ln -sfn ../../$$folder .typing/tifatu/$$folder; done
	@touch .typing

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tifatu needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make an environment. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# The tests of the pages want a real browser; where none may be installed they say so and are skipped.
.PHONY: browser
browser:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 || echo "chromium could not be installed: the tests of the pages will be skipped"; \
	  else echo "no chromium here: the tests of the pages will be skipped"; fi

# The tests of the readers make Word and PDF files with LibreOffice; where it may not be installed they are skipped.
.PHONY: office
office:
	@command -v soffice >/dev/null 2>&1 || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui antiword tesseract-ocr-chi-sim fonts-noto-cjk raptor2-utils; } >/dev/null 2>&1 || echo "LibreOffice could not be installed: some tests of the readers will be skipped"; \
	  else echo "no LibreOffice here: some tests of the readers will be skipped"; fi

# A client of SPARQL endpoints in JavaScript, asked in the tests of the server; skipped where there is no node.
COMUNICA := build/comunica
.PHONY: comunica
comunica:
	@[ -x $(COMUNICA)/node_modules/.bin/comunica-sparql ] || ! command -v npm >/dev/null 2>&1 || \
	  npm install --silent --no-audit --no-fund --prefix $(COMUNICA) @comunica/query-sparql@4.5.0 >/dev/null 2>&1 || \
	  echo "Comunica could not be installed: its test will be skipped"

# The pages that explain the ontology, the rules and the word lists, and the notes on rules that go into each graph.
.PHONY: docs
docs: $(READY)
	$(BIN)/python -c 'from pathlib import Path; from tifatu.exports.pages.vocabulary import write_vocabulary_page as w; w(Path("docs/vocabulary.html"))'
	$(BIN)/python -c 'from pathlib import Path; from tifatu.builders.catalogue import as_page, as_table; Path("docs/rules.md").write_text(as_page(), "utf-8"); Path("graph/vocabulary/rules.tsv").write_text(as_table(), "utf-8")'
	$(BIN)/python -c 'from pathlib import Path; from tifatu.builders.language.words import lists_page; Path("docs/words.md").write_text(lists_page(), "utf-8")'

# What a user gets: the wheel alone, in an empty environment and outside this folder, goes through the demo.
.PHONY: wheel
wheel: $(READY)
	@rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m pip wheel -qq --disable-pip-version-check --no-deps -w build/wheel .
	$(PYTHON) -m venv build/wheel/env
	build/wheel/env/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt build/wheel/*.whl
	cp -r samples build/wheel/reports
	cd build/wheel && env/bin/tifatu build reports -o kg && env/bin/tifatu verify kg \
	  && env/bin/tifatu export kg --to ttl -o kg.ttl && env/bin/tifatu export kg --to html -o pages \
	  && env/bin/tifatu query kg definitions-of -p label=“四强”行动

clean:
	rm -rf build .typing .mypy_cache .ruff_cache .pytest_cache *.egg-info

# The scorers and the gold lie beside the project; without them this says so and passes.
corpus-check: $(READY)
	$(BIN)/python benchmarks/corpus_check.py $(SHARED)

# What a change of the rules gains and loses over the corpus, against the last commit (or REV=...).
REV ?= HEAD
diff-corpus: $(READY)
	$(BIN)/python benchmarks/diff_corpus.py $(SHARED) --rev $(REV)

# Kills, flipped bits and mutated imports: some ten minutes. The tests have a short form.
.PHONY: torture
torture: $(READY)
	$(BIN)/python benchmarks/torture.py

bench: $(READY)
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/build.py $(SHARED)
