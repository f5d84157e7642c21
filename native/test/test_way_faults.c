/* SPDX-License-Identifier: Apache-2.0 */
/* What goes wrong in a way is seen, and told by its cause: each test runs one with one fault in it. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/fd_kinds.h"
#include "../core/owned_fd.h"
#include "../helper/way_command.h"
#include "tests.h"
#include "way_in_test.h"

/* A donor that gives another file than it said it would, from the fourth transfer on. */
static int give_another(struct way_side *donor, uint32_t sequence) {
  int companion;
  if (sequence == 3) {
    close_consume(&donor->fds[0]);
    ASSERT_INT(fd_kind_find("memfd")->open(&donor->fds[0], &companion), ==, 0);
  }
  return way_find(donor->way->name)->give(donor, sequence);
}

static void catches_another(const struct way *way) {
  struct way lying = *way;
  struct way_run done;
  lying.give = give_another;
  run_way(&lying, "memfd", 2, &done);
  skip_unsupported_way(&done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.report.oracle.wrong_identity, ==, WAY_TEST_TRANSFERS - 3);
  struct outcome outcome = way_outcome(done.code, &done.report);
  ASSERT_STRING(outcome.code, "ORACLE");
  ASSERT_INT(outcome.exit_code, ==, EXIT_FAILED);
}

TEST(another_file_of_the_broker_is_seen) { catches_another(&way_broker); }
TEST(another_file_of_the_supervisor_is_seen) { catches_another(&way_addfd); }

/* The ring has the file by now: what the donor says of it is then not true. */
static int say_another(struct way_side *donor) {
  int code = way_io_uring.donor_prepare(donor), companion;
  if (code < 0) return code;
  close_consume(&donor->fds[0]);
  return fd_kind_find("memfd")->open(&donor->fds[0], &companion);
}

static void catches_another_in_a_slot(bool as_older_kernel) {
  struct way lying = way_io_uring;
  struct way_run done;
  lying.donor_prepare = say_another;
  lying.as_older_kernel = as_older_kernel;
  run_way(&lying, "memfd", 2, &done);
  skip_unsupported_way(&done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.report.oracle.wrong_identity, ==, WAY_TEST_TRANSFERS);
  ASSERT(!oracle_passed(&done.report.oracle));
}

TEST(another_file_in_a_slot_is_seen) { catches_another_in_a_slot(false); }
TEST(another_file_read_through_a_slot_is_seen) { catches_another_in_a_slot(true); }

static int take_and_leak(struct way_side *receiver, uint32_t sequence) {
  int code = way_broker.take(receiver, sequence);
  if (code == 0 && sequence == 5) ASSERT_INT(dup(receiver->fds[0]), >=, 0);
  return code;
}

/* Counted by the runner as well: the descriptor is lost for good. */
TEST(a_leak_is_seen) {
  struct way leaking = way_broker;
  struct way_run done;
  leaking.take = take_and_leak;
  run_way(&leaking, "memfd", 1, &done);
  ASSERT(strstr(oracle_complaint(&done.report.oracle), "a leak") != NULL);
}

static int give_and_leak(struct way_side *donor, uint32_t sequence) {
  if (sequence == 5) ASSERT_INT(dup(donor->fds[0]), >=, 0);
  return way_broker.give(donor, sequence);
}

TEST(a_leak_of_the_donor_is_seen) {
  struct way leaking = way_broker;
  struct way_run done;
  leaking.give = give_and_leak;
  run_way(&leaking, "memfd", 1, &done);
  ASSERT(strstr(oracle_complaint(&done.report.oracle), "a leak") != NULL);
}

static int give_nothing(struct way_side *donor, uint32_t sequence) {
  (void)donor;
  return sequence == 3 ? failed_at("give", -ENOMEM) : way_io_uring.give(donor, sequence);
}

/* The receiver waits in its ring, not at the channel. */
TEST(the_donors_failure_is_told_with_its_cause) {
  struct way failing = way_io_uring;
  struct way_run done;
  failing.give = give_nothing;
  run_way(&failing, "memfd", 1, &done);
  skip_unsupported_way(&done);
  struct outcome outcome = way_outcome(done.code, &done.report);
  ASSERT(done.report.donor_failed);
  ASSERT_STRING(outcome.code, "ENOMEM");
  ASSERT_STRING(outcome.operation, "give");
}

static int be_killed(struct way_side *donor, uint32_t sequence) {
  (void)donor;
  (void)sequence;
  raise(SIGKILL);
  return 0;
}

TEST(a_donor_that_is_killed_ends_the_wait) {
  struct way dying = way_addfd;
  struct way_run done;
  dying.give = be_killed;
  run_way(&dying, "memfd", 1, &done);
  skip_unsupported_way(&done);
  ASSERT_INT(done.code, <, 0);
  ASSERT(!done.report.donor_failed);
  ASSERT_STRING(way_outcome(done.code, &done.report).code, "HANDOVER_PEER_GONE");
}

static int take_nothing(struct way_side *receiver, uint32_t sequence) {
  (void)receiver;
  (void)sequence;
  return failed_at("take", -EIO);
}

TEST(a_receiver_that_fails_ends_the_donor) {
  struct way failing = way_addfd;
  struct way_run done;
  failing.take = take_nothing;
  run_way(&failing, "memfd", 1, &done);
  skip_unsupported_way(&done);
  ASSERT_INT(done.code, ==, -EIO);
  ASSERT(!done.report.donor_failed);
}

static int wait_for_ever(struct way_side *donor, uint32_t sequence) {
  (void)donor;
  (void)sequence;
  for (;;) pause();
  return 0;
}

TEST(the_deadline_ends_both) {
  struct way stuck = way_broker;
  struct way_run done;
  stuck.give = wait_for_ever;
  run_way_plan(&stuck,
               &(struct way_plan){.kind = "memfd", .batch = 1, .donor_cpu = -1, .receiver_cpu = -1},
               50, &done);
  ASSERT_STRING(way_outcome(done.code, &done.report).code, "DEADLINE");
}

TEST(a_cpu_that_is_not_ours_is_unsupported) {
  for (size_t i = 0; ways[i] != NULL; i++) {
    struct way_run done;
    const struct way_plan plan = {
        .kind = "memfd", .batch = 1, .donor_cpu = 8191, .receiver_cpu = 8191};
    run_way_plan(ways[i], &plan, 0, &done);
    if (done.code != -EINVAL) skip_unsupported_way(&done);
    ASSERT_INT(done.code, ==, -EINVAL);
    ASSERT_STRING(failed_operation(), "sched_setaffinity");
  }
}

static const struct test tests[] = {
    PASSES(another_file_of_the_broker_is_seen),
    PASSES(another_file_of_the_supervisor_is_seen),
    PASSES(another_file_in_a_slot_is_seen),
    PASSES(another_file_read_through_a_slot_is_seen),
    MUST_FAIL(a_leak_is_seen, "descriptors open before the test"),
    PASSES(a_leak_of_the_donor_is_seen),
    PASSES(the_donors_failure_is_told_with_its_cause),
    PASSES(a_donor_that_is_killed_ends_the_wait),
    PASSES(a_receiver_that_fails_ends_the_donor),
    PASSES(the_deadline_ends_both),
    PASSES(a_cpu_that_is_not_ours_is_unsupported),
    SUITE_END,
};

const struct test_suite way_faults_suite = {"way_faults", tests};
