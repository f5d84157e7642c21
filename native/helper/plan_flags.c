/* SPDX-License-Identifier: Apache-2.0 */
/* The table, and how a value is read and written. docs/helper-protocol.md tells what each means. */
#include "plan_flags.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const channel_type_words[] = {"seqpacket", "stream", "dgram", NULL};
static const char *const meet_words[] = {"inherited", "path", NULL};
static const char *const acknowledge_words[] = {"transfer", "message", "none", NULL};
static const char *const numbers_words[] = {"announced", "known",    "proc",
                                            "proc-net",  "try-each", NULL};
static const char *const pidfd_source_words[] = {"open", "peer", "clone", NULL};
static const char *const pidfd_life_words[] = {"launch", "transfer", NULL};
static const char *const arrivals_words[] = {"closed", "constant", "poisson", NULL};
static const char *const initiator_words[] = {"donor", "receiver", NULL};
static const char *const service_words[] = {"none", "constant", "heavy-tailed", NULL};
static const char *const donor_state_words[] = {"running", "stopped", "exec-storm", NULL};
static const char *const threads_do_words[] = {"sleep", "open-close", "allocate", NULL};

#define AT(field) offsetof(struct transfer_plan, field)
#define NAME(name, field) \
  { name, FLAG_NAME, AT(field), NULL, 0, 0 }
#define WORD(name, field) \
  { name, FLAG_WORD, AT(field), field##_words, 0, 0 }
#define COUNT(name, field, min, max) \
  { name, FLAG_COUNT, AT(field), NULL, min, max }
#define WIDE(name, field, max) \
  { name, FLAG_WIDE, AT(field), NULL, 0, max }

const struct plan_flag plan_flags[] = {
    NAME("mechanism", mechanism),
    NAME("kind", kind),
    WORD("channel-type", channel_type),
    WORD("meet", meet),
    WORD("acknowledge", acknowledge),
    WORD("numbers", numbers),
    WORD("pidfd-source", pidfd_source),
    WORD("pidfd-life", pidfd_life),
    COUNT("batch", batch, 1, BATCH_MAX),
    COUNT("chunk", chunk, 1, CHUNK_MAX),
    COUNT("warmup", warmup, 0, TRANSFERS_MAX),
    COUNT("transfers", transfers, 1, TRANSFERS_MAX),
    WORD("arrivals", arrivals),
    COUNT("rate-per-second", rate_per_second, 1, RATE_MAX_PER_SECOND),
    WIDE("seed", seed, UINT64_MAX),
    WORD("initiator", initiator),
    WORD("service", service),
    COUNT("service-ns", service_ns, SERVICE_MIN_NS, SERVICE_MAX_NS),
    COUNT("utilisation-percent", utilisation_percent, 1, UTILISATION_MAX_PERCENT),
    COUNT("patience-ms", patience_ms, 1, PATIENCE_MAX_MS),
    WORD("donor-state", donor_state),
    COUNT("table-size", table_size, 1, TABLE_MAX),
    COUNT("donor-threads", donor_threads, 1, THREADS_MAX),
    WORD("threads-do", threads_do),
    COUNT("donor-nice", donor_nice, 1, NICE_MAX),
    COUNT("for-ms", for_ms, 1, FOR_MAX_MS),
    WIDE("inject-ns", inject_ns, INJECT_MAX_NS),
};
const size_t plan_flag_count = sizeof plan_flags / sizeof plan_flags[0];

/* strtoull alone takes "-1", " 1" and "1x". */
bool number_parse(const char *word, uint64_t min, uint64_t max, uint64_t *ret) {
  char *end;
  errno = 0;
  if (word[0] < '0' || word[0] > '9') return false;
  *ret = strtoull(word, &end, 10);
  return errno == 0 && *end == '\0' && *ret >= min && *ret <= max;
}

bool count_parse(const char *word, uint32_t min, uint32_t max, uint32_t *ret) {
  uint64_t number;
  if (!number_parse(word, min, max, &number)) return false;
  *ret = (uint32_t)number;
  return true;
}

bool word_parse(const char *word, const char *const *choices, uint32_t *ret) {
  for (uint32_t i = 0; choices[i] != NULL; i++) {
    if (strcmp(word, choices[i]) != 0) continue;
    *ret = i;
    return true;
  }
  return false;
}

/* Zero-filled first, since the two plans are compared byte by byte. */
static bool name_parse(const char *word, char ret[32]) {
  memset(ret, 0, 32);
  if (strlen(word) >= 32) return false;
  memcpy(ret, word, strlen(word) + 1);
  return true;
}

bool plan_flag_parse(const struct plan_flag *flag, const char *word, struct transfer_plan *plan) {
  char *field = (char *)plan + flag->offset;
  uint64_t number;
  uint32_t value;
  switch (flag->kind) {
    case FLAG_NAME: return name_parse(word, field);
    case FLAG_WORD:
      if (!word_parse(word, flag->words, &value)) return false;
      break;
    case FLAG_COUNT:
      if (!number_parse(word, flag->min, flag->max, &number)) return false;
      value = (uint32_t)number;
      break;
    case FLAG_WIDE:
      if (!number_parse(word, flag->min, flag->max, &number)) return false;
      memcpy(field, &number, sizeof number);
      return true;
    default: return false;
  }
  memcpy(field, &value, sizeof value);
  return true;
}

bool plan_flag_write(const struct plan_flag *flag, const struct transfer_plan *plan, char *room,
                     size_t room_bytes, const char **ret_word) {
  const char *field = (const char *)plan + flag->offset;
  uint32_t value = 0;
  uint64_t number = 0;
  *ret_word = room;
  switch (flag->kind) {
    case FLAG_NAME: *ret_word = field; return true;
    case FLAG_WORD:
      memcpy(&value, field, sizeof value);
      *ret_word = flag->words[value];
      return true;
    case FLAG_COUNT:
      memcpy(&value, field, sizeof value);
      snprintf(room, room_bytes, "%" PRIu32, value);
      return value >= flag->min;
    case FLAG_WIDE:
      memcpy(&number, field, sizeof number);
      snprintf(room, room_bytes, "%" PRIu64, number);
      return true;
    default: return false;
  }
}
