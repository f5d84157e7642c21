/* SPDX-License-Identifier: Apache-2.0 */
/* Runs one test: forks, counts descriptors around it, waits for its end or its deadline, and looks
 * whether a process of it is left. */
#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../core/fd_facts.h"

enum { EXIT_SKIPPED = 77 }; /* as automake and liburing say it */

_Noreturn void test_skip(const char *reason) {
  fprintf(stderr, "%s\n", reason);
  exit(EXIT_SKIPPED);
}

/* _exit: after a failure neither atexit functions nor a leak check have anything to add. */
_Noreturn void test_fail(const char *file, int line, const char *format, ...) {
  fprintf(stderr, "%s:%d: ", file, line);
  va_list values;
  va_start(values, format);
  vfprintf(stderr, format, values);
  va_end(values);
  fputc('\n', stderr);
  _exit(EXIT_FAILURE);
}

void test_check_int(const char *file, int line, const char *text, bool holds, intmax_t left,
                    intmax_t right) {
  if (!holds) test_fail(file, line, "%s does not hold: %jd, %jd", text, left, right);
}

void test_check_string(const char *file, int line, const char *text, const char *left,
                       const char *right) {
  if (left == NULL || right == NULL || strcmp(left, right) != 0)
    test_fail(file, line, "%s does not hold: \"%s\", \"%s\"", text, left ? left : "(null)",
              right ? right : "(null)");
}

/* In the test's own process. */
static _Noreturn void run_and_count(const struct test *test, int output) {
  setpgid(0, 0);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  close(output);
  setvbuf(stdout, NULL, _IONBF, 0);
  int open_before = count_open_fds();
  test->run();
  int open_after = count_open_fds();
  if (open_before < 0 || open_after != open_before)
    test_fail(test->name, 0, "descriptors open before the test: %d, after it: %d", open_before,
              open_after);
  exit(EXIT_SUCCESS); /* not _exit: LeakSanitizer looks when the process exits */
}

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void complain(struct test_outcome *outcome, const char *text, size_t bytes) {
  size_t used = strlen(outcome->complaint);
  size_t room = sizeof outcome->complaint - 1 - used;
  if (bytes > room) bytes = room;
  memcpy(outcome->complaint + used, text, bytes);
  outcome->complaint[used + bytes] = '\0';
}

static void fail(struct test_outcome *outcome, const char *text) {
  outcome->kind = OUTCOME_FAILED;
  complain(outcome, text, strlen(text));
}

static void read_what_is_there(int output, struct test_outcome *outcome) {
  char chunk[1024];
  ssize_t got;
  while ((got = read(output, chunk, sizeof chunk)) > 0) complain(outcome, chunk, (size_t)got);
}

/* Reads the test's output until it has ended (true) or its deadline has passed (false). Its end is
 * told by a pidfd: the pipe alone may be held open by a process that the test left behind. */
static bool wait_for_end(int pidfd, int output, int deadline_ms, struct test_outcome *outcome) {
  int64_t deadline = now_ms() + deadline_ms;
  struct pollfd events[] = {{.fd = pidfd, .events = POLLIN}, {.fd = output, .events = POLLIN}};
  while (!(events[0].revents & POLLIN)) {
    int64_t rest = deadline - now_ms();
    if (rest <= 0) return false;
    if (poll(events, 2, (int)rest) < 0 && errno != EINTR) return false;
    read_what_is_there(output, outcome);
    if (events[1].revents & POLLHUP) events[1].fd = -1;
  }
  return true;
}

/* Ends and reaps whatever is left of the test's process group. */
static bool processes_were_left(pid_t group) {
  bool left = kill(-group, SIGKILL) == 0;
  while (waitpid(-group, NULL, 0) > 0 || errno == EINTR) continue;
  return left;
}

static void read_exit(int status, struct test_outcome *outcome) {
  char text[64];
  if (WIFSIGNALED(status)) {
    snprintf(text, sizeof text, "ended by signal %d\n", WTERMSIG(status));
    fail(outcome, text);
  } else if (WEXITSTATUS(status) == EXIT_SKIPPED) {
    outcome->kind = OUTCOME_SKIPPED;
  } else if (WEXITSTATUS(status) != EXIT_SUCCESS) {
    snprintf(text, sizeof text, "ended with code %d\n", WEXITSTATUS(status));
    fail(outcome, text);
  }
}

static void watch(const struct test *test, pid_t pid, int output, struct test_outcome *outcome) {
  int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
  int deadline_ms = test->deadline_ms > 0 ? test->deadline_ms : TEST_DEADLINE_MS;
  bool ended = pidfd >= 0 && wait_for_end(pidfd, output, deadline_ms, outcome);
  if (pidfd >= 0) close(pidfd);
  if (!ended) kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  read_what_is_there(output, outcome);
  if (ended)
    read_exit(status, outcome);
  else
    fail(outcome, pidfd < 0 ? "no pidfd_open(2) here (Linux 5.3)\n" : "deadline passed\n");
  if (processes_were_left(pid)) fail(outcome, "left a process behind\n");
}

void test_run(const struct test *test, struct test_outcome *ret_outcome) {
  *ret_outcome = (struct test_outcome){.kind = OUTCOME_PASSED};
  int ends[2];
  fflush(NULL); /* or the new process would print our buffered lines once more */
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return fail(ret_outcome, "pipe2 failed\n");
  /* So that what a test leaves behind becomes ours to reap, and not init's. */
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    run_and_count(test, ends[1]);
  }
  close(ends[1]);
  if (pid < 0) fail(ret_outcome, "fork failed\n");
  if (pid > 0) {
    setpgid(pid, pid); /* here and there: whoever comes first */
    watch(test, pid, ends[0], ret_outcome);
  }
  close(ends[0]);
}

enum outcome_kind test_judge(const struct test *test, const struct test_outcome *outcome) {
  if (test->must_fail_with == NULL || outcome->kind == OUTCOME_SKIPPED) return outcome->kind;
  bool as_wanted =
      outcome->kind == OUTCOME_FAILED && strstr(outcome->complaint, test->must_fail_with) != NULL;
  return as_wanted ? OUTCOME_PASSED : OUTCOME_FAILED;
}
