/* SPDX-License-Identifier: Apache-2.0 */
/* Established streams move with what of them is read and not answered, and answered and not sent. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/owned_fd.h"
#include "service_in_test.h"
#include "tests.h"

/* One frame and its answer. */
static uint32_t talk(int fd, struct stream_state *state) {
  struct frame frame;
  struct frame_answer answer;
  frame_write(state, 1, &frame);
  ASSERT_INT(send(fd, &frame, sizeof frame, MSG_NOSIGNAL), ==, sizeof frame);
  ASSERT_INT(recv(fd, &answer, sizeof answer, MSG_WAITALL), ==, sizeof answer);
  ASSERT_INT(answer.number, ==, state->number);
  ASSERT(answer.checksum == state->checksum);
  return answer.generation;
}

/* More streams than a message takes; half a frame of each is read when it moves. */
static void moves_streams(const char *arm) {
  enum { STREAMS = STREAMS_A_CHUNK + 3, HALF = sizeof(struct frame) / 2 };
  static struct stream_state states[STREAMS];
  static struct frame frames[STREAMS];
  int fds[STREAMS];
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  struct service_pair pair = service_pair_start(&old, &new);
  for (int i = 0; i < STREAMS; i++) {
    fds[i] = connect_to(pair.old.seen->ports[0]);
    ASSERT_INT(talk(fds[i], &states[i]), ==, 1);
    frame_write(&states[i], 1, &frames[i]);
    ASSERT_INT(send(fds[i], &frames[i], HALF, MSG_NOSIGNAL), ==, HALF);
  }
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  for (int i = 0; i < STREAMS; i++) {
    struct frame_answer answer;
    const char *rest = (const char *)&frames[i] + HALF;
    ASSERT_INT(send(fds[i], rest, sizeof frames[i] - HALF, MSG_NOSIGNAL), ==,
               sizeof frames[i] - HALF);
    ASSERT_INT(recv(fds[i], &answer, sizeof answer, MSG_WAITALL), ==, sizeof answer);
    ASSERT(answer.number == states[i].number && answer.checksum == states[i].checksum);
    ASSERT_INT(talk(fds[i], &states[i]), ==, 2);
    close(fds[i]);
  }
  ASSERT_INT(service_end(&pair.new), ==, 0);
  ASSERT_INT(pair.old.seen->counts.streams_given, ==, STREAMS);
  ASSERT_INT(pair.new.seen->counts.streams_taken, ==, STREAMS);
}

TEST(a_push_moves_streams) { moves_streams("scm_rights"); }

TEST(a_pull_moves_streams) {
  skip_when_pull_is_refused();
  moves_streams("pidfd_getfd");
}

/* Sends frames, the first byte by itself, until nothing more goes: nobody reads the answers, so the service has one that
 * it cannot send, and behind it questions that it does not read. Returns how many bytes went. */
static size_t flood(int fd, uint16_t port) {
  const struct timeval patience = {.tv_usec = 200 * 1000};
  struct stream_state state = {0};
  size_t bytes = 0;
  ASSERT_INT(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience), ==, 0);
  for (;;) {
    struct frame frame;
    frame_write(&state, 1, &frame);
    for (size_t at = 0; at < sizeof frame;) {
      size_t part = bytes == 0 ? 1 : sizeof frame - at;
      ssize_t sent = send(fd, (const char *)&frame + at, part, MSG_NOSIGNAL);
      if (sent < 0) {
        ASSERT_INT(errno, ==, EAGAIN);
        return bytes;
      }
      bytes += (size_t)sent;
      at += (size_t)sent;
      /* Answered after what came before it: now the first byte is read. */
      if (bytes == 1) ASSERT_INT(ask_generation(port), ==, 1);
    }
  }
}

/* Every whole frame of so many bytes is answered, and rightly. Returns who answered the last. */
static uint32_t expect_answers(int fd, size_t bytes) {
  struct stream_state state = {0};
  struct frame_answer answer = {0};
  for (size_t i = 0; i < bytes / sizeof(struct frame); i++) {
    struct frame frame;
    frame_write(&state, 1, &frame);
    ASSERT_INT(recv(fd, &answer, sizeof answer, MSG_WAITALL), ==, sizeof answer);
    ASSERT_INT(answer.number, ==, state.number);
    ASSERT(answer.checksum == state.checksum);
  }
  return answer.generation;
}

TEST(a_stream_whose_answers_nobody_reads_moves) {
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  struct service_pair pair = service_pair_start(&old, &new);
  int fd = connect_to(pair.old.seen->ports[0]);
  size_t bytes = flood(fd, pair.old.seen->ports[0]);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(expect_answers(fd, bytes), ==, 2);
  close(fd);
  ASSERT_INT(service_end(&pair.new), ==, 0);
}

/* This test is the new process: it takes the stream and is gone. */
TEST(a_stream_that_was_given_to_nobody_comes_back) {
  struct service_plan plan = service_plan_in_test();
  struct received got;
  char message[sizeof(struct announcement)];
  plan.gives = arm_find("scm_rights");
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  plan.channel = ends[0];
  struct started_service service = service_start_ready(&plan);
  int fd = connect_to(service.seen->ports[0]);
  size_t bytes = flood(fd, service.seen->ports[0]);
  service_order(&service);
  for (int i = 0; i < 5;
       i++) { /* three of the listeners, the word and the message of the streams */
    ASSERT_INT(receive_at_most(ends[1], message, sizeof message, SCM_MAX_FDS, 0, &got), ==, 0);
    close_all_consume(got.fds, got.fd_count);
    if (i == 2) ASSERT_INT(handing_say(ends[1], HANDING_ACCEPTING, 0, 1, 1), ==, 0);
  }
  ASSERT_INT(got.fd_count, ==, 1);
  close_consume(&ends[1]);
  ASSERT_INT(expect_answers(fd, bytes), ==, 1);
  close(fd);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->counts.resumed, ==, 1);
  ASSERT_INT(service.seen->counts.streams_given, ==, 0);
}

static const struct test tests[] = {
    PASSES(a_push_moves_streams),
    PASSES(a_pull_moves_streams),
    PASSES(a_stream_whose_answers_nobody_reads_moves),
    PASSES(a_stream_that_was_given_to_nobody_comes_back),
    SUITE_END,
};

const struct test_suite handing_streams_suite = {"handing_streams", tests};
