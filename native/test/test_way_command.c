/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper way`: what its flags take, what its line says; and the program that inherits, on its own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "../helper/way_command.h"
#include "../ways/inheritance.h"
#include "tests.h"

enum { WORDS_MAX = 16 };

static bool parse(const char *const *given, struct way_command *ret) {
  char *words[WORDS_MAX] = {"way"};
  int count = 1;
  for (; given[count - 1] != NULL; count++) words[count] = (char *)(size_t)given[count - 1];
  return way_command_parse(count, words, ret);
}

TEST(flags_are_read) {
  const char *words[] = {"--way",       "broker", "--batch",     "16", "--warmup",       "0",
                         "--transfers", "7",      "--donor-cpu", "0",  "--receiver-cpu", "1",
                         NULL};
  struct way_command command;
  ASSERT(parse(words, &command));
  ASSERT(command.way == &way_broker);
  ASSERT_INT(command.plan.batch, ==, 16);
  ASSERT_INT(way_total(&command.plan), ==, 7);
  ASSERT_INT(command.plan.donor_cpu, ==, 0);
  ASSERT_INT(command.plan.receiver_cpu, ==, 1);
  ASSERT_INT(command.plan.samples_fd, ==, -1);
  ASSERT_STRING(command.plan.kind, "tcp_listener");
}

TEST(what_is_wrong_is_refused) {
  static const char *const wrong[][2] = {
      {"--way", "teleport"},  {"--batch", "0"},
      {"--batch", "17"},      {"--batch", "+1"},
      {"--transfers", "0"},   {"--kind", "no-such"},
      {"--donor-cpu", ""},    {"--mechanism", "scm_rights"},
      {"surplus", "word"},    {"--deadline-ms", "0"},
      {"--samples-fd", "-1"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    const char *words[] = {"--way", "broker", wrong[i][0], wrong[i][1], NULL};
    struct way_command command;
    ASSERT(!parse(words, &command));
  }
  const char *nothing[] = {NULL};
  struct way_command command;
  ASSERT(!parse(nothing, &command));
}

TEST(the_line_says_what_was_done) {
  struct way_command command = {.way = &way_addfd, .plan = {.donor_cpu = 0, .receiver_cpu = -1}};
  struct way_report report = {
      .oracle = {.method = ORACLE_KCMP, .received_count = 20, .open_before = 6, .open_after = 6},
      .transfers_done = 20};
  struct clock_facts clock = {.cost_ns = 20, .quantum_ns = 10};
  struct outcome outcome = way_outcome(0, &report);
  char *line = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&line, &bytes);
  ASSERT(out != NULL);
  way_json_line(out, &command, &report, &clock, &outcome);
  ASSERT_INT(fclose(out), ==, 0);
  const char *begin =
      "{\"protocol\":1,\"role\":\"way\",\"way\":\"addfd\",\"status\":\"ok\",\"donor_cpu\":0,"
      "\"receiver_cpu\":-1,\"transfers\":20,\"oracle\":{\"verdict\":\"pass\",\"method\":\"kcmp\","
      "\"received_count\":20,";
  ASSERT_INT(strncmp(line, begin, strlen(begin)), ==, 0);
  ASSERT(strstr(line, "\"error\":null}\n") != NULL);
  free(line);
}

/* Descriptors where the program looks for them, in a process of its own, as become_program puts them there. */
static _Noreturn void be_inheritor(int channel, int given, int samples_fd, const char *listen_fds) {
  static char *words[] = {"0", "0", "2", "1", NULL, "5000"};
  char donor[24], own[24];
  int high[] = {fcntl(given, F_DUPFD, 50), fcntl(channel, F_DUPFD, 50),
                fcntl(samples_fd, F_DUPFD, 50)};
  for (int i = 0; i < 3; i++) dup2(high[i], INHERITED_FIRST + i);
  snprintf(donor, sizeof donor, "%d", (int)getppid());
  snprintf(own, sizeof own, "%d", (int)getpid());
  words[INHERITOR_DONOR_PID] = donor;
  setenv("LISTEN_PID", own, 1);
  setenv("LISTEN_FDS", listen_fds, 1);
  _exit(way_inheritor_main(INHERITOR_ARGUMENTS, words));
}

/* Says that it gives `said`, gives `given`. */
static void inherit(int said, int given, const char *listen_fds, struct findings *ret) {
  int ends[2], status;
  cleanup_close int samples_fd = sample_log_create(2);
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  ASSERT_INT(meeting_send_identities(ends[0], &said, 1), ==, 0);
  pid_t program = fork();
  ASSERT_INT(program, >=, 0);
  if (program == 0) be_inheritor(ends[1], given, samples_fd, listen_fds);
  close_consume(&ends[1]);
  struct received got;
  do ASSERT_INT(receive_at_most(ends[0], ret, sizeof *ret, 0, 0, &got), ==, 0);
  while (ret->header.type == MESSAGE_CHECK &&
         meeting_send(ends[0], MESSAGE_CHECKED, ret->header.sequence) == 0);
  ASSERT_INT(got.data_bytes, ==, sizeof *ret);
  ASSERT_INT(waitpid(program, &status, 0), ==, program);
  close_consume(&ends[0]);
}

TEST(an_inheritor_is_content_with_the_right_one) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  struct findings findings;
  inherit(fd, fd, "1", &findings);
  ASSERT_INT(findings.code, ==, 0);
  ASSERT_INT(findings.oracle.identity_checked, ==, 1);
  ASSERT_INT(findings.oracle.wrong_identity + findings.oracle.wrong_description, ==, 0);
  close_consume(&fd);
}

TEST(an_inheritor_sees_another) {
  int said = memfd_create("test", MFD_CLOEXEC), given = memfd_create("test", MFD_CLOEXEC);
  struct findings findings;
  inherit(said, given, "1", &findings);
  ASSERT_INT(findings.oracle.wrong_identity, ==, 1);
  close_consume(&said);
  close_consume(&given);
}

TEST(an_inheritor_without_its_words_refuses) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  struct findings findings;
  inherit(fd, fd, "3", &findings);
  ASSERT_INT(findings.code, ==, -EINVAL);
  ASSERT_STRING(findings.operation, "LISTEN_FDS");
  close_consume(&fd);
}

static const struct test tests[] = {
    PASSES(flags_are_read),
    PASSES(what_is_wrong_is_refused),
    PASSES(the_line_says_what_was_done),
    PASSES(an_inheritor_is_content_with_the_right_one),
    PASSES(an_inheritor_sees_another),
    PASSES(an_inheritor_without_its_words_refuses),
    SUITE_END,
};

const struct test_suite way_command_suite = {"way_command", tests};
