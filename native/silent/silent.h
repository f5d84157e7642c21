/* SPDX-License-Identifier: Apache-2.0 */
/* How often a transfer fails in silence: a donor whose table is changing, a receiver whose table is nearly full, many
 * transfers, and an oracle that reads what each descriptor is (docs/silent.md). */
#ifndef HANDOVER_SILENT_H
#define HANDOVER_SILENT_H

#include "carrier.h"
#include "silent_ledger.h"

enum {
  SILENT_TABLE_MAX = 65536,
  SILENT_TRANSFERS_MAX = 10 * 1000 * 1000,
  SILENT_CHURN_MAX = 1000 * 1000,
  SILENT_FREE_MAX = 65536,
};

struct silent_plan {
  const struct carrier *carrier;
  uint32_t transfers;
  uint32_t batch_max; /* each transfer has 1..batch_max descriptors */
  uint32_t table;     /* entries of the donor */
  uint32_t churn;     /* of them are replaced each second */
  int32_t
      free_max; /* free slots of the receiver: 0..free_max, drawn for each transfer; -1: no pressure */
  uint64_t seed;
  int donor_cpu, receiver_cpu; /* -1: not pinned */
  long deadline_ms;
};

struct silent_report {
  uint32_t transfers_done;
  struct silent_ledger ledger;
  int donor_leaked, receiver_leaked; /* descriptors open at the end that were not at the start */
  uint64_t replaced;                 /* entries, by the churn, in span_ns */
  uint64_t span_ns;
  bool donor_failed;
};

/* Plays both sides: this process is the receiver, the donor is forked. Whatever is lost is in the report; a negative code
 * means that it could not be found out. interruption_install has been called. */
int silent_run(const struct silent_plan *plan, struct silent_report *ret);

#endif
