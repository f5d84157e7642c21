/* SPDX-License-Identifier: Apache-2.0 */
/* A service that can be handed over: an epoll loop that accepts, answers with its generation, and gives its listeners to
 * the next process or takes them from the one before. One thread, as the workers of proxies have it: whatever it does for
 * the handover, it does not serve meanwhile. */
#ifndef HANDOVER_SERVICE_H
#define HANDOVER_SERVICE_H

#include <stddef.h>

#include "../core/usage.h"
#include "service_plan.h"

/* When things happened, CLOCK_MONOTONIC, 0: they did not. */
struct service_instants {
  uint64_t go_ns;        /* old: it read the order */
  uint64_t given_ns;     /* old: the last message with listeners (or ports) is sent */
  uint64_t holding_ns;   /* new: it owns all listeners */
  uint64_t accepting_ns; /* new: all are in its epoll set */
  uint64_t stopped_ns;   /* old: it accepts no more */
  uint64_t moved_ns;     /* old: the last of its streams is acknowledged */
  uint64_t closed_ns;    /* old: its listeners are closed */
  uint64_t first_accept_ns, last_accept_ns;
};

struct service_counts {
  uint64_t accepted, answered; /* connections, requests (or datagrams) */
  uint64_t unanswered;         /* connections that ended without one answer */
  uint64_t streams_given, streams_taken;
  uint64_t accept_failures; /* EMFILE and the like; EAGAIN is none */
  uint64_t ghost_wakeups;   /* events of a listener that this process has closed */
  uint64_t resumed;         /* handovers that were given up: the old process serves on */
  uint64_t wrong;           /* descriptors that are not what was announced */
};

enum watched_kind { WATCHED_ORDERS, WATCHED_CHANNEL, WATCHED_LISTENER, WATCHED_CONNECTION };

/* First in everything that epoll knows. */
struct watched {
  enum watched_kind kind;
  int fd;
};

struct listener {
  struct watched watched;
  uint16_t port;
  bool is_watched;
};

enum handing_state {
  HANDING_NOT_BEGUN,
  HANDING_LISTENERS, /* old: given, not acknowledged. new: some are there */
  HANDING_STREAMS,   /* a chunk of streams is under way */
  HANDING_TRIAL,     /* acknowledged; the old process still holds everything */
  HANDING_DONE,
};

struct connection;

struct service_loop {
  const struct service_plan *plan;
  struct service_instants instants;
  struct service_counts counts;
  struct usage usage_at_go; /* old: at the order; new: at its first message */
  int epoll;
  struct watched orders, channel;
  struct listener listeners[PORTS_MAX];
  uint32_t listener_count;        /* open ones; of the new process: those that have arrived */
  struct connection *connections; /* a list */
  uint64_t connection_count;
  enum handing_state handing;
  uint64_t *pauses_ns; /* new: of each stream that came, how long nobody read it */
  size_t pause_count, pause_room;
  uint64_t timer_ns; /* when the trial, the patience or the drain is over; 0: none runs */
  bool is_told_to_end, has_let_go;
};

/* Opens (or waits to be given) its listeners, says that it is ready through `ready`, serves until it has handed over or
 * is told to end. Returns 0 or a negative code. The caller owns `ret`, which is large. */
int service_run(const struct service_plan *plan, void (*ready)(const struct service_loop *),
                struct service_loop *ret);

/* For the parts of the loop. */
int service_watch(struct service_loop *service, struct watched *watched, uint32_t events);
void service_unwatch(struct service_loop *service, struct watched *watched);
/* Instead of one that runs. */
void service_start_timer(struct service_loop *service, uint32_t ms);

#endif
