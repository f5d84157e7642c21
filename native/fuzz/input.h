/* SPDX-License-Identifier: Apache-2.0 */
/* The fuzzer's bytes, read as decisions. At their end every decision is 0: the honest one. */
#ifndef HANDOVER_FUZZ_INPUT_H
#define HANDOVER_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct input {
  const uint8_t *bytes;
  size_t left;
};

static inline uint32_t input_byte(struct input *input) {
  if (input->left == 0) return 0;
  input->left--;
  return *input->bytes++;
}

/* 0 … bound - 1; 0 when there is no choice */
static inline uint32_t input_below(struct input *input, uint32_t bound) {
  uint32_t low = input_byte(input);
  if (bound > 256) low |= input_byte(input) << 8;
  return bound == 0 ? 0 : low % bound;
}

/* As many bytes as there are, zeros behind them. */
static inline void input_fill(struct input *input, void *ret, size_t bytes) {
  size_t own = bytes < input->left ? bytes : input->left;
  if (own > 0) memcpy(ret, input->bytes, own);
  memset((char *)ret + own, 0, bytes - own);
  input->bytes += own;
  input->left -= own;
}

#endif
