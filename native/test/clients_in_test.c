/* SPDX-License-Identifier: Apache-2.0 */
/* Runs clients, counts their log, starts and ends servers. */
#include "clients_in_test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/owned_fd.h"
#include "tests.h"

enum { FOR_MS = 100, LEAD_NS = 1000 * 1000 };

int test_server_socket(int socket_type, int backlog, uint16_t *ret_port) {
  /* All of 127.0.0.0/8: clients go to more than one address. */
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
  socklen_t bytes = sizeof place;
  int fd = socket(AF_INET, socket_type | SOCK_CLOEXEC, 0);
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(bind(fd, (struct sockaddr *)&place, bytes), ==, 0);
  if (socket_type == SOCK_STREAM && backlog >= 0) ASSERT_INT(listen(fd, backlog), ==, 0);
  ASSERT_INT(getsockname(fd, (struct sockaddr *)&place, &bytes), ==, 0);
  *ret_port = ntohs(place.sin_port);
  return fd;
}

pid_t test_server_start(int fd, void (*serve)(int fd)) {
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) {
    serve(fd);
    _exit(0);
  }
  close(fd);
  return pid;
}

void test_server_end(pid_t pid) {
  ASSERT_INT(kill(pid, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(pid, NULL, 0), ==, pid);
}

struct clients_plan clients_plan_in_test(uint16_t port, uint32_t offered, uint32_t timeout_ms) {
  return (struct clients_plan){.ports = {.count = 1, .ports = {port}},
                               .arrivals = ARRIVALS_CONSTANT,
                               .rate_per_second = offered * 1000.0 / FOR_MS,
                               .seed = 1,
                               .for_ms = FOR_MS,
                               .timeout_ms = timeout_ms,
                               .requests = 1,
                               .streams = 1,
                               .log_fd = -1};
}

static void count(const struct client_log *log, struct clients_seen *ret) {
  uint64_t sum = 0;
  for (size_t i = 0; i < log->count; i++) {
    const struct client_entry *entry = &log->entries[i];
    ASSERT_INT(entry->outcome, <, OUTCOMES);
    ret->done.outcomes[entry->outcome]++;
    ASSERT_INT(entry->due_ns, <=, entry->started_ns);
    ASSERT_INT(entry->started_ns, <=, entry->ended_ns);
    ASSERT_INT(entry->generation != 0, ==, entry->outcome == OUTCOME_SERVED);
    if (entry->connected_ns != 0) ASSERT_INT(entry->started_ns, <=, entry->connected_ns);
    if (entry->subject > ret->subject_max) ret->subject_max = entry->subject;
    if (entry->copies > ret->copies_max) ret->copies_max = entry->copies;
    if (entry->generation > ret->generation_max) ret->generation_max = entry->generation;
  }
  for (int i = OUTCOME_PENDING + 1; i < OUTCOMES; i++) sum += ret->done.outcomes[i];
  ASSERT_INT(sum, ==, log->count);
}

void clients_run(const char *kind, const struct clients_plan *given, struct clients_seen *ret) {
  const struct clients *clients = clients_find(kind);
  struct clients_plan plan = *given;
  struct client_log log = {0};
  ASSERT(clients != NULL);
  memset(ret, 0, sizeof *ret);
  size_t offered = clients->count(&plan);
  plan.log_fd = memfd_create("clients", MFD_CLOEXEC);
  ASSERT_INT(ftruncate(plan.log_fd, (off_t)(offered * sizeof(struct client_entry))), ==, 0);
  ASSERT_INT(client_log_map(plan.log_fd, offered, &log), ==, 0);
  ret->code = clients->prepare(&plan, &log);
  if (ret->code == 0) ret->code = clients->offer(&plan, &log, now_ns() + LEAD_NS, &ret->done);
  if (ret->code == 0) count(&log, ret);
  clients->end();
  client_log_unmap(&log);
  close_consume(&plan.log_fd);
}
