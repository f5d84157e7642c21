/* SPDX-License-Identifier: Apache-2.0 */
/* `load` as a process: it says when it is at work, ends when it is told to, and never outlives whoever
 * started it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "../helper/outcome.h"
#include "../load/load.h"
#include "load_in_test.h"
#include "tests.h"

static void expect_ready(const struct started_load *load, const char *kind) {
  char line[LOAD_TEXT_MAX], wanted[LOAD_TEXT_MAX];
  snprintf(wanted, sizeof wanted,
           "{\"protocol\":1,\"role\":\"load\",\"kind\":\"%s\",\"status\":\"ready\"}\n", kind);
  load_read_line(load->output, line);
  ASSERT_STRING(line, wanted);
}

/* Tells it by the end of its input. */
static void end_by_input(struct started_load *load, char ret[LOAD_TEXT_MAX]) {
  close_consume(&load->input);
  ASSERT_INT(load_end_of(load, ret), ==, EXIT_DONE);
}

static bool says(const char *line, const char *part) { return strstr(line, part) != NULL; }

static void expect_work_done(const char *line, const char *kind) {
  char opening[LOAD_TEXT_MAX];
  snprintf(opening, sizeof opening,
           "{\"protocol\":1,\"role\":\"load\",\"kind\":\"%s\",\"cpu\":-1,\"status\":\"ok\"", kind);
  ASSERT(strncmp(line, opening, strlen(opening)) == 0);
  ASSERT(says(line, ",\"rounds\":") && !says(line, ",\"rounds\":0,"));
  ASSERT(says(line, ",\"span_ns\":") && !says(line, ",\"span_ns\":0,"));
  ASSERT(says(line, ",\"cpu_ns\":"));
  ASSERT(says(line, ",\"error\":null}\n"));
}

TEST(each_kind_works_until_its_input_ends) {
  for (size_t i = 0; loads[i] != NULL; i++) {
    char line[LOAD_TEXT_MAX];
    const char *words[] = {"--kind", loads[i]->name, NULL};
    struct started_load load = load_start(words);
    expect_ready(&load, loads[i]->name);
    end_by_input(&load, line);
    expect_work_done(line, loads[i]->name);
  }
}

static void expect_end_by(int signal) {
  char line[LOAD_TEXT_MAX];
  static const char *const words[] = {"--kind", "forks", NULL};
  struct started_load load = load_start(words);
  expect_ready(&load, "forks");
  ASSERT_INT(kill(load.pid, signal), ==, 0);
  ASSERT_INT(load_end_of(&load, line), ==, EXIT_DONE);
  expect_work_done(line, "forks");
}

TEST(a_signal_ends_it) {
  expect_end_by(SIGTERM);
  expect_end_by(SIGINT);
}

TEST(its_deadline_ends_it) {
  char line[LOAD_TEXT_MAX];
  static const char *const words[] = {"--deadline-ms", "500", "--kind", "hog", NULL};
  struct started_load load = load_start(words);
  expect_ready(&load, "hog");
  ASSERT_INT(load_end_of(&load, line), ==, EXIT_DONE);
  expect_work_done(line, "hog");
}

/* Its input has ended before it began: no ready line, no round. */
TEST(without_input_it_ends_at_once) {
  char line[LOAD_TEXT_MAX];
  static const char *const words[] = {"--kind", "hog", NULL};
  struct load_pipes pipes = load_pipes_make();
  close_consume(&pipes.input[1]);
  struct started_load load = load_start_at(&pipes, words);
  ASSERT_INT(load_end_of(&load, line), ==, EXIT_DONE);
  ASSERT(says(line, ",\"status\":\"ok\",\"rounds\":0,"));
}

TEST(what_is_written_to_it_does_not_end_it) {
  char line[LOAD_TEXT_MAX];
  static const char *const words[] = {"--kind", "hog", NULL};
  struct started_load load = load_start(words);
  ASSERT_INT(write(load.input, "go on\n", 6), ==, 6);
  expect_ready(&load, "hog");
  end_by_input(&load, line);
  expect_work_done(line, "hog");
}

TEST(it_is_pinned_where_it_is_told_to) {
  char line[LOAD_TEXT_MAX], cpu[16], wanted[32];
  int first;
  ASSERT_INT(allowed_cpus(&first, 1), >, 0);
  snprintf(cpu, sizeof cpu, "%d", first);
  snprintf(wanted, sizeof wanted, ",\"cpu\":%d,\"status\":\"ok\"", first);
  const char *words[] = {"--kind", "hog", "--cpu", cpu, NULL};
  struct started_load load = load_start(words);
  expect_ready(&load, "hog");
  end_by_input(&load, line);
  ASSERT(says(line, wanted));
}

TEST(a_cpu_that_is_not_here_is_unsupported) {
  char line[LOAD_TEXT_MAX];
  static const char *const words[] = {"--kind", "hog", "--cpu", "8191", NULL};
  struct started_load load = load_start(words);
  ASSERT_INT(load_end_of(&load, line), ==, EXIT_UNSUPPORTED);
  ASSERT(says(line, ",\"status\":\"unsupported\",\"rounds\":0,"));
  ASSERT(says(line, "\"operation\":\"sched_setaffinity\""));
}

TEST(wrong_words_start_nothing) {
  static const char *const wrong[][5] = {
      {NULL},
      {"--kind", NULL},
      {"--kind", "idle", NULL},
      {"--cpu", "0", NULL},
      {"--kind", "hog", "--cpu", "-1", NULL},
      {"--kind", "hog", "--cpu", "1x", NULL},
      {"--kind", "hog", "--deadline-ms", "0", NULL},
      {"--kind", "hog", "--deadline-ms", "3600001", NULL},
      {"--kind", "hog", "--batch", "1", NULL},
      {"--kind", "hog", "hog", NULL},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    char line[LOAD_TEXT_MAX];
    struct started_load load = load_start(wrong[i]);
    ASSERT_INT(load_end_of(&load, line), ==, EXIT_USAGE);
    ASSERT_STRING(line, "");
  }
}

/* Starts a load, waits until `go` is closed, and ends without a word to it. */
static _Noreturn void start_and_leave(const struct load_pipes *pipes, const int go[2]) {
  static const char *const words[] = {"--kind", "hog", NULL};
  char byte;
  close(go[1]);
  pid_t pid = fork();
  if (pid == 0) {
    close(go[0]);
    load_become(pipes, words);
  }
  close(pipes->input[1]);
  close(pipes->output[1]);
  _exit(read(go[0], &byte, 1) == 0 && pid > 0 ? 0 : 1);
}

/* Its input stays open here: only the death of its starter can end it. */
TEST(it_ends_with_whoever_started_it) {
  char line[LOAD_TEXT_MAX];
  int go[2], status;
  ASSERT_INT(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  struct load_pipes pipes = load_pipes_make();
  ASSERT_INT(pipe2(go, O_CLOEXEC), ==, 0);
  pid_t starter = fork();
  ASSERT_INT(starter, >=, 0);
  if (starter == 0) start_and_leave(&pipes, go);
  close(go[0]);
  close(pipes.input[0]);
  close(pipes.output[1]);
  struct started_load load = {.input = pipes.input[1], .output = pipes.output[0]};
  expect_ready(&load, "hog");
  close(go[1]);
  ASSERT_INT(waitpid(starter, &status, 0), ==, starter);
  ASSERT_INT(status, ==, 0);
  load_read_line(load.output, line);
  expect_work_done(line, "hog");
  ASSERT_INT(waitpid(-1, &status, 0), >, 0); /* we are the one who inherits it */
  ASSERT_INT(status, ==, 0);
  close_all_consume((int[]){load.input, load.output}, 2);
}

static const struct test tests[] = {
    PASSES(each_kind_works_until_its_input_ends),
    PASSES(a_signal_ends_it),
    PASSES(its_deadline_ends_it),
    PASSES(without_input_it_ends_at_once),
    PASSES(what_is_written_to_it_does_not_end_it),
    PASSES(it_is_pinned_where_it_is_told_to),
    PASSES(a_cpu_that_is_not_here_is_unsupported),
    PASSES(wrong_words_start_nothing),
    PASSES(it_ends_with_whoever_started_it),
    SUITE_END,
};

const struct test_suite load_command_suite = {"load_command", tests};
