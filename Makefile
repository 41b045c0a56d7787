# make demo · make test · make check · make docs · make soak · make bench-scale — each sets up what it needs; Python 3.11 or newer is all it takes.

PORT ?= 0
OPEN ?= 1
KEEP ?=
VENV := .venv
PYTHON := $(shell for name in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check
READY := $(VENV)/ready
SHOW_PARTS := while read -r deed part rest; do \
	case $$deed in Collecting | Installing) printf '\r\033[K  %s %s' "$$deed" "$$part";; esac; done; printf '\r\033[K'

.PHONY: demo test test-memory test-rest check bench bench-scale bench-figures bench-replicas bench-morning soak docs lock
.DEFAULT_GOAL := demo

demo: $(READY)
	@$(VENV)/bin/minqing demo --port $(PORT) $(if $(filter 0 no false,$(OPEN)),--no-open,--open) $(if $(KEEP),--keep "$(KEEP)")

# Two halves side by side, for two cores; each says at its end what it left out.
MEMORY := tests/storage tests/services tests/journeys
test: $(READY)
	@$(MAKE) --no-print-directory --jobs=2 test-memory test-rest

test-memory: $(READY)
	@$(VENV)/bin/python -m pytest -q $(MEMORY)

test-rest: $(READY)
	@$(VENV)/bin/python -m pytest -q tests $(MEMORY:%=--ignore=%)

check: $(READY)
	@echo "· form";    $(VENV)/bin/ruff format --check .
	@echo "· lint";    $(VENV)/bin/ruff check .
	@echo "· types";   $(VENV)/bin/mypy
	@echo "· imports"; $(VENV)/bin/lint-imports --no-cache

# docs/dialogues.md is drawn from the code; a test compares.
docs: $(READY)
	@$(VENV)/bin/python -m tests.architecture.dialogues

# A quarter of an hour, and a machine that does nothing else; FULL=1 takes longer and looks closer.
bench: $(VENV)-bench/ready $(READY)
	@$(VENV)-bench/bin/python -m benchmarks $(if $(FULL),--full)

# The growth curve of ticks, pages and look-ups, on both databases; ROWS reminders at most. Writes benchmarks/SCALE.md.
ROWS ?= 10000000
bench-scale: $(READY)
	@$(VENV)/bin/python -m benchmarks.scale $(ROWS) $(ROWS)

# Parts of `make bench` by themselves. C7: the figures of a month among so many concerns, on both databases.
CONCERNS ?= 1000000
bench-figures: $(READY)
	@$(VENV)/bin/python -m benchmarks.figures $(CONCERNS)

# C6: a second process. The morning of a visiting day for 6,000 people: PACE:SECONDS, 0 for all of it.
bench-replicas: $(READY)
	@$(VENV)/bin/python -m benchmarks.replicas 3

MORNING ?= 30:0 1000:0
bench-morning: $(READY)
	@$(VENV)/bin/python -m benchmarks.morning $(MORNING)

# The long searches that the tests take a bounded share of; many minutes.
soak: $(READY)
	@$(VENV)/bin/python -m pytest -m full

$(VENV)-bench/ready: benchmarks/requirements.lock
	@echo "· the peers to compare with, in $(VENV)-bench"
	@$(PYTHON) -m venv --clear $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement $<
	@touch $@

# The stamp is younger than what it was made from, or everything is made again.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "民情通 needs Python 3.11 or newer; none was found under the name python3." >&2; exit 1; }
	@echo "· environment in $(VENV), with $$($(PYTHON) --version)"
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv --clear $(VENV) || \
		{ echo "This Python cannot make environments: on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@echo "· the parts of requirements.lock; only the first time, a minute or two"
	@rm -f $@ && { $(PIP) install --require-hashes --requirement requirements.lock && touch $@; } | $(SHOW_PARTS); test -f $@
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "· ready"

# Only after a change of the dependencies in pyproject.toml; add UPGRADE=--upgrade to take newer releases.
lock: $(READY)
	@$(VENV)/bin/python -m piptools compile --quiet --extra dev --extra postgres --generate-hashes \
		--allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate $(UPGRADE) \
		--output-file requirements.lock pyproject.toml
	@echo "· requirements.lock written"
