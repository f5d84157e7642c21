/* SPDX-License-Identifier: Apache-2.0 */
/* A receiver that does not wait for ever: what nobody answers in time is given up, and the answer, should it come
 * later, is closed. */
#ifndef HANDOVER_PATIENCE_H
#define HANDOVER_PATIENCE_H

#include <stdbool.h>

#include "receiver.h"

/* Bounds every wait on the channel by SO_RCVTIMEO and SO_SNDTIMEO (socket(7)), so that being patient costs no call
 * inside an interval. Nothing without patience. */
int patience_begin(struct receiver *receiver);

/* Waits for ever again, and takes every answer that is still to come: they are looked at, then closed. */
int patience_end(struct receiver *receiver);

/* Was this the end of a wait, not an error? */
bool patience_ran_out(const struct receiver *receiver, int code);

/* An answer to an earlier question has come instead of the one to `sequence`: closes it. */
bool patience_take_stale(struct receiver *receiver, uint32_t sequence);

#endif
