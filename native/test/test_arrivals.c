/* SPDX-License-Identifier: Apache-2.0 */
/* When transfers are due: schedules that depend on the seed and on nothing else. */
#include <string.h>

#include "../core/arrivals.h"
#include "../core/clock.h"
#include "tests.h"

enum { COUNT = 20000 };

static uint64_t first[COUNT];
static uint64_t second[COUNT];

TEST(names_and_words_agree) {
  const enum arrivals all[] = {ARRIVALS_CLOSED, ARRIVALS_CONSTANT, ARRIVALS_POISSON};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    enum arrivals parsed;
    ASSERT(arrivals_parse(arrivals_name(all[i]), &parsed));
    ASSERT_INT(parsed, ==, all[i]);
  }
  enum arrivals untouched = ARRIVALS_POISSON;
  ASSERT(!arrivals_parse("Poisson", &untouched));
  ASSERT(!arrivals_parse("", &untouched));
}

TEST(a_constant_rate_has_equal_gaps) {
  arrivals_draw(ARRIVALS_CONSTANT, 1000, 1, COUNT, first);
  for (size_t i = 0; i < COUNT; i++) ASSERT_INT(first[i], ==, i * 1000000);
}

TEST(one_seed_gives_one_schedule) {
  arrivals_draw(ARRIVALS_POISSON, 5000, 7, COUNT, first);
  arrivals_draw(ARRIVALS_POISSON, 5000, 7, COUNT, second);
  ASSERT_INT(memcmp(first, second, sizeof first), ==, 0);
  arrivals_draw(ARRIVALS_POISSON, 5000, 8, COUNT, second);
  ASSERT_INT(memcmp(first, second, sizeof first), !=, 0);
}

TEST(poisson_gaps_have_the_asked_mean) {
  arrivals_draw(ARRIVALS_POISSON, 1000, 42, COUNT, first);
  for (size_t i = 1; i < COUNT; i++) ASSERT_INT(first[i], >=, first[i - 1]);
  /* The mean of 20,000 exponential gaps of 1 ms: 1 ms with a standard error of 0.7 %. */
  double mean_ns = (double)first[COUNT - 1] / (COUNT - 1);
  ASSERT(mean_ns > 0.96e6 && mean_ns < 1.04e6);
}

TEST(waiting_ends_after_the_instant_and_not_before) {
  uint64_t due = now_ns() + 3000000;
  arrivals_wait_until(due);
  ASSERT_INT(now_ns(), >=, due);
}

TEST(an_instant_that_has_passed_is_not_waited_for) {
  arrivals_wait_until(0);
  arrivals_wait_until(now_ns());
}

static const struct test tests[] = {
    PASSES(names_and_words_agree),
    PASSES(a_constant_rate_has_equal_gaps),
    PASSES(one_seed_gives_one_schedule),
    PASSES(poisson_gaps_have_the_asked_mean),
    PASSES(waiting_ends_after_the_instant_and_not_before),
    PASSES_WITHIN(an_instant_that_has_passed_is_not_waited_for, 5000),
    SUITE_END,
};

const struct test_suite arrivals_suite = {"arrivals", tests};
