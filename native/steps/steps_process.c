/* SPDX-License-Identifier: Apache-2.0 */
/* Steps on the player itself, and on processes that it starts. */
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "step.h"

static int play_pid(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)words;
  answer_number(ret, "pid", getpid());
  return 0;
}

/* A process that has all of the player's descriptors and only waits. */
static int play_start(struct player *player, int count, char **words, struct answer *ret) {
  int pidfd;
  pid_t pid = fork_with_pidfd(&pidfd);
  if (pid < 0) return (int)pid;
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (option_flag(count, words, "ends")) _exit(0);
    for (;;) pause();
  }
  answer_number(ret, "pid", pid);
  return player_keep_started(player, words[1], pid, pidfd);
}

static int play_kill(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  struct started *started = player_find_started(player, words[1]);
  if (started == NULL) return STEP_MISUSED;
  int code = pidfd_send(started->pidfd, SIGKILL);
  siginfo_t information;
  /* Until it has ended; it is left a zombie. */
  while (code == 0 && waitid(P_PID, (id_t)started->pid, &information, WEXITED | WNOWAIT) < 0)
    if (errno != EINTR) code = -errno;
  return code;
}

static int play_reap(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  struct started *started = player_find_started(player, words[1]);
  if (started == NULL || started->pid <= 0) return STEP_MISUSED;
  while (waitpid(started->pid, NULL, 0) < 0)
    if (errno != EINTR) return -errno;
  started->pid = 0;
  close_consume(&started->pidfd);
  return 0;
}

static int play_dumpable(struct player *player, int count, char **words, struct answer *ret) {
  long value;
  (void)player, (void)count, (void)ret;
  if (!word_number(words[1], &value)) return STEP_MISUSED;
  return prctl(PR_SET_DUMPABLE, value) < 0 ? -errno : 0;
}

const struct step process_steps[] = {
    {"pid", "", "getpid(2)", 0, 0, play_pid},
    {"start", "NAME [ends]", "a process with the same descriptors, which waits or ends", 1, 2,
     play_start},
    {"kill", "NAME", "ends a started process and leaves it a zombie", 1, 1, play_kill},
    {"reap", "NAME", "waitpid(2)", 1, 1, play_reap},
    {"dumpable", "0|1", "PR_SET_DUMPABLE", 1, 1, play_dumpable},
    {NULL, NULL, NULL, 0, 0, NULL},
};
