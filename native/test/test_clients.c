/* SPDX-License-Identifier: Apache-2.0 */
/* Connections are followed to their end, whatever the server does: each has an outcome, and it is the right one. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../clients/kinds.h"
#include "../core/owned_fd.h"
#include "clients_in_test.h"
#include "service_in_test.h"
#include "tests.h"

enum { OFFERED = 20, TIMEOUT_MS = 300, PATIENT_MS = 10000 };

/* Accepts, reads the request, says this, and closes. */
static void say_and_close(int fd, const char *answer, bool resets) {
  for (;;) {
    char request[ANSWER_BYTES_MAX];
    const struct linger none = {.l_onoff = 1, .l_linger = 0};
    int connection = accept(fd, NULL, NULL);
    if (connection < 0) return;
    if (recv(connection, request, sizeof request, 0) < 0) return;
    if (answer[0] != '\0') send(connection, answer, strlen(answer), MSG_NOSIGNAL);
    if (resets) setsockopt(connection, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(connection);
  }
}

static void close_early(int fd) { say_and_close(fd, "", false); }
static void say_half(int fd) {
  say_and_close(fd, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1", false);
}
static void reset(int fd) { say_and_close(fd, "", true); }
static void say_busy(int fd) {
  say_and_close(fd, "HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\n1\n", false);
}
static void say_nonsense(int fd) { say_and_close(fd, "SSH-2.0-nobody\r\n\r\n", false); }

static void all_end_as(void (*serve)(int fd), enum client_outcome outcome) {
  struct clients_seen seen;
  uint16_t port;
  int fd = test_server_socket(SOCK_STREAM, 128, &port);
  pid_t server = test_server_start(fd, serve);
  struct clients_plan plan = clients_plan_in_test(port, OFFERED, PATIENT_MS);
  clients_run("connections", &plan, &seen);
  test_server_end(server);
  ASSERT_INT(seen.code, ==, 0);
  ASSERT_INT(seen.done.outcomes[outcome], ==, OFFERED);
  ASSERT_INT(seen.done.connected, ==, OFFERED);
}

TEST(an_early_end_is_one) { all_end_as(close_early, OUTCOME_CLOSED_EARLY); }
TEST(half_an_answer_is_an_early_end) { all_end_as(say_half, OUTCOME_CLOSED_EARLY); }
TEST(a_reset_is_one) { all_end_as(reset, OUTCOME_RESET); }
TEST(another_status_is_wrong) { all_end_as(say_busy, OUTCOME_WRONG); }
TEST(another_protocol_is_wrong) { all_end_as(say_nonsense, OUTCOME_WRONG); }

TEST(where_nobody_listens_all_are_refused) {
  struct clients_seen seen;
  uint16_t port;
  int fd = test_server_socket(SOCK_STREAM, -1, &port); /* so that nobody else does either */
  struct clients_plan plan = clients_plan_in_test(port, OFFERED, PATIENT_MS);
  clients_run("connections", &plan, &seen);
  close(fd);
  ASSERT_INT(seen.code, ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_REFUSED], ==, OFFERED);
  ASSERT_INT(seen.done.connected, ==, 0);
}

/* In the queue, or not even there: nobody answers in time. */
TEST(where_nobody_accepts_all_time_out) {
  struct clients_seen seen;
  uint16_t port;
  int fd = test_server_socket(SOCK_STREAM, 1, &port);
  struct clients_plan plan = clients_plan_in_test(port, OFFERED, TIMEOUT_MS);
  clients_run("connections", &plan, &seen);
  close(fd);
  ASSERT_INT(seen.code, ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_TIMED_OUT], ==, OFFERED);
  ASSERT_INT(seen.done.connected, >, 0);
  ASSERT_INT(seen.done.connected, <, OFFERED);
}

/* Three ask and never read, and stay. */
TEST(clients_that_never_read_hinder_nobody) {
  struct clients_seen seen;
  struct service_plan service_plan = service_plan_in_test();
  struct started_service service = service_start_ready(&service_plan);
  struct clients_plan plan = clients_plan_in_test(service.seen->ports[0], OFFERED, PATIENT_MS);
  plan.unread = 3;
  clients_run("connections", &plan, &seen);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, OFFERED);
  ASSERT_INT(service.seen->counts.accepted, ==, OFFERED + 3);
}

TEST(a_service_serves_all) {
  struct clients_seen seen;
  struct service_plan service_plan = service_plan_in_test();
  service_plan.listeners = 3;
  service_plan.generation = 5;
  struct started_service service = service_start_ready(&service_plan);
  struct clients_plan plan = clients_plan_in_test(0, OFFERED, PATIENT_MS);
  plan.requests = 4;
  plan.ports.count = 3;
  memcpy(plan.ports.ports, service.seen->ports, 3 * sizeof service.seen->ports[0]);
  clients_run("connections", &plan, &seen);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, OFFERED);
  ASSERT_INT(seen.generation_max, ==, 5);
  ASSERT_INT(seen.subject_max, ==, 2);
  ASSERT_INT(service.seen->counts.accepted, ==, OFFERED);
  ASSERT_INT(service.seen->counts.answered, ==, OFFERED * 4);
}

/* Nothing is lost while it moves. */
TEST(a_push_loses_no_connection) {
  struct clients_seen seen;
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  struct service_pair pair = service_pair_start(&old, &new);
  struct clients_plan plan = clients_plan_in_test(pair.old.seen->ports[0], 1000, PATIENT_MS);
  service_order(&pair.old);
  clients_run("connections", &plan, &seen);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(service_end(&pair.new), ==, 0);
  ASSERT_INT(seen.done.outcomes[OUTCOME_SERVED], ==, 1000);
  ASSERT_INT(pair.old.seen->counts.accepted + pair.new.seen->counts.accepted, ==, 1000);
}

TEST(an_outcome_comes_once) {
  struct client_entry entry = {.outcome = OUTCOME_PENDING};
  client_entry_end(&entry, OUTCOME_RESET, 7);
  client_entry_end(&entry, OUTCOME_SERVED, 8);
  ASSERT_INT(entry.outcome, ==, OUTCOME_RESET);
  ASSERT_INT(entry.ended_ns, ==, 7);
}

/* The runner reads it by these places: docs/handover-protocol.md. */
TEST(a_log_entry_has_48_bytes) {
  ASSERT_INT(sizeof(struct client_entry), ==, 48);
  ASSERT_INT(offsetof(struct client_entry, ended_ns), ==, 24);
  ASSERT_INT(offsetof(struct client_entry, outcome), ==, 32);
  ASSERT_INT(offsetof(struct client_entry, copies), ==, 44);
  for (int i = 0; i < OUTCOMES; i++) ASSERT(client_outcome_names[i] != NULL);
}

TEST(a_log_without_room_is_refused) {
  struct client_log log = {0};
  int fd = memfd_create("clients", MFD_CLOEXEC);
  ASSERT_INT(ftruncate(fd, 48 * 3 - 1), ==, 0);
  ASSERT_INT(client_log_map(fd, 3, &log), ==, -EINVAL);
  ASSERT_INT(client_log_map(fd, 2, &log), ==, 0);
  client_log_unmap(&log);
  close_consume(&fd);
  ASSERT_INT(client_log_map(fd, 2, &log), ==, -EBADF);
}

TEST(kinds_are_found_by_name) {
  for (size_t i = 0; client_kinds[i] != NULL; i++)
    ASSERT(clients_find(client_kinds[i]->name) == client_kinds[i]);
  ASSERT(clients_find("hog") == NULL && clients_find("") == NULL);
}

static const struct test tests[] = {
    PASSES(an_early_end_is_one),
    PASSES(half_an_answer_is_an_early_end),
    PASSES(a_reset_is_one),
    PASSES(another_status_is_wrong),
    PASSES(another_protocol_is_wrong),
    PASSES(where_nobody_listens_all_are_refused),
    PASSES(where_nobody_accepts_all_time_out),
    PASSES(clients_that_never_read_hinder_nobody),
    PASSES(a_service_serves_all),
    PASSES(a_push_loses_no_connection),
    PASSES(an_outcome_comes_once),
    PASSES(a_log_entry_has_48_bytes),
    PASSES(a_log_without_room_is_refused),
    PASSES(kinds_are_found_by_name),
    SUITE_END,
};

const struct test_suite clients_suite = {"clients", tests};
