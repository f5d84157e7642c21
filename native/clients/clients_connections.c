/* SPDX-License-Identifier: Apache-2.0 */
/* Connections that come by schedule, ask by HTTP, and are followed to their end. One thread: at 30,000 a second it is
 * the system calls that count, so the request is sent right after connect(2), when a connection over loopback stands. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "http_visit.h"
#include "kinds.h"
#include "waiting.h"

enum {
  EVENTS_AT_ONCE = 128,
  STARTS_AT_ONCE = 32,
  DESCRIPTORS_MAX = 1 << 20,
  IDLE_NS = 10 * 1000 * 1000
};

struct visit {
  int fd; /* -1: nobody */
  bool is_asked;
  uint32_t requests_left, bytes;
  size_t entry;
  char answer[ANSWER_ROOM];
};

struct generator {
  const struct clients_plan *plan;
  struct client_log *log;
  struct clients_done *done;
  int epoll;
  size_t next, oldest; /* the next that is due; before the oldest, all have ended */
  uint64_t in_flight;
};

static struct visit **visits; /* by descriptor */
static size_t visit_room;
static int *descriptors; /* by entry, -1: none */
static int *unread;
static uint32_t unread_count;

static struct visit *visit_of(int fd) {
  if (visits[fd] == NULL) visits[fd] = malloc(sizeof *visits[fd]);
  return visits[fd];
}

static void end_visit(struct generator *generator, struct visit *visit,
                      enum client_outcome outcome) {
  client_entry_end(&generator->log->entries[visit->entry], outcome, now_ns());
  descriptors[visit->entry] = -1;
  close_consume(&visit->fd);
  generator->in_flight--;
}

static enum client_outcome outcome_of_error(int error) {
  switch (error) {
    case ECONNREFUSED: return OUTCOME_REFUSED;
    case ETIMEDOUT: return OUTCOME_TIMED_OUT;
    case ECONNRESET:
    case EPIPE: return OUTCOME_RESET;
    /* EADDRNOTAVAIL, EMFILE, ENOBUFS, …: nothing that a service does. */
    default: return OUTCOME_NOT_OFFERED;
  }
}

/* Sends the next request. Returns 0, or the errno that ended it; EAGAIN: it is not connected yet. */
static int ask(struct generator *generator, struct visit *visit) {
  size_t bytes;
  const char *words = http_request(visit->requests_left == 1, &bytes);
  ssize_t sent = send(visit->fd, words, bytes, MSG_NOSIGNAL);
  if (sent < 0) return errno;
  struct client_entry *entry = &generator->log->entries[visit->entry];
  if (entry->connected_ns == 0) {
    entry->connected_ns = now_ns();
    generator->done->connected++;
  }
  visit->is_asked = true;
  visit->bytes = 0;
  return 0;
}

static void watch(struct generator *generator, struct visit *visit, int operation) {
  struct epoll_event event = {.events = visit->is_asked ? EPOLLIN : EPOLLOUT, .data.fd = visit->fd};
  if (epoll_ctl(generator->epoll, operation, visit->fd, &event) < 0)
    end_visit(generator, visit, OUTCOME_NOT_OFFERED);
}

static void start(struct generator *generator, size_t index) {
  const struct clients_plan *plan = generator->plan;
  struct client_entry *entry = &generator->log->entries[index];
  entry->subject = (uint32_t)(index % plan->ports.count);
  entry->started_ns = now_ns();
  uint64_t late_ns = entry->started_ns - entry->due_ns;
  if (late_ns > generator->done->late_max_ns) generator->done->late_max_ns = late_ns;
  int error;
  int fd = begin_connection(SOCK_STREAM, plan->ports.ports[entry->subject], index, &error);
  struct visit *visit = fd < 0 || (size_t)fd >= visit_room ? NULL : visit_of(fd);
  if (visit == NULL) {
    if (fd >= 0) close(fd);
    client_entry_end(entry, OUTCOME_NOT_OFFERED, now_ns());
    return;
  }
  visit->fd = descriptors[index] = fd;
  visit->entry = index;
  visit->is_asked = false;
  visit->requests_left = plan->requests;
  generator->in_flight++;
  if (generator->in_flight > generator->done->in_flight_max)
    generator->done->in_flight_max = generator->in_flight;
  if (error == EINPROGRESS) error = ask(generator, visit);
  if (error == 0 || error == EAGAIN || error == ENOTCONN)
    watch(generator, visit, EPOLL_CTL_ADD);
  else
    end_visit(generator, visit, outcome_of_error(error));
}

/* An answer is whole: the next request, or the end. */
static void go_on(struct generator *generator, struct visit *visit, uint32_t generation) {
  generator->log->entries[visit->entry].generation = generation;
  visit->requests_left--;
  int error = visit->requests_left == 0 ? 0 : ask(generator, visit);
  if (visit->requests_left == 0)
    end_visit(generator, visit, OUTCOME_SERVED);
  else if (error != 0)
    end_visit(generator, visit, outcome_of_error(error));
}

static void hear(struct generator *generator, struct visit *visit) {
  ssize_t got =
      recv(visit->fd, visit->answer + visit->bytes, sizeof visit->answer - visit->bytes, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    end_visit(generator, visit, got < 0 ? outcome_of_error(errno) : OUTCOME_CLOSED_EARLY);
    return;
  }
  visit->bytes += (uint32_t)got;
  uint32_t generation;
  switch (http_answer(visit->answer, visit->bytes, &generation)) {
    case ANSWER_NOT_WHOLE: return;
    case ANSWER_WHOLE: go_on(generator, visit, generation); return;
    case ANSWER_NOT_UNDERSTOOD: end_visit(generator, visit, OUTCOME_WRONG); return;
  }
}

static void serve_event(struct generator *generator, int fd) {
  struct visit *visit = visits[fd];
  if (visit == NULL || visit->fd != fd) return;
  if (visit->is_asked) {
    hear(generator, visit);
    return;
  }
  int error = ask(generator, visit);
  if (error == 0)
    watch(generator, visit, EPOLL_CTL_MOD);
  else if (error != EAGAIN && error != ENOTCONN)
    end_visit(generator, visit, outcome_of_error(error));
}

/* All have the same patience, so the oldest runs out first. */
static void end_overdue(struct generator *generator, uint64_t now) {
  uint64_t patience_ns = (uint64_t)generator->plan->timeout_ms * 1000000u;
  for (; generator->oldest < generator->next; generator->oldest++) {
    const struct client_entry *entry = &generator->log->entries[generator->oldest];
    if (entry->outcome != OUTCOME_PENDING) continue;
    if (now < entry->due_ns + patience_ns) return;
    end_visit(generator, visits[descriptors[generator->oldest]], OUTCOME_TIMED_OUT);
  }
}

static int run(struct generator *generator) {
  struct epoll_event events[EVENTS_AT_ONCE];
  struct client_log *log = generator->log;
  while (generator->oldest < log->count) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("epoll_wait", -HANDOVER_INTERRUPTED);
    for (int i = 0; i < STARTS_AT_ONCE && generator->next < log->count &&
                    log->entries[generator->next].due_ns <= now_ns();
         i++)
      start(generator, generator->next++);
    uint64_t until =
        generator->next < log->count ? log->entries[generator->next].due_ns : now_ns() + IDLE_NS;
    int count = wait_for_events(generator->epoll, events, EVENTS_AT_ONCE, until);
    if (count < 0) return count;
    for (int i = 0; i < count; i++) serve_event(generator, events[i].data.fd);
    end_overdue(generator, now_ns());
  }
  return 0;
}

static int prepare(const struct clients_plan *plan, struct client_log *log) {
  uint64_t soft, hard;
  int code = descriptor_limits(&soft, &hard);
  if (code < 0) return code;
  visit_room = soft < DESCRIPTORS_MAX ? (size_t)soft : DESCRIPTORS_MAX;
  visits = calloc(visit_room, sizeof(struct visit *));
  descriptors = malloc(log->count * sizeof *descriptors);
  unread = calloc(plan->unread + 1, sizeof *unread);
  if (visits == NULL || descriptors == NULL || unread == NULL) return failed_at("malloc", -ENOMEM);
  for (size_t i = 0; i < log->count; i++) descriptors[i] = -1;
  for (uint32_t i = 0; i < plan->unread; i++) {
    int error;
    size_t bytes;
    const char *words = http_request(false, &bytes);
    unread[i] = begin_connection(SOCK_STREAM, plan->ports.ports[0], i, &error);
    if (unread[i] < 0) return unread[i];
    unread_count++;
    if (send(unread[i], words, bytes, MSG_NOSIGNAL) < 0) return failed_at("send", -errno);
  }
  return clients_draw(plan, log);
}

static int offer(const struct clients_plan *plan, struct client_log *log, uint64_t origin_ns,
                 struct clients_done *ret) {
  struct generator generator = {.plan = plan, .log = log, .done = ret};
  generator.epoll = epoll_create1(EPOLL_CLOEXEC);
  if (generator.epoll < 0) return failed_at("epoll_create1", -errno);
  for (size_t i = 0; i < log->count; i++) log->entries[i].due_ns += origin_ns;
  int code = run(&generator);
  close_consume(&generator.epoll);
  return code;
}

static void end(void) {
  for (size_t i = 0; visits != NULL && i < visit_room; i++) free(visits[i]);
  free(visits);
  free(descriptors);
  for (uint32_t i = 0; i < unread_count; i++) close_consume(&unread[i]);
  free(unread);
  visits = NULL;
  descriptors = unread = NULL;
  unread_count = 0;
}

const struct clients clients_connections = {
    .name = "connections",
    .description = "connections by schedule, each asks by HTTP and is followed to its end",
    .count = clients_by_schedule,
    .prepare = prepare,
    .offer = offer,
    .end = end,
};
