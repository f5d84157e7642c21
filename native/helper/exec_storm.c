/* SPDX-License-Identifier: Apache-2.0 */
/* The chain of programs: what one tells the next stands in its words. */
#include "exec_storm.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/meeting.h"
#include "json_line.h"
#include "outcome.h"
#include "plan_flags.h"

enum { WORD_MAX = 24 };

/* What a link knows. */
struct link {
  int channel, cpu;
  /* Counted by the first link, 0 and -1 before that: descriptors, and moves to another CPU (pinning is one). */
  int open_before, migrations_before;
  uint64_t execs;
};

static int exec_next(const struct link *link) {
  char numbers[5][WORD_MAX];
  snprintf(numbers[0], WORD_MAX, "%d", link->channel);
  snprintf(numbers[1], WORD_MAX, "%d", link->cpu + 1); /* -1 where there is none */
  snprintf(numbers[2], WORD_MAX, "%d", link->open_before);
  snprintf(numbers[3], WORD_MAX, "%d", link->migrations_before + 1);
  snprintf(numbers[4], WORD_MAX, "%llu", (unsigned long long)link->execs + 1);
  char *words[] = {"handover-helper", EXEC_STORM_WORD, numbers[0], numbers[1],
                   numbers[2],        numbers[3],      numbers[4], NULL};
  /* The path that started us: works without /proc. */
  execv((const char *)getauxval(AT_EXECFN), words);
  return failed_at("execv", -errno);
}

int begin_exec_storm(struct role *role, const int *fds, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (fcntl(fds[i], F_SETFD, 0) < 0) return failed_at("fcntl(F_SETFD)", -errno);
  struct link link = {.channel = role->channel, .cpu = role->cpu, .migrations_before = -1};
  return exec_next(&link);
}

/* 1: it has said something, or has gone. */
static int receiver_has_spoken(const struct link *link) {
  struct pollfd look = {.fd = link->channel, .events = POLLIN};
  int ready = poll(&look, 1, 0);
  return ready < 0 ? failed_at("poll", -errno) : ready;
}

static int say_goodbye(const struct link *link) {
  int code = meeting_expect(link->channel, MESSAGE_BYE, 0);
  return code < 0 ? code : meeting_send(link->channel, MESSAGE_BYE, 0);
}

static int end_chain(const struct link *link) {
  const struct transfer_plan nothing = {0};
  struct role role = {.plan = &nothing, .cpu = link->cpu, .execs = link->execs};
  role.oracle = (struct oracle){.method = ORACLE_NO_DESCRIPTORS,
                                .open_before = link->open_before,
                                .open_after = count_open_fds()};
  struct usage before = {.migrations = link->migrations_before};
  role.usage = usage_between(before, usage_now()); /* of the process, whatever its program */
  struct outcome outcome = outcome_of_role(say_goodbye(link), &role);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper donor: %s\n", outcome.text);
  struct clock_facts clock = clock_measure();
  json_role_line(stdout, "donor", &role, &clock, &outcome);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}

static bool parse_link(int count, char **words, struct link *ret) {
  uint64_t channel, cpu, open_before, migrations;
  if (count != 7 || !number_parse(words[2], 0, 1 << 20, &channel) ||
      !number_parse(words[3], 0, 1 << 20, &cpu) ||
      !number_parse(words[4], 0, 1 << 20, &open_before) ||
      !number_parse(words[5], 0, INT32_MAX, &migrations) ||
      !number_parse(words[6], 1, UINT64_MAX, &ret->execs))
    return false;
  ret->cpu = (int)cpu - 1;
  ret->migrations_before = (int)migrations - 1;
  ret->channel = (int)channel;
  ret->open_before = (int)open_before;
  return true;
}

int exec_storm_main(int count, char **words) {
  struct link link;
  if (!parse_link(count, words, &link)) return EXIT_USAGE;
  if (link.open_before == 0) {
    link.open_before = count_open_fds();
    link.migrations_before = (int)usage_now().migrations;
  }
  int spoken = receiver_has_spoken(&link);
  int code = spoken == 0 ? exec_next(&link) : spoken;
  if (code > 0) return end_chain(&link);
  fprintf(stderr, "handover-helper donor: %s\n", error_sentence(failed_operation(), code));
  return EXIT_FAILED;
}
