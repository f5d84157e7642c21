/* SPDX-License-Identifier: Apache-2.0 */
/* A small test runner: every test in a process of its own, with a deadline, and with its open
 * descriptors counted before and after. Tests are listed, not scanned for: see tests.c.
 *
 * A must-fail test passes only when it fails for the reason that it names. It proves that a check
 * of the runner (a leaked descriptor, a crash, …) can fail at all. */
#ifndef HANDOVER_TEST_RUNNER_H
#define HANDOVER_TEST_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct test {
  const char *name;
  void (*run)(void);
  const char *must_fail_with; /* part of the complaint that is wanted, or NULL */
  int deadline_ms;            /* 0: TEST_DEADLINE_MS */
};

enum { TEST_DEADLINE_MS = 20000 };

/* One file's tests. `tests` ends with an entry without a name. */
struct test_suite {
  const char *name;
  const struct test *tests;
};

#define TEST(name) static void name(void)
#define PASSES(name) \
  { #name, name, NULL, 0 }
#define PASSES_WITHIN(name, milliseconds) \
  { #name, name, NULL, (milliseconds) }
#define MUST_FAIL(name, complaint) \
  { #name, name, (complaint), 0 }
#define MUST_FAIL_WITHIN(name, complaint, milliseconds) \
  { #name, name, (complaint), (milliseconds) }
#define SUITE_END \
  { NULL, NULL, NULL, 0 }

/* Ends the test as not possible here, with the reason. */
_Noreturn void test_skip(const char *reason);

/* Ends the test as failed; prints file, line and the printf-style rest. */
_Noreturn void test_fail(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void test_check_int(const char *file, int line, const char *text, bool holds, intmax_t left,
                    intmax_t right);
void test_check_string(const char *file, int line, const char *text, const char *left,
                       const char *right);

#define ASSERT(condition)                                                            \
  do {                                                                               \
    if (!(condition)) test_fail(__FILE__, __LINE__, "%s does not hold", #condition); \
  } while (0)

/* ASSERT_INT(count, ==, 3): any integer types; prints both values. Each side is evaluated once. */
#define ASSERT_INT(left, relation, right)                                 \
  do {                                                                    \
    intmax_t test_left = (intmax_t)(left);                                \
    intmax_t test_right = (intmax_t)(right);                              \
    test_check_int(__FILE__, __LINE__, #left " " #relation " " #right,    \
                   test_left relation test_right, test_left, test_right); \
  } while (0)

#define ASSERT_STRING(left, right) \
  test_check_string(__FILE__, __LINE__, #left " is " #right, (left), (right))

/* How one test ended. */
enum outcome_kind { OUTCOME_PASSED, OUTCOME_FAILED, OUTCOME_SKIPPED };

struct test_outcome {
  enum outcome_kind kind;
  char complaint[4096]; /* what the test and its checks said */
};

/* Runs one test in a process of its own. */
void test_run(const struct test *test, struct test_outcome *ret_outcome);

/* What the outcome means for this test: a must-fail test has to fail with its complaint. */
enum outcome_kind test_judge(const struct test *test, const struct test_outcome *outcome);

#endif
