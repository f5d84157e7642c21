/* SPDX-License-Identifier: Apache-2.0 */
/* The two hot loops, the same for every mechanism. */
#ifndef HANDOVER_LOOPS_H
#define HANDOVER_LOOPS_H

#include "mechanism.h"
#include "oracle.h"
#include "sample_log.h"
#include "usage.h"

/* What a loop needs and what it finds out. */
struct role {
  const struct transfer_plan *plan;
  const struct mechanism *mechanism;
  int cpu;                /* that it is pinned to, or -1 */
  int channel;            /* inherited, borrowed */
  int pidfd;              /* the donor's, inherited with PIDFD_FROM_CLONE, borrowed; else -1 */
  struct sample_log *log; /* borrowed */
  struct oracle oracle;
  struct usage usage; /* of the loop: warm-up and recorded transfers */
  uint64_t transfers_done;
  uint64_t messages_done;
  struct work_done work_done;       /* the donor's own, meanwhile */
  struct threads_done threads_done; /* the donor's other threads, meanwhile */
  uint64_t closed_count;            /* descriptors that the receiver held and has closed */
  uint64_t lost;                    /* transfers that the receiver gave up */
  uint64_t stale;                   /* answers that came after it had given up; closed at once */
  uint64_t execs;                   /* how often the donor has replaced its program */
  /* The receiver's: all that begin together write a byte here and go on when they have read one; -1: none. */
  int barrier;
  /* The donor's, with DONOR_EXEC_STORM: does not return unless it fails. NULL: this program cannot. */
  int (*begin_exec_storm)(struct role *role, const int *fds, size_t count);
};

/* Meet the peer, run the plan, check, say good-bye. Return 0 or a negative code; on every path all
 * that was opened is closed and a socket file is removed. That the oracle complains is no code: ask
 * oracle_passed(). */
int run_donor(struct role *role);
int run_receiver(struct role *role);

#endif
