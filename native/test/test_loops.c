/* SPDX-License-Identifier: Apache-2.0 */
/* Donor and receiver against each other, for every mechanism: the contract that a new one joins by
 * being in the list. The donor runs in a process of its own, the receiver in the test's. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/loops.h"
#include "launch_in_test.h"
#include "tests.h"

static struct transfer_plan plan_of(const struct mechanism *mechanism) {
  struct transfer_plan plan = {
      .kind = "memfd", .batch = 3, .chunk = 2, .warmup = 2, .transfers = 5};
  snprintf(plan.mechanism, sizeof plan.mechanism, "%s", mechanism->name);
  return plan;
}

static void expect_good(const struct transfer_plan *plan) {
  struct launch done;
  launch(plan, plan, &done);
  skip_when_refused(&done);
  const struct oracle *oracle = &done.receiver.oracle;
  bool moves = done.receiver.mechanism->moves_descriptors;
  uint64_t total = plan_total(plan);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0);
  ASSERT_STRING(oracle_complaint(oracle), "");
  ASSERT_INT(done.receiver.transfers_done, ==, total);
  ASSERT_INT(oracle->received_count, ==, moves ? total * plan->batch : 0);
  /* Streamed: the first and the last are looked at, all are counted. */
  uint64_t looked_at = plan_is_streamed(plan) ? UINT64_C(2) * plan->batch : oracle->received_count;
  ASSERT_INT(oracle->identity_checked, ==, moves ? looked_at : 0);
  if (moves) ASSERT_INT(oracle->description_checked, >=, plan->batch);
  if (plan->numbers == NUMBERS_ANNOUNCED) ASSERT_INT(done.log.columns[INSTANT_DUE][0], >, 0);
  sample_log_unmap(&done.log);
}

static void expect_good_for_all(void (*change)(struct transfer_plan *)) {
  for (size_t i = 0; mechanisms[i] != NULL; i++) {
    struct transfer_plan plan = plan_of(mechanisms[i]);
    change(&plan);
    expect_good(&plan);
  }
}

static void nothing(struct transfer_plan *plan) { (void)plan; }
static void stream(struct transfer_plan *plan) { plan->channel_type = CHANNEL_STREAM; }
static void dgram(struct transfer_plan *plan) { plan->channel_type = CHANNEL_DGRAM; }
static void by_message(struct transfer_plan *plan) { plan->acknowledge = ACKNOWLEDGE_MESSAGE; }
static void streamed(struct transfer_plan *plan) { plan->acknowledge = ACKNOWLEDGE_NONE; }
static void by_path(struct transfer_plan *plan) { plan->meet = MEET_PATH; }
static void cold(struct transfer_plan *plan) {
  plan->meet = MEET_PATH;
  plan->warmup = 0;
  plan->transfers = 1;
}
static void thousand(struct transfer_plan *plan) {
  plan->batch = 600;
  plan->chunk = 252;
}
static void constant_rate(struct transfer_plan *plan) {
  plan->arrivals = ARRIVALS_CONSTANT;
  plan->rate_per_second = 5000;
}
static void by_path_and_schedule(struct transfer_plan *plan) {
  by_path(plan);
  constant_rate(plan);
}

TEST(every_mechanism_moves_a_batch) { expect_good_for_all(nothing); }
TEST(every_mechanism_works_on_stream) { expect_good_for_all(stream); }
TEST(every_mechanism_works_on_dgram) { expect_good_for_all(dgram); }
TEST(every_mechanism_works_with_an_answer_a_message) { expect_good_for_all(by_message); }
TEST(every_mechanism_works_streamed) { expect_good_for_all(streamed); }
TEST(every_mechanism_works_by_path) { expect_good_for_all(by_path); }
TEST(every_mechanism_works_cold) { expect_good_for_all(cold); }
TEST(every_mechanism_moves_many) { expect_good_for_all(thousand); }
TEST(every_mechanism_works_by_schedule) { expect_good_for_all(constant_rate); }
TEST(every_mechanism_works_by_path_and_schedule) { expect_good_for_all(by_path_and_schedule); }

TEST(a_pull_works_with_known_numbers) {
  struct transfer_plan plan = plan_of(&mechanism_pidfd_getfd);
  plan.numbers = NUMBERS_KNOWN;
  expect_good(&plan);
}

TEST(a_pull_works_with_a_pidfd_each) {
  struct transfer_plan plan = plan_of(&mechanism_pidfd_getfd);
  plan.pidfd_life = PIDFD_PER_TRANSFER;
  expect_good(&plan);
}

TEST(instants_are_in_order) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights);
  struct launch done;
  launch(&plan, &plan, &done);
  ASSERT_INT(done.code, ==, 0);
  for (uint32_t i = 0; i < plan_total(&plan); i++) {
    uint64_t *const *at = done.log.columns;
    ASSERT_INT(at[INSTANT_DUE][i], >, 0);
    ASSERT_INT(at[INSTANT_START][i], >=, at[INSTANT_DUE][i]);
    ASSERT_INT(at[INSTANT_ANNOUNCED][i], >, at[INSTANT_START][i]);
    ASSERT_INT(at[INSTANT_HOLDING][i], >=, at[INSTANT_ANNOUNCED][i]);
    ASSERT_INT(at[INSTANT_USED][i], >=, at[INSTANT_HOLDING][i]);
    ASSERT_INT(at[INSTANT_RELEASED][i], >=, at[INSTANT_USED][i]);
    ASSERT_INT(at[INSTANT_ACKNOWLEDGED][i], >, at[INSTANT_HOLDING][i]);
    ASSERT_INT(at[INSTANT_SENT][i], >, at[INSTANT_START][i]);
    ASSERT_INT(at[INSTANT_DONOR_CPU][i], >, 0);
    ASSERT_INT(at[INSTANT_RECEIVER_CPU][i], >, 0);
    /* Closing lies outside: the next start is after this release. */
    if (i > 0) ASSERT_INT(at[INSTANT_START][i], >, at[INSTANT_RELEASED][i - 1]);
  }
  sample_log_unmap(&done.log);
}

static void expect_refused(const struct transfer_plan *plan, const struct transfer_plan *other) {
  struct launch done;
  launch(plan, other, &done);
  ASSERT_INT(done.code, ==, -HANDOVER_PLAN_DIFFERS);
  ASSERT_INT(done.donor_code, ==, 1);
  sample_log_unmap(&done.log);
}

TEST(different_plans_are_refused_by_both) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights), larger = plan, slower = plan;
  larger.batch = 4;
  expect_refused(&plan, &larger);
  slower.inject_ns = 1;
  expect_refused(&plan, &slower);
}

/* Lower bounds only: how much longer it takes on a busy machine is nobody's promise. */
static void expect_slowdown(void (*change)(struct transfer_plan *)) {
  struct transfer_plan plan = plan_of(&mechanism_pidfd_getfd);
  change(&plan);
  plan.inject_ns = 20000;
  struct launch done;
  launch(&plan, &plan, &done);
  skip_when_refused(&done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0);
  uint64_t before_ns = 0, slowed_ns = 0;
  for (uint32_t i = 0; i < plan_total(&plan); i++) {
    uint64_t start_ns = done.log.columns[INSTANT_START][i];
    uint64_t holding_ns = done.log.columns[INSTANT_HOLDING][i];
    /* In a stream the next start does not wait for this holding. */
    slowed_ns += holding_ns - (start_ns > before_ns ? start_ns : before_ns);
    before_ns = holding_ns;
  }
  ASSERT_INT(slowed_ns, >=, plan_total(&plan) * plan.inject_ns);
  sample_log_unmap(&done.log);
}

static void known(struct transfer_plan *plan) { plan->numbers = NUMBERS_KNOWN; }

TEST(an_injected_wait_slows_transfers_down) { expect_slowdown(nothing); }
TEST(an_injected_wait_slows_known_numbers_down) { expect_slowdown(known); }
TEST(an_injected_wait_slows_the_cold_transfer_down) { expect_slowdown(cold); }
TEST(an_injected_wait_slows_a_stream_down) { expect_slowdown(streamed); }

TEST(the_deadline_ends_injected_waits) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights);
  struct launch done;
  plan.inject_ns = INJECT_MAX_NS;
  ASSERT_INT(interruption_install(50), ==, 0);
  launch(&plan, &plan, &done);
  ASSERT_INT(done.code, ==, -HANDOVER_INTERRUPTED);
  ASSERT_STRING(interruption_name(interruption_pending()), "deadline");
  ASSERT_INT(done.donor_code, ==, 1);
  sample_log_unmap(&done.log);
}

static const struct test tests[] = {
    PASSES(every_mechanism_moves_a_batch),
    PASSES(every_mechanism_works_on_stream),
    PASSES(every_mechanism_works_on_dgram),
    PASSES(every_mechanism_works_with_an_answer_a_message),
    PASSES(every_mechanism_works_streamed),
    PASSES(every_mechanism_works_by_path),
    PASSES(every_mechanism_works_cold),
    PASSES(every_mechanism_moves_many),
    PASSES(every_mechanism_works_by_schedule),
    PASSES(every_mechanism_works_by_path_and_schedule),
    PASSES(a_pull_works_with_known_numbers),
    PASSES(a_pull_works_with_a_pidfd_each),
    PASSES(instants_are_in_order),
    PASSES(different_plans_are_refused_by_both),
    PASSES(an_injected_wait_slows_transfers_down),
    PASSES(an_injected_wait_slows_known_numbers_down),
    PASSES(an_injected_wait_slows_the_cold_transfer_down),
    PASSES(an_injected_wait_slows_a_stream_down),
    PASSES(the_deadline_ends_injected_waits),
    SUITE_END,
};

const struct test_suite loops_suite = {"loops", tests};
