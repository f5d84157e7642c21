/* SPDX-License-Identifier: Apache-2.0 */
/* Established streams move with what of them is read and not answered, and answered and not sent. */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
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

/* Sends frames until nothing more goes: nobody reads the answers, so the service has one that it cannot send, and behind it
 * questions that it does not read. Returns how many bytes went. */
static size_t flood(int fd) {
  const struct timeval patience = {.tv_usec = 200000};
  struct stream_state state = {0};
  size_t bytes = 0;
  ASSERT_INT(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience), ==, 0);
  for (;;) {
    struct frame frame;
    frame_write(&state, 1, &frame);
    ssize_t sent = send(fd, &frame, sizeof frame, MSG_NOSIGNAL);
    if (sent > 0) bytes += (size_t)sent;
    if (sent == sizeof frame) continue;
    if (sent < 0) ASSERT_INT(errno, ==, EAGAIN);
    return bytes;
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
  size_t bytes = flood(fd);
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
  size_t bytes = flood(fd);
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

/* A listening socket without a name of ours (unix(7), autobind), and a connection to it. */
static int unix_listener(int ret_ends[2]) {
  struct sockaddr_un place = {.sun_family = AF_UNIX};
  socklen_t bytes = sizeof place;
  ret_ends[0] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  ret_ends[1] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_INT(bind(ret_ends[0], (struct sockaddr *)&place, sizeof place.sun_family), ==, 0);
  ASSERT_INT(getsockname(ret_ends[0], (struct sockaddr *)&place, &bytes), ==, 0);
  ASSERT_INT(listen(ret_ends[0], 1), ==, 0);
  ASSERT_INT(connect(ret_ends[1], (struct sockaddr *)&place, bytes), ==, 0);
  return ret_ends[0];
}

/* The first byte comes alone, so what it is is not known; then many frames at once, and no room for their answers. What
 * is read beyond a frame could not be carried. In this process, with Unix sockets, whose room is small. */
TEST(what_a_stream_carries_has_a_bound) {
  enum { FRAMES = 30 };
  static struct service_loop service;
  const struct service_plan plan = service_plan_in_test();
  const int room = 1;
  struct stream_state state = {0};
  struct frame frames[FRAMES];
  struct carried carried;
  int ends[2];
  for (int i = 0; i < FRAMES; i++) frame_write(&state, 1, &frames[i]);
  service.plan = &plan;
  service.epoll = epoll_create1(EPOLL_CLOEXEC);
  ASSERT_INT(service.epoll, >=, 0);
  struct listener listener = {.watched = {.kind = WATCHED_LISTENER, .fd = unix_listener(ends)}};
  ASSERT_INT(send(ends[1], frames, 1, 0), ==, 1);
  connections_accept(&service, &listener);
  struct connection *connection = service.connections;
  ASSERT(connection != NULL && connection->in_bytes == 1);
  ASSERT_INT(setsockopt(connection->watched.fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room), ==, 0);
  ASSERT_INT(send(ends[1], (const char *)frames + 1, sizeof frames - 1, 0), ==, sizeof frames - 1);
  connection_serve(&service, connection);
  ASSERT_INT(connection->out_bytes, >, 0);
  ASSERT(connection->is_stream);
  ASSERT_INT(connection->in_bytes, <=, sizeof carried.in);
  connection_carry(connection, &carried);
  ASSERT_INT(carried.out_bytes, ==, connection->out_bytes);
  connection_end(&service, connection);
  close_consume(&service.epoll);
  close_all_consume(ends, 2);
}

static const struct test tests[] = {
    PASSES(a_push_moves_streams),
    PASSES(a_pull_moves_streams),
    PASSES(a_stream_whose_answers_nobody_reads_moves),
    PASSES(what_a_stream_carries_has_a_bound),
    PASSES(a_stream_that_was_given_to_nobody_comes_back),
    SUITE_END,
};

const struct test_suite handing_streams_suite = {"handing_streams", tests};
