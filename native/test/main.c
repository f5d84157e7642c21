/* SPDX-License-Identifier: Apache-2.0 */
/* `run-tests [SUITE]`: runs all tests, or one suite, one line a test and the totals last. Exit code
 * 0 when all passed, 1 when one failed or none ran. `run-tests --leak` loses memory on purpose, so
 * that the caller can find out whether LeakSanitizer works here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../helper/serve_command.h"
#include "../ways/inheritance.h"
#include "runner.h"
#include "tests.h"

struct totals {
  int passed, failed, skipped;
};

static void print_indented(const char *complaint) {
  for (const char *line = complaint; *line != '\0';) {
    size_t length = strcspn(line, "\n");
    printf("      %.*s\n", (int)length, line);
    line += length + (line[length] == '\n');
  }
}

static void run_one(const struct test_suite *suite, const struct test *test,
                    struct totals *totals) {
  struct test_outcome outcome;
  test_run(test, &outcome);
  switch (test_judge(test, &outcome)) {
    case OUTCOME_PASSED:
      totals->passed++;
      printf("ok    %s: %s\n", suite->name, test->name);
      return;
    case OUTCOME_SKIPPED:
      totals->skipped++;
      printf("skip  %s: %s\n", suite->name, test->name);
      break;
    case OUTCOME_FAILED:
      totals->failed++;
      printf("FAIL  %s: %s\n", suite->name, test->name);
      if (test->must_fail_with != NULL)
        printf("      must fail with \"%s\", but:\n", test->must_fail_with);
  }
  print_indented(outcome.complaint);
}

static volatile size_t leak_bytes = 128; /* volatile: or the compiler drops the allocation */

static int leak_on_purpose(void) {
  void *volatile lost = malloc(leak_bytes);
  memset(lost, 1, leak_bytes);
  lost = NULL;
  return EXIT_SUCCESS; /* NOLINT(clang-analyzer-unix.Malloc): that is what it is for */
}

int main(int argument_count, char **arguments) {
  const char *wanted = argument_count > 1 ? arguments[1] : NULL;
  if (wanted != NULL && strcmp(wanted, "--leak") == 0) return leak_on_purpose();
  /* A test of a way that starts a program starts this one. */
  if (wanted != NULL && strcmp(wanted, inheritor_word) == 0)
    return way_inheritor_main(argument_count - 2, arguments + 2);
  /* So does a service that is handed over by inheritance. */
  if (wanted != NULL && strcmp(wanted, "serve") == 0)
    return serve_main(argument_count - 1, arguments + 1);
  struct totals totals = {0};
  for (const struct test_suite *const *suite = test_suites; *suite != NULL; suite++) {
    if (wanted != NULL && strcmp(wanted, (*suite)->name) != 0) continue;
    for (const struct test *test = (*suite)->tests; test->name != NULL; test++)
      run_one(*suite, test, &totals);
  }
  printf("%d passed, %d failed, %d skipped\n", totals.passed, totals.failed, totals.skipped);
  return totals.failed > 0 || totals.passed == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
