# Two commands: `make demo` and `make test`. Both install what is missing first.
.DELETE_ON_ERROR:
.PHONY: all demo test library test-python test-spark test-page wheel asan bench eval fuzz tidy format packages clean

BUILD := build/release
JOBS := $(shell nproc)

all: $(BUILD)/.built

packages:
	@scripts/install-packages

$(BUILD)/.built: packages
	cmake --preset release
	cmake --build $(BUILD) -j $(JOBS) --target lode_program
	@touch $@
.PHONY: $(BUILD)/.built

# Loads the sample articles into a new store and asks questions about them.
demo: $(BUILD)/.built
	@examples/demo $(BUILD)/lode

# Builds and runs every test; ends with ctest's own summary.
test: packages
	cmake --preset release
	cmake --build $(BUILD) -j $(JOBS)
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

# What the Python package is built with. Phony, and made once for all that ask in one run of make.
library: packages
	cmake --preset release
	cmake --build $(BUILD) -j $(JOBS) --target lode lode_program

# Builds the Python package with the library of `make test` and runs its tests, in build/venv.
test-python: library
	@scripts/test-python $(BUILD)

# Tests what runs on Spark, in build/venv-spark; installs a Java runtime and pyspark.
test-spark: library
	@scripts/test-spark $(BUILD)

# A wheel that runs on a bare Debian 12, in build/wheel.
wheel: library
	@scripts/wheel $(BUILD)

# The tests once more under address and undefined-behaviour sanitizers.
asan: packages
	cmake --preset asan
	cmake --build build/asan -j $(JOBS)
	ctest --test-dir build/asan --output-on-failure -j $(JOBS)

# The page of `lode serve` in headless Chromium; UPDATE=1 takes the screenshots of the docs anew.
NPM := $(if $(shell command -v npm),,npm)
test-page: $(BUILD)/.built
	@scripts/install-packages nodejs chromium $(NPM)
	@UPDATE=$(or $(UPDATE),0) tests/page/run $(BUILD)

# Prints every speed figure of docs/measurements.md; DATA=DIR is optional.
bench: packages
	cmake --preset bench
	cmake --build build/bench -j $(JOBS)
	bench/run build/bench $(DATA)

# Prints every quality figure of docs/measurements.md: make eval DATA=DIR
eval: $(BUILD)/.built
	@test -n "$(DATA)" || { echo "name the data: make eval DATA=DIR (see docs/measurements.md)"; exit 2; }
	@cmake -S . -B $(BUILD) -DLODE_BUILD_TRAINING=ON >/dev/null && cmake --build $(BUILD) --target clause_factuality >/dev/null
	@scripts/eval $(BUILD)/lode $(DATA)

# Runs every fuzzer for some minutes each: make fuzz MINUTES=5 TARGETS="model analyze"
MINUTES := 1
TARGETS :=
fuzz:
	@scripts/install-packages clang llvm libclang-rt-14-dev
	cmake --preset fuzz
	cmake --build build/fuzz -j $(JOBS) --target $(or $(TARGETS:%=%_fuzz),fuzzers)
	scripts/fuzz build/fuzz $(MINUTES) $(TARGETS)

# What clang-tidy finds in our sources: make tidy FOLDERS="storage query"
FOLDERS :=
tidy:
	@scripts/install-packages clang-tidy
	cmake --preset release
	cmake --build $(BUILD) -j $(JOBS) --target lode
	scripts/tidy $(BUILD) $(FOLDERS)

format:
	@scripts/install-packages clang-format
	clang-format -i $$(git ls-files '*.cc' '*.h')

clean:
	rm -rf build
