/* SPDX-License-Identifier: Apache-2.0 */
/* Reads flags into a plan. */
#include "arguments.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "plan_flags.h"
#include "plan_rules.h"

const char usage_text[] =
    "usage: handover-helper donor|receiver --channel-fd N --samples-fd N --mechanism NAME [flags]\n"
    "       handover-helper launch --mechanism NAME [flags]\n"
    "       handover-helper way --way NAME [flags]\n"
    "       handover-helper load --kind NAME [--cpu N] [--deadline-ms N]\n"
    "       handover-helper silent --care NAME --mechanism NAME [flags]\n"
    "       handover-helper list\n"
    "flags: --lifeline-fd --channel-type --meet --kind --batch --chunk --acknowledge --numbers\n"
    "       --pidfd-source --pidfd-fd --pidfd-life --warmup --transfers --arrivals\n"
    "       --rate-per-second --seed --initiator --service --service-ns --utilisation-percent\n"
    "       --patience-ms --donor-state --table-size --donor-threads --threads-do --donor-nice --for-ms\n"
    "       --inject-ns --barrier-fd --cpu --donor-cpu --receiver-cpu --deadline-ms\n"
    "docs/helper-protocol.md tells what each means.\n";

/* Flags of one process, beside those of the plan. */
static const struct {
  const char *name;
  size_t offset; /* of an int in struct arguments */
  int min, max;
} own_flags[] = {
    {"channel-fd", offsetof(struct arguments, channel_fd), 0, 1 << 20},
    {"samples-fd", offsetof(struct arguments, samples_fd), 0, 1 << 20},
    {"lifeline-fd", offsetof(struct arguments, lifeline_fd), 0, 1 << 20},
    {"pidfd-fd", offsetof(struct arguments, pidfd_fd), 0, 1 << 20},
    {"barrier-fd", offsetof(struct arguments, barrier_fd), 0, 1 << 20},
    {"cpu", offsetof(struct arguments, cpu), 0, 1 << 16},
    {"donor-cpu", offsetof(struct arguments, donor_cpu), 0, 1 << 16},
    {"receiver-cpu", offsetof(struct arguments, receiver_cpu), 0, 1 << 16},
    {"deadline-ms", offsetof(struct arguments, deadline_ms), 1, 3600 * 1000},
};
enum {
  OWN_FLAGS = sizeof own_flags / sizeof own_flags[0],
  FLAGS_MAX = 64,
  FIRST_FLAG = 256, /* beyond every character: getopt_long(3) says '?' for an unknown flag */
};

/* What getopt_long(3) is given: own_flags, then plan_flags; `val` is FIRST_FLAG + the place. */
static void list_flags(struct option ret[FLAGS_MAX]) {
  size_t count = 0;
  for (size_t i = 0; i < OWN_FLAGS; i++, count++)
    ret[count] =
        (struct option){own_flags[i].name, required_argument, NULL, FIRST_FLAG + (int)count};
  for (size_t i = 0; i < plan_flag_count; i++, count++)
    ret[count] =
        (struct option){plan_flags[i].name, required_argument, NULL, FIRST_FLAG + (int)count};
  ret[count] = (struct option){NULL, no_argument, NULL, 0};
}

static bool parse_flag(size_t flag, const char *word, struct arguments *ret) {
  if (flag >= OWN_FLAGS) return plan_flag_parse(&plan_flags[flag - OWN_FLAGS], word, &ret->plan);
  uint64_t number;
  if (!number_parse(word, (uint64_t)own_flags[flag].min, (uint64_t)own_flags[flag].max, &number))
    return false;
  int value = (int)number;
  memcpy((char *)ret + own_flags[flag].offset, &value, sizeof value);
  return true;
}

static bool complain(const char *sentence) {
  fprintf(stderr, "handover-helper: %s\n", sentence);
  return false;
}

static bool parse_command(const char *word, enum command *ret) {
  static const char *const commands[] = {"donor", "receiver", "launch", "list", "--help", NULL};
  uint32_t found;
  if (!word_parse(word, commands, &found)) return false;
  *ret = (enum command)found;
  return true;
}

static bool parse_flags(int count, char **words, struct arguments *ret) {
  struct option flags[FLAGS_MAX];
  list_flags(flags);
  opterr = 0;
  for (;;) {
    int flag = getopt_long(count, words, "", flags, NULL);
    if (flag == -1) break;
    if (flag == '?') {
      fprintf(stderr, "handover-helper: unknown flag or missing value: %s\n", words[optind - 1]);
      return false;
    }
    size_t place = (size_t)(flag - FIRST_FLAG);
    if (parse_flag(place, optarg, ret)) continue;
    fprintf(stderr, "handover-helper: --%s does not take '%s'\n", flags[place].name, optarg);
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
                            .barrier_fd = -1,
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
