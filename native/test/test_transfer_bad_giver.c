/* SPDX-License-Identifier: Apache-2.0 */
/* A giver that lies, or dies at each step: the taker says what was wrong, holds nothing (the runner counts), and does
 * not wait longer than its deadline. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../transfer/transfer_identity.h"
#include "hostile_in_test.h"
#include "tests.h"

enum { LIMIT = 8, ENOUGH_MS = 400 };

static int given[LIMIT + 1];

/* A chunk as an honest giver would send it, in answer to what was heard: to be spoilt. */
static void prepare(uint32_t total, uint32_t count) {
  struct talk_chunk *chunk = &hostile_message.body.chunk;
  chunk->total = total;
  chunk->count = count;
  for (uint32_t i = 0; i < count; i++) {
    if (given[i] == 0) given[i] = memory_file(i);
    if (identity_of(given[i], &chunk->identities[i]) < 0) _exit(1);
  }
}

static struct talk_identity *asked_for(int channel, uint32_t count) {
  hostile_begin(channel);
  hostile_hear();
  prepare(count, count);
  return hostile_message.body.chunk.identities;
}

static void say_and_stay(uint32_t first, size_t fds) {
  hostile_say(TALK_CHUNK, first, given, fds);
  hostile_stay();
}

static void one_chunk(int channel, uint32_t total, uint32_t count, uint32_t first, size_t fds) {
  asked_for(channel, count);
  hostile_message.body.chunk.total = total;
  say_and_stay(first, fds);
}

PLAY(too_many_in_all) { one_chunk(channel, LIMIT + 1, LIMIT + 1, 0, LIMIT + 1); }
PLAY(none_at_all) { one_chunk(channel, 0, 0, 0, 0); }
PLAY(an_empty_chunk) { one_chunk(channel, 2, 0, 0, 0); }
PLAY(more_than_the_total) { one_chunk(channel, 2, 3, 0, 3); }
PLAY(from_the_middle) { one_chunk(channel, 3, 2, 1, 2); }
PLAY(fewer_than_said) { one_chunk(channel, 3, 3, 0, 2); }
PLAY(one_descriptor_too_many) { one_chunk(channel, 2, 2, 0, 3); }
PLAY(descriptors_nobody_asked_for) { one_chunk(channel, 2, 2, 0, 2); }

static void two_chunks(int channel, uint32_t second_total, uint32_t second_first) {
  asked_for(channel, 2);
  hostile_message.body.chunk.total = 4;
  hostile_say(TALK_CHUNK, 0, given, 2);
  hostile_hear();
  prepare(second_total, 2);
  say_and_stay(second_first, 2);
}

PLAY(the_same_chunk_twice) { two_chunks(channel, 4, 0); }
PLAY(another_total) { two_chunks(channel, 5, 2); }

PLAY(swapped) {
  asked_for(channel, 2);
  int first = given[0];
  given[0] = given[1];
  given[1] = first;
  say_and_stay(0, 2);
}

PLAY(another_type) {
  asked_for(channel, 1)->type ^= 1;
  say_and_stay(0, 1);
}

static void another_number(int channel, int number) {
  asked_for(channel, 2)[1].number = number;
  say_and_stay(0, 0);
}

PLAY(a_number_that_is_not_open) { another_number(channel, 999999); }
PLAY(a_negative_number) { another_number(channel, -1); }
PLAY(another_file_by_then) { another_number(channel, memory_file(99)); }

PLAY(an_acknowledgement) {
  asked_for(channel, 1);
  hostile_say(TALK_ACKNOWLEDGE, 0, NULL, 0);
  hostile_stay();
}

/* What it held may be gone before it was pulled. Both messages are there before the taker goes on. */
PLAY(gives_up_at_the_last_moment) {
  pid_t taker = getppid();
  asked_for(channel, 1);
  if (kill(taker, SIGSTOP) < 0) _exit(1);
  hostile_say(TALK_CHUNK, 0, NULL, 0);
  hostile_message.body.refusal = (struct talk_refusal){.code = -ETIMEDOUT, .operation = "hold"};
  hostile_say(TALK_REFUSE, 0, NULL, 0);
  if (kill(taker, SIGCONT) < 0) _exit(1);
  hostile_stay();
}

static void say_bytes(int channel, const void *bytes, size_t count) {
  asked_for(channel, 0);
  if (write(channel, bytes, count) < 0) _exit(1);
  hostile_stay();
}

static void say_header(int channel, uint16_t version, uint32_t body_bytes) {
  const struct talk_header header = {
      .magic = TALK_MAGIC, .version = version, .type = TALK_CHUNK, .body_bytes = body_bytes};
  say_bytes(channel, &header, sizeof header);
}

PLAY(other_words) { say_bytes(channel, "GET / HTTP/1.1\r\nHost: example\r\n\r\n", 33); }
PLAY(another_version) { say_header(channel, TALK_VERSION + 1, 0); }
PLAY(an_endless_body) { say_header(channel, TALK_VERSION, UINT32_MAX); }

PLAY(no_body) {
  hostile_begin(channel);
  hostile_hear();
  const struct talk_header header = {.magic = TALK_MAGIC,
                                     .version = TALK_VERSION,
                                     .type = TALK_CHUNK,
                                     .token = hostile_talk.token};
  if (write(channel, &header, sizeof header) < 0) _exit(1);
  hostile_stay();
}

PLAY(says_nothing) {
  hostile_begin(channel);
  hostile_stay();
}

PLAY(nothing_but_left_overs) {
  asked_for(channel, 1);
  hostile_talk.token ^= 1;
  for (;;)
    if (talk_say(&hostile_talk, &hostile_message, TALK_CHUNK, 0, given, 1) < 0) return;
}

PLAY(dies_unasked) { hostile_begin(channel); }
PLAY(dies_when_asked) { asked_for(channel, 1); }

PLAY(dies_after_a_chunk) {
  asked_for(channel, 2);
  hostile_message.body.chunk.total = 4;
  hostile_say(TALK_CHUNK, 0, given, 2);
  hostile_hear();
}

static const struct {
  void (*play)(int);
  enum transfer_mechanism mechanism;
  int code;
} givers[] = {
    {too_many_in_all, TRANSFER_PUSH, -HANDOVER_FDS_TOO_MANY},
    {none_at_all, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {an_empty_chunk, TRANSFER_PULL, -HANDOVER_MESSAGE_UNEXPECTED},
    {more_than_the_total, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {from_the_middle, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {the_same_chunk_twice, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {another_total, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {fewer_than_said, TRANSFER_PUSH, -HANDOVER_FDS_TOO_FEW},
    {one_descriptor_too_many, TRANSFER_PUSH, -HANDOVER_FDS_TOO_MANY},
    {descriptors_nobody_asked_for, TRANSFER_PULL, -HANDOVER_FDS_TOO_MANY},
    {swapped, TRANSFER_PUSH, -HANDOVER_IDENTITY_DIFFERS},
    {another_type, TRANSFER_PUSH, -HANDOVER_IDENTITY_DIFFERS},
    {a_number_that_is_not_open, TRANSFER_PULL, -EBADF},
    {a_negative_number, TRANSFER_PULL, -EBADF},
    {another_file_by_then, TRANSFER_PULL, -HANDOVER_IDENTITY_DIFFERS},
    {an_acknowledgement, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {gives_up_at_the_last_moment, TRANSFER_PULL, -HANDOVER_REFUSED},
    {other_words, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {another_version, TRANSFER_PUSH, -HANDOVER_PLAN_DIFFERS},
    {an_endless_body, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {no_body, TRANSFER_PUSH, -HANDOVER_MESSAGE_UNEXPECTED},
    {says_nothing, TRANSFER_PULL, -ETIMEDOUT},
    {nothing_but_left_overs, TRANSFER_PUSH, -ETIMEDOUT},
    {dies_unasked, TRANSFER_PUSH, -HANDOVER_PEER_GONE},
    {dies_when_asked, TRANSFER_PULL, -HANDOVER_PEER_GONE},
    {dies_after_a_chunk, TRANSFER_PUSH, -HANDOVER_PEER_GONE},
};

static void take_from_each(enum channel_type type) {
  for (size_t i = 0; i < sizeof givers / sizeof givers[0]; i++) {
    int fds[LIMIT];
    struct transfer_report report;
    const struct take_plan plan = {
        .mechanism = givers[i].mechanism, .fd_limit = LIMIT, .deadline_ms = ENOUGH_MS};
    struct other_side giver = start_other(type, givers[i].play);
    ASSERT_INT(take_fds(giver.channel, fds, &plan, &report), ==, givers[i].code);
    end_of(&giver);
  }
}

TEST(on_seqpacket_nothing_stays) { take_from_each(CHANNEL_SEQPACKET); }
TEST(on_a_stream_nothing_stays) { take_from_each(CHANNEL_STREAM); }

static const struct test tests[] = {
    PASSES(on_seqpacket_nothing_stays),
    PASSES(on_a_stream_nothing_stays),
    SUITE_END,
};

const struct test_suite transfer_bad_giver_suite = {"transfer_bad_giver", tests};
