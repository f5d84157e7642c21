/* SPDX-License-Identifier: Apache-2.0 */
/* A safe transfer in which something is missing: room, time, a process. Both ends are told, and nothing stays open. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "tests.h"
#include "transfer_in_test.h"

enum { BOTH = TRANSFER_PUSH | TRANSFER_PULL, SHORT_MS = 60, SOME = 300 };

/* The taker fails with `code`, and the giver's process with `giver_code`. */
static void expect_failure(size_t count, enum transfer_mechanism mechanism, size_t fd_limit,
                           int code, int giver_code, struct transfer_report *ret) {
  int fds[SOME];
  struct other_side giver = start_giver(CHANNEL_SEQPACKET, count, BOTH, NOTHING_ODD);
  ASSERT_INT(take_from(&giver, mechanism, fd_limit, fds, ret), ==, code);
  ASSERT_INT(end_of(&giver), ==, exit_code_of(giver_code));
}

TEST(more_than_the_taker_takes_is_refused_before_it_is_sent) {
  struct transfer_report report;
  expect_failure(10, TRANSFER_PUSH, 9, -HANDOVER_REFUSED, -HANDOVER_FDS_TOO_MANY, &report);
  ASSERT_INT(report.refused_code, ==, -HANDOVER_FDS_TOO_MANY);
  ASSERT_INT(report.messages, ==, 0);
}

TEST(a_mechanism_that_is_not_offered_is_refused) {
  struct transfer_report report;
  int fd;
  struct other_side giver = start_giver(CHANNEL_STREAM, 1, TRANSFER_PUSH, NOTHING_ODD);
  ASSERT_INT(take_from(&giver, TRANSFER_PULL, 1, &fd, &report), ==, -HANDOVER_REFUSED);
  ASSERT_INT(report.refused_code, ==, -EOPNOTSUPP);
  ASSERT_STRING(report.refused_operation, "safe transfer");
  ASSERT_INT(end_of(&giver), ==, exit_code_of(-EOPNOTSUPP));
}

/* Leaves this process `room` free numbers. */
static void leave_room(int room, struct rlimit *ret_before) {
  int lowest = dup(0);
  ASSERT_INT(lowest, >=, 0);
  close(lowest);
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, ret_before), ==, 0);
  struct rlimit low = {.rlim_cur = (rlim_t)(lowest + room), .rlim_max = ret_before->rlim_max};
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &low), ==, 0);
}

static void full_table(enum transfer_mechanism mechanism, int room, int code) {
  int fds[SOME];
  struct transfer_report report;
  struct rlimit before;
  struct other_side giver = start_giver(CHANNEL_STREAM, SOME, BOTH, NOTHING_ODD);
  leave_room(room, &before);
  ASSERT_INT(take_from(&giver, mechanism, SOME, fds, &report), ==, code);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  ASSERT_INT(end_of(&giver), ==, exit_code_of(-HANDOVER_REFUSED));
}

TEST(a_full_table_ends_a_push_at_both_ends) {
  full_table(TRANSFER_PUSH, 0, -HANDOVER_CONTROL_TRUNCATED);
  full_table(TRANSFER_PUSH, 3, -HANDOVER_CONTROL_TRUNCATED);
  full_table(TRANSFER_PUSH, CHUNK_MAX + 3, -HANDOVER_CONTROL_TRUNCATED);
}

TEST(a_full_table_ends_a_pull_at_both_ends) {
  full_table(TRANSFER_PULL, 0, -EMFILE);
  full_table(TRANSFER_PULL, 1, -EMFILE);
  full_table(TRANSFER_PULL, CHUNK_MAX + 3, -EMFILE);
}

TEST(a_refused_transfer_leaves_the_channel_in_step) {
  struct transfer_report report;
  struct rlimit before;
  int fds[SOME], ends[2], first = memory_file(0);
  ASSERT_INT(channel_pair(CHANNEL_STREAM, ends), ==, 0);
  for (int i = 0; i < SOME; i++) fds[i] = first;
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) {
    const struct give_plan give = {.mechanisms = BOTH, .deadline_ms = TRANSFER_TEST_MS};
    int refused = give_fds(ends[1], fds, SOME, &give, &report);
    int refused_with = report.refused_code;
    int given = give_fds(ends[1], fds, SOME, &give, &report);
    _exit(refused == -HANDOVER_REFUSED && refused_with == -HANDOVER_CONTROL_TRUNCATED && given == 0
              ? 0
              : 1);
  }
  close_consume(&ends[1]);
  struct other_side giver = {.pid = pid, .channel = ends[0]};
  leave_room(CHUNK_MAX + 10, &before);
  int code = take_from(&giver, TRANSFER_PUSH, SOME, fds, &report);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  ASSERT_INT(code, ==, -HANDOVER_CONTROL_TRUNCATED);
  ASSERT_INT(take_from(&giver, TRANSFER_PUSH, SOME, fds, &report), ==, 0);
  close_all_consume(fds, SOME);
  close_consume(&first);
  ASSERT_INT(end_of(&giver), ==, 0);
}

TEST(a_giver_without_room_holds_nothing) {
  int fds[4], own = memory_file(1);
  struct held_fds held;
  struct rlimit before;
  for (int i = 0; i < 4; i++) fds[i] = own;
  leave_room(3, &before);
  ASSERT_INT(hold_fds(fds, 4, &held), ==, -EMFILE);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  fds[3] = 999999;
  ASSERT_INT(hold_fds(fds, 4, &held), ==, -EBADF);
  ASSERT_INT(hold_fds(fds, 0, &held), ==, -EINVAL);
  ASSERT_INT(hold_fds(fds, TRANSFER_FDS_MAX + 1, &held), ==, -EINVAL);
  close_consume(&own);
}

static void reuse(enum transfer_mechanism mechanism) {
  int fds[SOME];
  struct transfer_report report;
  struct other_side giver = start_giver(CHANNEL_SEQPACKET, SOME, BOTH, CLOSES_AT_ONCE);
  ASSERT_INT(take_from(&giver, mechanism, SOME, fds, &report), ==, 0);
  for (size_t i = 0; i < SOME; i++) ASSERT_INT(index_in(fds[i]), ==, i);
  close_all_consume(fds, SOME);
  ASSERT_INT(end_of(&giver), ==, 0);
}

TEST(what_is_held_may_be_closed_and_its_numbers_used_again) {
  make_room_for(4UL * SOME);
  reuse(TRANSFER_PUSH);
  reuse(TRANSFER_PULL);
}

TEST(a_taker_that_nobody_answers_ends_by_its_deadline) {
  int ends[2], fd;
  struct transfer_report report;
  struct take_plan plan = {.mechanism = TRANSFER_PULL, .fd_limit = 1, .deadline_ms = SHORT_MS};
  ASSERT_INT(channel_pair(CHANNEL_STREAM, ends), ==, 0);
  ASSERT_INT(take_fds(ends[0], &fd, &plan, &report), ==, -ETIMEDOUT);
  plan.deadline_ms = 0;
  ASSERT_INT(take_fds(ends[0], &fd, &plan, &report), ==, -EINVAL);
  close_all_consume(ends, 2);
}

TEST(a_giver_that_nobody_asks_ends_by_its_deadline) {
  int ends[2], fd = memory_file(1);
  struct transfer_report report;
  const struct give_plan plan = {.mechanisms = BOTH, .deadline_ms = SHORT_MS};
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  ASSERT_INT(give_fds(ends[0], &fd, 1, &plan, &report), ==, -ETIMEDOUT);
  close_consume(&fd);
  close_all_consume(ends, 2);
}

TEST(a_stopped_giver_is_waited_for_no_longer_than_the_deadline) {
  int fds[SOME];
  struct transfer_report report;
  const struct take_plan plan = {
      .mechanism = TRANSFER_PUSH, .fd_limit = SOME, .deadline_ms = SHORT_MS};
  struct other_side giver = start_giver(CHANNEL_SEQPACKET, SOME, BOTH, STOPS_FIRST);
  int status = 0;
  ASSERT_INT(waitpid(giver.pid, &status, WUNTRACED), ==, giver.pid);
  ASSERT(WIFSTOPPED(status));
  ASSERT_INT(take_fds(giver.channel, fds, &plan, &report), ==, -ETIMEDOUT);
  ASSERT_INT(kill(giver.pid, SIGCONT), ==, 0);
  /* It wakes up, hears the request, and then that nobody wants it any more. */
  siginfo_t ended;
  ASSERT_INT(waitid(P_PID, (id_t)giver.pid, &ended, WEXITED | WNOWAIT), ==, 0);
  ASSERT_INT(end_of(&giver), ==, exit_code_of(-HANDOVER_REFUSED));
}

TEST(a_channel_whose_other_end_is_closed_is_told_at_once) {
  int ends[2], fd = memory_file(1), taken;
  struct transfer_report report;
  const struct give_plan give = {.mechanisms = BOTH, .deadline_ms = TRANSFER_TEST_MS};
  const struct take_plan take = {
      .mechanism = TRANSFER_PUSH, .fd_limit = 1, .deadline_ms = TRANSFER_TEST_MS};
  for (int type = CHANNEL_SEQPACKET; type <= CHANNEL_STREAM; type++) {
    ASSERT_INT(channel_pair((enum channel_type)type, ends), ==, 0);
    close_consume(&ends[1]);
    ASSERT_INT(give_fds(ends[0], &fd, 1, &give, &report), ==, -HANDOVER_PEER_GONE);
    ASSERT_INT(take_fds(ends[0], &taken, &take, &report), ==, -HANDOVER_PEER_GONE);
    close_consume(&ends[0]);
  }
  close_consume(&fd);
}

TEST(what_is_no_channel_is_said) {
  int ends[2], fd = memory_file(1);
  struct transfer_report report;
  const struct give_plan plan = {.mechanisms = BOTH, .deadline_ms = TRANSFER_TEST_MS};
  ASSERT_INT(give_fds(fd, &fd, 1, &plan, &report), ==, -ENOTSOCK);
  ASSERT_INT(give_fds(999999, &fd, 1, &plan, &report), ==, -EBADF);
  ASSERT_INT(channel_pair(CHANNEL_DGRAM, ends), ==, 0);
  ASSERT_INT(give_fds(ends[0], &fd, 1, &plan, &report), ==, -EPROTOTYPE);
  close_all_consume(ends, 2);
  close_consume(&fd);
}

static const struct test tests[] = {
    PASSES(more_than_the_taker_takes_is_refused_before_it_is_sent),
    PASSES(a_mechanism_that_is_not_offered_is_refused),
    PASSES(a_full_table_ends_a_push_at_both_ends),
    PASSES(a_full_table_ends_a_pull_at_both_ends),
    PASSES(a_refused_transfer_leaves_the_channel_in_step),
    PASSES(a_giver_without_room_holds_nothing),
    PASSES(what_is_held_may_be_closed_and_its_numbers_used_again),
    PASSES(a_taker_that_nobody_answers_ends_by_its_deadline),
    PASSES(a_giver_that_nobody_asks_ends_by_its_deadline),
    PASSES(a_stopped_giver_is_waited_for_no_longer_than_the_deadline),
    PASSES(a_channel_whose_other_end_is_closed_is_told_at_once),
    PASSES(what_is_no_channel_is_said),
    SUITE_END,
};

const struct test_suite transfer_faults_suite = {"transfer_faults", tests};
