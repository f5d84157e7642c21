/* SPDX-License-Identifier: Apache-2.0 */
/* Silent failures are counted: whole runs with one planted fault each, which must be found under its own name. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../silent/serial_file.h"
#include "silent_in_test.h"
#include "tests.h"

TEST(in_quiet_everything_is_right) {
  for (size_t i = 0; carriers[i] != NULL; i++) {
    struct silent_ledger ledger = run_silent_faulty(carriers[i]);
    ASSERT_INT(ledger.right, ==, ledger.meant);
    ASSERT_INT(ledger.whole, ==, SILENT_TEST_TRANSFERS);
    ASSERT_INT(ledger.unacknowledged + ledger.surplus, ==, 0);
  }
}

TEST(a_naive_push_is_inherited_by_the_next_program) {
  struct silent_ledger ledger = run_silent_faulty(&naive_push);
  ASSERT_INT(ledger.inheritable, ==, ledger.meant);
  ASSERT_INT(run_silent_faulty(&naive_pull).inheritable, ==, 0);
}

TEST(the_same_seed_means_the_same) {
  ASSERT_INT(run_silent_faulty(&naive_push).meant, ==, run_silent_faulty(&naive_push).meant);
}

static int take_swapped(struct taking *taking) {
  int code = naive_push.take(taking);
  int first = taking->fds[0];
  taking->fds[0] = taking->fds[taking->count - 1];
  taking->fds[taking->count - 1] = first;
  return code;
}

TEST(two_that_changed_places_are_swapped) {
  struct carrier faulty = naive_push;
  faulty.take = take_swapped;
  struct silent_plan plan = silent_plan_for(&faulty);
  struct silent_ledger ledger = run_silent_ledger(&plan);
  ASSERT_INT(ledger.swapped, ==, 2 * ledger.spoiled);
  ASSERT_INT(ledger.spoiled, >, 0);
  /* One alone cannot change places. */
  plan.batch_max = 1;
  ASSERT_INT(run_silent_ledger(&plan).swapped, ==, 0);
}

static int take_all_but_one(struct taking *taking) {
  int code = naive_push.take(taking);
  close_consume(&taking->fds[0]);
  return code;
}

TEST(one_that_is_dropped_is_lost) {
  struct carrier faulty = naive_push;
  faulty.take = take_all_but_one;
  struct silent_ledger ledger = run_silent_faulty(&faulty);
  ASSERT_INT(ledger.lost, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.spoiled, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.truncated, ==, 0);
}

static int take_one_more(struct taking *taking) {
  int code = naive_push.take(taking);
  taking->fds[taking->count++] = serial_file_open(1);
  return code;
}

TEST(one_that_nobody_meant_is_surplus) {
  struct carrier faulty = naive_push;
  faulty.take = take_one_more;
  struct silent_ledger ledger = run_silent_faulty(&faulty);
  ASSERT_INT(ledger.surplus, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.spoiled, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.right, ==, ledger.meant);
}

/* What the churn does, at the worst moment: after it was written down what is meant, before the number is used. */
static int reuse_and_announce(struct giving *giving) {
  int other = serial_file_open(UINT64_MAX);
  dup3(other, giving->fds[0], O_CLOEXEC);
  close(other);
  return naive_pull.pick(giving);
}

TEST(a_number_that_is_used_again_is_swapped) {
  struct carrier faulty = naive_pull;
  faulty.pick = reuse_and_announce;
  struct silent_ledger ledger = run_silent_faulty(&faulty);
  ASSERT_INT(ledger.swapped, >=, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.lost, ==, 0);
}

TEST(a_full_table_cuts_a_naive_push_and_loses_a_naive_pull) {
  struct silent_plan plan = silent_plan_for(&naive_push);
  plan.free_max = 0;
  struct silent_ledger push = run_silent_ledger(&plan);
  ASSERT_INT(push.truncated, ==, push.meant);
  plan.carrier = &naive_pull;
  struct silent_ledger pull = run_silent_ledger(&plan);
  ASSERT_INT(pull.lost, ==, pull.meant);
}

TEST(a_full_table_is_refused_by_a_safe_transfer) {
  static const struct carrier *const safe[] = {&safe_push, &safe_pull};
  for (size_t i = 0; i < 2; i++) {
    struct silent_plan plan = silent_plan_for(safe[i]);
    plan.free_max = 0;
    struct silent_ledger ledger = run_silent_ledger(&plan);
    ASSERT_INT(ledger.refused, ==, ledger.meant);
    ASSERT_INT(ledger.refusals, ==, SILENT_TEST_TRANSFERS);
  }
}

TEST(a_safe_transfer_loses_nothing_under_churn_and_pressure) {
  static const struct carrier *const safe[] = {&safe_push, &safe_pull};
  for (size_t i = 0; i < 2; i++) {
    struct silent_plan plan = silent_plan_for(safe[i]);
    plan.free_max = 8;
    plan.churn = 100000;
    plan.transfers = 1000;
    struct silent_ledger ledger = run_silent_ledger(&plan);
    ASSERT_INT(ledger.right + ledger.refused, ==, ledger.meant);
    ASSERT_INT(ledger.right, >, 0);
    ASSERT_INT(ledger.refused, >, 0);
    ASSERT_INT(ledger.inheritable + ledger.surplus + ledger.unacknowledged, ==, 0);
  }
}

TEST(a_nearly_full_table_loses_some) {
  struct silent_plan plan = silent_plan_for(&naive_push);
  plan.free_max = 4;
  struct silent_ledger ledger = run_silent_ledger(&plan);
  ASSERT_INT(ledger.truncated, >, 0);
  ASSERT_INT(ledger.right, >, 0);
  ASSERT_INT(ledger.lost + ledger.swapped, ==, 0);
}

static int fail_after_pick(struct giving *giving) {
  (void)giving;
  return -EIO;
}

static int take_and_refuse(struct taking *taking) {
  int code = naive_push.take(taking);
  close_all_consume(taking->fds, taking->count);
  return code < 0 ? code : -EIO;
}

TEST(what_both_know_is_refused) {
  struct carrier careful = naive_push;
  careful.give = fail_after_pick;
  careful.take = take_and_refuse;
  struct silent_ledger ledger = run_silent_faulty(&careful);
  ASSERT_INT(ledger.refused, ==, ledger.meant);
  ASSERT_INT(ledger.refusals, ==, SILENT_TEST_TRANSFERS);
}

TEST(what_the_donor_does_not_know_is_lost) {
  struct carrier faulty = naive_push;
  faulty.take = take_and_refuse;
  struct silent_ledger ledger = run_silent_faulty(&faulty);
  ASSERT_INT(ledger.lost, ==, ledger.meant);
  ASSERT_INT(ledger.spoiled, ==, SILENT_TEST_TRANSFERS);
}

TEST(what_only_the_donor_misses_is_unacknowledged) {
  struct carrier faulty = naive_push;
  faulty.give = fail_after_pick;
  struct silent_ledger ledger = run_silent_faulty(&faulty);
  ASSERT_INT(ledger.unacknowledged, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(ledger.whole, ==, SILENT_TEST_TRANSFERS);
}

TEST(churn_replaces_and_is_told) {
  struct silent_plan plan = silent_plan_for(&naive_push);
  plan.churn = 100000;
  plan.transfers = 2000;
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 10000, &report), ==, 0);
  ASSERT_INT(report.replaced, >, 0);
  ASSERT_INT(report.donor_leaked, ==, 0);
  /* It was sent under the lock, and what is on its way is held by the kernel. */
  ASSERT_INT(report.ledger.right, ==, report.ledger.meant);
}

static const struct test tests[] = {
    PASSES(in_quiet_everything_is_right),
    PASSES(a_naive_push_is_inherited_by_the_next_program),
    PASSES(the_same_seed_means_the_same),
    PASSES(two_that_changed_places_are_swapped),
    PASSES(one_that_is_dropped_is_lost),
    PASSES(one_that_nobody_meant_is_surplus),
    PASSES(a_number_that_is_used_again_is_swapped),
    PASSES(a_full_table_cuts_a_naive_push_and_loses_a_naive_pull),
    PASSES(a_full_table_is_refused_by_a_safe_transfer),
    PASSES(a_safe_transfer_loses_nothing_under_churn_and_pressure),
    PASSES(a_nearly_full_table_loses_some),
    PASSES(what_both_know_is_refused),
    PASSES(what_the_donor_does_not_know_is_lost),
    PASSES(what_only_the_donor_misses_is_unacknowledged),
    PASSES(churn_replaces_and_is_told),
    SUITE_END,
};

const struct test_suite silent_suite = {"silent", tests};
