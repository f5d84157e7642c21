/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that name a process by its number, as what came before pidfds does; and the pidfd that came with its start. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "step.h"

static int play_signal_number(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)ret;
  long pid, signal;
  /* 0 and what is below would mean groups (kill(2)). */
  if (!word_number(words[1], &pid) || pid <= 1 || !word_number(words[2], &signal))
    return STEP_MISUSED;
  return kill((pid_t)pid, (int)signal) < 0 ? -errno : 0;
}

/* A tracer can only let go of what it has stopped. */
static int play_trace(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)ret;
  long pid;
  if (!word_number(words[1], &pid)) return STEP_MISUSED;
  if (ptrace(PTRACE_SEIZE, (pid_t)pid, NULL, NULL) < 0) return -errno;
  if (ptrace(PTRACE_INTERRUPT, (pid_t)pid, NULL, NULL) < 0) return -errno;
  while (waitpid((pid_t)pid, NULL, __WALL) < 0)
    if (errno != EINTR) return -errno;
  return ptrace(PTRACE_DETACH, (pid_t)pid, NULL, NULL) < 0 ? -errno : 0;
}

static int play_started_pidfd(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  const struct started *started = player_find_started(player, words[1]);
  if (started == NULL || started->pid <= 0) return STEP_MISUSED;
  int pidfd = fcntl(started->pidfd, F_DUPFD_CLOEXEC, 0);
  if (pidfd < 0) return -errno;
  answer_number(ret, "fd", pidfd);
  return player_keep(player, words[2], pidfd) < 0 ? STEP_MISUSED : 0;
}

const struct step naming_steps[] = {
    {"signal-number", "PID SIGNAL", "kill(2): whoever has this number", 2, 2, play_signal_number},
    {"trace", "PID", "ptrace(2): PTRACE_SEIZE, and lets go again", 1, 1, play_trace},
    {"started-pidfd", "NAME NEW", "the pidfd that CLONE_PIDFD gave when NAME was started", 2, 2,
     play_started_pidfd},
    {NULL, NULL, NULL, 0, 0, NULL},
};
