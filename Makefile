# FMCG B2B2B for Odoo. Everything is done by tools/fmcgtools; this file only names it.
PYTHON ?= python3
FMCG = PYTHONPATH=tools $(PYTHON) -m fmcgtools
DB ?=
ADDONS ?=
ARGS ?=
N ?= 500
export CLOCK PORT BIND FMCG_CACHE FMCG_ADDONS_DIR FMCG_DEBIAN_MIRROR ODOO_HOME FRESH KEEP JOBS

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-races test-floors test-core lint i18n readme shell update replay bench stop

help: ## This list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Fetch Odoo 19 and the Python packages into the cache (the others do it too)
	@$(FMCG) setup

demo: ## Start the demo and print its address and logins (PORT=8069 BIND=127.0.0.1)
	@$(FMCG) demo

demo-reset: ## Start the demo's story anew
	@$(FMCG) demo-reset

test: ## Prove everything; a part: ARGS="addons/fmcg_channel -k name" (FRESH=1, KEEP=1, JOBS=2, CLOCK="2027-02-28 23:50")
	@$(FMCG) test $(ARGS)

test-races: ## What two processes can race for, all rounds (make test: a quarter)
	@RACES=full $(FMCG) test tests/outside

test-core: ## Odoo's own tests with our add-ons: print what fails only with them
	@$(FMCG) test-core

test-floors: ## The spine alone, and with each idea: installed and tested
	@$(FMCG) floors

lint: ## Style and correctness of code, XML, CSV and translations (ADDONS="fmcg_order")
	@$(FMCG) lint $(ADDONS)

i18n: ## Export .pot files and merge the new terms into zh_CN.po (ADDONS="fmcg_order")
	@$(FMCG) i18n $(ADDONS)

readme: ## Write README.rst, index.html and the icons of the add-ons (ADDONS="fmcg_order")
	@$(FMCG) readme $(ADDONS)

shell: ## Odoo's shell on the demo database (DB=name: another)
	@$(FMCG) shell $(DB)

update: ## Update the changed add-ons in the demo database (DB=name: another)
	@$(FMCG) update $(DB)

replay: ## Play N orders of a real grocer through the whole chain (N=500 TIERS=1)
	@$(FMCG) script tools/replay.py $(N) $(if $(TIERS),--tiers $(TIERS))

bench: ## Measure against stock Odoo and write the figures to bench/
	@$(FMCG) script bench/run.py $(ARGS)

stop: ## Stop servers left running, and the private PostgreSQL
	@$(FMCG) stop
