/* SPDX-License-Identifier: Apache-2.0 */
/* Numbered datagrams by schedule. Nobody refuses one: it is answered, once or more often, or it is lost, which shows when
 * the time for it is over. An entry is a datagram. */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../service/connection.h"
#include "kinds.h"
#include "waiting.h"

/* So many sockets: where several listeners share a port, the kernel chooses one by the sender's address. */
enum {
  SOCKETS = 128,
  EVENTS_AT_ONCE = 128,
  STARTS_AT_ONCE = 64,
  LINGER_NS = 20 * 1000 * 1000,
  IDLE_NS = 10 * 1000 * 1000
};

static int sockets[SOCKETS];
static int epoll = -1;

static void start(const struct clients_plan *plan, const struct client_log *log,
                  struct clients_done *done, size_t index) {
  struct client_entry *entry = &log->entries[index];
  const struct datagram question = {.number = index};
  entry->subject = (uint32_t)(index % SOCKETS % plan->ports.count);
  entry->started_ns = now_ns();
  uint64_t late_ns = entry->started_ns - entry->due_ns;
  if (late_ns > done->late_max_ns) done->late_max_ns = late_ns;
  int fd = sockets[index % SOCKETS];
  /* ECONNREFUSED is of one before it, which is lost (icmp(7)), and has kept this one from being sent. */
  ssize_t sent = send(fd, &question, sizeof question, MSG_NOSIGNAL);
  if (sent < 0 && errno == ECONNREFUSED) sent = send(fd, &question, sizeof question, MSG_NOSIGNAL);
  if (sent < 0 && errno != ECONNREFUSED)
    client_entry_end(entry, OUTCOME_NOT_OFFERED, entry->started_ns);
}

static void hear(const struct client_log *log, int fd) {
  for (;;) {
    struct datagram answer;
    ssize_t got = recv(fd, &answer, sizeof answer, 0);
    if (got < 0 && errno == ECONNREFUSED) continue;
    if (got < 0) return;
    if (got != sizeof answer || answer.number >= log->count) continue;
    struct client_entry *entry = &log->entries[answer.number];
    if (entry->outcome == OUTCOME_SERVED) entry->copies++;
    if (entry->outcome != OUTCOME_PENDING) continue;
    entry->generation = answer.generation;
    client_entry_end(entry, OUTCOME_SERVED, now_ns());
  }
}

static int offer(const struct clients_plan *plan, struct client_log *log, uint64_t origin_ns,
                 struct clients_done *ret) {
  struct epoll_event events[EVENTS_AT_ONCE];
  size_t next = 0, oldest = 0;
  uint64_t patience_ns = (uint64_t)plan->timeout_ms * 1000000u;
  for (size_t i = 0; i < log->count; i++) log->entries[i].due_ns += origin_ns;
  while (oldest < log->count) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("epoll_wait", -HANDOVER_INTERRUPTED);
    for (int i = 0;
         i < STARTS_AT_ONCE && next < log->count && log->entries[next].due_ns <= now_ns(); i++)
      start(plan, log, ret, next++);
    uint64_t until = next < log->count ? log->entries[next].due_ns : now_ns() + IDLE_NS;
    int count = wait_for_events(epoll, events, EVENTS_AT_ONCE, until);
    if (count < 0) return count;
    for (int i = 0; i < count; i++) hear(log, events[i].data.fd);
    for (uint64_t now = now_ns(); oldest < next; oldest++) {
      if (log->entries[oldest].outcome != OUTCOME_PENDING) continue;
      if (now < log->entries[oldest].due_ns + patience_ns) break;
      client_entry_end(&log->entries[oldest], OUTCOME_TIMED_OUT, now);
    }
  }
  /* A second answer to one of the last. */
  for (uint64_t until = now_ns() + LINGER_NS; now_ns() < until;) {
    int count = wait_for_events(epoll, events, EVENTS_AT_ONCE, until);
    for (int i = 0; i < count; i++) hear(log, events[i].data.fd);
  }
  for (size_t i = 0; i < log->count; i++) ret->doubled += log->entries[i].copies > 0;
  return 0;
}

static int prepare(const struct clients_plan *plan, struct client_log *log) {
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) return failed_at("epoll_create1", -errno);
  for (size_t i = 0; i < SOCKETS; i++) sockets[i] = -1;
  for (size_t i = 0; i < SOCKETS; i++) {
    int error;
    /* To one address: an answer comes from the one that the route has, and another is not heard here (udp(7)). */
    sockets[i] = begin_connection(SOCK_DGRAM, plan->ports.ports[i % plan->ports.count], 0, &error);
    if (sockets[i] < 0) return sockets[i];
    struct epoll_event event = {.events = EPOLLIN, .data.fd = sockets[i]};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &event) < 0)
      return failed_at("epoll_ctl(EPOLL_CTL_ADD)", -errno);
  }
  return clients_draw(plan, log);
}

static void end(void) {
  close_all_consume(sockets, epoll < 0 ? 0 : SOCKETS);
  close_consume(&epoll);
}

const struct clients clients_datagrams = {
    .name = "datagrams",
    .description = "numbered datagrams by schedule, each answered once, more often, or lost",
    .count = clients_by_schedule,
    .prepare = prepare,
    .offer = offer,
    .end = end,
};
