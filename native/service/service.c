/* SPDX-License-Identifier: Apache-2.0 */
/* The loop. */
#include "service.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "connection.h"
#include "handing.h"
#include "listeners.h"
#include "pulling.h"

enum { EVENTS_AT_ONCE = 64, WAIT_MAX_MS = 1000 };

int service_watch(struct service_loop *service, struct watched *watched, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = watched};
  return epoll_ctl(service->epoll, EPOLL_CTL_ADD, watched->fd, &event) < 0
             ? failed_at("epoll_ctl(EPOLL_CTL_ADD)", -errno)
             : 0;
}

/* Before close(2), always: as long as anybody holds the description, the set would go on to wake this process (epoll(7),
 * Q&A 6). */
void service_unwatch(struct service_loop *service, struct watched *watched) {
  if (watched->fd >= 0) epoll_ctl(service->epoll, EPOLL_CTL_DEL, watched->fd, NULL);
}

void service_start_timer(struct service_loop *service, uint32_t ms) {
  service->timer_ns = now_ns() + (uint64_t)ms * 1000000u;
}

/* Whoever pulled its listeners has them: it accepts no more, and answers what it has accepted. */
static void let_go(struct service_loop *service) {
  service->instants.stopped_ns = now_ns();
  listeners_close(service);
  service->instants.closed_ns = now_ns();
  service->has_let_go = true;
}

/* "g": hand over. "s": let go of the listeners, which somebody else holds. The end of the input: end. */
static int hear_orders(struct service_loop *service) {
  char word;
  ssize_t got = read(service->orders.fd, &word, 1);
  if (got == 1 && word == 'g' && service->plan->gives != NULL &&
      service->handing == HANDING_NOT_BEGUN)
    return giving_begin(service);
  if (got == 1 && word == 's') {
    let_go(service);
    return 0;
  }
  if (got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN))) return 0;
  service_unwatch(service, &service->orders);
  service->is_told_to_end = true;
  return 0;
}

static int hear_channel(struct service_loop *service) {
  return service->plan->takes != NULL ? taking_hear(service) : giving_hear(service);
}

static int serve_event(struct service_loop *service, struct watched *watched) {
  switch (watched->kind) {
    case WATCHED_ORDERS: return hear_orders(service);
    case WATCHED_CHANNEL: return hear_channel(service);
    case WATCHED_LISTENER:
      if (service->plan->is_datagram)
        datagrams_answer(service, (struct listener *)watched);
      else
        connections_accept(service, (struct listener *)watched);
      return 0;
    case WATCHED_CONNECTION: connection_serve(service, (struct connection *)watched); return 0;
  }
  return 0;
}

static int time_out(struct service_loop *service) {
  service->timer_ns = 0;
  return service->plan->takes != NULL ? taking_time_out(service) : giving_time_out(service);
}

static int wait_ms(const struct service_loop *service) {
  if (service->timer_ns == 0) return WAIT_MAX_MS;
  uint64_t now = now_ns();
  if (service->timer_ns <= now) return 0;
  uint64_t ms = (service->timer_ns - now) / 1000000u + 1;
  return ms < WAIT_MAX_MS ? (int)ms : WAIT_MAX_MS;
}

/* A process that has handed over ends by itself as soon as its last connection is over. */
static bool is_over(const struct service_loop *service) {
  bool has_given = service->plan->gives != NULL && service->handing == HANDING_DONE;
  /* What it has started has its input too, and whoever holds that closes it when this process ends. */
  bool lingers =
      service->plan->keeps_ghost || (has_given && service->plan->gives->kind == ARM_INHERIT);
  bool is_drained = (has_given || service->has_let_go) && service->connection_count == 0;
  return service->is_told_to_end || (is_drained && !lingers);
}

/* Answers what its clients are waiting for; whoever says nothing any more is not waited for. */
static void serve_last(struct service_loop *service) {
  for (uint32_t i = 0; i < service->listener_count; i++)
    listener_empty(service, &service->listeners[i]);
}

static int loop(struct service_loop *service) {
  struct epoll_event events[EVENTS_AT_ONCE];
  while (!is_over(service)) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("epoll_wait", -HANDOVER_INTERRUPTED);
    int count = epoll_wait(service->epoll, events, EVENTS_AT_ONCE, wait_ms(service));
    if (count < 0 && errno != EINTR) return failed_at("epoll_wait", -errno);
    for (int i = 0; i < count; i++) {
      struct watched *watched = events[i].data.ptr;
      /* A stretch of events may hold one of a connection that an earlier one has closed: then the next stretch tells. */
      bool is_channel = watched->kind == WATCHED_CHANNEL || watched->kind == WATCHED_ORDERS;
      int code = serve_event(service, watched);
      if (code < 0) return code;
      if (is_channel) break;
    }
    if (service->timer_ns != 0 && now_ns() >= service->timer_ns) {
      int code = time_out(service);
      if (code < 0) return code;
    }
  }
  serve_last(service);
  return 0;
}

static int open_service(struct service_loop *service) {
  const struct service_plan *plan = service->plan;
  int code = raise_descriptor_limit();
  if (code < 0) return code;
  service->epoll = epoll_create1(EPOLL_CLOEXEC);
  if (service->epoll < 0) return failed_at("epoll_create1", -errno);
  code = service_watch(service, &service->orders, EPOLLIN);
  if (code == 0 && service->channel.fd >= 0)
    code = service_watch(service, &service->channel, EPOLLIN);
  if (code < 0) return code;
  if (plan->pulls_from > 0) return pull_listeners(service);
  if (plan->takes == NULL) {
    code = listeners_open_own(service);
    return code < 0 ? code : listeners_watch(service);
  }
  return plan->takes->kind == ARM_INHERIT ? taking_inherit(service) : 0;
}

int service_run(const struct service_plan *plan, void (*ready)(const struct service_loop *),
                struct service_loop *ret) {
  memset(ret, 0, sizeof *ret);
  ret->plan = plan;
  ret->epoll = -1;
  ret->orders = (struct watched){.kind = WATCHED_ORDERS, .fd = STDIN_FILENO};
  ret->channel = (struct watched){.kind = WATCHED_CHANNEL, .fd = plan->channel};
  int code = open_service(ret);
  if (code == 0) {
    ready(ret);
    code = loop(ret);
  }
  while (ret->connections != NULL) connection_end(ret, ret->connections);
  for (uint32_t i = 0; i < ret->listener_count; i++) close_consume(&ret->listeners[i].watched.fd);
  close_consume(&ret->channel.fd);
  close_consume(&ret->epoll);
  return code;
}
