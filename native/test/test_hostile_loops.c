/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile donor and a hostile receiver against the benchmark's own loops. All that they say is written before ours reads
 * the first byte; then they are dead, or silent until the deadline. Nothing stays open (the runner counts). */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/interruption.h"
#include "../core/loops.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "tests.h"

enum { BATCH = 2, LINES_MAX = 8, DEADLINE_MS = 200 };

struct line {
  union {
    struct message_header header;
    struct hello hello;
    struct announcement announcement;
    struct {
      struct message_header header;
      struct fd_identity list[BATCH];
    } identities;
  } message;
  size_t bytes, fd_count;
};

struct talk {
  struct transfer_plan plan;
  bool by_donor;
  int given;
  size_t count;
  struct line lines[LINES_MAX];
};

static struct line *add(struct talk *talk, enum message_type type, size_t bytes) {
  struct line *line = &talk->lines[talk->count++];
  *line = (struct line){.message.header.type = type, .bytes = bytes};
  return line;
}

static struct talk greet(bool by_donor) {
  struct talk talk = {
      .plan = {.mechanism = "scm_rights", .kind = "memfd", .batch = BATCH, .chunk = BATCH},
      .by_donor = by_donor,
      .given = memfd_create("test", MFD_CLOEXEC)};
  talk.plan.transfers = 1;
  ASSERT_INT(talk.given, >=, 0);
  struct hello *hello = &add(&talk, MESSAGE_HELLO, sizeof *hello)->message.hello;
  hello->protocol = PROTOCOL_VERSION;
  hello->pid = getpid();
  hello->is_donor = by_donor;
  return talk;
}

/* An honest donor's words: to be spoilt. */
static struct talk donor_talk(void) {
  struct talk talk = greet(true);
  size_t bytes = sizeof talk.lines[0].message.identities;
  struct line *line = add(&talk, MESSAGE_IDENTITIES, bytes);
  for (size_t i = 0; i < BATCH; i++)
    ASSERT_INT(fd_identify(talk.given, talk.given, &line->message.identities.list[i]), ==, 0);
  bytes = sizeof line->message.header + BATCH * sizeof(int32_t);
  line = add(&talk, MESSAGE_ANNOUNCEMENT, bytes);
  line->message.header.count = BATCH;
  line->fd_count = BATCH;
  add(&talk, MESSAGE_BYE, sizeof line->message.header);
  return talk;
}

static struct talk receiver_talk(void) {
  struct talk talk = greet(false);
  size_t bytes = sizeof talk.lines[0].message.header;
  add(&talk, MESSAGE_READY, bytes);
  add(&talk, MESSAGE_ACKNOWLEDGE, bytes);
  add(&talk, MESSAGE_BYE, bytes);
  return talk;
}

enum ending { IS_CLOSED, ENDS_SPEAKING, STAYS };

/* Says the first `count` lines; what ours makes of it. */
static int play(struct talk *talk, size_t count, enum ending ending) {
  int ends[2], fds[SCM_MAX_FDS], samples = sample_log_create(plan_total(&talk->plan));
  struct sample_log log;
  ASSERT_INT(sample_log_map(samples, plan_total(&talk->plan), &log), ==, 0);
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  for (size_t i = 0; i < SCM_MAX_FDS; i++) fds[i] = talk->given;
  talk->lines[0].message.hello.plan = talk->plan;
  for (size_t i = 0; i < count; i++) {
    const struct line *line = &talk->lines[i];
    ASSERT_INT(send_message(ends[0], &line->message, line->bytes, fds, line->fd_count), ==, 0);
  }
  if (ending == IS_CLOSED) close_consume(&ends[0]);
  if (ending == ENDS_SPEAKING) ASSERT_INT(shutdown(ends[0], SHUT_WR), ==, 0);
  struct role role = {.plan = &talk->plan,
                      .mechanism = mechanism_find(talk->plan.mechanism),
                      .cpu = -1,
                      .channel = ends[1],
                      .pidfd = -1,
                      .log = &log,
                      .barrier = -1};
  int code = talk->by_donor ? run_receiver(&role) : run_donor(&role);
  sample_log_unmap(&log);
  close_consume(&samples);
  close_all_consume(ends, 2);
  return code;
}

static void play_and_close(struct talk talk, size_t count, enum ending ending, int code) {
  ASSERT_INT(play(&talk, count, ending), ==, code);
  close_consume(&talk.given);
}

TEST(an_honest_donor_and_an_honest_receiver_pass) {
  play_and_close(donor_talk(), 4, STAYS, 0);
  play_and_close(receiver_talk(), 4, STAYS, 0);
}

TEST(either_may_die_at_each_step) {
  for (size_t step = 0; step < 4; step++) {
    play_and_close(donor_talk(), step, IS_CLOSED, -HANDOVER_PEER_GONE);
    play_and_close(donor_talk(), step, ENDS_SPEAKING, -HANDOVER_PEER_GONE);
    play_and_close(receiver_talk(), step, IS_CLOSED, -HANDOVER_PEER_GONE);
    play_and_close(receiver_talk(), step, ENDS_SPEAKING, -HANDOVER_PEER_GONE);
  }
}

static void spoil_announcement(uint32_t sequence, uint32_t count, size_t fd_count, int code) {
  struct talk talk = donor_talk();
  struct line *line = &talk.lines[2];
  line->message.header.sequence = sequence;
  line->message.header.count = count;
  line->fd_count = fd_count;
  play_and_close(talk, 4, STAYS, code);
}

TEST(an_announcement_that_is_not_the_expected_one_is_refused) {
  spoil_announcement(1, BATCH, BATCH, -HANDOVER_MESSAGE_UNEXPECTED);
  spoil_announcement(0, 0, BATCH, -HANDOVER_MESSAGE_UNEXPECTED);
  spoil_announcement(0, UINT32_MAX, BATCH, -HANDOVER_MESSAGE_UNEXPECTED);
  spoil_announcement(0, BATCH, BATCH - 1, -HANDOVER_FDS_TOO_FEW);
  spoil_announcement(0, BATCH, SCM_MAX_FDS, -HANDOVER_FDS_TOO_MANY);
}

/* Found by native/fuzz: the round was a shift's width. */
TEST(a_round_that_nobody_asks_is_refused) {
  struct talk talk = receiver_talk(), honest = talk;
  memcpy(&talk.lines[2], &honest.lines[1], 3 * sizeof honest.lines[0]);
  talk.lines[1].message.header = (struct message_header){.type = MESSAGE_CHECK, .sequence = 256};
  play_and_close(talk, 5, STAYS, -HANDOVER_MESSAGE_UNEXPECTED);
}

TEST(a_transfer_beyond_the_plan_is_refused) {
  struct talk talk = receiver_talk();
  talk.plan.initiator = INITIATOR_RECEIVER;
  talk.lines[1].message.header.sequence = UINT32_MAX;
  play_and_close(talk, 4, STAYS, -HANDOVER_MESSAGE_UNEXPECTED);
}

/* A donor says where its socket file is, and one that is killed cannot remove it. */
TEST(a_file_that_a_donor_names_is_not_removed) {
  const char *folder = getenv("TMPDIR");
  struct talk talk = donor_talk();
  char *path = talk.lines[0].message.hello.path;
  snprintf(path, CHANNEL_PATH_MAX, "%s/fd-handover-XXXXXX", folder == NULL ? "/tmp" : folder);
  int file = mkstemp(path);
  ASSERT_INT(file, >=, 0);
  for (uint32_t meet = MEET_INHERITED; meet <= MEET_PATH; meet++) {
    talk.plan.meet = meet;
    ASSERT_INT(play(&talk, 1, ENDS_SPEAKING), ==, -HANDOVER_PEER_GONE);
    ASSERT_INT(access(path, F_OK), ==, 0);
  }
  ASSERT_INT(unlink(path), ==, 0);
  close_consume(&file);
  close_consume(&talk.given);
}

static void is_waited_for_until_the_deadline(struct talk talk, size_t count) {
  ASSERT_INT(interruption_install(DEADLINE_MS), ==, 0);
  play_and_close(talk, count, STAYS, -HANDOVER_INTERRUPTED);
}

TEST(a_donor_that_says_nothing) { is_waited_for_until_the_deadline(donor_talk(), 0); }
TEST(a_donor_that_announces_nothing) { is_waited_for_until_the_deadline(donor_talk(), 2); }
TEST(a_donor_without_a_good_bye) { is_waited_for_until_the_deadline(donor_talk(), 3); }
TEST(a_receiver_that_is_never_ready) { is_waited_for_until_the_deadline(receiver_talk(), 1); }
TEST(a_receiver_that_never_acknowledges) { is_waited_for_until_the_deadline(receiver_talk(), 2); }

static const struct test tests[] = {
    PASSES(an_honest_donor_and_an_honest_receiver_pass),
    PASSES(either_may_die_at_each_step),
    PASSES(an_announcement_that_is_not_the_expected_one_is_refused),
    PASSES(a_round_that_nobody_asks_is_refused),
    PASSES(a_transfer_beyond_the_plan_is_refused),
    PASSES(a_file_that_a_donor_names_is_not_removed),
    PASSES(a_donor_that_says_nothing),
    PASSES(a_donor_that_announces_nothing),
    PASSES(a_donor_without_a_good_bye),
    PASSES(a_receiver_that_is_never_ready),
    PASSES(a_receiver_that_never_acknowledges),
    SUITE_END,
};

const struct test_suite hostile_loops_suite = {"hostile_loops", tests};
