/* SPDX-License-Identifier: Apache-2.0 */
/* A receiver that gives up: every transfer is held or lost, never both and never neither, and what comes too late is
 * looked at and closed. */
#include <stdio.h>

#include "launch_in_test.h"
#include "tests.h"

enum { WARMUP = 1, TRANSFERS = 9, TOTAL = WARMUP + TRANSFERS };

static struct transfer_plan plan_of(const struct mechanism *mechanism, uint32_t patience_ms) {
  struct transfer_plan plan = {.kind = "memfd",
                               .batch = 3,
                               .chunk = 3,
                               .warmup = WARMUP,
                               .transfers = TRANSFERS,
                               .initiator = INITIATOR_RECEIVER,
                               .patience_ms = patience_ms};
  snprintf(plan.mechanism, sizeof plan.mechanism, "%s", mechanism->name);
  return plan;
}

/* Of a launch that went well, whatever became of its transfers. */
static void launch_well(const struct transfer_plan *plan, struct launch *ret) {
  launch(plan, plan, ret);
  skip_when_refused(ret);
  ASSERT_INT(ret->code, ==, 0);
  ASSERT_INT(ret->donor_code, ==, 0);
  ASSERT_STRING(oracle_complaint(&ret->receiver.oracle), "");
  ASSERT_INT(ret->receiver.transfers_done, ==, plan_total(plan));
}

/* The stamps tell as many lost ones as the receiver does. */
static void expect_stamps(const struct launch *done, uint64_t lost) {
  uint64_t without_end = 0;
  for (int i = 0; i < TOTAL; i++) without_end += done->log.columns[INSTANT_HOLDING][i] == 0;
  ASSERT_INT(done->receiver.lost, ==, lost);
  ASSERT_INT(without_end, ==, lost);
  for (int i = 0; i < TOTAL; i++) ASSERT_INT(done->log.columns[INSTANT_DUE][i], >, 0);
}

static void expect_lost_to_a_stopped_donor(const struct mechanism *mechanism) {
  struct transfer_plan plan = plan_of(mechanism, 5);
  struct launch done;
  plan.donor_state = DONOR_STOPPED;
  launch_well(&plan, &done);
  expect_stamps(&done, TOTAL);
  ASSERT_INT(done.receiver.stale, ==, TOTAL);
  ASSERT_INT(done.receiver.oracle.received_count, ==, 0);
  sample_log_unmap(&done.log);
}

TEST(a_stopped_donor_answers_nobody) {
  for (size_t i = 0; mechanisms[i] != NULL; i++) expect_lost_to_a_stopped_donor(mechanisms[i]);
}

TEST(what_a_push_delivers_too_late_is_looked_at) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights, 5);
  struct launch done;
  plan.donor_state = DONOR_STOPPED;
  launch_well(&plan, &done);
  ASSERT_INT(done.receiver.oracle.identity_checked, ==, TOTAL * 3);
  sample_log_unmap(&done.log);
}

TEST(a_stopped_donor_is_pulled_from) {
  struct transfer_plan plan = plan_of(&mechanism_pidfd_getfd, 5);
  struct launch done;
  plan.donor_state = DONOR_STOPPED;
  plan.numbers = NUMBERS_KNOWN;
  launch_well(&plan, &done);
  expect_stamps(&done, 0);
  ASSERT_INT(done.receiver.oracle.received_count, ==, TOTAL * 3);
  sample_log_unmap(&done.log);
}

TEST(a_donor_that_answers_loses_nothing) {
  for (size_t i = 0; mechanisms[i] != NULL; i++) {
    struct transfer_plan plan = plan_of(mechanisms[i], 10000);
    struct launch done;
    launch_well(&plan, &done);
    expect_stamps(&done, 0);
    ASSERT_INT(done.receiver.stale, ==, 0);
    sample_log_unmap(&done.log);
  }
}

/* A million a second: nobody can, so most are over before they could begin. */
TEST(an_overload_is_lost_not_hidden) {
  struct transfer_plan plan = plan_of(&mechanism_scm_rights, 1);
  struct launch done;
  plan.arrivals = ARRIVALS_CONSTANT;
  plan.rate_per_second = 1000 * 1000;
  plan.inject_ns = 2000000; /* each takes longer than its patience */
  launch_well(&plan, &done);
  ASSERT_INT(done.receiver.lost, >, 0);
  ASSERT_INT(done.receiver.lost, <, TOTAL);
  expect_stamps(&done, done.receiver.lost);
  ASSERT_INT(done.receiver.oracle.received_count, ==, (TOTAL - done.receiver.lost) * 3);
  sample_log_unmap(&done.log);
}

static const struct test tests[] = {
    PASSES(a_stopped_donor_answers_nobody), PASSES(what_a_push_delivers_too_late_is_looked_at),
    PASSES(a_stopped_donor_is_pulled_from), PASSES(a_donor_that_answers_loses_nothing),
    PASSES(an_overload_is_lost_not_hidden), SUITE_END,
};

const struct test_suite patience_suite = {"patience", tests};
