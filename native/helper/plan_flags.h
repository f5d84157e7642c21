/* SPDX-License-Identifier: Apache-2.0 */
/* The flags that both roles are given alike: one table from word to field, read in both directions. */
#ifndef HANDOVER_PLAN_FLAGS_H
#define HANDOVER_PLAN_FLAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../core/transfer_plan.h"

enum flag_kind {
  FLAG_NAME,  /* char[32] */
  FLAG_WORD,  /* an enum in a uint32_t, by the words of its values */
  FLAG_COUNT, /* uint32_t; 0 that lies below `min` means that the flag is not given */
  FLAG_WIDE,  /* uint64_t */
};

struct plan_flag {
  const char *name;
  enum flag_kind kind;
  size_t offset;            /* in struct transfer_plan */
  const char *const *words; /* FLAG_WORD: ends with NULL */
  uint64_t min, max;        /* FLAG_COUNT, FLAG_WIDE */
};

extern const struct plan_flag plan_flags[];
extern const size_t plan_flag_count;

/* False for a value that the flag does not take. */
bool plan_flag_parse(const struct plan_flag *flag, const char *word, struct transfer_plan *plan);

/* The value as it is written; false for a flag that is not given. `room`: for numbers. */
bool plan_flag_write(const struct plan_flag *flag, const struct transfer_plan *plan, char *room,
                     size_t room_bytes, const char **ret_word);

/* Only digits, within the bounds. */
bool number_parse(const char *word, uint64_t min, uint64_t max, uint64_t *ret);

/* The same into 32 bits, which hold `max`. */
bool count_parse(const char *word, uint32_t min, uint32_t max, uint32_t *ret);

/* The index of `word` in a list that ends with NULL. */
bool word_parse(const char *word, const char *const *choices, uint32_t *ret);

#endif
