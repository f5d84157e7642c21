/* SPDX-License-Identifier: Apache-2.0 */
/* A plan back into the words of a command line: how `launch` starts its two roles. */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "plan_rules.h"

enum { WORDS_MAX = 64, TEXT_MAX = 32 };

static char numbers[WORDS_MAX][TEXT_MAX];
static char *words[WORDS_MAX];
static size_t word_count;

static void add(const char *flag, const char *value) {
  words[word_count++] = (char *)(size_t)flag;
  words[word_count++] = (char *)(size_t)value;
}

static void add_number(const char *flag, long long value) {
  char *text = numbers[word_count];
  snprintf(text, TEXT_MAX, "%lld", value);
  add(flag, text);
}

static void add_plan(const struct transfer_plan *plan) {
  add("--mechanism", plan->mechanism);
  add("--kind", plan->kind);
  add("--channel-type", channel_type_words[plan->channel_type]);
  add("--meet", meet_words[plan->meet]);
  add("--acknowledge", acknowledge_words[plan->acknowledge]);
  add("--numbers", numbers_words[plan->numbers]);
  add("--pidfd-source", pidfd_source_words[plan->pidfd_source]);
  add("--pidfd-life", pidfd_life_words[plan->pidfd_life]);
  add("--arrivals", arrivals_words[plan->arrivals]);
  add_number("--batch", plan->batch);
  add_number("--chunk", plan->chunk);
  add_number("--warmup", plan->warmup);
  add_number("--transfers", plan->transfers);
  char *seed = numbers[word_count];
  snprintf(seed, TEXT_MAX, "%llu", (unsigned long long)plan->seed);
  add("--seed", seed);
  if (plan->arrivals != ARRIVALS_CLOSED) add_number("--rate-per-second", plan->rate_per_second);
  add("--initiator", initiator_words[plan->initiator]);
  if (plan->service != SERVICE_NONE) {
    add("--service", service_words[plan->service]);
    add_number("--service-ns", plan->service_ns);
    add_number("--utilisation-percent", plan->utilisation_percent);
  }
  if (plan->inject_ns > 0) add_number("--inject-ns", (long long)plan->inject_ns);
}

char *const *arguments_for_role(const struct arguments *launch, enum command role, int channel_fd,
                                int samples_fd, int lifeline_fd, int pidfd_fd) {
  int cpu = role == COMMAND_DONOR ? launch->donor_cpu : launch->receiver_cpu;
  word_count = 0;
  add_plan(&launch->plan);
  add_number("--channel-fd", channel_fd);
  add_number("--samples-fd", samples_fd);
  add_number("--deadline-ms", launch->deadline_ms);
  if (lifeline_fd >= 0) add_number("--lifeline-fd", lifeline_fd);
  if (pidfd_fd >= 0) add_number("--pidfd-fd", pidfd_fd);
  if (cpu >= 0) add_number("--cpu", cpu);
  words[word_count] = NULL;
  return words;
}
