/* SPDX-License-Identifier: Apache-2.0 */
/* Clients that offer by schedule whether or not they are served, and follow each of what they offered to its end: one kind
 * a file. */
#ifndef HANDOVER_CLIENTS_H
#define HANDOVER_CLIENTS_H

#include "../core/arrivals.h"
#include "../service/ports.h"
#include "client_log.h"

struct clients_plan {
  struct port_list ports;
  enum arrivals arrivals;
  double rate_per_second; /* connections, datagrams, or frames of all streams together */
  uint64_t seed;
  uint32_t for_ms;
  uint32_t timeout_ms;
  uint32_t requests; /* a connection, one after the other */
  uint32_t streams;  /* of kind streams */
  uint32_t unread;   /* connections that ask and never read, held open beside the others */
  int log_fd;
};

/* What the log does not say. */
struct clients_done {
  uint64_t outcomes[OUTCOMES];
  uint64_t connected;     /* three-way handshakes that ended well */
  uint64_t doubled;       /* datagrams that were answered more than once */
  uint64_t in_flight_max; /* connections at once */
  uint64_t late_max_ns;   /* begun after it was due, at most: this side's own doing */
};

struct clients {
  const char *name;
  const char *description;
  /* How many entries its log takes. */
  size_t (*count)(const struct clients_plan *plan);
  /* Everything that takes long and need not be in the measuring: before the first is due. */
  int (*prepare)(const struct clients_plan *plan, struct client_log *log);
  /* Offers all, from origin_ns on, until each has ended. */
  int (*offer)(const struct clients_plan *plan, struct client_log *log, uint64_t origin_ns,
               struct clients_done *ret);
  void (*end)(void);
};

extern const struct clients *const client_kinds[]; /* ends with NULL */
const struct clients *clients_find(const char *name);

/* How many a schedule of this rate and length has. */
size_t clients_by_schedule(const struct clients_plan *plan);

/* Fills due_ns with offsets from the origin. Returns 0 or -ENOMEM. */
int clients_draw(const struct clients_plan *plan, struct client_log *log);

#endif
