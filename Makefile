# Adimple: everything that one runs has a target here.
#
#   make run    the demo on the embedded default: both sides, one virtual clock
#   make test   every test, on SQLite and PostgreSQL

SWIFT ?= swift
PORT ?= 8080
BUREAU_PORT ?= 8090
DATA_DIR ?= var/demo
DIST_DIR := dist
BUILD_PACKAGES := libpq-dev libsqlite3-dev libpango1.0-dev libcairo2-dev libzint-dev pkg-config \
	fonts-liberation2 fonts-dejavu-core
TEST_PACKAGES := postgresql poppler-utils zbar-tools dmtx-utils \
	chromium chromium-l10n chromium-driver python3-selenium python3-pip openssl

.PHONY: help run build test test-browser test-fakes test-credit format lint dist packages \
	test-packages clean-demo outside guide crash mutants fuzz fuzz-server

help:
	@grep -E '^#   ' Makefile | sed 's/^# //'
	@echo "   make test-browser  the screens in a real browser; leaves pictures in var/screenshots"
	@echo "   make test-fakes    the fakes of others' services, by themselves, in seconds"
	@echo "   make test-credit   the rules alone, in seconds"
	@echo "   make format        swift format over the sources"
	@echo "   make lint          what the formatter would change; scripts and stylesheets (linters from PyPI)"
	@echo "   make outside       clients that we did not write against both sides (PyPI)"
	@echo "   make guide         the commands of the homologation guide, in their order"
	@echo "   make crash         a bureau under load, killed two hundred times"
	@echo "   make mutants       changes the rules at places drawn by a seed; tells what no test notices"
	@echo "   make fuzz N=100000 so many inputs for every parser of the rules and of JSON"
	@echo "   make fuzz-server N=100000  the same for those of requests, answers and files"
	@echo "   make dist          a release archive that runs without the toolchain"

packages:
	@Scripts/install-packages $(BUILD_PACKAGES)

test-packages: packages
	@Scripts/install-packages $(TEST_PACKAGES)

build: packages
	$(SWIFT) build --product adimple

run: build
	.build/debug/adimple demo --port $(PORT) --bureau-port $(BUREAU_PORT) --data-dir $(DATA_DIR)

test: test-packages
	$(SWIFT) build --build-tests
	$(MAKE) test-fakes
	Scripts/with-postgres --fast $(SWIFT) test --skip-build
	Scripts/browser-tests

test-fakes:
	cd Tests/Fakes/ixc && /usr/bin/python3 -m unittest
	cd Tests/Fakes/hubsoft && /usr/bin/python3 -m unittest

test-browser: test-packages build
	Scripts/browser-tests

test-credit:
	CREDIT_CORE_ONLY=1 $(SWIFT) build --build-tests --scratch-path .build-credit
	CREDIT_CORE_ONLY=1 $(SWIFT) test --skip-build --scratch-path .build-credit

format:
	$(SWIFT) format -i -r Sources Tests Plugins Package.swift

lint:
	$(SWIFT) format lint --strict -r Sources Tests Plugins Package.swift
	Scripts/lint-assets

dist: packages
	$(SWIFT) build -c release --product adimple --static-swift-stdlib --scratch-path .build-dist
	Scripts/make-archive .build-dist/release/adimple $(DIST_DIR)

clean-demo:
	rm -rf $(DATA_DIR)

OUTSIDE_VENV ?= var/outside-venv

outside: build
	python3 -m venv $(OUTSIDE_VENV)
	$(OUTSIDE_VENV)/bin/pip install -q authlib requests schemathesis standardwebhooks
	cd Tests/Outside && ADIMPLE=$(CURDIR)/.build/debug/adimple \
		$(CURDIR)/$(OUTSIDE_VENV)/bin/python outside.py
	$(MAKE) guide

guide: build
	@Scripts/install-packages jq curl
	cd Tests/Outside && ADIMPLE=$(CURDIR)/.build/debug/adimple python3 guide.py

crash: build
	cd Tests/Outside && ADIMPLE=$(CURDIR)/.build/debug/adimple python3 crash.py

# MUTANTS="--seed 7 --count 500 --minutes 120" for the same places again, or more of them.
MUTANTS ?=

mutants:
	Scripts/mutants $(MUTANTS)

N ?= 1000000

fuzz:
	Scripts/fuzz $(N)

# What needs the server's libraries runs in the tests themselves.
fuzz-server: packages
	$(SWIFT) build --build-tests
	FUZZ_COUNT=$(N) FUZZ_SEED=$${SEED:-$$(date +%s)} $(SWIFT) test --skip-build --filter FuzzTests
