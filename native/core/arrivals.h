/* SPDX-License-Identifier: Apache-2.0 */
/* When each transfer is due: at once (closed loop), at a constant rate, or as a Poisson process.
 * Open-loop arrivals are drawn before the first transfer, from a seed, so that drawing costs
 * nothing while measuring and the schedule does not depend on how fast transfers are. */
#ifndef HANDOVER_ARRIVALS_H
#define HANDOVER_ARRIVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum arrivals { ARRIVALS_CLOSED, ARRIVALS_CONSTANT, ARRIVALS_POISSON };

bool arrivals_parse(const char *word, enum arrivals *ret_arrivals);
const char *arrivals_name(enum arrivals arrivals);

/* Fills ret_due_ns[0..count) with offsets from the first transfer's due instant. */
void arrivals_draw(enum arrivals arrivals, double rate_per_second, uint64_t seed, size_t count,
                   uint64_t *ret_due_ns);

/* Sleeps, then spins for the last stretch, until due_ns of CLOCK_MONOTONIC. Returns at once when
 * that instant has passed (being late is the measurement, not an error), or when the role is to end. */
void arrivals_wait_until(uint64_t due_ns);

#endif
