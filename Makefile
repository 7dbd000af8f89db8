.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

# The first Python that runs and is new enough; PYTHON=… overrides.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
BIN := .venv/bin
READY := .venv/.ready
SAM := PATH="$(CURDIR)/.venv-sam/bin:$$PATH" SAM_CLI_TELEMETRY=0 \
	AWS_DEFAULT_REGION=$${AWS_DEFAULT_REGION:-cn-north-1} sam
SAM_READY := .venv-sam/.ready
MUTANTS_READY := .venv-mutants/.ready
PEERS_READY := .venv-peers/.ready
UV := uv==0.13.9
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile
# A lock is complete, so nothing needs resolving: --no-deps.
INSTALL_LOCK := $(PIP_INSTALL) --no-deps --require-hashes --requirement
COMPILE := .venv-lock/bin/uv pip compile --no-python-downloads --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(UPGRADE)
# What npm has to say besides errors, "added 2 packages", says nothing to whoever set up.
NPM_CI := --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error \
	--fetch-retries=1 --fetch-timeout=20000 > /dev/null
VIEWER := swagger-ui-bundle.js,swagger-ui-bundle.js.LICENSE.txt,swagger-ui.css,LICENSE,NOTICE
ARGS ?=

define NEW_VENV
@test -n '$(PYTHON)' || { echo 'Fenrun needs Python 3.11 or newer. Install it, or name it:' \
	'make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(PYTHON) has no venv module.' \
	'Install it (on Debian and Ubuntu: apt install python3-venv).' >&2; exit 1; }
@$(PYTHON) -m venv
endef

.PHONY: help
help: ## This list
	@printf 'Fenrun: make TARGET\n\n'
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) \
		| awk -F ':.*## ' '{ printf "  \033[36m%-8s\033[0m %s\n", $$1, $$2 }'

.PHONY: run
run: $(READY) ## Start the whole system on this machine (FRESH=1: from empty, ARGS=…: options)
	@$(BIN)/fenrun run $(if $(filter-out 0,$(FRESH)),--fresh) $(ARGS)

.PHONY: test
test: $(READY) ## All tests, on two workers (ARGS=…: pytest's options)
	@$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

.PHONY: bench
bench: $(READY) starts ## A million commissions by the engine, a plain loop and DuckDB (ARGS=…: options)
	@$(BIN)/python -m infra.bench $(ARGS)

.PHONY: storm
storm: $(READY) ## Release 100,000 orders for one payee at once, where transactions conflict (FENRUN_RELEASES=…)
	@$(BIN)/python -m infra.storm $(ARGS)

.PHONY: starts
starts: $(READY) $(PEERS_READY) ## What a function's start costs, beside those of peers (STARTS=…: options)
	@$(BIN)/python -m infra.bench.starts $(STARTS)

.PHONY: warm
warm: $(READY) ## What taking an order in costs a warm function, beside views by hand (ARGS=…: options)
	@$(BIN)/python -m infra.bench.request $(ARGS)

.PHONY: meter
meter: $(READY) ## What each step of an order's life uses of AWS, and its price (ARGS=…: options)
	@$(BIN)/python -m infra.meter $(ARGS)

.PHONY: damage
damage: $(READY) ## Damage every byte of a data folder, and see what a start says (half an hour)
	@FENRUN_EVERY_BYTE=1 $(BIN)/pytest -q tests/infra/local/kept/test_damage.py $(ARGS)

.PHONY: crowd
crowd: $(READY) ## Settle a period of 20,000 payees on a laptop's Fenrun (half an hour)
	@FENRUN_PAYEES=20000 $(BIN)/pytest -q tests/workflow/test_settlement_crowd.py $(ARGS)

.PHONY: batched
batched: $(READY) ## The end-to-end tests in the mode without an execution an order
	@FENRUN_TIMEKEEPING=batched $(BIN)/pytest -n 2 --dist loadfile tests/end_to_end $(ARGS)

.PHONY: midnight
midnight: $(READY) ## Release 2,000 orders that are due at one instant, in batches (half an hour)
	@FENRUN_DUE=2000 $(BIN)/pytest -q -s tests/workflow/test_due_batches.py $(ARGS)

.PHONY: mutants
mutants: $(MUTANTS_READY) ## How many mutants of the money modules the tests kill (half an hour or more)
	@.venv-mutants/bin/python -m infra.mutants

.PHONY: check
check: $(READY) ## Format, lint, types, template, definitions and walls
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy fenrun shared functions infra
	$(BIN)/cfn-lint template.yaml
	$(BIN)/python -m infra.checks

.PHONY: format
format: $(READY) ## Format the code and mend what the linter can
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

.PHONY: openapi
openapi: $(READY) ## Write what follows from the views: description, access, definition of the API
	$(BIN)/python -m infra.openapi

.PHONY: samples
samples: $(READY) ## Play every call, and keep what it sent and got as its example
	$(BIN)/python -m tests.infra.record_samples
	$(BIN)/python -m infra.openapi

.PHONY: codes
codes: $(READY) ## Write the tables of all codes and kinds of events from their words
	$(BIN)/python -m infra.codes
	$(BIN)/python -m infra.event_kinds

.PHONY: pictures
pictures: $(READY) ## Draw docs/architecture.md anew from template and definitions, and a run
	$(BIN)/python -m infra.checks.pictures
	@$(BIN)/python -m infra.demo.picture 2> /dev/null

.PHONY: schema
schema: $(READY) ## Write the JSON Schema of plan documents from their models
	$(BIN)/python -m infra.plan_schema

.PHONY: examples
examples: ## Install the npm libraries that examples use; their tests are skipped without
	@command -v npm > /dev/null || { echo 'npm is not installed: the examples with npm libraries' \
		'are not tested.' >&2; exit 0; }; \
	for example in signing webhooks; do \
		npm ci --prefix "examples/$$example" $(NPM_CI) \
			|| echo "The npm registry did not give what examples/$$example uses: the example with" \
				'it is not tested.' >&2; \
	done

.PHONY: contract
contract: ## Lint the API's description and compile a client of it, where npm is there
	@command -v npm > /dev/null || { echo 'npm is not installed: the API is not linted.' >&2; exit 0; }; \
	test infra/contract/node_modules/.package-lock.json -nt infra/contract/package-lock.json \
		|| npm ci --prefix infra/contract $(NPM_CI) || { echo 'The npm registry did not give the' \
		'linters: the API is not linted.' >&2; exit 0; }; \
	PATH="$(CURDIR)/infra/contract/node_modules/.bin:$$PATH"; \
	redocly lint --config infra/contract/redocly.yaml docs/openapi.json; \
	spectral lint --ruleset infra/contract/spectral.yaml --fail-severity hint docs/openapi.json; \
	openapi-typescript docs/openapi.json --default-non-nullable false --output build/contract/api.d.ts; \
	tsc --noEmit --strict infra/contract/usage.ts

.PHONY: viewer
viewer: ## Put the page /docs' viewer into the product, where npm is there
	@command -v npm > /dev/null || { echo 'npm is not installed: /docs comes without its viewer.' \
		>&2; exit 0; }; \
	npm ci --prefix infra/viewer $(NPM_CI) 2>&1 \
		&& cp infra/viewer/node_modules/swagger-ui-dist/{$(VIEWER)} shared/edge/service/viewer/ \
		|| echo 'npm did not get swagger-ui-dist: /docs comes without its viewer, until make viewer' \
		'gets it.' >&2

.PHONY: wheels
wheels: $(READY) ## Build the wheels fenrun and fenrun-local into dist/
	@$(BIN)/python -m infra.wheels dist

.PHONY: sam
sam: $(SAM_READY) ## Validate and build the template as for a deployment, without Docker
	$(SAM) validate --lint
	$(SAM) build

.PHONY: limits
limits: $(READY) ## How much of AWS's limits the transformed template uses
	@$(BIN)/python -m infra.checks.limits

.PHONY: setup
setup: $(READY) ## Create .venv from the hashed lock (the other targets do it when needed)

.PHONY: lock
lock: .venv-lock/bin/uv ## Write requirements/*.txt anew (UPGRADE=--upgrade: newest versions)
	$(COMPILE) --universal --extra dev pyproject.toml --output-file requirements/dev.txt > /dev/null
	$(COMPILE) --universal --extra mutants pyproject.toml --output-file requirements/mutants.txt \
		> /dev/null
	$(COMPILE) --universal --extra peers pyproject.toml --output-file requirements/peers.txt > /dev/null
	$(COMPILE) --universal requirements/sam.in --output-file requirements/sam.txt > /dev/null
	$(COMPILE) --config-file requirements/layer.uv.toml --extra layer --python-version 3.13 \
		--python-platform x86_64-manylinux2014 pyproject.toml \
		--output-file requirements/runtime.txt > /dev/null

.PHONY: clean
clean: ## Remove environments, builds and caches (the data of `make run` stays)
	rm -rf .venv .venv-sam .venv-mutants .venv-peers .venv-lock .aws-sam mutants build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml requirements/dev.txt
	@echo 'Setting up .venv (once; about a minute, 410 MB)'
	@echo '  1/5 an environment of its own'
	$(NEW_VENV) .venv
	@echo "  2/5 $$(grep -c '==' requirements/dev.txt) packages, each held to its hash (the longest part)"
	@$(BIN)/python $(INSTALL_LOCK) requirements/dev.txt || { echo 'The packages did not come:' \
		'is there a network? Repeat this command then; behind a mirror set PIP_INDEX_URL.' >&2; \
		exit 1; }
	@echo '  3/5 Fenrun itself'
	@# By path, so that what is in no wheel can be imported as well.
	@$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation \
		--config-settings editable_mode=compat --editable .
	@echo '  4/5 compiling what every start loads'
	@# On all cores; the rest compiles when it is first used.
	@$(BIN)/python -m compileall -q -j 0 .venv/lib/python3*/site-packages/{aws_,bo,cha,pyd,moto}*
	@echo '  5/5 the viewer of the page /docs'
	@$(MAKE) viewer
	@echo 'Set up.'
	@touch $@

$(SAM_READY): requirements/sam.txt
	@echo 'Setting up .venv-sam (once): the AWS SAM command line pins its own boto3 and click'
	$(NEW_VENV) .venv-sam
	@.venv-sam/bin/python $(INSTALL_LOCK) requirements/sam.txt
	@touch $@

$(MUTANTS_READY): requirements/mutants.txt
	@echo 'Setting up .venv-mutants (once): the development environment with mutmut'
	$(NEW_VENV) .venv-mutants
	@.venv-mutants/bin/python $(INSTALL_LOCK) requirements/mutants.txt
	@touch $@

$(PEERS_READY): requirements/peers.txt
	@echo 'Setting up .venv-peers (once): what the starts of functions are compared with'
	$(NEW_VENV) .venv-peers
	@.venv-peers/bin/python $(INSTALL_LOCK) requirements/peers.txt
	@.venv-peers/bin/python -m compileall -q -j 0 .venv-peers/lib
	@touch $@

.venv-lock/bin/uv:
	$(NEW_VENV) .venv-lock
	@.venv-lock/bin/python $(PIP_INSTALL) $(UV)
