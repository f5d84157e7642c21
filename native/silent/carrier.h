/* SPDX-License-Identifier: Apache-2.0 */
/* A way to give descriptors of a table that is changing: with care or without, by push or by pull. */
#ifndef HANDOVER_CARRIER_H
#define HANDOVER_CARRIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../transfer/transfer.h"

enum { SILENT_BATCH_MAX = 64 };

struct giving {
  int channel;
  long deadline_ms;
  uint32_t sequence;
  const int *fds; /* borrowed from the table: theirs only while it is locked */
  size_t count;
  struct held_fds held; /* for those who hold */
};

struct taking {
  int channel;
  int pidfd; /* of the donor, for those who pull by hand */
  long deadline_ms;
  size_t room; /* at most so many will come */
  /* What is held afterwards: -1 where nothing is. */
  int fds[SILENT_BATCH_MAX];
  size_t count;
  bool was_truncated; /* MSG_CTRUNC came, and nobody looked at it */
};

struct carrier {
  const char *care, *mechanism;
  bool pulls;
  /* The donor, under the lock of its table; then without it (or NULL). A negative code is a failure that the donor knows. */
  int (*pick)(struct giving *giving);
  int (*give)(struct giving *giving);
  /* The receiver. A negative code is a failure that it knows, and nothing is held. */
  int (*take)(struct taking *taking);
};

extern const struct carrier naive_push, naive_pull, safe_push, safe_pull;

extern const struct carrier *const carriers[]; /* ends with NULL */

const struct carrier *carrier_find(const char *care, const char *mechanism);

#endif
