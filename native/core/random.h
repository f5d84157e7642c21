/* SPDX-License-Identifier: Apache-2.0 */
/* Seeded numbers for schedules: the same seed gives the same schedule on every machine. */
#ifndef HANDOVER_RANDOM_H
#define HANDOVER_RANDOM_H

#include <stdint.h>

/* SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state are plenty for a schedule. */
static inline uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* Uniform in (0, 1]: a logarithm must not see 0. */
static inline double next_uniform(uint64_t *state) {
  return ((double)(next_random(state) >> 11) + 1.0) * 0x1p-53;
}

#endif
