/* SPDX-License-Identifier: Apache-2.0 */
/* What a donor owns while it runs, shared by its life (donor_loop.c) and its transfers (donor_transfers.c). */
#ifndef HANDOVER_DONOR_H
#define HANDOVER_DONOR_H

#include "donor_table.h"
#include "donor_threads.h"
#include "loops.h"
#include "schedule.h"

struct donor {
  struct role *role;
  int transfer_channel; /* borrowed, or `met` */
  int listener, met;
  char path[CHANNEL_PATH_MAX];
  int *fds, *companions, *flags_before;
  bool *wrong; /* found by the oracle's fallback */
  struct announcement *messages;
  struct schedule schedule;    /* of transfers that the donor begins */
  uint64_t cold_cpu_before_ns; /* CPU clock before the receiver was accepted */
  struct donor_work work;
  struct donor_table table;
  struct donor_threads *threads;
  bool heard_bye; /* the receiver has said good-bye already */
};

/* Writes all messages once, before the loop; a transfer only changes their sequence number. */
void prepare_messages(struct donor *donor);

/* All transfers, by the plan: given one after the other, or as often as the receiver asks, until its BYE. */
int donor_run_transfers(struct donor *donor);

/* Waits for `type`, at its own work meanwhile, and answers the receiver's oracle as often as it asks. */
int donor_wait_for(struct donor *donor, enum message_type type, uint32_t sequence);

#endif
