/* SPDX-License-Identifier: Apache-2.0 */
/* `namespace` makes a network of its own, or says why it cannot; `enter` runs a program in it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../helper/namespace_command.h"
#include "../helper/outcome.h"
#include "load_in_test.h"
#include "tests.h"

struct started_namespace {
  pid_t pid;
  int input, output;
};

static struct started_namespace start_namespace(void) {
  static char *words[] = {"namespace", NULL};
  struct load_pipes pipes = load_pipes_make();
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) {
    dup2(pipes.input[0], STDIN_FILENO);
    dup2(pipes.output[1], STDOUT_FILENO);
    for (int i = 0; i < 2; i++) {
      close(pipes.input[i]);
      close(pipes.output[i]);
    }
    _exit(namespace_main(1, words));
  }
  close(pipes.input[0]);
  close(pipes.output[1]);
  return (struct started_namespace){pid, pipes.input[1], pipes.output[0]};
}

static int end_namespace(struct started_namespace *started) {
  int status;
  close_consume(&started->input);
  ASSERT_INT(waitpid(started->pid, &status, 0), ==, started->pid);
  close_consume(&started->output);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Skips, with its own words, where this machine does not allow one. */
static struct started_namespace namespace_or_skip(void) {
  char line[LOAD_TEXT_MAX], wanted[LOAD_TEXT_MAX];
  struct started_namespace started = start_namespace();
  load_read_line(started.output, line);
  if (strstr(line, "\"status\":\"unsupported\"") != NULL) {
    ASSERT(strstr(line, "\"error\":{\"code\":\"E") != NULL);
    ASSERT_INT(end_namespace(&started), ==, EXIT_UNSUPPORTED);
    test_skip(line);
  }
  snprintf(
      wanted, sizeof wanted,
      "{\"protocol\":1,\"role\":\"namespace\",\"pid\":%d,\"status\":\"ready\",\"error\":null}\n",
      (int)started.pid);
  ASSERT_STRING(line, wanted);
  return started;
}

static ino_t network_of(pid_t pid) {
  char path[64];
  struct stat facts;
  snprintf(path, sizeof path, "/proc/%d/ns/net", (int)pid);
  ASSERT_INT(stat(path, &facts), ==, 0);
  return facts.st_ino;
}

TEST(a_namespace_is_another_network) {
  struct started_namespace started = namespace_or_skip();
  ASSERT_INT(network_of(started.pid), !=, network_of(getpid()));
  ASSERT_INT(end_namespace(&started), ==, EXIT_DONE);
}

/* In a process of its own: a program that ends with this exit code. */
static int enter(pid_t pid, const char *cpu, const char *program, const char *script) {
  char number[16];
  int status;
  snprintf(number, sizeof number, "%d", (int)pid);
  char *words[] = {"enter",
                   "--namespace-of",
                   number,
                   "--cpu",
                   (char *)(size_t)cpu,
                   "--",
                   (char *)(size_t)program,
                   "-c",
                   (char *)(size_t)script,
                   NULL};
  pid_t child = fork();
  ASSERT_INT(child, >=, 0);
  if (child == 0) _exit(enter_main(9, words));
  ASSERT_INT(waitpid(child, &status, 0), ==, child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(who_enters_is_there) {
  char script[128];
  struct started_namespace started = namespace_or_skip();
  snprintf(script, sizeof script, "[ \"$(readlink /proc/self/ns/net)\" = \"net:[%lu]\" ]",
           (unsigned long)network_of(started.pid));
  ASSERT_INT(enter(started.pid, "-1", "sh", script), ==, 0);
  ASSERT_INT(enter(0, "-1", "sh", script), ==, 1); /* 0: stays here */
  ASSERT_INT(end_namespace(&started), ==, EXIT_DONE);
}

/* Its address is there as soon as it is up, and not before. */
TEST(its_loopback_is_up) {
  struct started_namespace started = namespace_or_skip();
  ASSERT_INT(enter(started.pid, "-1", "sh", "exec grep -q 127.0.0.1 /proc/net/fib_trie"), ==, 0);
  ASSERT_INT(end_namespace(&started), ==, EXIT_DONE);
}

TEST(nobody_enters_what_is_not_there) {
  ASSERT_INT(enter(0, "-1", "/nobody/has/this", ""), ==, EXIT_FAILED);
  ASSERT_INT(enter(1 << 30, "-1", "sh", "exit 0"), ==, EXIT_FAILED);
  ASSERT_INT(enter(0, "65536", "sh", "exit 0"), ==, EXIT_UNSUPPORTED);
  ASSERT_INT(enter(0, "two", "sh", "exit 0"), ==, EXIT_USAGE);
}

/* The kernel's words for "not here": a reason to skip, and no failure. */
TEST(a_forbidden_namespace_is_unsupported) {
  static const struct {
    const char *operation;
    int error;
  } refused[] = {{"unshare(CLONE_NEWUSER)", EPERM}, {"unshare(CLONE_NEWUSER)", ENOSPC},
                 {"unshare(CLONE_NEWNET)", EINVAL}, {"/proc/self/uid_map", EPERM},
                 {"ioctl(SIOCSIFFLAGS)", EPERM},    {"/proc/sys/net/ipv4/tcp_migrate_req", ENOENT}};
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct outcome outcome = outcome_of_failure(failed_at(refused[i].operation, -refused[i].error));
    ASSERT_INT(outcome.exit_code, ==, EXIT_UNSUPPORTED);
    ASSERT_STRING(outcome.operation, refused[i].operation);
    ASSERT(strstr(outcome.text, "file system") == NULL);
  }
  ASSERT_INT(outcome_of_failure(failed_at("unshare(CLONE_NEWNET)", -ENOMEM)).exit_code, ==,
             EXIT_FAILED);
}

/* As an unprivileged user: in a user namespace of his own, or unsupported with a reason. */
TEST(a_user_without_rights_has_one_or_is_told_why) {
  enum { NOBODY = 65534 };
  if (geteuid() == 0 &&
      (setresgid(NOBODY, NOBODY, NOBODY) < 0 || setresuid(NOBODY, NOBODY, NOBODY) < 0))
    test_skip("setresuid(2) is refused here");
  /* Who has changed his user does not own his /proc/self (proc(5)); a user who has started this does. */
  ASSERT_INT(prctl(PR_SET_DUMPABLE, 1), ==, 0);
  struct started_namespace started = namespace_or_skip();
  ASSERT_INT(end_namespace(&started), ==, EXIT_DONE);
}

static const struct test tests[] = {
    PASSES(a_namespace_is_another_network),
    PASSES(who_enters_is_there),
    PASSES(its_loopback_is_up),
    PASSES(nobody_enters_what_is_not_there),
    PASSES(a_forbidden_namespace_is_unsupported),
    PASSES(a_user_without_rights_has_one_or_is_told_why),
    SUITE_END,
};

const struct test_suite namespace_suite = {"namespace", tests};
