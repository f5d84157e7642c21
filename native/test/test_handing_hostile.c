/* SPDX-License-Identifier: Apache-2.0 */
/* The other end of the channel says what it must not: the old process gives nothing up, the new one accepts nothing, and
 * nothing that came stays open (service_in_test.h counts). */
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
#include "service_in_test.h"
#include "tests.h"

/* A service, and this test as the other process. */
struct facing {
  struct started_service service;
  int channel;
};

static struct facing face(const struct service_plan *given) {
  struct service_plan plan = *given;
  struct facing facing;
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  plan.channel = ends[0];
  facing.service = service_start_ready(&plan);
  facing.channel = ends[1];
  return facing;
}

static struct facing face_new(const char *arm) {
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  new.patience_ms = 100; /* for what never comes */
  return face(&new);
}

static void say(const struct facing *facing, uint32_t word, uint32_t offset, uint32_t count,
                uint32_t total) {
  ASSERT_INT(handing_say(facing->channel, (enum handing_word)word, offset, count, total), ==, 0);
}

static void expect_refused(struct facing *facing, int code) {
  ASSERT_INT(service_wait(&facing->service), ==, 0);
  ASSERT_INT(facing->service.seen->code, ==, code);
  ASSERT_INT(facing->service.seen->counts.accepted, ==, 0);
  ASSERT_INT(facing->service.seen->instants.accepting_ns, ==, 0);
  close_consume(&facing->channel);
}

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

TEST(words_at_the_wrong_place_are_refused) {
  /* Every word there is, and one below and above. */
  for (uint32_t word = HANDING_LISTENERS_COME - 1; word <= HANDING_COMMITTED + 1; word++) {
    if (word == HANDING_LISTENERS_COME) continue;
    struct facing facing = face_new("scm_rights");
    say(&facing, word, 0, 1, 1);
    expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
  }
  struct facing facing = face_new("reuseport");
  say(&facing, HANDING_LISTENERS_COME, 0, 1, 1);
  expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
}

TEST(counts_that_no_message_has_are_refused) {
  static const uint32_t counts[] = {0, CHUNK_MAX + 1, UINT32_MAX};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    struct facing push = face_new("scm_rights"), bound = face_new("reuseport");
    say(&push, HANDING_LISTENERS_COME, 0, counts[i], counts[i]);
    expect_refused(&push, -HANDOVER_MESSAGE_UNEXPECTED);
    say(&bound, HANDING_PORTS_COME, 0, counts[i], counts[i]);
    expect_refused(&bound, -HANDOVER_MESSAGE_UNEXPECTED);
  }
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

static void old_serves_on(const char *arm, uint32_t word, bool is_ordered) {
  struct service_plan plan = service_plan_in_test();
  plan.gives = arm_find(arm);
  struct facing facing = face(&plan);
  if (is_ordered) {
    struct handing_message heard;
    service_order(&facing.service);
    ASSERT_INT(receive_exactly(facing.channel, &heard, sizeof heard, NULL, 0), ==, 0);
  }
  say(&facing, word, 0, 0, 0);
  for (int i = 0; i < 2; i++) ASSERT_INT(ask_generation(facing.service.seen->ports[0]), ==, 1);
  ASSERT_INT(service_end(&facing.service), ==, 0);
  ASSERT_INT(facing.service.seen->code, ==, 0);
  ASSERT_INT(facing.service.seen->counts.resumed, ==, is_ordered);
  ASSERT_INT(facing.service.seen->instants.closed_ns, ==, 0);
  close_consume(&facing.channel);
}

TEST(the_old_process_lets_go_at_the_right_word_only) {
  static const uint32_t words[] = {HANDING_HELD, HANDING_COMMITTED, HANDING_ALL_GIVEN, 0xdead};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    old_serves_on("scm_rights", words[i], true);
}

TEST(before_the_order_no_word_moves_the_old_process) {
  static const uint32_t words[] = {HANDING_ACCEPTING, HANDING_HELD, HANDING_COMMITTED, 0xdead};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    old_serves_on("scm_rights", words[i], false);
    old_serves_on("none of them", words[i], false);
  }
}

static const struct test tests[] = {
    PASSES(words_at_the_wrong_place_are_refused),
    PASSES(counts_that_no_message_has_are_refused),
    PASSES(messages_of_another_size_are_refused),
    PASSES(fewer_or_more_descriptors_are_refused),
    PASSES(another_file_than_announced_is_refused),
    PASSES(a_number_that_was_opened_again_is_refused),
    PASSES(what_is_no_socket_is_refused),
    PASSES(a_listener_that_was_shut_down_is_refused),
    PASSES(a_port_that_somebody_has_is_refused),
    PASSES(too_many_streams_are_refused),
    PASSES(streams_that_carry_too_much_are_refused),
    PASSES(the_old_process_lets_go_at_the_right_word_only),
    PASSES(before_the_order_no_word_moves_the_old_process),
    SUITE_END,
};

const struct test_suite handing_hostile_suite = {"handing_hostile", tests};
