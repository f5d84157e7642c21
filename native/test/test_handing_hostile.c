/* SPDX-License-Identifier: Apache-2.0 */
/* The old process sends what it must not: the new one accepts nothing of it, and nothing that came stays open
 * (service_in_test.h counts). */
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../service/listeners.h"
#include "facing_in_test.h"
#include "tests.h"

static int open_listener(void) {
  struct service_plan plan = service_plan_in_test();
  int fd = listener_open(&plan, 0, false);
  ASSERT_INT(fd, >=, 0);
  return fd;
}

/* Announces `numbers`, with `fd_count` descriptors of `fds` and the identities of `told`. */
static void announce(const struct facing *facing, uint32_t word, uint32_t count, const int *numbers,
                     size_t fd_count, const int *told) {
  struct announcement message = {.header = {.type = MESSAGE_ANNOUNCEMENT, .count = count}};
  struct fd_identity identities[CHUNK_MAX];
  for (uint32_t i = 0; i < count; i++) {
    message.numbers[i] = numbers[i];
    ASSERT_INT(fd_identify(told[i], told[i], &identities[i]), ==, 0);
  }
  say(facing, word, 0, count, count);
  size_t bytes = offsetof(struct announcement, numbers) + count * sizeof message.numbers[0];
  ASSERT_INT(send_message(facing->channel, &message, bytes, numbers, fd_count), ==, 0);
  ASSERT_INT(send_message(facing->channel, identities, count * sizeof identities[0], NULL, 0), ==,
             0);
}

TEST(messages_of_another_size_are_refused) {
  static const char bytes[2 * sizeof(struct handing_message)];
  struct facing longer = face_new("scm_rights");
  ASSERT_INT(send_message(longer.channel, bytes, sizeof bytes, NULL, 0), ==, 0);
  expect_refused(&longer, -HANDOVER_DATA_TRUNCATED);
  struct facing shorter = face_new("scm_rights");
  ASSERT_INT(send_message(shorter.channel, bytes, 8, NULL, 0), ==, 0);
  expect_refused(&shorter, -EAGAIN); /* the rest does not come in time */
  struct facing cut = face_new("scm_rights");
  ASSERT_INT(send_message(cut.channel, bytes, 8, NULL, 0), ==, 0);
  close_consume(&cut.channel);
  expect_refused(&cut, -HANDOVER_PEER_GONE);
}

TEST(fewer_or_more_descriptors_are_refused) {
  int fds[] = {open_listener(), open_listener()};
  struct facing fewer = face_new("scm_rights");
  announce(&fewer, HANDING_LISTENERS_COME, 2, fds, 1, fds);
  expect_refused(&fewer, -HANDOVER_FDS_TOO_FEW);
  struct facing more = face_new("scm_rights");
  announce(&more, HANDING_LISTENERS_COME, 1, fds, 2, fds);
  expect_refused(&more, -HANDOVER_FDS_TOO_MANY);
  close_all_consume(fds, 2);
}

TEST(another_file_than_announced_is_refused) {
  int fds[] = {open_listener(), open_listener()};
  const int crossed[] = {fds[0], fds[0]}; /* the second is another */
  struct facing facing = face_new("scm_rights");
  announce(&facing, HANDING_LISTENERS_COME, 2, fds, 2, crossed);
  expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
  ASSERT_INT(facing.service.seen->counts.wrong, ==, 1);
  close_all_consume(fds, 2);
}

/* The number was announced, closed, and opened again as another socket before it was pulled. */
TEST(a_number_that_was_opened_again_is_refused) {
  skip_when_pull_is_refused();
  int fds[] = {open_listener(), open_listener()};
  struct facing facing = face_new("pidfd_getfd");
  announce(&facing, HANDING_LISTENERS_COME, 1, &fds[1], 0, &fds[0]);
  expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
  ASSERT_INT(facing.service.seen->counts.wrong, ==, 1);
  close_all_consume(fds, 2);
}

static void refuses(int fd, int code) {
  struct facing facing = face_new("scm_rights");
  announce(&facing, HANDING_LISTENERS_COME, 1, &fd, 1, &fd);
  expect_refused(&facing, code);
  close_consume(&fd);
}

TEST(what_is_no_socket_is_refused) { refuses(memfd_create("no socket", MFD_CLOEXEC), -ENOTSOCK); }

TEST(a_listener_that_was_shut_down_is_refused) {
  int fd = open_listener();
  ASSERT_INT(shutdown(fd, SHUT_RDWR), ==, 0);
  refuses(fd, -HANDOVER_MESSAGE_UNEXPECTED);
}

TEST(a_port_that_somebody_has_is_refused) {
  int fd = open_listener();
  const int32_t port = listener_port(fd);
  struct facing facing = face_new("close_then_bind");
  say(&facing, HANDING_PORTS_COME, 0, 1, 1);
  ASSERT_INT(send_message(facing.channel, &port, sizeof port, NULL, 0), ==, 0);
  expect_refused(&facing, -EADDRINUSE);
  close_consume(&fd);
}

/* Streams: more than a chunk, or one that carries more than there is room for. */
static void gives_streams(uint32_t count, uint32_t in_bytes) {
  static struct carried carried;
  struct handing_message heard;
  int fd = open_listener(), number = fd;
  struct facing facing = face_new("scm_rights");
  announce(&facing, HANDING_LISTENERS_COME, 1, &fd, 1, &fd);
  ASSERT_INT(receive_exactly(facing.channel, &heard, sizeof heard, NULL, 0), ==, 0);
  ASSERT_INT(heard.header.type, ==, HANDING_ACCEPTING);
  say(&facing, HANDING_STREAMS_COME, 0, count, count);
  const struct announcement message = {.header = {.type = MESSAGE_ANNOUNCEMENT, .count = 1},
                                       .numbers = {number}};
  size_t bytes = offsetof(struct announcement, numbers) + sizeof message.numbers[0];
  carried.in_bytes = in_bytes;
  /* It may have ended by now. */
  if (send_message(facing.channel, &message, bytes, &fd, 1) == 0)
    send_message(facing.channel, &carried, sizeof carried, NULL, 0);
  /* It serves already: it has nothing more to do with such a process, and serves on. */
  ASSERT_INT(ask_generation((uint16_t)listener_port(fd)), ==, 2);
  ASSERT_INT(service_end(&facing.service), ==, 0);
  ASSERT_INT(facing.service.seen->code, ==, 0);
  ASSERT_INT(facing.service.seen->counts.streams_taken, ==, 0);
  close_consume(&facing.channel);
  close_consume(&fd);
}

TEST(too_many_streams_are_refused) { gives_streams(STREAMS_A_CHUNK + 1, 0); }
TEST(streams_that_carry_too_much_are_refused) { gives_streams(1, sizeof(struct frame) + 1); }

static const struct test tests[] = {
    PASSES(messages_of_another_size_are_refused),
    PASSES(fewer_or_more_descriptors_are_refused),
    PASSES(another_file_than_announced_is_refused),
    PASSES(a_number_that_was_opened_again_is_refused),
    PASSES(what_is_no_socket_is_refused),
    PASSES(a_listener_that_was_shut_down_is_refused),
    PASSES(a_port_that_somebody_has_is_refused),
    PASSES(too_many_streams_are_refused),
    PASSES(streams_that_carry_too_much_are_refused),
    SUITE_END,
};

const struct test_suite handing_hostile_suite = {"handing_hostile", tests};
