/* SPDX-License-Identifier: Apache-2.0 */
/* How a service hands its listeners to the next one: one struct an arm. What differs between arms stands here and in the
 * functions that it names; accepting, answering, draining are the same for all. */
#ifndef HANDOVER_ARM_H
#define HANDOVER_ARM_H

#include <stdbool.h>

#include "../core/mechanism.h"

enum arm_kind {
  ARM_NOTHING, /* the control: nothing is handed over */
  ARM_TRANSFER, /* listeners are transferred by a mechanism: both hold the same open file description */
  ARM_INHERIT, /* the old process forks and executes the new one, which inherits them */
  ARM_OVERLAP, /* the new process binds the same ports (SO_REUSEPORT, socket(7)), then the old one closes */
  ARM_RESTART, /* the old process closes, then the new one binds */
};

struct arm {
  const char *name;
  const char *description;
  enum arm_kind kind;
  const struct mechanism *mechanism; /* of ARM_TRANSFER */
  bool empties_queue; /* ARM_OVERLAP: the old process accepts what is queued before it closes */
};

extern const struct arm *const arms[]; /* ends with NULL */

/* NULL for an unknown name. */
const struct arm *arm_find(const char *name);

#endif
