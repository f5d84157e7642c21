/* SPDX-License-Identifier: Apache-2.0 */
/* The deliberate slowdown: never shorter than asked for in all, given up when the role has to end. */
#include <signal.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/injected_wait.h"
#include "../core/interruption.h"
#include "../core/transfer_plan.h"
#include "tests.h"

TEST(nothing_to_inject_is_nothing_to_do) {
  struct injected_wait none = injected_wait_prepare(0);
  ASSERT_INT(none.wait_ns, ==, 0);
  ASSERT_INT(none.late_max_ns, ==, 0); /* the clock was not even measured */
}

TEST(a_wait_is_not_shorter_than_asked_for) {
  const uint64_t lengths_ns[] = {1, 30, 300, 3000, 1000000};
  for (size_t i = 0; i < sizeof lengths_ns / sizeof lengths_ns[0]; i++) {
    struct injected_wait wait = injected_wait_prepare(lengths_ns[i]);
    uint64_t start_ns = now_ns();
    uint64_t end_ns = start_ns;
    ASSERT_INT(injected_wait_run(&wait, &end_ns), ==, 0);
    ASSERT_INT(end_ns, >=, start_ns + lengths_ns[i]);
    ASSERT_INT(now_ns(), >=, end_ns);
  }
}

/* Also when one of them is shorter than one reading of the clock. */
TEST(all_waits_together_are_not_shorter) {
  enum { WAITS = 10000, LENGTH_NS = 7 };
  struct injected_wait wait = injected_wait_prepare(LENGTH_NS);
  uint64_t together_ns = 0;
  for (int i = 0; i < WAITS; i++) {
    uint64_t start_ns = now_ns();
    uint64_t end_ns = start_ns;
    ASSERT_INT(injected_wait_run(&wait, &end_ns), ==, 0);
    ASSERT_INT(wait.late_ns, <=, wait.late_max_ns);
    together_ns += end_ns - start_ns;
  }
  ASSERT_INT(together_ns, >=, WAITS * LENGTH_NS);
}

TEST(what_was_waited_too_long_is_not_waited_again) {
  struct injected_wait wait = {.wait_ns = 10, .late_ns = 25, .late_max_ns = 100};
  uint64_t now = 1000000; /* no reading of the clock is needed, so any will do */
  ASSERT_INT(injected_wait_run(&wait, &now), ==, 0);
  ASSERT_INT(now, ==, 1000000);
  ASSERT_INT(wait.late_ns, ==, 15);
}

/* A process that was off its CPU for a second is no reason to leave out a million waits. */
TEST(what_others_took_is_not_made_up_for) {
  struct injected_wait wait = injected_wait_prepare(1000);
  uint64_t start_ns = now_ns();
  uint64_t end_ns = start_ns - 1000000000;
  ASSERT_INT(injected_wait_run(&wait, &end_ns), ==, 0);
  ASSERT_INT(end_ns, >=, start_ns);
  ASSERT_INT(wait.late_ns, ==, wait.late_max_ns);
}

TEST(a_signal_ends_a_wait) {
  struct injected_wait wait = injected_wait_prepare(INJECT_MAX_NS);
  uint64_t instant_ns = now_ns();
  ASSERT_INT(interruption_install(0), ==, 0);
  raise(SIGTERM);
  ASSERT_INT(injected_wait_run(&wait, &instant_ns), ==, -HANDOVER_INTERRUPTED);
  ASSERT_STRING(failed_operation(), "--inject-ns");
}

TEST(the_deadline_ends_a_wait) {
  struct injected_wait wait = injected_wait_prepare(INJECT_MAX_NS);
  ASSERT_INT(interruption_install(20), ==, 0);
  uint64_t instant_ns = now_ns();
  ASSERT_INT(injected_wait_run(&wait, &instant_ns), ==, -HANDOVER_INTERRUPTED);
  ASSERT_STRING(interruption_name(interruption_pending()), "deadline");
}

static const struct test tests[] = {
    PASSES(nothing_to_inject_is_nothing_to_do),
    PASSES(a_wait_is_not_shorter_than_asked_for),
    PASSES(all_waits_together_are_not_shorter),
    PASSES(what_was_waited_too_long_is_not_waited_again),
    PASSES(what_others_took_is_not_made_up_for),
    PASSES(a_signal_ends_a_wait),
    PASSES(the_deadline_ends_a_wait),
    SUITE_END,
};

const struct test_suite injected_wait_suite = {"injected_wait", tests};
