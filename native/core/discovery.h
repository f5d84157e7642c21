/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the number of a listener in a program that does not announce it, as a takeover must that the old
 * program does not help. */
#ifndef HANDOVER_DISCOVERY_H
#define HANDOVER_DISCOVERY_H

#include "mechanism.h"

/* Finds the donor's socket that listens at `address`, in the way that the plan says (enum numbers), and obtains it by
 * the mechanism. Nothing is kept from call to call: what a way opens in order to look, it opens and closes each time.
 * Returns 0; or a negative code, -HANDOVER_NOT_FOUND when the donor has no such socket, and nothing stays open. */
int discovery_obtain(const struct mechanism *mechanism, struct receiver_side *receiver,
                     const struct listener_address *address, int *ret_fd);

#endif
