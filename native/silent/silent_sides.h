/* SPDX-License-Identifier: Apache-2.0 */
/* Donor and receiver, and the memory in which each keeps its account. */
#ifndef HANDOVER_SILENT_SIDES_H
#define HANDOVER_SILENT_SIDES_H

#include <sys/types.h>

#include "silent.h"

/* Shared by both processes, and written by the donor. The receiver reads what was meant when a transfer has arrived; the
 * donor writes again only when it is asked for the next. */
struct silent_memory {
  uint64_t serials[SILENT_BATCH_MAX];
  int code; /* why the donor ended, else 0 */
  char operation[48];
  int leaked;
  uint64_t replaced, span_ns;
  struct donor_account accounts[]; /* one a transfer */
};

struct silent_side {
  const struct silent_plan *plan;
  struct silent_memory *memory;
  int talk;    /* where transfers are asked for */
  int channel; /* where they happen */
};

int silent_donor(struct silent_side *side);

/* Accounts: one a transfer. */
int silent_receiver(struct silent_side *side, pid_t donor, struct receiver_account *accounts,
                    struct silent_report *report);

#endif
