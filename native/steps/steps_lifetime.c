/* SPDX-License-Identifier: Apache-2.0 */
/* Steps about when a process is what it was: its program replaced, its number used again, its first thread gone. */
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "step.h"

#ifndef SYS_clone3
#define SYS_clone3 435
#endif

enum { PATH_ROOM = 64, STAT_ROOM = 512, LOOKS_MAX = 5000 };

static const char program[] = "/proc/self/exe";

static void wait_for_the_end(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (;;) pause();
}

int exec_again(void) {
  execl(program, "handover-helper", "play", "--exec-again", (char *)NULL);
  return 1;
}

static int play_start_execs(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int pidfd, fd = player_find(player, words[2]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  pid_t pid = fork_with_pidfd(&pidfd);
  if (pid < 0) return (int)pid;
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* is kept by exec */
    fcntl(fd, F_SETFD, 0);
    _exit(exec_again());
  }
  answer_number(ret, "pid", pid);
  return player_keep_started(player, words[1], pid, pidfd);
}

static int play_start_as(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int pidfd = -1;
  long wanted;
  if (!word_number(words[1], &wanted)) return STEP_MISUSED;
  pid_t number = (pid_t)wanted;
  struct clone_args arguments = {.flags = CLONE_PIDFD,
                                 .pidfd = (uint64_t)(uintptr_t)&pidfd,
                                 .exit_signal = SIGCHLD,
                                 .set_tid = (uint64_t)(uintptr_t)&number,
                                 .set_tid_size = 1};
  long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid < 0) return failed_at("clone3", -errno);
  if (pid == 0) wait_for_the_end();
  answer_number(ret, "pid", pid);
  return player_keep_started(player, words[2], (pid_t)pid, pidfd);
}

static void *say_who_and_wait(void *argument) {
  pid_t thread = (pid_t)syscall(SYS_gettid);
  if (write(*(int *)argument, &thread, sizeof thread) == sizeof thread) wait_for_the_end();
  _exit(1);
}

static void live_on_in_a_thread(int said) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, say_who_and_wait, &said) != 0) _exit(1);
  syscall(SYS_exit, 0); /* of this thread alone */
}

static bool first_thread_has_ended(pid_t pid) {
  char path[PATH_ROOM], text[STAT_ROOM];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  cleanup_close int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t bytes = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (bytes < 0) return false;
  text[bytes] = '\0';
  const char *name_end = strrchr(text, ')');
  return name_end != NULL && strncmp(name_end, ") Z", 3) == 0;
}

static int play_start_headless(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int ends[2], pidfd;
  pid_t thread;
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  cleanup_close int hears = ends[0], says = ends[1];
  pid_t pid = fork();
  if (pid < 0) return -errno;
  if (pid == 0) live_on_in_a_thread(says);
  close_consume(&says);
  bool is_said = read(hears, &thread, sizeof thread) == sizeof thread;
  for (int i = 0; is_said && !first_thread_has_ended(pid); i++) {
    if (i == LOOKS_MAX) is_said = false;
    usleep(1000);
  }
  pidfd = pidfd_open_process(pid, 0);
  if (!is_said || pidfd < 0) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close_consume(&pidfd);
    return is_said ? pidfd : -EIO;
  }
  answer_number(ret, "pid", pid);
  answer_number(ret, "thread", thread);
  return player_keep_started(player, words[1], pid, pidfd);
}

const struct step lifetime_steps[] = {
    {"start-execs", "NAME FD", "a process that replaces its program without end, and keeps FD", 2,
     2, play_start_execs},
    {"start-as", "PID NAME", "a process with this number, which waits (clone3(2), set_tid)", 2, 2,
     play_start_as},
    {"start-headless", "NAME", "a process whose first thread ends and whose second waits", 1, 1,
     play_start_headless},
    {NULL, NULL, NULL, 0, 0, NULL},
};
