/* SPDX-License-Identifier: Apache-2.0 */
/* A taker that lies, or dies at each step: the giver says what was wrong, keeps its own, holds nothing of the transfer,
 * and does not wait longer than its deadline. */
#include <errno.h>
#include <string.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "hostile_in_test.h"
#include "tests.h"

enum { BOTH = TRANSFER_PUSH | TRANSFER_PULL, COUNT = 4, ENOUGH_MS = 400 };

static void ask(uint32_t mechanism, uint32_t limit, const int *fds, size_t fd_count) {
  hostile_talk.token++;
  hostile_message.body.request = (struct talk_request){.mechanism = mechanism, .fd_limit = limit};
  hostile_say(TALK_REQUEST, 0, fds, fd_count);
}

static void ask_and_stay(int channel, uint32_t mechanism, uint32_t limit) {
  hostile_begin(channel);
  ask(mechanism, limit, NULL, 0);
  hostile_stay();
}

PLAY(both_ways_at_once) { ask_and_stay(channel, BOTH, COUNT); }
PLAY(no_way) { ask_and_stay(channel, 0, COUNT); }
PLAY(room_for_none) { ask_and_stay(channel, TRANSFER_PUSH, 0); }
PLAY(never_acknowledges) { ask_and_stay(channel, TRANSFER_PULL, COUNT); }

PLAY(gives_itself) {
  const int fd = memory_file(1);
  hostile_begin(channel);
  ask(TRANSFER_PUSH, COUNT, &fd, 1);
  hostile_stay();
}

static void hear_chunk(int channel) {
  hostile_begin(channel);
  ask(TRANSFER_PUSH, COUNT, NULL, 0);
  hostile_hear();
}

static void acknowledge(int channel, uint32_t held) {
  hear_chunk(channel);
  hostile_say(TALK_ACKNOWLEDGE, held, NULL, 0);
  hostile_stay();
}

PLAY(acknowledges_too_much) { acknowledge(channel, COUNT + 1); }
PLAY(acknowledges_too_little) { acknowledge(channel, COUNT - 1); }
PLAY(leaves_without_a_word) { hear_chunk(channel); }
PLAY(leaves_unasked) { hostile_begin(channel); }

/* With the token that a giver has which was not asked yet. */
PLAY(acknowledges_before_it_asks) {
  hostile_begin(channel);
  hostile_say(TALK_ACKNOWLEDGE, 0, NULL, 0);
  hostile_stay();
}

PLAY(asks_for_ever) {
  hostile_begin(channel);
  for (;;) {
    ask(TRANSFER_PUSH, COUNT, NULL, 0);
    hostile_hear();
  }
}

/* Without the last zero, and with a code that nobody knows. */
PLAY(refuses_in_strange_words) {
  hear_chunk(channel);
  hostile_message.body.refusal.code = 12345;
  memset(hostile_message.body.refusal.operation, 'x', TRANSFER_OPERATION_MAX);
  hostile_say(TALK_REFUSE, 0, NULL, 0);
  hostile_stay();
}

static const struct {
  void (*play)(int);
  int code;
} takers[] = {
    {both_ways_at_once, -HANDOVER_MESSAGE_UNEXPECTED},
    {no_way, -HANDOVER_MESSAGE_UNEXPECTED},
    {room_for_none, -HANDOVER_FDS_TOO_MANY},
    {gives_itself, -HANDOVER_FDS_TOO_MANY},
    {acknowledges_too_much, -HANDOVER_MESSAGE_UNEXPECTED},
    {acknowledges_too_little, -HANDOVER_MESSAGE_UNEXPECTED},
    {acknowledges_before_it_asks, -HANDOVER_MESSAGE_UNEXPECTED},
    {never_acknowledges, -HANDOVER_UNACKNOWLEDGED},
    {leaves_without_a_word, -HANDOVER_UNACKNOWLEDGED},
    {leaves_unasked, -HANDOVER_PEER_GONE},
    {asks_for_ever, -HANDOVER_UNACKNOWLEDGED},
    {refuses_in_strange_words, -HANDOVER_REFUSED},
};

static void give_to_each(enum channel_type type) {
  int fds[COUNT];
  for (size_t i = 0; i < COUNT; i++) fds[i] = memory_file(i);
  for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++) {
    struct transfer_report report;
    const struct give_plan plan = {.mechanisms = BOTH, .deadline_ms = ENOUGH_MS};
    struct other_side taker = start_other(type, takers[i].play);
    ASSERT_INT(give_fds(taker.channel, fds, COUNT, &plan, &report), ==, takers[i].code);
    ASSERT(strlen(report.refused_operation) < TRANSFER_OPERATION_MAX);
    end_of(&taker);
  }
  for (size_t i = 0; i < COUNT; i++) ASSERT_INT(index_in(fds[i]), ==, i);
  close_all_consume(fds, COUNT);
}

TEST(on_seqpacket_the_giver_keeps_its_own) { give_to_each(CHANNEL_SEQPACKET); }
TEST(on_a_stream_the_giver_keeps_its_own) { give_to_each(CHANNEL_STREAM); }

static const struct test tests[] = {
    PASSES(on_seqpacket_the_giver_keeps_its_own),
    PASSES(on_a_stream_the_giver_keeps_its_own),
    SUITE_END,
};

const struct test_suite transfer_bad_taker_suite = {"transfer_bad_taker", tests};
