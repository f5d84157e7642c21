/* SPDX-License-Identifier: Apache-2.0 */
/* How a count of silent failures ends: with leaks that are told, by a donor that dies or cannot give, by its deadline. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../silent/serial_file.h"
#include "silent_in_test.h"
#include "tests.h"

static int take_and_leak(struct taking *taking) {
  int code = naive_push.take(taking);
  ASSERT_INT(dup(taking->fds[0]), >=, 0);
  return code;
}

TEST(a_leak_of_the_receiver_is_counted) {
  struct carrier faulty = naive_push;
  faulty.take = take_and_leak;
  struct silent_plan plan = silent_plan_for(&faulty);
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 10000, &report), ==, 0);
  ASSERT_INT(report.receiver_leaked, ==, SILENT_TEST_TRANSFERS);
  ASSERT_INT(report.donor_leaked, ==, 0);
  /* The runner counts them too: this process has to end without them. */
  for (int fd = 3; fd < 3 + 2 * SILENT_TEST_TRANSFERS; fd++)
    if (serial_file_read(fd) != 0) close(fd);
}

static int pick_and_leak(struct giving *giving) {
  ASSERT_INT(dup(giving->fds[0]), >=, 0);
  return naive_push.pick(giving);
}

TEST(a_leak_of_the_donor_is_counted) {
  struct carrier faulty = naive_push;
  faulty.pick = pick_and_leak;
  struct silent_plan plan = silent_plan_for(&faulty);
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 10000, &report), ==, 0);
  ASSERT_INT(report.donor_leaked, ==, SILENT_TEST_TRANSFERS);
}

static int die(struct giving *giving) {
  if (giving->sequence == 3) kill(getpid(), SIGKILL);
  return naive_push.pick(giving);
}

TEST(a_donor_that_dies_is_told) {
  struct carrier faulty = naive_push;
  faulty.pick = die;
  struct silent_plan plan = silent_plan_for(&faulty);
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 10000, &report), ==, -HANDOVER_PEER_GONE);
  ASSERT_INT(report.transfers_done, ==, 3);
}

static int fail_to_pick(struct giving *giving) {
  return giving->sequence == 3 ? failed_at("planted", -EMFILE) : naive_push.pick(giving);
}

TEST(a_donor_that_cannot_give_says_why) {
  struct carrier faulty = naive_push;
  faulty.pick = fail_to_pick;
  struct silent_plan plan = silent_plan_for(&faulty);
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 10000, &report), ==, -EMFILE);
  ASSERT_STRING(failed_operation(), "planted");
  ASSERT(report.donor_failed);
}

TEST(the_deadline_ends_both) {
  struct silent_plan plan = silent_plan_for(&naive_push);
  plan.transfers = SILENT_TRANSFERS_MAX;
  struct silent_report report;
  ASSERT_INT(run_silent(&plan, 100, &report), ==, -HANDOVER_INTERRUPTED);
  ASSERT_INT(interruption_pending(), ==, INTERRUPTION_DEADLINE);
}

static const struct test tests[] = {
    PASSES(a_leak_of_the_receiver_is_counted),
    PASSES(a_leak_of_the_donor_is_counted),
    PASSES(a_donor_that_dies_is_told),
    PASSES(a_donor_that_cannot_give_says_why),
    PASSES(the_deadline_ends_both),
    SUITE_END,
};

const struct test_suite silent_ends_suite = {"silent_ends", tests};
