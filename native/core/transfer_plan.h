/* SPDX-License-Identifier: Apache-2.0 */
/* What one launch does: everything that both roles must agree on, compared in their HELLO. */
#ifndef HANDOVER_TRANSFER_PLAN_H
#define HANDOVER_TRANSFER_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "announcement.h"
#include "arrivals.h"
#include "channel.h"
#include "donor_threads.h"
#include "donor_work.h"
#include "pidfd.h"

enum acknowledge {
  ACKNOWLEDGE_TRANSFER, /* one acknowledgement when the whole batch is held */
  ACKNOWLEDGE_MESSAGE,  /* each message before the next is sent, as HAProxy does */
  ACKNOWLEDGE_NONE,     /* streaming: the donor sends on; only the socket's buffer holds it back */
};

enum meet { MEET_INHERITED, MEET_PATH };

enum numbers {
  NUMBERS_ANNOUNCED, /* the donor sends them with each transfer */
  NUMBERS_KNOWN,     /* the receiver knows them: pull only, no message in the interval */
  /* The receiver knows where the donor listens, and finds the number inside the interval (discovery.h): */
  NUMBERS_BY_PROC,     /* inode by NETLINK_SOCK_DIAG, number in /proc/PID/fd */
  NUMBERS_BY_PROC_NET, /* inode in /proc/PID/net/tcp, number in /proc/PID/fd */
  NUMBERS_BY_TRYING,   /* pulls every number from 0 on until one is the right socket */
};

enum initiator {
  INITIATOR_DONOR,    /* gives as soon as the receiver is ready, or when a transfer is due */
  INITIATOR_RECEIVER, /* asks the donor when a transfer is due, or pulls without asking */
};

enum pidfd_life { PIDFD_PER_LAUNCH, PIDFD_PER_TRANSFER };

enum donor_state {
  DONOR_RUNNING,
  DONOR_STOPPED,    /* SIGSTOP from before the first transfer until after the last */
  DONOR_EXEC_STORM, /* replaces its program by execve(2) again and again */
};

enum {
  BATCH_MAX = 1 << 20,
  TRANSFERS_MAX = 10 * 1000 * 1000,
  RATE_MAX_PER_SECOND = 1000 * 1000 * 1000,
  INJECT_MAX_NS = 1000 * 1000 * 1000,
  PATIENCE_MAX_MS = 3600 * 1000,
  FOR_MAX_MS = 3600 * 1000,
  TABLE_MAX = 1 << 20,
  THREADS_MAX = 10 * 1000,
  NICE_MAX = 19,
};

/* No padding and no floating point: two plans are equal when their bytes are. */
struct transfer_plan {
  char mechanism[32];
  char kind[32];
  uint32_t channel_type; /* enum channel_type */
  uint32_t meet;         /* enum meet */
  uint32_t acknowledge;  /* enum acknowledge */
  uint32_t numbers;      /* enum numbers */
  uint32_t pidfd_source; /* enum pidfd_source */
  uint32_t pidfd_life;   /* enum pidfd_life */
  uint32_t batch;        /* descriptors a transfer */
  uint32_t chunk;        /* descriptors a message, at most CHUNK_MAX */
  uint32_t warmup;       /* transfers before the recorded ones; stamped too */
  uint32_t transfers;    /* recorded transfers */
  uint32_t arrivals;     /* enum arrivals */
  uint32_t rate_per_second;
  uint32_t initiator;           /* enum initiator */
  uint32_t service;             /* enum service: the donor's own work */
  uint32_t service_ns;          /* CPU time of a request, the mean */
  uint32_t utilisation_percent; /* of the donor by its own work, 0 … UTILISATION_MAX_PERCENT */
  uint32_t patience_ms;         /* of the receiver, from when a transfer is due; 0: for ever */
  uint32_t donor_state;         /* enum donor_state */
  uint32_t table_size;          /* descriptors that the donor has open, at least */
  uint32_t donor_threads;       /* beside the one that gives */
  uint32_t threads_do;          /* enum threads_do */
  uint32_t donor_nice;          /* 0 … NICE_MAX */
  uint32_t for_ms; /* the receiver begins no transfer later than this; 0: all of them */
  uint32_t unused; /* keeps the plan without padding */
  uint64_t seed;
  uint64_t inject_ns; /* deliberate slowdown of every transfer; 0: none */
};

static inline uint32_t plan_total(const struct transfer_plan *plan) {
  return plan->warmup + plan->transfers;
}

/* Found: the receiver looks for the number itself, in each transfer. */
static inline bool plan_is_found(const struct transfer_plan *plan) {
  return plan->numbers >= NUMBERS_BY_PROC;
}

/* Paced: the receiver asks for each transfer (READY) and acknowledges it. Otherwise the donor, or
 * without announced numbers the receiver, goes on without waiting for the other. */
static inline bool plan_is_paced(const struct transfer_plan *plan) {
  return plan->acknowledge != ACKNOWLEDGE_NONE && plan->numbers == NUMBERS_ANNOUNCED;
}

/* Asked: the receiver says when, and the donor answers until it is told good-bye. */
static inline bool plan_is_asked(const struct transfer_plan *plan) {
  return plan_is_paced(plan) && plan->initiator == INITIATOR_RECEIVER;
}

/* Streamed: the donor sends on, and the receiver's whole loop is what is timed. */
static inline bool plan_is_streamed(const struct transfer_plan *plan) {
  return plan->acknowledge == ACKNOWLEDGE_NONE && plan->numbers == NUMBERS_ANNOUNCED;
}

static inline uint32_t plan_messages(const struct transfer_plan *plan) {
  return (plan->batch + plan->chunk - 1) / plan->chunk;
}

#endif
