/* SPDX-License-Identifier: Apache-2.0 */
/* What became of everything that was offered: one entry each, in the order in which they were due, in a memfd that the
 * runner reads when the clients have ended. */
#ifndef HANDOVER_CLIENT_LOG_H
#define HANDOVER_CLIENT_LOG_H

#include <stddef.h>
#include <stdint.h>

enum client_outcome {
  OUTCOME_PENDING,      /* none of these is left when the clients have ended */
  OUTCOME_SERVED,       /* a whole answer came */
  OUTCOME_REFUSED,      /* ECONNREFUSED: nobody listens */
  OUTCOME_RESET,        /* ECONNRESET or EPIPE */
  OUTCOME_TIMED_OUT,    /* no whole answer in time */
  OUTCOME_CLOSED_EARLY, /* the end of the stream came before the whole answer */
  OUTCOME_NOT_OFFERED, /* this side had no port or no descriptor left: the point says nothing of the service */
  OUTCOME_WRONG, /* a whole answer came, and it is not the one to this question */
  OUTCOMES
};

extern const char *const client_outcome_names[OUTCOMES];

/* Instants are CLOCK_MONOTONIC, ns; 0: it did not come to that. */
struct client_entry {
  uint64_t due_ns;
  uint64_t started_ns;   /* the connection or the datagram was begun */
  uint64_t connected_ns; /* of a stream's frame: 0 */
  uint64_t ended_ns;     /* the outcome was known */
  uint32_t outcome;      /* enum client_outcome */
  uint32_t generation;   /* of who answered; 0: nobody */
  uint32_t subject;      /* the stream, or the place of the port in the list */
  uint32_t copies;       /* answers to a datagram beyond the first */
};

struct client_log {
  struct client_entry *entries;
  size_t count;
};

/* Maps `count` entries of the file, which must have room for them. Returns 0 or a negative code. */
int client_log_map(int fd, size_t count, struct client_log *ret);
void client_log_unmap(struct client_log *log);

/* An entry's end: never twice. */
void client_entry_end(struct client_entry *entry, enum client_outcome outcome, uint64_t now);

#endif
