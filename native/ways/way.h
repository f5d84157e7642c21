/* SPDX-License-Identifier: Apache-2.0 */
/* The contract of a way: how else a descriptor can reach another process. Ways are references, not mechanisms: each has
 * an interval and a label of its own (docs/helper-protocol.md, "Other ways"), and none is set beside a launch. What they
 * share with one is the oracle, the sample log and the clock.
 *
 * A way is one struct of functions, which the frame (way_loop.c, way_pair.c) calls; between `start` and `holding` nothing
 * else happens. */
#ifndef HANDOVER_WAY_H
#define HANDOVER_WAY_H

#include <stdbool.h>
#include <stdint.h>

#include "../core/oracle.h"
#include "../core/sample_log.h"
#include "../core/usage.h"

enum { WAY_BATCH_MAX = 16 };

struct way_plan {
  const char *kind; /* a name of fd_kinds.c */
  uint32_t batch;   /* descriptors a transfer, at most WAY_BATCH_MAX */
  uint32_t warmup;  /* transfers before the recorded ones; stamped too */
  uint32_t transfers;
  int donor_cpu, receiver_cpu; /* -1: not pinned */
  int samples_fd;              /* borrowed */
  long deadline_ms;            /* of each process; the caller installs its own */
};

struct way_report {
  struct oracle
      oracle; /* the receiver's; its counts of open descriptors are the donor's where those changed */
  struct usage usage; /* of all processes, over the loop */
  uint32_t transfers_done;
  bool donor_failed; /* the cause that is returned is the donor's */
};

/* One of the two processes. */
struct way_side {
  const struct way *way;
  const struct way_plan *plan;
  int channel; /* SEQPACKET, to the other process */
  struct sample_log log;
  int fds
      [WAY_BATCH_MAX]; /* donor: what it gives; receiver: what it was given, -1 between transfers */
  int companions[WAY_BATCH_MAX];
  struct fd_identity expected[WAY_BATCH_MAX]; /* receiver: what each should be */
  struct oracle *oracle;                      /* receiver */
  void *own;                                  /* the way's, allocated by it */
};

/* Every int function returns 0 or a negative code. NULL where a way has nothing to do. */
struct way {
  const char *name;
  const char *description;
  bool promises_close_on_exec;
  bool receiver_begins; /* and stamps `due` and `start`; else the donor does */
  bool as_older_kernel; /* takes the path without the newest calls: for tests */

  int (*run)(const struct way *way, const struct way_plan *plan, struct way_report *ret);

  /* Once, in this order; outside every interval. */
  int (*before_fork)(struct way_side *receiver);
  int (*receiver_prepare)(struct way_side *receiver);
  int (*donor_prepare)(struct way_side *donor); /* afterwards its fds are what it gives */
  int (*receiver_confirm)(struct way_side *receiver);

  /* One transfer: up to `holding`. */
  int (*give)(struct way_side *donor, uint32_t sequence);
  int (*take)(struct way_side *receiver, uint32_t sequence);

  /* After `holding`; release also after a failure. */
  int (*check)(struct way_side *receiver, uint32_t sequence);
  int (*release)(struct way_side *receiver);

  /* Frees and closes what is `own`; never called without it. */
  void (*end)(struct way_side *side);
};

extern const struct way *const ways[]; /* ends with NULL */
extern const struct way way_inherit_exec;
extern const struct way way_broker;
extern const struct way way_addfd;
extern const struct way way_io_uring;
extern const struct way way_bare_push;
extern const struct way way_bare_pull;
extern const struct way way_safe_push;
extern const struct way way_safe_pull;

/* NULL for an unknown name. */
const struct way *way_find(const char *name);

/* The program that way_inherit_exec starts: its main, with the words after the program's name. */
int way_inheritor_main(int count, char **words);

static inline uint32_t way_total(const struct way_plan *plan) {
  return plan->warmup + plan->transfers;
}

#endif
