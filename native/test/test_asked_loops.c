/* SPDX-License-Identifier: Apache-2.0 */
/* Transfers that the receiver begins, from a donor that is idle or at work: nothing is lost, instants are in
 * order, and the work is done. */
#include <stdio.h>

#include "launch_in_test.h"
#include "tests.h"

static struct transfer_plan plan_of(const struct mechanism *mechanism) {
  struct transfer_plan plan = {.kind = "memfd",
                               .batch = 3,
                               .chunk = 2,
                               .warmup = 2,
                               .transfers = 20,
                               .initiator = INITIATOR_RECEIVER};
  snprintf(plan.mechanism, sizeof plan.mechanism, "%s", mechanism->name);
  return plan;
}

static void nothing(struct transfer_plan *plan) { (void)plan; }
static void by_schedule(struct transfer_plan *plan) {
  plan->arrivals = ARRIVALS_POISSON;
  plan->rate_per_second = 2000;
}
static void busy(struct transfer_plan *plan) {
  by_schedule(plan);
  plan->service = SERVICE_HEAVY_TAILED;
  plan->service_ns = 20000;
  plan->utilisation_percent = 80;
}
static void overloaded(struct transfer_plan *plan) {
  busy(plan);
  plan->utilisation_percent = UTILISATION_MAX_PERCENT;
}
static void by_message(struct transfer_plan *plan) { plan->acknowledge = ACKNOWLEDGE_MESSAGE; }
static void busy_on_dgram(struct transfer_plan *plan) {
  busy(plan);
  plan->channel_type = CHANNEL_DGRAM;
}
static void known(struct transfer_plan *plan) {
  busy(plan);
  plan->numbers = NUMBERS_KNOWN;
}

static void expect_in_order(const struct launch *done, const struct transfer_plan *plan) {
  uint64_t *const *at = done->log.columns;
  for (uint32_t i = 0; i < plan_total(plan); i++) {
    ASSERT_INT(at[INSTANT_DUE][i], >, 0);
    ASSERT_INT(at[INSTANT_START][i], >=, at[INSTANT_DUE][i]);
    ASSERT_INT(at[INSTANT_HOLDING][i], >, at[INSTANT_START][i]);
    if (i > 0) ASSERT_INT(at[INSTANT_START][i], >, at[INSTANT_RELEASED][i - 1]);
    if (plan->numbers == NUMBERS_KNOWN) continue;
    ASSERT_INT(at[INSTANT_SENT][i], >, at[INSTANT_START][i]);
    ASSERT_INT(at[INSTANT_ACKNOWLEDGED][i], >, at[INSTANT_HOLDING][i]);
    ASSERT_INT(at[INSTANT_DONOR_CPU][i], >, 0);
  }
}

static void expect_good(const struct mechanism *mechanism, void (*change)(struct transfer_plan *)) {
  struct transfer_plan plan = plan_of(mechanism);
  struct launch done;
  change(&plan);
  launch(&plan, &plan, &done);
  skip_when_refused(&done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0);
  ASSERT_STRING(oracle_complaint(&done.receiver.oracle), "");
  ASSERT_INT(done.receiver.transfers_done, ==, plan_total(&plan));
  expect_in_order(&done, &plan);
  sample_log_unmap(&done.log);
}

static void expect_good_for_all(void (*change)(struct transfer_plan *)) {
  for (size_t i = 0; mechanisms[i] != NULL; i++) expect_good(mechanisms[i], change);
}

TEST(every_mechanism_answers_when_asked) { expect_good_for_all(nothing); }
TEST(every_mechanism_answers_by_schedule) { expect_good_for_all(by_schedule); }
TEST(every_mechanism_answers_beside_its_work) { expect_good_for_all(busy); }
TEST(every_mechanism_answers_at_the_limit) { expect_good_for_all(overloaded); }
TEST(every_mechanism_answers_message_by_message) { expect_good_for_all(by_message); }
TEST(every_mechanism_answers_on_dgram) { expect_good_for_all(busy_on_dgram); }
TEST(a_pull_of_known_numbers_asks_nobody) { expect_good(&mechanism_pidfd_getfd, known); }

/* As many as fit, at least one beyond the warm-up; the last is looked at as any last one. */
TEST(a_receiver_ends_by_time) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights);
  struct launch done;
  plan.transfers = 100 * 1000;
  plan.for_ms = 5;
  launch(&plan, &plan, &done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0);
  ASSERT_STRING(oracle_complaint(&done.receiver.oracle), "");
  ASSERT_INT(done.receiver.transfers_done, >, plan.warmup);
  ASSERT_INT(done.receiver.transfers_done, <, plan_total(&plan));
  ASSERT_INT(done.receiver.oracle.received_count, ==, done.receiver.transfers_done * plan.batch);
  sample_log_unmap(&done.log);
}

static const struct test tests[] = {
    PASSES(every_mechanism_answers_when_asked),
    PASSES(every_mechanism_answers_by_schedule),
    PASSES(every_mechanism_answers_beside_its_work),
    PASSES(every_mechanism_answers_at_the_limit),
    PASSES(every_mechanism_answers_message_by_message),
    PASSES(every_mechanism_answers_on_dgram),
    PASSES(a_pull_of_known_numbers_asks_nobody),
    PASSES(a_receiver_ends_by_time),
    SUITE_END,
};

const struct test_suite asked_loops_suite = {"asked_loops", tests};
