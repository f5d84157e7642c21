/* SPDX-License-Identifier: Apache-2.0 */
/* Reads flags into a plan. */
#include "arguments.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_rules.h"

const char usage_text[] =
    "usage: handover-helper donor|receiver --channel-fd N --samples-fd N --mechanism NAME [flags]\n"
    "       handover-helper launch --mechanism NAME [flags]\n"
    "       handover-helper load --kind NAME [--cpu N] [--deadline-ms N]\n"
    "       handover-helper list\n"
    "flags: --lifeline-fd --channel-type --meet --kind --batch --chunk --acknowledge --numbers\n"
    "       --pidfd-source --pidfd-fd --pidfd-life --warmup --transfers --arrivals\n"
    "       --rate-per-second --seed --initiator --service --service-ns --utilisation-percent\n"
    "       --inject-ns --cpu --donor-cpu --receiver-cpu --deadline-ms\n"
    "docs/helper-protocol.md tells what each means.\n";

enum flag {
  FLAG_CHANNEL_FD = 1,
  FLAG_SAMPLES_FD,
  FLAG_LIFELINE_FD,
  FLAG_PIDFD_FD,
  FLAG_MECHANISM,
  FLAG_KIND,
  FLAG_CHANNEL_TYPE,
  FLAG_MEET,
  FLAG_ACKNOWLEDGE,
  FLAG_NUMBERS,
  FLAG_PIDFD_SOURCE,
  FLAG_PIDFD_LIFE,
  FLAG_ARRIVALS,
  FLAG_BATCH,
  FLAG_CHUNK,
  FLAG_WARMUP,
  FLAG_TRANSFERS,
  FLAG_RATE,
  FLAG_SEED,
  FLAG_INITIATOR,
  FLAG_SERVICE,
  FLAG_SERVICE_NS,
  FLAG_UTILISATION,
  FLAG_INJECT_NS,
  FLAG_CPU,
  FLAG_DONOR_CPU,
  FLAG_RECEIVER_CPU,
  FLAG_DEADLINE_MS,
};

#define VALUE required_argument, NULL
static const struct option flags[] = {
    {"channel-fd", VALUE, FLAG_CHANNEL_FD},
    {"samples-fd", VALUE, FLAG_SAMPLES_FD},
    {"lifeline-fd", VALUE, FLAG_LIFELINE_FD},
    {"pidfd-fd", VALUE, FLAG_PIDFD_FD},
    {"mechanism", VALUE, FLAG_MECHANISM},
    {"kind", VALUE, FLAG_KIND},
    {"channel-type", VALUE, FLAG_CHANNEL_TYPE},
    {"meet", VALUE, FLAG_MEET},
    {"acknowledge", VALUE, FLAG_ACKNOWLEDGE},
    {"numbers", VALUE, FLAG_NUMBERS},
    {"pidfd-source", VALUE, FLAG_PIDFD_SOURCE},
    {"pidfd-life", VALUE, FLAG_PIDFD_LIFE},
    {"arrivals", VALUE, FLAG_ARRIVALS},
    {"batch", VALUE, FLAG_BATCH},
    {"chunk", VALUE, FLAG_CHUNK},
    {"warmup", VALUE, FLAG_WARMUP},
    {"transfers", VALUE, FLAG_TRANSFERS},
    {"rate-per-second", VALUE, FLAG_RATE},
    {"seed", VALUE, FLAG_SEED},
    {"initiator", VALUE, FLAG_INITIATOR},
    {"service", VALUE, FLAG_SERVICE},
    {"service-ns", VALUE, FLAG_SERVICE_NS},
    {"utilisation-percent", VALUE, FLAG_UTILISATION},
    {"inject-ns", VALUE, FLAG_INJECT_NS},
    {"cpu", VALUE, FLAG_CPU},
    {"donor-cpu", VALUE, FLAG_DONOR_CPU},
    {"receiver-cpu", VALUE, FLAG_RECEIVER_CPU},
    {"deadline-ms", VALUE, FLAG_DEADLINE_MS},
    {NULL, no_argument, NULL, 0},
};
#undef VALUE

/* Only digits: strtoull alone takes "-1", " 1" and "1x". */
static bool parse_number(const char *word, unsigned long long min, unsigned long long max,
                         unsigned long long *ret) {
  char *end;
  errno = 0;
  if (word[0] < '0' || word[0] > '9') return false;
  *ret = strtoull(word, &end, 10);
  return errno == 0 && *end == '\0' && *ret >= min && *ret <= max;
}

static bool parse_int(const char *word, int min, int max, int *ret) {
  unsigned long long number;
  if (!parse_number(word, (unsigned long long)min, (unsigned long long)max, &number)) return false;
  *ret = (int)number;
  return true;
}

static bool parse_count(const char *word, uint32_t min, uint32_t max, uint32_t *ret) {
  unsigned long long number;
  if (!parse_number(word, min, max, &number)) return false;
  *ret = (uint32_t)number;
  return true;
}

static bool parse_wide(const char *word, uint64_t max, uint64_t *ret) {
  unsigned long long number;
  if (!parse_number(word, 0, max, &number)) return false;
  *ret = number;
  return true;
}

static bool parse_word(const char *word, const char *const *choices, uint32_t *ret) {
  for (uint32_t i = 0; choices[i] != NULL; i++) {
    if (strcmp(word, choices[i]) != 0) continue;
    *ret = i;
    return true;
  }
  return false;
}

/* Zero-filled first, since the two plans are compared byte by byte. */
static bool parse_name(const char *word, char ret[32]) {
  memset(ret, 0, 32);
  if (strlen(word) >= 32) return false;
  memcpy(ret, word, strlen(word) + 1);
  return true;
}

static bool parse_plan_flag(int flag, const char *word, struct transfer_plan *plan) {
  switch (flag) {
    case FLAG_MECHANISM: return parse_name(word, plan->mechanism);
    case FLAG_KIND: return parse_name(word, plan->kind);
    case FLAG_CHANNEL_TYPE: return parse_word(word, channel_type_words, &plan->channel_type);
    case FLAG_MEET: return parse_word(word, meet_words, &plan->meet);
    case FLAG_ACKNOWLEDGE: return parse_word(word, acknowledge_words, &plan->acknowledge);
    case FLAG_NUMBERS: return parse_word(word, numbers_words, &plan->numbers);
    case FLAG_PIDFD_SOURCE: return parse_word(word, pidfd_source_words, &plan->pidfd_source);
    case FLAG_PIDFD_LIFE: return parse_word(word, pidfd_life_words, &plan->pidfd_life);
    case FLAG_ARRIVALS: return parse_word(word, arrivals_words, &plan->arrivals);
    case FLAG_BATCH: return parse_count(word, 1, BATCH_MAX, &plan->batch);
    case FLAG_CHUNK: return parse_count(word, 1, CHUNK_MAX, &plan->chunk);
    case FLAG_WARMUP: return parse_count(word, 0, TRANSFERS_MAX, &plan->warmup);
    case FLAG_TRANSFERS: return parse_count(word, 1, TRANSFERS_MAX, &plan->transfers);
    case FLAG_RATE: return parse_count(word, 1, RATE_MAX_PER_SECOND, &plan->rate_per_second);
    case FLAG_SEED: return parse_wide(word, UINT64_MAX, &plan->seed);
    case FLAG_INITIATOR: return parse_word(word, initiator_words, &plan->initiator);
    case FLAG_SERVICE: return parse_word(word, service_words, &plan->service);
    case FLAG_SERVICE_NS:
      return parse_count(word, SERVICE_MIN_NS, SERVICE_MAX_NS, &plan->service_ns);
    case FLAG_UTILISATION:
      return parse_count(word, 1, UTILISATION_MAX_PERCENT, &plan->utilisation_percent);
    case FLAG_INJECT_NS: return parse_wide(word, INJECT_MAX_NS, &plan->inject_ns);
    default: return false;
  }
}

static bool parse_flag(int flag, const char *word, struct arguments *ret) {
  int deadline_ms;
  switch (flag) {
    case FLAG_CHANNEL_FD: return parse_int(word, 0, 1 << 20, &ret->channel_fd);
    case FLAG_SAMPLES_FD: return parse_int(word, 0, 1 << 20, &ret->samples_fd);
    case FLAG_LIFELINE_FD: return parse_int(word, 0, 1 << 20, &ret->lifeline_fd);
    case FLAG_PIDFD_FD: return parse_int(word, 0, 1 << 20, &ret->pidfd_fd);
    case FLAG_CPU: return parse_int(word, 0, 1 << 16, &ret->cpu);
    case FLAG_DONOR_CPU: return parse_int(word, 0, 1 << 16, &ret->donor_cpu);
    case FLAG_RECEIVER_CPU: return parse_int(word, 0, 1 << 16, &ret->receiver_cpu);
    case FLAG_DEADLINE_MS:
      if (!parse_int(word, 1, 3600 * 1000, &deadline_ms)) return false;
      ret->deadline_ms = deadline_ms;
      return true;
    default: return parse_plan_flag(flag, word, &ret->plan);
  }
}

static const char *flag_name(int flag) {
  for (size_t i = 0; flags[i].name != NULL; i++)
    if (flags[i].val == flag) return flags[i].name;
  return "?";
}

static bool complain(const char *sentence) {
  fprintf(stderr, "handover-helper: %s\n", sentence);
  return false;
}

static bool parse_command(const char *word, enum command *ret) {
  static const char *const commands[] = {"donor", "receiver", "launch", "list", "--help", NULL};
  uint32_t found;
  if (!parse_word(word, commands, &found)) return false;
  *ret = (enum command)found;
  return true;
}

static bool parse_flags(int count, char **words, struct arguments *ret) {
  opterr = 0;
  for (;;) {
    int index;
    int flag = getopt_long(count, words, "", flags, &index);
    if (flag == -1) break;
    if (flag == '?' || flag == ':') {
      fprintf(stderr, "handover-helper: unknown flag or missing value: %s\n", words[optind - 1]);
      return false;
    }
    if (parse_flag(flag, optarg, ret)) continue;
    fprintf(stderr, "handover-helper: --%s does not take '%s'\n", flag_name(flag), optarg);
    return false;
  }
  if (optind < count) {
    fprintf(stderr, "handover-helper: '%s' is not a flag\n", words[optind]);
    return false;
  }
  return true;
}

bool arguments_parse(int count, char **words, struct arguments *ret) {
  *ret = (struct arguments){.plan = {.kind = "tcp_listener",
                                     .batch = 1,
                                     .chunk = CHUNK_MAX,
                                     .warmup = 50,
                                     .transfers = 300,
                                     .seed = 1},
                            .channel_fd = -1,
                            .samples_fd = -1,
                            .lifeline_fd = -1,
                            .pidfd_fd = -1,
                            .cpu = -1,
                            .donor_cpu = -1,
                            .receiver_cpu = -1,
                            .deadline_ms = 30000};
  if (count < 2 || !parse_command(words[1], &ret->command))
    return complain("the first word is donor, receiver, launch, load or list");
  if (ret->command == COMMAND_LIST || ret->command == COMMAND_HELP) return true;
  if (!parse_flags(count - 1, words + 1, ret)) return false;
  const char *broken = plan_rule_broken(ret);
  return broken == NULL || complain(broken);
}
