/* SPDX-License-Identifier: Apache-2.0 */
/* Steps with pidfds, and the comparison of descriptors across processes. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "../core/fd_facts.h"
#include "../core/pidfd.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "step.h"

static int keep_new(struct player *player, const char *name, int fd, struct answer *ret) {
  if (fd < 0) return fd;
  answer_number(ret, "fd", fd);
  return player_keep(player, name, fd) < 0 ? STEP_MISUSED : 0;
}

static int play_open_pidfd(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long pid, flags = option_number(count, words, "flags", 0, &misused);
  if (misused || !word_number(words[1], &pid)) return STEP_MISUSED;
  return keep_new(player, words[2], pidfd_open_process((pid_t)pid, (unsigned)flags), ret);
}

static int play_open_proc(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  char path[64];
  long pid;
  if (!word_number(words[1], &pid)) return STEP_MISUSED;
  snprintf(path, sizeof path, "/proc/%ld", pid);
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return keep_new(player, words[2], fd < 0 ? -errno : fd, ret);
}

/* What someone does who has no pidfd_getfd: opens the entry as a file. */
static int play_open_proc_fd(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  char path[64];
  long pid, number;
  if (!word_number(words[1], &pid) || !word_number(words[2], &number)) return STEP_MISUSED;
  snprintf(path, sizeof path, "/proc/%ld/fd/%ld", pid, number);
  int fd = open(path, O_RDWR | O_CLOEXEC);
  return keep_new(player, words[3], fd < 0 ? -errno : fd, ret);
}

static int play_pull(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long number, flags = option_number(count, words, "flags", 0, &misused);
  int pidfd = player_find(player, words[1]);
  if (pidfd == STEP_MISUSED || misused || !word_number(words[2], &number)) return STEP_MISUSED;
  return keep_new(player, words[3], pidfd_get_fd_flags(pidfd, (int)number, (unsigned)flags), ret);
}

static int play_signal(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  long signal;
  int pidfd = player_find(player, words[1]);
  if (pidfd == STEP_MISUSED || !word_number(words[2], &signal)) return STEP_MISUSED;
  return pidfd_send(pidfd, (int)signal);
}

static int play_same_across(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long pid, number;
  int own = player_find(player, words[3]);
  if (own == STEP_MISUSED || !word_number(words[1], &pid) || !word_number(words[2], &number))
    return STEP_MISUSED;
  int same = fds_are_same_by_kcmp((pid_t)pid, (int)number, getpid(), own);
  if (same >= 0) answer_number(ret, "same", same);
  return same < 0 ? same : 0;
}

static int play_pid_of_peer(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  pid_t pid;
  int channel = player_find(player, words[1]);
  if (channel == STEP_MISUSED) return STEP_MISUSED;
  int code = pid_of_peer(channel, &pid);
  if (code == 0) answer_number(ret, "pid", pid);
  return code;
}

/* What `doctor --pid` says, with a pidfd or by number alone. */
static int play_diagnose(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long pid, number;
  struct pull_facts facts;
  int pidfd = player_find(player, words[1]);
  if (pidfd == STEP_MISUSED || !word_number(words[2], &pid) || !word_number(words[3], &number))
    return STEP_MISUSED;
  collect_pull_facts((pid_t)pid, pidfd, (int)number, &facts);
  answer_text(ret, "cause", pull_cause_name(pull_cause_of(&facts)));
  return 0;
}

const struct step pidfd_steps[] = {
    {"pidfd-open", "PID NAME [flags=N]", "pidfd_open(2)", 2, 3, play_open_pidfd},
    {"open-proc", "PID NAME", "opens the directory /proc/PID", 2, 2, play_open_proc},
    {"open-proc-fd", "PID NUMBER NAME", "opens /proc/PID/fd/NUMBER as a file", 3, 3,
     play_open_proc_fd},
    {"pull", "PIDFD NUMBER NAME [flags=N]", "pidfd_getfd(2)", 3, 4, play_pull},
    {"pidfd-signal", "PIDFD SIGNAL", "pidfd_send_signal(2)", 2, 2, play_signal},
    {"same-across", "PID NUMBER NAME", "kcmp(2) of another process’s number and an own one", 3, 3,
     play_same_across},
    {"peer-pid", "CHANNEL", "SO_PEERCRED", 1, 1, play_pid_of_peer},
    {"diagnose", "PIDFD|#-1 PID NUMBER", "why a pull is refused, as our core decides it", 3, 3,
     play_diagnose},
    {NULL, NULL, NULL, 0, 0, NULL},
};
