/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a service that need no process: lists of ports, names of phases, arms, and frames that convict what happens
 * to a byte. */
#include <string.h>

#include "../service/arm.h"
#include "../service/handing.h"
#include "../service/phase.h"
#include "../service/ports.h"
#include "../service/stream.h"
#include "tests.h"

enum { FRAMES = 8 };

static struct port_list list; /* large */

TEST(port_lists_are_ports_and_ranges) {
  ASSERT(port_list_parse("80,8000-8009,65535", &list));
  ASSERT_INT(list.count, ==, 12);
  ASSERT(port_list_has(&list, 80) && port_list_has(&list, 8009) && port_list_has(&list, 65535));
  ASSERT(!port_list_has(&list, 81) && !port_list_has(&list, 8010) && !port_list_has(&list, -1));
  ASSERT(port_list_parse("7-7", &list));
  ASSERT_INT(list.count, ==, 1);
}

TEST(other_port_lists_are_refused) {
  static const char *const wrong[] = {"",      "0",
                                      "65536", "-1",
                                      " 1",    "1 ",
                                      "1,",    ",1",
                                      "1,,2",  "9-8",
                                      "1-",    "-",
                                      "0-3",   "1-65536",
                                      "a",     "1a",
                                      "1--2",  "+1",
                                      "0x10",  "1-4097",
                                      "1;2",   "99999999999999999999999"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    if (port_list_parse(wrong[i], &list))
      test_fail(__FILE__, __LINE__, "\"%s\" was taken as ports", wrong[i]);
  ASSERT(!port_list_parse(NULL, &list));
}

TEST(as_many_ports_as_there_is_room_for) {
  ASSERT(port_list_parse("1-4096", &list));
  ASSERT_INT(list.count, ==, PORTS_MAX);
  ASSERT(!port_list_parse("1-4096,5000", &list));
}

TEST(phases_have_names) {
  static const char *const names[] = {"none",  "ordered", "given",     "releasing", "released",
                                      "asked", "holding", "accepting", "trial",     "committed"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    enum phase phase;
    ASSERT(phase_parse(names[i], &phase));
    ASSERT_INT(phase, ==, i);
  }
}

TEST(other_phases_are_refused) {
  enum phase phase = PHASE_TRIAL;
  ASSERT(!phase_parse("", &phase) && !phase_parse("Given", &phase) &&
         !phase_parse("trial ", &phase));
  ASSERT_INT(phase, ==, PHASE_TRIAL);
}

TEST(arms_are_found_by_name) {
  for (size_t i = 0; arms[i] != NULL; i++) {
    ASSERT(arm_find(arms[i]->name) == arms[i]);
    ASSERT_INT(arms[i]->kind == ARM_TRANSFER, ==, arms[i]->mechanism != NULL);
  }
  ASSERT(arm_find("") == NULL && arm_find("scm") == NULL);
}

/* Sizes that docs/handover-protocol.md tells. */
TEST(messages_have_the_sizes_that_are_told) {
  ASSERT_INT(sizeof(struct frame), ==, 64);
  ASSERT_INT(sizeof(struct frame_answer), ==, 24);
  ASSERT_INT(sizeof(struct datagram), ==, 16);
  ASSERT_INT(sizeof(struct handing_message), ==, 24);
  ASSERT_INT(sizeof(struct fd_identity), ==, 24);
  ASSERT_INT(sizeof(struct carried), ==, 256);
  ASSERT_INT(LISTENERS_A_CHUNK, ==, 252);
  ASSERT_INT(STREAMS_A_CHUNK, ==, 128);
}

/* What a sender writes, as the bytes of one stream. */
static void write_frames(struct frame frames[FRAMES]) {
  struct stream_state state = {0};
  for (int i = 0; i < FRAMES; i++) frame_write(&state, 7, &frames[i]);
}

/* How many of these bytes' frames are taken; whole ones only. */
static int taken(const void *bytes, size_t count) {
  struct stream_state state = {0};
  int whole = 0;
  for (size_t at = 0; at + sizeof(struct frame) <= count; at += sizeof(struct frame)) {
    struct frame frame;
    memcpy(&frame, (const char *)bytes + at, sizeof frame);
    whole += frame_take(&state, &frame);
  }
  return whole;
}

TEST(frames_as_they_were_sent_are_taken) {
  struct frame frames[FRAMES];
  write_frames(frames);
  ASSERT_INT(taken(frames, sizeof frames), ==, FRAMES);
}

TEST(a_lost_byte_is_found) {
  struct frame frames[FRAMES];
  for (size_t at = 2 * sizeof frames[0]; at < 3 * sizeof frames[0]; at++) {
    write_frames(frames);
    memmove((char *)frames + at, (char *)frames + at + 1, sizeof frames - at - 1);
    ASSERT_INT(taken(frames, sizeof frames - 1), ==, 2);
  }
}

TEST(a_doubled_frame_is_found) {
  struct frame frames[FRAMES];
  write_frames(frames);
  memmove(&frames[3], &frames[2], (FRAMES - 3) * sizeof frames[0]);
  /* The second of both, and nothing else: what comes after it is what has to come. */
  ASSERT_INT(taken(frames, sizeof frames), ==, FRAMES - 1);
}

TEST(swapped_frames_are_found) {
  struct frame frames[FRAMES];
  write_frames(frames);
  struct frame first = frames[3];
  frames[3] = frames[4];
  frames[4] = first;
  ASSERT_INT(taken(frames, sizeof frames), ==, 4);
}

TEST(every_flipped_bit_is_found) {
  struct frame frames[FRAMES];
  for (size_t bit = 0; bit < 8 * sizeof frames[0]; bit++) {
    write_frames(frames);
    ((unsigned char *)&frames[4])[bit / 8] ^= (unsigned char)(1U << bit % 8);
    ASSERT_INT(taken(frames, sizeof frames), ==, 4);
  }
}

TEST(a_stream_that_lost_a_byte_is_not_whole) {
  struct frame frames[FRAMES];
  write_frames(frames);
  memmove((char *)frames + 100, (char *)frames + 101, sizeof frames - 101);
  ASSERT_INT(taken(frames, sizeof frames), ==, FRAMES);
}

TEST(swapped_frames_are_not_whole) {
  struct frame frames[FRAMES];
  write_frames(frames);
  struct frame first = frames[0];
  frames[0] = frames[1];
  frames[1] = first;
  ASSERT_INT(taken(frames, sizeof frames), ==, FRAMES);
}

static const struct test tests[] = {
    PASSES(port_lists_are_ports_and_ranges),
    PASSES(other_port_lists_are_refused),
    PASSES(as_many_ports_as_there_is_room_for),
    PASSES(phases_have_names),
    PASSES(other_phases_are_refused),
    PASSES(arms_are_found_by_name),
    PASSES(messages_have_the_sizes_that_are_told),
    PASSES(frames_as_they_were_sent_are_taken),
    PASSES(a_lost_byte_is_found),
    PASSES(a_doubled_frame_is_found),
    PASSES(swapped_frames_are_found),
    PASSES(every_flipped_bit_is_found),
    MUST_FAIL(a_stream_that_lost_a_byte_is_not_whole, "taken(frames, sizeof frames) == FRAMES"),
    MUST_FAIL(swapped_frames_are_not_whole, "taken(frames, sizeof frames) == FRAMES"),
    SUITE_END,
};

const struct test_suite service_parts_suite = {"service_parts", tests};
