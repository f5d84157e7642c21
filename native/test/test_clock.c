/* SPDX-License-Identifier: Apache-2.0 */
/* The stopwatch: does it only go forward, and is what it says of itself believable? */
#include "../core/clock.h"
#include "tests.h"

TEST(the_clock_never_goes_back) {
  uint64_t last = now_ns();
  for (int i = 0; i < 10000; i++) {
    uint64_t now = now_ns();
    ASSERT_INT(now, >=, last);
    last = now;
  }
}

TEST(cpu_time_is_not_more_than_time) {
  uint64_t start = now_ns();
  uint64_t cpu_start = thread_cpu_ns();
  volatile uint64_t work = 0;
  for (uint64_t i = 0; i < 1000000; i++) work = work + i;
  uint64_t cpu_ns = thread_cpu_ns() - cpu_start;
  ASSERT_INT(cpu_ns, >, 0);
  ASSERT_INT(cpu_ns, <=, now_ns() - start);
}

TEST(the_measured_cost_and_quantum_are_plausible) {
  struct clock_facts facts = clock_measure();
  ASSERT(facts.cost_ns > 0 && facts.cost_ns < 1e6);
  ASSERT_INT(facts.quantum_ns, >=, 1);
  ASSERT_INT(facts.quantum_ns, <, 100000000); /* 100 ms: coarser than any jiffy */
}

static const struct test tests[] = {
    PASSES(the_clock_never_goes_back),
    PASSES(cpu_time_is_not_more_than_time),
    PASSES(the_measured_cost_and_quantum_are_plausible),
    SUITE_END,
};

const struct test_suite clock_suite = {"clock", tests};
