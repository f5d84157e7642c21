/* SPDX-License-Identifier: Apache-2.0 */
/* What a stretch of this process cost: CPU time, switches, faults, migrations. */
#ifndef HANDOVER_USAGE_H
#define HANDOVER_USAGE_H

#include <stdint.h>

struct usage {
  int64_t user_ns;
  int64_t system_ns;
  int64_t voluntary_switches;
  int64_t involuntary_switches;
  int64_t minor_faults;
  int64_t major_faults;
  int64_t migrations;    /* -1 where /proc/self/sched does not tell */
  int64_t max_rss_bytes; /* of the process's whole life, not a difference */
};

/* getrusage(2), and /proc/self/sched for migrations. */
struct usage usage_now(void);

struct usage usage_between(struct usage before, struct usage after);

#endif
