/* SPDX-License-Identifier: Apache-2.0 */
/* Pressure: the receiver's descriptor table is nearly full, by descriptors that stand for its connections. */
#ifndef HANDOVER_OCCUPIED_H
#define HANDOVER_OCCUPIED_H

#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

struct occupied {
  int *fds;
  size_t count, slots; /* that are occupied now, and that could be */
  struct rlimit before;
};

/* Lowers the soft limit of descriptors so that at least free_max more can be opened, and finds out how many. */
int occupied_begin(struct occupied *occupied, uint32_t free_max);

/* Opens or closes descriptors until exactly so many are free. */
int occupied_leave_free(struct occupied *occupied, uint32_t free_slots);

/* Closes all of them and puts the limit back; fine after a failed begin, too. */
void occupied_end(struct occupied *occupied);

#endif
