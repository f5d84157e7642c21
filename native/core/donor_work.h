/* SPDX-License-Identifier: Apache-2.0 */
/* The donor's own work: a single-threaded loop that serves requests, and looks at its channel between
 * them, as a proxy does. A transfer that needs the donor waits for what the loop is at; one that does not
 * need it does not. */
#ifndef HANDOVER_DONOR_WORK_H
#define HANDOVER_DONOR_WORK_H

#include <stdbool.h>
#include <stdint.h>

enum service {
  SERVICE_NONE,         /* no requests: the donor sleeps until it is asked */
  SERVICE_CONSTANT,     /* every request takes the mean */
  SERVICE_HEAVY_TAILED, /* bounded Pareto, exponent 1.5, longest = 100 times the shortest */
};

enum {
  UTILISATION_MAX_PERCENT = 99, /* at 100 the queue grows without end */
  SERVICE_MIN_NS = 1000,
  SERVICE_MAX_NS = 1000 * 1000 * 1000,
  /* In one iteration of the loop, however many are due: HAProxy's tune.maxpollevents. */
  WORK_ITERATION_MAX = 200,
  WORK_TABLE = 4096, /* requests drawn in advance, used again and again */
};

/* Everything is drawn before the loop: nothing is computed in it. */
struct donor_work {
  bool is_on;
  uint32_t gap_ns[WORK_TABLE]; /* between the due instants of two requests: a Poisson process */
  uint32_t service_ns[WORK_TABLE];
  uint64_t next; /* request, counted from 0 */
  uint64_t next_due_ns;
  uint64_t began_ns;  /* when the first was due */
  uint64_t served_ns; /* CPU time that requests took */
  uint64_t ahead_ns;  /* of it more than was asked for: reading the clock takes time, too */
};

/* Requests that need mean_service_ns of CPU time on average and keep one CPU busy for
 * utilisation_percent of the time. SERVICE_NONE or 0 %: none. */
void donor_work_draw(struct donor_work *work, enum service service, uint32_t mean_service_ns,
                     uint32_t utilisation_percent, uint64_t seed);

/* The requests that the donor served while it gave. */
struct work_done {
  uint64_t requests;
  uint64_t busy_ns; /* CPU time that they took */
  uint64_t span_ns; /* since the first was due */
};

struct work_done donor_work_done(const struct donor_work *work);

/* Serves what is due, then looks at the channel, again and again, until something can be read there (also: the peer
 * has gone). Sleeps only when neither is there. Returns 0, or a negative code when the role is to end. */
int donor_work_until_readable(struct donor_work *work, int channel);

#endif
