/* SPDX-License-Identifier: Apache-2.0 */
/* The last word of a safe transfer, where it cannot be said, nobody is there to say it, or it is empty. */
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../transfer/transfer_identity.h"
#include "hostile_in_test.h"
#include "tests.h"

enum {
  SHORT_MS = 60,
  FILLS_THE_SMALLEST =
      180, /* their chunk fits into the smallest send buffer, and nothing behind it */
};

static int hear(struct talk *talk) {
  struct talk_attached attached;
  int code = talk_hear(talk, &hostile_message, 0, &attached);
  if (code == 0) talk_close_attached(&attached);
  return code;
}

/* Both ends in one process: the taker asks before the giver listens, and reads only when the giver has given up. Returns
 * the giver's failure. */
static int give_to_nobody(enum channel_type type, size_t count, struct talk *ret_taker,
                          int ends[2]) {
  int fds[CHUNK_MAX], own = memory_file(1), smallest = 1;
  struct transfer_report report;
  const struct give_plan plan = {.mechanisms = TRANSFER_PULL, .deadline_ms = SHORT_MS};
  for (size_t i = 0; i < count; i++) fds[i] = own;
  make_room_for(count);
  ASSERT_INT(channel_pair(type, ends), ==, 0);
  ASSERT_INT(setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &smallest, sizeof smallest), ==, 0);
  ASSERT_INT(talk_begin(ret_taker, ends[1], TRANSFER_TEST_MS), ==, 0);
  ret_taker->token = 1;
  hostile_message.body.request =
      (struct talk_request){.mechanism = TRANSFER_PULL, .fd_limit = CHUNK_MAX};
  ASSERT_INT(talk_say(ret_taker, &hostile_message, TALK_REQUEST, 0, NULL, 0), ==, 0);
  int code = give_fds(ends[0], fds, count, &plan, &report);
  close_consume(&own);
  return code;
}

TEST(a_refusal_without_room_ends_the_channel) {
  struct talk taker;
  int ends[2];
  ASSERT_INT(give_to_nobody(CHANNEL_SEQPACKET, FILLS_THE_SMALLEST, &taker, ends), ==,
             -HANDOVER_UNACKNOWLEDGED);
  ASSERT_INT(hear(&taker), ==, 0);
  ASSERT_INT(hostile_message.header.type, ==, TALK_CHUNK);
  ASSERT_INT(hear(&taker), ==, -HANDOVER_PEER_GONE);
  close_all_consume(ends, 2);
}

TEST(no_refusal_is_said_into_half_a_chunk) {
  struct talk taker;
  int ends[2];
  ASSERT_INT(give_to_nobody(CHANNEL_STREAM, CHUNK_MAX, &taker, ends), ==, -ETIMEDOUT);
  ASSERT_INT(hear(&taker), ==, -HANDOVER_PEER_GONE);
  close_all_consume(ends, 2);
}

/* Ends the talk before the taker reads what it gave. Stays, so that it can be pulled from. */
static void give_and_end(int channel, size_t fds_in_all, size_t pushed) {
  int fds[2] = {memory_file(0), memory_file(1)};
  pid_t taker = getppid();
  hostile_begin(channel);
  hostile_hear();
  struct talk_chunk *chunk = &hostile_message.body.chunk;
  chunk->total = (uint32_t)fds_in_all;
  chunk->count = 2;
  for (int i = 0; i < 2; i++)
    if (identity_of(fds[i], &chunk->identities[i]) < 0) _exit(1);
  if (kill(taker, SIGSTOP) < 0) _exit(1);
  hostile_say(TALK_CHUNK, 0, fds, pushed);
  shutdown(channel, SHUT_WR);
  if (kill(taker, SIGCONT) < 0) _exit(1);
  hostile_stay();
}

PLAY(pushes_all) { give_and_end(channel, 2, 2); }
PLAY(pushes_some) { give_and_end(channel, 3, 2); }
PLAY(gives_all_to_be_pulled) { give_and_end(channel, 2, 0); }

TEST(what_a_giver_pushed_before_it_ended_is_kept) {
  for (int type = CHANNEL_SEQPACKET; type <= CHANNEL_STREAM; type++) {
    int fds[2];
    struct transfer_report report;
    struct other_side giver = start_other((enum channel_type)type, pushes_all);
    ASSERT_INT(take_from(&giver, TRANSFER_PUSH, 2, fds, &report), ==, 0);
    ASSERT_INT(report.count, ==, 2);
    ASSERT(report.unacknowledged);
    for (size_t i = 0; i < 2; i++) ASSERT_INT(index_in(fds[i]), ==, i);
    close_all_consume(fds, 2);
    end_of(&giver);
  }
}

static void expect_nothing(enum transfer_mechanism mechanism, void (*play)(int)) {
  int fds[3];
  struct transfer_report report;
  struct other_side giver = start_other(CHANNEL_SEQPACKET, play);
  ASSERT_INT(take_from(&giver, mechanism, 3, fds, &report), ==, -HANDOVER_PEER_GONE);
  ASSERT(!report.unacknowledged);
  end_of(&giver);
}

TEST(some_of_it_is_not_kept) { expect_nothing(TRANSFER_PUSH, pushes_some); }

/* Whether its numbers were still its own when they were pulled, nobody can say. */
TEST(what_was_pulled_around_its_end_is_not_kept) {
  expect_nothing(TRANSFER_PULL, gives_all_to_be_pulled);
}

/* The next word must be that such a thing was not expected. */
static void expect_to_be_refused(int channel) {
  if (send(channel, "", 0, 0) < 0) _exit(1);
  hostile_hear();
  bool is_refused = hostile_message.header.type == TALK_REFUSE &&
                    hostile_message.body.refusal.code == -HANDOVER_MESSAGE_UNEXPECTED;
  _exit(is_refused ? 0 : 2);
}

PLAY(gives_an_empty_message) {
  hostile_begin(channel);
  hostile_hear();
  expect_to_be_refused(channel);
}

PLAY(takes_by_an_empty_message) {
  hostile_begin(channel);
  expect_to_be_refused(channel);
}

TEST(an_empty_message_is_not_the_end) {
  int fd = memory_file(1), taken;
  struct transfer_report report;
  const struct give_plan plan = {.mechanisms = TRANSFER_PUSH, .deadline_ms = TRANSFER_TEST_MS};
  struct other_side giver = start_other(CHANNEL_SEQPACKET, gives_an_empty_message);
  ASSERT_INT(take_from(&giver, TRANSFER_PUSH, 1, &taken, &report), ==,
             -HANDOVER_MESSAGE_UNEXPECTED);
  ASSERT_INT(end_of(&giver), ==, 0);
  struct other_side taker = start_other(CHANNEL_SEQPACKET, takes_by_an_empty_message);
  ASSERT_INT(give_fds(taker.channel, &fd, 1, &plan, &report), ==, -HANDOVER_MESSAGE_UNEXPECTED);
  ASSERT_INT(end_of(&taker), ==, 0);
  close_consume(&fd);
}

static const struct test tests[] = {
    PASSES(a_refusal_without_room_ends_the_channel),
    PASSES(no_refusal_is_said_into_half_a_chunk),
    PASSES(what_a_giver_pushed_before_it_ended_is_kept),
    PASSES(some_of_it_is_not_kept),
    PASSES(what_was_pulled_around_its_end_is_not_kept),
    PASSES(an_empty_message_is_not_the_end),
    SUITE_END,
};

const struct test_suite transfer_last_word_suite = {"transfer_last_word", tests};
