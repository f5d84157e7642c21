/* SPDX-License-Identifier: Apache-2.0 */
/* The safe transfer between two processes: every mechanism, every channel, and every size at which chunks begin. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../core/pull_cause.h"
#include "tests.h"
#include "transfer_in_test.h"

/* Takes `count` memory files from another process, and finds in each its own index. */
static void transfer(enum transfer_mechanism mechanism, enum channel_type type, size_t count) {
  struct other_side giver = start_giver(type, count, TRANSFER_PUSH | TRANSFER_PULL, NOTHING_ODD);
  int *fds = calloc(count, sizeof *fds);
  ASSERT(fds != NULL);
  struct transfer_report report;
  ASSERT_INT(take_from(&giver, mechanism, count, fds, &report), ==, 0);
  ASSERT_INT(report.count, ==, count);
  ASSERT_INT(report.mechanism, ==, mechanism);
  ASSERT_INT(report.messages, ==, (count + CHUNK_MAX - 1) / CHUNK_MAX);
  for (size_t i = 0; i < count; i++) {
    ASSERT_INT(index_in(fds[i]), ==, i);
    ASSERT_INT(fd_is_close_on_exec(fds[i]), ==, 1);
  }
  close_all_consume(fds, count);
  free(fds);
  ASSERT_INT(end_of(&giver), ==, 0);
}

static void every_size(enum transfer_mechanism mechanism, enum channel_type type) {
  static const size_t sizes[] = {1, 252, 253, 1000, 5000};
  make_room_for(10000);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) transfer(mechanism, type, sizes[i]);
}

TEST(push_on_seqpacket) { every_size(TRANSFER_PUSH, CHANNEL_SEQPACKET); }
TEST(push_on_stream) { every_size(TRANSFER_PUSH, CHANNEL_STREAM); }
TEST(pull_on_seqpacket) { every_size(TRANSFER_PULL, CHANNEL_SEQPACKET); }
TEST(pull_on_stream) { every_size(TRANSFER_PULL, CHANNEL_STREAM); }

TEST(nothing_becomes_stdin) {
  for (int mechanism = TRANSFER_PUSH; mechanism <= TRANSFER_PULL; mechanism++) {
    int fds[3], before = fcntl(0, F_DUPFD_CLOEXEC, 3);
    struct transfer_report report;
    struct other_side giver =
        start_giver(CHANNEL_SEQPACKET, 3, TRANSFER_PUSH | TRANSFER_PULL, NOTHING_ODD);
    ASSERT_INT(before, >=, 0);
    ASSERT_INT(close(0), ==, 0);
    ASSERT_INT(take_from(&giver, (enum transfer_mechanism)mechanism, 3, fds, &report), ==, 0);
    ASSERT_INT(dup2(before, 0), ==, 0);
    close_consume(&before);
    for (size_t i = 0; i < 3; i++) {
      ASSERT_INT(fds[i], >=, 3);
      ASSERT_INT(index_in(fds[i]), ==, i);
      ASSERT_INT(fd_is_close_on_exec(fds[i]), ==, 1);
    }
    close_all_consume(fds, 3);
    ASSERT_INT(end_of(&giver), ==, 0);
  }
}

TEST(why_a_pull_was_refused_is_said) {
  if (geteuid() == 0) {
    /* CAP_SYS_PTRACE would allow it. */
    ASSERT_INT(setresgid(65534, 65534, 65534), ==, 0);
    ASSERT_INT(setresuid(65534, 65534, 65534), ==, 0);
    ASSERT_INT(prctl(PR_SET_DUMPABLE, 1), ==, 0);
  }
  struct transfer_report report;
  int fd;
  struct other_side giver = start_giver(CHANNEL_SEQPACKET, 1, TRANSFER_PULL, NOT_DUMPABLE);
  int code = take_from(&giver, TRANSFER_PULL, 1, &fd, &report);
  ASSERT_INT(end_of(&giver), ==, exit_code_of(-HANDOVER_REFUSED));
  ASSERT_INT(code, ==, -EPERM);
  if (report.cause == PULL_FILTERED) test_skip("a seccomp filter refuses pidfd_getfd here");
  ASSERT_STRING(pull_cause_name((enum pull_cause)report.cause), "not-dumpable");
}

static const struct test tests[] = {
    PASSES(push_on_seqpacket),
    PASSES(push_on_stream),
    PASSES(pull_on_seqpacket),
    PASSES(pull_on_stream),
    PASSES(nothing_becomes_stdin),
    PASSES(why_a_pull_was_refused_is_said),
    SUITE_END,
};

const struct test_suite transfer_suite = {"transfer", tests};
