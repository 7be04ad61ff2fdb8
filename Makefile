# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHARED ?= ../shared/data
export PYTHONHASHSEED := 0

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## virtual environment in .venv, from the hashed lock

$(STAMP): requirements/dev.txt requirements/uv.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cnesg needs Python 3.11 or later: make PYTHON=python3.11 setup")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip sync --quiet --system-certs --python $(BIN)/python --require-hashes requirements/dev.txt requirements/uv.txt \
	  || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

# $(call debian,PACKAGES,CONSEQUENCE): install them where we may, else say what follows from their lack
debian = { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && { \
	  apt-get install -y -q --no-install-recommends $(1) || { apt-get update -q && apt-get install -y -q --no-install-recommends $(1); }; \
	} >/dev/null 2>&1; } || echo "No right to install $(1): $(2)." >&2

fonts: ## the fonts that made-up reports and debug pictures are drawn with: Chinese ones and those wide as Arial (Debian)
	@test -n "$$(fc-list :lang=zh-cn 2>/dev/null)" || test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc || \
	  $(call debian,fonts-noto-cjk,tests that draw Chinese fail or skip without it)
	@fc-match Arial 2>/dev/null | grep -qi 'liberation\|arial\|arimo' || \
	  $(call debian,fonts-liberation,sheets that a browser prints are laid out otherwise and tests of them fail)

servers: ## a browser, a database server and a proxy, which tests of the workbench start for themselves (Debian)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || $(call debian,chromium,tests of pages in a browser are skipped)
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || $(call debian,nginx-light,the test of the proxy is skipped)
	@command -v ssh-keygen >/dev/null || $(call debian,openssh-client,tests of signed releases are skipped)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(call debian,postgresql,tests on PostgreSQL are skipped)

demo: setup ## the whole chain on a fictional market, in ./demo-workspace
	$(BIN)/cnesg demo demo-workspace --force

docs: setup ## the book: a static site in build/book, one PDF beside it, and the manifest of its pages
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes -r requirements/docs.txt \
	  || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements/docs.txt
	$(BIN)/python -m docs.book

# Types are looked at beside the tests, which wait for processes and servers often enough.
test: style fonts servers ## linters, types and the test suite with seeded samples of the heavy checks
	$(MAKE) --no-print-directory --jobs=2 types suite

suite: setup
	$(BIN)/python -m pytest

test-full: lint fonts servers ## the numbers the issues state (slow); its dated result goes to docs/measurements
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes -r requirements/spark.txt
	CNESG_FULL=1 $(BIN)/python -m pytest

chaos: setup fonts servers ## faults while a workspace is worked in, seeded: promised, happened, outcome; build/chaos.json too
	$(BIN)/python -m tests.chaos --seed $(or $(SEED),0) --json build/chaos.json

lint: style types ## ruff, import-linter, mypy and the size report

style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python tests/size_report.py

types: setup
	$(BIN)/mypy

format: setup ## let ruff rewrite what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## accuracy beside the labels, speed beside bare page text (needs the shared data), one table and one JSON line each
	$(BIN)/python benchmarks/extraction_accuracy.py --reports $(SHARED)/reports --gold $(SHARED)/gold
	$(BIN)/python benchmarks/gap_accuracy.py --reports $(SHARED)/reports --gold $(SHARED)/gold
	$(BIN)/python benchmarks/statement_levels.py --gold $(SHARED)/gold/levels.jsonl
	$(BIN)/python benchmarks/extraction_speed.py $(SHARED)/reports/en $(SHARED)/reports/zh

lock: setup ## resolve the dependencies anew
	$(BIN)/uv pip compile --system-certs pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/dev.txt
	$(BIN)/uv pip compile --system-certs pyproject.toml --group docs --constraints requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/docs.txt
	$(BIN)/uv pip compile --system-certs pyproject.toml --group spark --constraints requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/spark.txt
	$(BIN)/uv pip compile --system-certs pyproject.toml --constraints requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/default.txt
	$(BIN)/uv pip compile --system-certs pyproject.toml --extra web --extra postgres --extra oidc --extra ocr --extra pdf --extra charts --extra s3 --extra telemetry --group server --constraints requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/server.txt
	$(BIN)/uv pip compile --system-certs --group release --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements/release.txt
	echo uv==0.13.8 | $(BIN)/uv pip compile --system-certs - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' --quiet -o requirements/uv.txt

release: setup ## wheel, source, bill of materials, licences and checksums in build/release; SIGNING_KEY=FILE signs them
	rm -rf build/release && mkdir -p build/release
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build --directory build/release
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/release-tools
	$(BIN)/uv pip install --quiet --system-certs --python build/release-tools/bin/python --require-hashes -r requirements/release.txt
	build/release-tools/bin/cyclonedx-py requirements requirements/default.txt --pyproject pyproject.toml --output-reproducible --of JSON -o build/release/sbom.cdx.json
	$(BIN)/python -m release.licences --check
	$(BIN)/python -m release.licences > build/release/licences.md
	$(BIN)/python -m release.checksums build/release $(if $(SIGNING_KEY),--key $(SIGNING_KEY))

audit: setup ## known holes in what the default install brings; says so where the data can't be had
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/release-tools
	$(BIN)/uv pip install --quiet --system-certs --python build/release-tools/bin/python --require-hashes -r requirements/release.txt
	$(BIN)/python -m release.audit build/release-tools/bin/pip-audit

clean: ## remove what make made
	rm -rf $(VENV) build demo-workspace .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup fonts servers demo docs test suite test-full chaos lint style types format bench lock release audit clean
