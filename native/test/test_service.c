/* SPDX-License-Identifier: Apache-2.0 */
/* A service that nobody hands over: it accepts, answers, takes frames and datagrams, and ends when it is told. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../clients/http_visit.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../service/listeners.h"
#include "service_in_test.h"
#include "tests.h"

TEST(it_accepts_and_answers_with_its_generation) {
  struct service_plan plan = service_plan_in_test();
  plan.listeners = 3;
  plan.generation = 4;
  struct started_service service = service_start_ready(&plan);
  ASSERT_INT(service.seen->listener_count, ==, 3);
  for (int i = 0; i < 3; i++) ASSERT_INT(ask_generation(service.seen->ports[i]), ==, 4);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->code, ==, 0);
  ASSERT_INT(service.seen->counts.accepted, ==, 3);
  ASSERT_INT(service.seen->counts.answered, ==, 3);
  ASSERT_INT(service.seen->counts.unanswered, ==, 0);
  ASSERT_INT(service.seen->instants.first_accept_ns, <, service.seen->instants.last_accept_ns);
}

TEST(one_connection_asks_often) {
  struct service_plan plan = service_plan_in_test();
  struct started_service service = service_start_ready(&plan);
  int fd = connect_to(service.seen->ports[0]);
  for (int i = 0; i < 100; i++) ASSERT_INT(ask_generation_on(fd), ==, 1);
  close(fd);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->counts.accepted, ==, 1);
  ASSERT_INT(service.seen->counts.answered, ==, 100);
}

/* A request byte by byte is one request. */
TEST(a_request_in_pieces_is_answered_once) {
  struct service_plan plan = service_plan_in_test();
  struct started_service service = service_start_ready(&plan);
  char text[ANSWER_ROOM];
  size_t bytes, held = 0;
  const char *words = http_request(true, &bytes);
  int fd = connect_to(service.seen->ports[0]);
  for (size_t i = 0; i < bytes; i++) ASSERT_INT(send(fd, words + i, 1, MSG_NOSIGNAL), ==, 1);
  for (ssize_t got; (got = recv(fd, text + held, sizeof text - held, 0)) > 0;) held += (size_t)got;
  close(fd);
  uint32_t generation;
  ASSERT_INT(http_answer(text, held, &generation), ==, ANSWER_WHOLE);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->counts.answered, ==, 1);
}

TEST(a_request_without_end_is_closed) {
  struct service_plan plan = service_plan_in_test();
  struct started_service service = service_start_ready(&plan);
  char text[REQUEST_BYTES_MAX];
  memset(text, 'a', sizeof text);
  int fd = connect_to(service.seen->ports[0]);
  ASSERT_INT(send(fd, text, sizeof text, MSG_NOSIGNAL), ==, sizeof text);
  ASSERT_INT(recv(fd, text, sizeof text, 0), <=, 0);
  close(fd);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->counts.answered, ==, 0);
  ASSERT_INT(service.seen->counts.unanswered, ==, 1);
}

/* What follows an answered request is a request too, whatever its bytes are: else more than a frame of a stream would be
 * read, and no place for it is carried along (connection.h). */
TEST(a_connection_that_asked_by_http_is_no_stream) {
  struct service_plan plan = service_plan_in_test();
  struct started_service service = service_start_ready(&plan);
  struct stream_state state = {0};
  struct frame frame;
  struct frame_answer answer;
  frame_write(&state, 1, &frame);
  int fd = connect_to(service.seen->ports[0]);
  ASSERT_INT(ask_generation_on(fd), ==, 1);
  ASSERT_INT(send(fd, &frame, sizeof frame, MSG_NOSIGNAL), ==, sizeof frame);
  shutdown(fd, SHUT_WR);
  ASSERT_INT(recv(fd, &answer, sizeof answer, 0), <=, 0);
  close(fd);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->counts.answered, ==, 1);
}

/* The end of the input comes after them: what waits at a listener is answered before the service ends. */
TEST(datagrams_that_wait_are_answered_before_the_end) {
  enum { DATAGRAMS = 100 }; /* more than are taken at once */
  struct service_plan plan = service_plan_in_test();
  plan.is_datagram = true;
  plan.stop_at = PHASE_ORDERED;
  plan.gives = arm_find("no_handover");
  struct started_service service = service_start_ready(&plan);
  service_order(&service);
  service_await_stop(&service);
  int fd = connect_datagrams_to(service.seen->ports[0]);
  for (uint64_t i = 0; i < DATAGRAMS; i++) {
    const struct datagram question = {.number = i};
    ASSERT_INT(send(fd, &question, sizeof question, 0), ==, sizeof question);
  }
  close_consume(&service.orders);
  service_continue(&service);
  ASSERT_INT(service_reap(&service), ==, 0);
  for (uint64_t i = 0; i < DATAGRAMS; i++) {
    struct datagram answer;
    ASSERT_INT(recv(fd, &answer, sizeof answer, MSG_DONTWAIT), ==, sizeof answer);
    ASSERT_INT(answer.number, ==, i);
    ASSERT_INT(answer.generation, ==, 1);
  }
  close(fd);
  ASSERT_INT(service.seen->counts.answered, ==, DATAGRAMS);
  ASSERT_INT(service.seen->counts.accept_failures, ==, 0);
}

TEST(a_port_that_somebody_has_is_an_error) {
  struct service_plan plan = service_plan_in_test();
  int taken = listener_open(&plan, 0, false);
  ASSERT_INT(taken, >=, 0);
  plan.port_first = (uint16_t)listener_port(taken);
  struct started_service service = service_start(&plan);
  ASSERT_INT(service_wait(&service), ==, 0);
  ASSERT_INT(service.seen->code, ==, -EADDRINUSE);
  ASSERT_STRING(service.seen->operation, "bind");
  close(taken);
}

TEST(a_service_pulls_listeners_out_of_one_that_does_not_know) {
  char ports[16];
  skip_when_pull_is_refused();
  struct service_plan plan = service_plan_in_test();
  struct started_service old = service_start_ready(&plan);
  snprintf(ports, sizeof ports, "%u", old.seen->ports[0]);
  plan.generation = 2;
  plan.pulls_from = old.pid;
  plan.find_ports = ports;
  struct started_service new = service_start_ready(&plan);
  ASSERT_INT(new.seen->ports[0], ==, old.seen->ports[0]);
  ASSERT_INT(service_end(&old), ==, 0);
  ASSERT_INT(ask_generation(new.seen->ports[0]), ==, 2);
  ASSERT_INT(service_end(&new), ==, 0);
}

/* Both have the one socket, as well as the old process: each connection goes to one of them. */
TEST(two_new_processes_may_pull_from_one) {
  char ports[16];
  skip_when_pull_is_refused();
  struct service_plan plan = service_plan_in_test();
  struct started_service old = service_start_ready(&plan);
  uint16_t port = old.seen->ports[0];
  snprintf(ports, sizeof ports, "%u", port);
  plan.generation = 2;
  plan.pulls_from = old.pid;
  plan.find_ports = ports;
  struct started_service one = service_start_ready(&plan);
  struct started_service other = service_start_ready(&plan);
  ASSERT_INT(service_end(&old), ==, 0);
  for (int i = 0; i < 20; i++) ASSERT_INT(ask_generation(port), ==, 2);
  ASSERT_INT(service_end(&one), ==, 0);
  for (int i = 0; i < 20; i++) ASSERT_INT(ask_generation(port), ==, 2);
  ASSERT_INT(service_end(&other), ==, 0);
  ASSERT_INT(one.seen->counts.accepted + other.seen->counts.accepted, ==, 40);
}

TEST(a_port_that_is_not_there_cannot_be_pulled) {
  char ports[32];
  skip_when_pull_is_refused();
  struct service_plan plan = service_plan_in_test();
  struct started_service old = service_start_ready(&plan);
  uint16_t port = old.seen->ports[0];
  snprintf(ports, sizeof ports, "%u,%u", port, port == 1 ? 2U : port - 1U);
  plan.pulls_from = old.pid;
  plan.find_ports = ports;
  struct started_service new = service_start(&plan);
  ASSERT_INT(service_wait(&new), ==, 0);
  ASSERT_INT(new.seen->code, ==, -HANDOVER_NOT_FOUND);
  ASSERT_INT(ask_generation(port), ==, 1);
  ASSERT_INT(service_end(&old), ==, 0);
}

static const struct test tests[] = {
    PASSES(it_accepts_and_answers_with_its_generation),
    PASSES(one_connection_asks_often),
    PASSES(a_request_in_pieces_is_answered_once),
    PASSES(a_request_without_end_is_closed),
    PASSES(a_connection_that_asked_by_http_is_no_stream),
    PASSES(datagrams_that_wait_are_answered_before_the_end),
    PASSES(a_port_that_somebody_has_is_an_error),
    PASSES(a_service_pulls_listeners_out_of_one_that_does_not_know),
    PASSES(two_new_processes_may_pull_from_one),
    PASSES(a_port_that_is_not_there_cannot_be_pulled),
    SUITE_END,
};

const struct test_suite service_suite = {"service", tests};
