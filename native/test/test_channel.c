/* SPDX-License-Identifier: Apache-2.0 */
/* The channel's ends: a peer that is gone, or gone in the middle, or does not read. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "tests.h"

static void open_pair(enum channel_type type, int ends[2]) {
  ASSERT_INT(channel_pair(type, ends), ==, 0);
}

static void expect_peer_gone(enum channel_type type) {
  int ends[2];
  char byte = 0;
  struct received got;
  open_pair(type, ends);
  close_consume(&ends[0]);
  ASSERT_INT(send_message(ends[1], &byte, 1, NULL, 0), ==, -HANDOVER_PEER_GONE);
  if (type != CHANNEL_DGRAM) {
    ASSERT_INT(receive_at_most(ends[1], &byte, 1, 0, 0, &got), ==, 0);
    ASSERT_INT(got.data_bytes, ==, 0);
    ASSERT_INT(receive_exactly(ends[1], &byte, 1, NULL, 0), ==, -HANDOVER_PEER_GONE);
  }
  close_consume(&ends[1]);
}

TEST(a_closed_peer_is_said_for_seqpacket) { expect_peer_gone(CHANNEL_SEQPACKET); }
TEST(a_closed_peer_is_said_for_stream) { expect_peer_gone(CHANNEL_STREAM); }
TEST(a_closed_peer_is_said_for_dgram) { expect_peer_gone(CHANNEL_DGRAM); }

TEST(a_peer_that_ends_in_the_middle_closes_what_came) {
  int ends[2], fd, got;
  char data[4];
  open_pair(CHANNEL_STREAM, ends);
  fd = memfd_create("test", MFD_CLOEXEC);
  ASSERT_INT(send_message(ends[0], "ab", 2, &fd, 1), ==, 0);
  close_consume(&ends[0]);
  ASSERT_INT(receive_exactly(ends[1], data, 4, &got, 1), ==, -HANDOVER_PEER_GONE);
  close_consume(&fd);
  close_consume(&ends[1]);
}

TEST(a_full_channel_is_eagain_when_it_does_not_block) {
  int ends[2];
  char byte = 0;
  int code = 0, sent = 0;
  open_pair(CHANNEL_SEQPACKET, ends);
  ASSERT_INT(fcntl(ends[0], F_SETFL, O_NONBLOCK), ==, 0);
  while (code == 0 && sent < 1000000) {
    code = send_message(ends[0], &byte, 1, NULL, 0);
    sent++;
  }
  ASSERT_INT(code, ==, -EAGAIN);
  close_all_consume(ends, 2);
}

TEST(a_socket_file_is_for_its_owner_alone) {
  char path[CHANNEL_PATH_MAX];
  int listener;
  struct stat facts;
  ASSERT_INT(channel_listen(CHANNEL_STREAM, path, &listener), ==, 0);
  ASSERT_INT(stat(path, &facts), ==, 0);
  ASSERT_INT(facts.st_mode & 0777, ==, 0700);
  ASSERT_INT(unlink(path), ==, 0);
  close_consume(&listener);
}

TEST(connecting_to_nobody_is_enoent) {
  int channel;
  ASSERT_INT(channel_connect(CHANNEL_STREAM, "/proc/no-such-socket", &channel), ==, -ENOENT);
}

TEST(every_type_has_a_word) {
  for (int type = CHANNEL_SEQPACKET; type <= CHANNEL_DGRAM; type++) {
    enum channel_type parsed;
    ASSERT(channel_type_parse(channel_type_name((enum channel_type)type), &parsed));
    ASSERT_INT(parsed, ==, type);
  }
  enum channel_type parsed;
  ASSERT(!channel_type_parse("raw", &parsed));
}

static const struct test tests[] = {
    PASSES(a_closed_peer_is_said_for_seqpacket),
    PASSES(a_closed_peer_is_said_for_stream),
    PASSES(a_closed_peer_is_said_for_dgram),
    PASSES(a_peer_that_ends_in_the_middle_closes_what_came),
    PASSES(a_full_channel_is_eagain_when_it_does_not_block),
    PASSES(a_socket_file_is_for_its_owner_alone),
    PASSES(connecting_to_nobody_is_enoent),
    PASSES(every_type_has_a_word),
    SUITE_END,
};

const struct test_suite channel_suite = {"channel", tests};
