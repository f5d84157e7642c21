/* SPDX-License-Identifier: Apache-2.0 */
/* The safe transfer between two processes: every mechanism, every channel, and every size at which chunks begin. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
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
  make_room_for(2 * 5000);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) transfer(mechanism, type, sizes[i]);
}

TEST(push_on_seqpacket) { every_size(TRANSFER_PUSH, CHANNEL_SEQPACKET); }
TEST(push_on_stream) { every_size(TRANSFER_PUSH, CHANNEL_STREAM); }
TEST(pull_on_seqpacket) { every_size(TRANSFER_PULL, CHANNEL_SEQPACKET); }
TEST(pull_on_stream) { every_size(TRANSFER_PULL, CHANNEL_STREAM); }

static const struct test tests[] = {
    PASSES(push_on_seqpacket),
    PASSES(push_on_stream),
    PASSES(pull_on_seqpacket),
    PASSES(pull_on_stream),
    SUITE_END,
};

const struct test_suite transfer_suite = {"transfer", tests};
