/* SPDX-License-Identifier: MIT */
/*
 * What a fuzzer is: one function that takes any bytes, and aborts when a promise of
 * the module is broken. Built twice: with libFuzzer when Meson's option `fuzz` is on
 * (./dev fuzz), and with replay.c as a test that runs it over its corpus and over
 * the pages of tests/fixtures.
 *
 * What a fuzzer finds is added to tests/fuzz/corpus/<name>/ with the correction.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Always returns 0. The name is libFuzzer's. */
/* NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise of the module under test: the fuzzer stops where it does not hold. */
#define PROMISE(holds)                                                                             \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#endif
