/* SPDX-License-Identifier: Apache-2.0 */
/* The runner's own tests: most must fail, each for one reason, or a green run would prove nothing. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests.h"

TEST(a_test_without_trouble_passes) { ASSERT_INT(2 + 2, ==, 4); }

TEST(a_false_condition_fails) { ASSERT(2 + 2 == 5); }

TEST(unequal_integers_fail_with_both_values) { ASSERT_INT(41 + 1, ==, 43); }

TEST(unequal_strings_fail_with_both_values) { ASSERT_STRING("donor", "receiver"); }

TEST(a_lost_descriptor_fails) { ASSERT_INT(open("/dev/null", O_RDONLY | O_CLOEXEC), >=, 0); }

TEST(a_descriptor_closed_too_much_fails) { close(STDIN_FILENO); }

TEST(a_crash_fails) {
  signal(SIGKILL, SIG_DFL); /* cannot be caught, so that no sanitizer rewords it */
  raise(SIGKILL);
}

TEST(a_silent_exit_code_fails) { _exit(3); }

TEST(a_deadline_ends_the_test) {
  for (;;) pause();
}

TEST(a_process_left_behind_fails) {
  pid_t left = fork();
  ASSERT_INT(left, >=, 0);
  if (left > 0) return;
  for (;;) pause();
}

#if defined(__SANITIZE_ADDRESS__)
TEST(a_write_past_the_end_fails) {
  volatile char *bytes = malloc(8);
  ASSERT(bytes != NULL);
  volatile size_t past = 8; /* volatile: the compiler would see it coming */
  bytes[past] = 1;
  free((void *)bytes);
}

TEST(lost_memory_fails) {
  const char *options = getenv("ASAN_OPTIONS");
  if (options != NULL && strstr(options, "detect_leaks=0") != NULL)
    test_skip("LeakSanitizer does not work here (no ptrace)");
  void *volatile lost = malloc(64);
  ASSERT(lost != NULL);
  lost = NULL;
}
#endif

#if defined(HANDOVER_TEST_UBSAN)
TEST(a_signed_overflow_fails) {
  volatile int large = 2147483647;
  large = large + 1;
}
#endif

static const struct test wants_a_leak = {"wants a leak", NULL, "descriptors", 0};

TEST(a_must_fail_test_that_passes_is_a_failure) {
  struct test_outcome passed = {.kind = OUTCOME_PASSED};
  ASSERT_INT(test_judge(&wants_a_leak, &passed), ==, OUTCOME_FAILED);
}

TEST(a_must_fail_test_with_another_complaint_is_a_failure) {
  struct test_outcome other = {.kind = OUTCOME_FAILED, .complaint = "deadline passed\n"};
  ASSERT_INT(test_judge(&wants_a_leak, &other), ==, OUTCOME_FAILED);
  struct test_outcome same = {.kind = OUTCOME_FAILED, .complaint = "descriptors open before"};
  ASSERT_INT(test_judge(&wants_a_leak, &same), ==, OUTCOME_PASSED);
}

static void skip_here(void) { test_skip("not possible here"); }

TEST(a_skip_stays_a_skip) {
  struct test skips = {"skips", skip_here, NULL, 0};
  struct test_outcome outcome;
  test_run(&skips, &outcome);
  ASSERT_INT(test_judge(&skips, &outcome), ==, OUTCOME_SKIPPED);
  ASSERT_STRING(outcome.complaint, "not possible here\n");
}

static const struct test tests[] = {
    PASSES(a_test_without_trouble_passes),
    MUST_FAIL(a_false_condition_fails, "2 + 2 == 5 does not hold"),
    MUST_FAIL(unequal_integers_fail_with_both_values, "42, 43"),
    MUST_FAIL(unequal_strings_fail_with_both_values, "\"donor\", \"receiver\""),
    MUST_FAIL(a_lost_descriptor_fails, "descriptors open before"),
    MUST_FAIL(a_descriptor_closed_too_much_fails, "descriptors open before"),
    MUST_FAIL(a_crash_fails, "ended by signal 9"),
    MUST_FAIL(a_silent_exit_code_fails, "ended with code 3"),
    MUST_FAIL_WITHIN(a_deadline_ends_the_test, "deadline passed", 100),
    MUST_FAIL(a_process_left_behind_fails, "left a process behind"),
#if defined(__SANITIZE_ADDRESS__)
    MUST_FAIL(a_write_past_the_end_fails, "heap-buffer-overflow"),
    MUST_FAIL(lost_memory_fails, "detected memory leaks"),
#endif
#if defined(HANDOVER_TEST_UBSAN)
    MUST_FAIL(a_signed_overflow_fails, "signed integer overflow"),
#endif
    PASSES(a_must_fail_test_that_passes_is_a_failure),
    PASSES(a_must_fail_test_with_another_complaint_is_a_failure),
    PASSES(a_skip_stays_a_skip),
    SUITE_END,
};

const struct test_suite runner_suite = {"runner", tests};
