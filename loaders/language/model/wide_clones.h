// Functions compiled once for each width of vector registers, chosen at run time.
#pragma once

// For loops over independent elements and sums in written lanes: a wider register
// changes how many are done at a time and no bit of the result, since products and sums
// are never contracted (-ffp-contract=off). Needs ELF's indirect functions, whose
// resolvers run before the sanitizers are ready.
#if defined(__x86_64__) && defined(__ELF__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LODE_WIDE_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LODE_WIDE_CLONES
#endif
