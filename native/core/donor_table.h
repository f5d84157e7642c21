/* SPDX-License-Identifier: Apache-2.0 */
/* A donor with many open descriptors: those that it gives have high numbers in a large table. */
#ifndef HANDOVER_DONOR_TABLE_H
#define HANDOVER_DONOR_TABLE_H

#include <stdint.h>

struct donor_table {
  int *fds; /* owned */
  uint32_t count;
};

/* Opens descriptors until `size` are open in this process. Returns 0 or a negative code; then none stays. */
int donor_table_fill(uint32_t size, struct donor_table *ret);
void donor_table_empty(struct donor_table *table);

#endif
