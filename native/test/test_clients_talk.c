/* SPDX-License-Identifier: Apache-2.0 */
/* Streams convict a server that drops a byte or answers wrongly; datagrams are answered once, more often, or lost. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clients_in_test.h"
#include "service_in_test.h"
#include "tests.h"

enum { OFFERED = 30, TIMEOUT_MS = 300, PATIENT_MS = 10000, UNTIL_END = 1 << 30 };

/* How a server of one stream misbehaves. */
struct misdeed {
  int drops;        /* the byte of this number; -1: none */
  int silent_after; /* so many frames */
  int closes_after; /* so many frames */
  bool resets;
  bool lies; /* another checksum, after the first frame */
};

static struct misdeed misdeed;

static void answer_frames(int connection) {
  struct stream_state state = {0};
  struct frame frame;
  size_t held = 0;
  int heard = 0;
  for (int number = 0;; number++) {
    if (recv(connection, (char *)&frame + held, 1, 0) != 1) return;
    if (number != misdeed.drops) held++;
    if (held < sizeof frame) continue;
    held = 0;
    frame_take(&state, &frame);
    heard++;
    const struct frame_answer answer = {.magic = FRAME_MAGIC,
                                        .generation = 1,
                                        .number = state.number,
                                        .checksum = state.checksum ^ (misdeed.lies && heard > 1)};
    if (heard > misdeed.silent_after) continue;
    if (send(connection, &answer, sizeof answer, MSG_NOSIGNAL) < 0) return;
    if (heard == misdeed.closes_after) return;
  }
}

static void serve_streams(int fd) {
  const struct linger none = {.l_onoff = 1, .l_linger = 0};
  for (int connection; (connection = accept(fd, NULL, NULL)) >= 0;) {
    answer_frames(connection);
    if (misdeed.resets) setsockopt(connection, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(connection);
  }
}

static void run_streams(const struct misdeed *wanted, uint32_t offered, uint32_t timeout_ms,
                        struct clients_seen *ret) {
  uint16_t port;
  misdeed = *wanted;
  int fd = test_server_socket(SOCK_STREAM, 128, &port);
  pid_t server = test_server_start(fd, serve_streams);
  struct clients_plan plan = clients_plan_in_test(port, offered, timeout_ms);
  clients_run("streams", &plan, ret);
  test_server_end(server);
  ASSERT_INT(ret->code, ==, 0);
}

static const struct misdeed honest = {
    .drops = -1, .silent_after = UNTIL_END, .closes_after = UNTIL_END};

TEST(an_honest_server_serves_every_frame) {
  struct clients_seen seen;
  run_streams(&honest, OFFERED, PATIENT_MS, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, OFFERED);
}

/* In the frame of number 4, the opening included: three of the log are served. */
TEST(a_dropped_byte_is_wrong) {
  struct misdeed drops = honest;
  struct clients_seen seen;
  drops.drops = 4 * sizeof(struct frame) + 17;
  run_streams(&drops, OFFERED, PATIENT_MS, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, 3);
  ASSERT_INT(seen.done.outcomes[OUTCOME_WRONG], ==, OFFERED - 3);
}

TEST(another_checksum_is_wrong) {
  struct misdeed lies = honest;
  struct clients_seen seen;
  lies.lies = true;
  run_streams(&lies, OFFERED, PATIENT_MS, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_WRONG], ==, OFFERED);
}

TEST(what_follows_an_early_end_ends_so) {
  struct misdeed closes = honest;
  struct clients_seen seen;
  closes.closes_after = 6;
  run_streams(&closes, OFFERED, PATIENT_MS, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, 5);
  /* A frame that is under way when it closes makes a reset of it. */
  ASSERT_INT(seen.done.outcomes[OUTCOME_CLOSED_EARLY] + seen.done.outcomes[OUTCOME_RESET], ==,
             OFFERED - 5);
}

TEST(a_reset_stream_is_one) {
  struct misdeed resets = honest;
  struct clients_seen seen;
  resets.closes_after = 6;
  resets.resets = true;
  run_streams(&resets, OFFERED, PATIENT_MS, &seen);
  /* A reset throws away what was not read yet. */
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], <=, 5);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED] + seen.done.outcomes[OUTCOME_RESET], ==, OFFERED);
}

TEST(what_is_not_answered_times_out) {
  struct misdeed silent = honest;
  struct clients_seen seen;
  silent.silent_after = 1;
  run_streams(&silent, OFFERED, TIMEOUT_MS, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_TIMED_OUT], ==, OFFERED);
}

/* 1,024 frames of a stream are under way at most. */
TEST(what_is_beyond_the_bound_is_not_offered) {
  struct misdeed silent = honest;
  struct clients_seen seen;
  silent.silent_after = 1;
  run_streams(&silent, 1100, PATIENT_MS / 5, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_TIMED_OUT], ==, 1024);
  ASSERT_INT(seen.done.outcomes[OUTCOME_NOT_OFFERED], ==, 1100 - 1024);
}

static void moves_under_talk(const char *arm) {
  struct clients_seen seen;
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  struct service_pair pair = service_pair_start(&old, &new);
  struct clients_plan plan = clients_plan_in_test(pair.old.seen->ports[0], 1000, PATIENT_MS);
  plan.streams = 10;
  /* Streams are open before the first frame is due: here the order comes before they are, and one that is not served yet
   * is accepted by the new one. */
  service_order(&pair.old);
  clients_run("streams", &plan, &seen);
  ASSERT_INT(service_end(&pair.new), ==, 0);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(seen.code, ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, 1000);
  ASSERT_INT(seen.subject_max, ==, 9);
  ASSERT_INT(seen.generation_max, ==, 2);
}

TEST(a_push_loses_no_frame) { moves_under_talk("scm_rights"); }

TEST(a_pull_loses_no_frame) {
  skip_when_pull_is_refused();
  moves_under_talk("pidfd_getfd");
}

/* Of three, one is answered twice, one never, one once; and strangers' bytes are no answer. */
static void answer_unevenly(int fd) {
  for (;;) {
    struct datagram datagram;
    struct sockaddr_storage from;
    socklen_t from_bytes = sizeof from;
    const struct sockaddr *back = (const struct sockaddr *)&from;
    if (recvfrom(fd, &datagram, sizeof datagram, 0, (struct sockaddr *)&from, &from_bytes) < 0)
      return;
    datagram.generation = 3;
    uint64_t times = 2 - datagram.number % 3;
    for (uint64_t i = 0; i < times; i++)
      sendto(fd, &datagram, sizeof datagram, 0, back, from_bytes);
    sendto(fd, "short", 5, 0, back, from_bytes);
    datagram.number = UINT64_MAX;
    sendto(fd, &datagram, sizeof datagram, 0, back, from_bytes);
  }
}

TEST(datagrams_lost_and_doubled_are_counted) {
  struct clients_seen seen;
  uint16_t port;
  int fd = test_server_socket(SOCK_DGRAM, 0, &port);
  pid_t server = test_server_start(fd, answer_unevenly);
  struct clients_plan plan = clients_plan_in_test(port, OFFERED, TIMEOUT_MS);
  clients_run("datagrams", &plan, &seen);
  test_server_end(server);
  ASSERT_INT(seen.code, ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, OFFERED / 3 * 2);
  ASSERT_INT(seen.done.outcomes[OUTCOME_TIMED_OUT], ==, OFFERED / 3);
  ASSERT_INT(seen.done.doubled, ==, OFFERED / 3);
  ASSERT_INT(seen.copies_max, ==, 1);
  ASSERT_INT(seen.generation_max, ==, 3);
}

TEST(datagrams_to_nobody_are_lost) {
  struct clients_seen seen;
  uint16_t port;
  close(test_server_socket(SOCK_DGRAM, 0, &port));
  struct clients_plan plan = clients_plan_in_test(port, OFFERED, TIMEOUT_MS);
  clients_run("datagrams", &plan, &seen);
  ASSERT_INT(seen.done.outcomes[OUTCOME_TIMED_OUT], ==, OFFERED);
}

TEST(datagrams_go_to_every_port) {
  struct clients_seen seen;
  struct service_plan service_plan = service_plan_in_test();
  service_plan.listeners = 3;
  service_plan.is_datagram = true;
  struct started_service service = service_start_ready(&service_plan);
  struct clients_plan plan = clients_plan_in_test(0, OFFERED, PATIENT_MS);
  plan.ports.count = 3;
  memcpy(plan.ports.ports, service.seen->ports, 3 * sizeof service.seen->ports[0]);
  clients_run("datagrams", &plan, &seen);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, OFFERED);
  ASSERT_INT(seen.subject_max, ==, 2);
  ASSERT_INT(service.seen->counts.answered, ==, OFFERED);
}

static const struct test tests[] = {
    PASSES(an_honest_server_serves_every_frame),
    PASSES(a_dropped_byte_is_wrong),
    PASSES(another_checksum_is_wrong),
    PASSES(what_follows_an_early_end_ends_so),
    PASSES(a_reset_stream_is_one),
    PASSES(what_is_not_answered_times_out),
    PASSES(what_is_beyond_the_bound_is_not_offered),
    PASSES(a_push_loses_no_frame),
    PASSES(a_pull_loses_no_frame),
    PASSES(datagrams_lost_and_doubled_are_counted),
    PASSES(datagrams_to_nobody_are_lost),
    PASSES(datagrams_go_to_every_port),
    SUITE_END,
};

const struct test_suite clients_talk_suite = {"clients_talk", tests};
