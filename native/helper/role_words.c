/* SPDX-License-Identifier: Apache-2.0 */
/* A plan back into the words of a command line: how `launch` starts its two roles. */
#include <stdio.h>

#include "arguments.h"
#include "plan_flags.h"

enum { WORDS_MAX = 128, TEXT_MAX = 32 };

static char numbers[WORDS_MAX][TEXT_MAX];
static char flag_words[WORDS_MAX][TEXT_MAX];
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
  for (size_t i = 0; i < plan_flag_count; i++) {
    const char *value;
    if (plan_flag_write(&plan_flags[i], plan, numbers[word_count], TEXT_MAX, &value))
      add(flag_words[i], value);
  }
}

/* "--name" of each flag of the plan. */
static void write_flag_words(void) {
  for (size_t i = 0; i < plan_flag_count; i++)
    snprintf(flag_words[i], TEXT_MAX, "--%s", plan_flags[i].name);
}

char *const *arguments_for_role(const struct arguments *launch, enum command role, int channel_fd,
                                int samples_fd, int lifeline_fd, int pidfd_fd) {
  int cpu = role == COMMAND_DONOR ? launch->donor_cpu : launch->receiver_cpu;
  word_count = 0;
  write_flag_words();
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
