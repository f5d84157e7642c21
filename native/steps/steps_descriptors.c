/* SPDX-License-Identifier: Apache-2.0 */
/* Steps on descriptors of the player's own table. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "step.h"

enum { TEXT_ROOM = 64 };

static int play_open(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  const struct fd_kind *kind = fd_kind_find(words[1]);
  if (kind == NULL || strlen(words[2]) + sizeof ".other" > NAME_ROOM) return STEP_MISUSED;
  int fd, companion;
  int code = kind->open(&fd, &companion);
  if (code < 0) return code;
  answer_number(ret, "fd", fd);
  if (companion >= 0) {
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "%s.other", words[2]);
    player_keep(player, name, companion);
  }
  return player_keep(player, words[2], fd) < 0 ? STEP_MISUSED : 0;
}

static int play_memfd(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = memfd_create("played", MFD_CLOEXEC);
  if (fd < 0) return -errno;
  if (pwrite(fd, words[2], strlen(words[2]), 0) < 0) return -errno;
  answer_number(ret, "fd", fd);
  return player_keep(player, words[1], fd) < 0 ? STEP_MISUSED : 0;
}

static int play_dup(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return -errno;
  answer_number(ret, "fd", copy);
  return player_keep(player, words[2], copy) < 0 ? STEP_MISUSED : 0;
}

static int play_close(struct player *player, int count, char **words, struct answer *ret) {
  (void)ret;
  for (int i = 1; i < count; i++) {
    int fd = player_find(player, words[i]);
    if (fd == STEP_MISUSED) return STEP_MISUSED;
    if (close(fd) < 0) return -errno;
    player_forget(player, words[i]);
  }
  return 0;
}

static int play_count(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)words;
  int open = count_open_fds();
  if (open >= 0) answer_number(ret, "open", open);
  return open < 0 ? open : 0;
}

static int play_content(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  char text[TEXT_ROOM] = "";
  ssize_t bytes = pread(fd, text, sizeof text - 1, 0);
  if (bytes < 0) return -errno;
  answer_text(ret, "text", text);
  return 0;
}

static int play_read(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long most = option_number(count, words, "bytes", TEXT_ROOM - 1, &misused);
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED || misused || most < 0 || most >= TEXT_ROOM) return STEP_MISUSED;
  char text[TEXT_ROOM] = "";
  ssize_t bytes = read(fd, text, (size_t)most);
  if (bytes < 0) return -errno;
  answer_text(ret, "text", text);
  return (int)bytes;
}

static int play_write(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  ssize_t bytes = write(fd, words[2], strlen(words[2]));
  return bytes < 0 ? -errno : (int)bytes;
}

static int play_offset(struct player *player, int count, char **words, struct answer *ret) {
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  bool misused = false;
  long to = option_number(count, words, "to", -1, &misused);
  if (misused) return STEP_MISUSED;
  off_t offset = to < 0 ? lseek(fd, 0, SEEK_CUR) : lseek(fd, to, SEEK_SET);
  if (offset < 0) return -errno;
  answer_number(ret, "offset", offset);
  return 0;
}

static int play_flags(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int close_on_exec = fd_is_close_on_exec(fd), status = fd_status_flags(fd);
  if (close_on_exec < 0 || status < 0) return close_on_exec < 0 ? close_on_exec : status;
  answer_number(ret, "closeOnExec", close_on_exec);
  answer_number(ret, "nonBlocking", (status & O_NONBLOCK) != 0);
  answer_number(ret, "append", (status & O_APPEND) != 0);
  return 0;
}

static int play_nonblock(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int status = fcntl(fd, F_GETFL);
  if (status < 0) return -errno;
  int wanted = strcmp(words[2], "on") == 0 ? status | O_NONBLOCK : status & ~O_NONBLOCK;
  return fcntl(fd, F_SETFL, wanted) < 0 ? -errno : 0;
}

static int play_lock(struct player *player, int count, char **words, struct answer *ret) {
  (void)ret;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int operation = option_flag(count, words, "release") ? LOCK_UN : LOCK_EX;
  return flock(fd, operation | LOCK_NB) < 0 ? -errno : 0;
}

static int play_same(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int one = player_find(player, words[1]), other = player_find(player, words[2]);
  if (one == STEP_MISUSED || other == STEP_MISUSED) return STEP_MISUSED;
  int same = fds_are_same(one, other);
  if (same >= 0) answer_number(ret, "same", same);
  return same < 0 ? same : 0;
}

/* Descriptors of `name` that are still there after fork and exec: what a program that it starts would get. */
static int play_survives_exec(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  pid_t pid = fork();
  if (pid < 0) return -errno;
  if (pid == 0) {
    char number[16];
    snprintf(number, sizeof number, "%d", fd);
    execl("/proc/self/exe", "handover-helper", "play", "--is-open", number, (char *)NULL);
    _exit(125);
  }
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) return -EIO;
  answer_number(ret, "survives", WEXITSTATUS(status) == 0);
  return 0;
}

static int play_limit(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)ret;
  long limit;
  struct rlimit old;
  if (!word_number(words[1], &limit) || limit < 0) return STEP_MISUSED;
  if (getrlimit(RLIMIT_NOFILE, &old) < 0) return -errno;
  struct rlimit wanted = {.rlim_cur = (rlim_t)limit, .rlim_max = old.rlim_max};
  return setrlimit(RLIMIT_NOFILE, &wanted) < 0 ? -errno : 0;
}

/* Lowers the limit until just so many more can be opened: numbers are given from below (dup(2)). */
static int play_leave_free(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)ret;
  long wanted, found = 0;
  struct rlimit limit;
  if (!word_number(words[1], &wanted) || wanted < 0) return STEP_MISUSED;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
  int number = 0;
  for (; found < wanted || fcntl(number, F_GETFD) >= 0; number++)
    if (fcntl(number, F_GETFD) < 0) found++;
  limit.rlim_cur = (rlim_t)number;
  return setrlimit(RLIMIT_NOFILE, &limit) < 0 ? -errno : 0;
}

const struct step descriptor_steps[] = {
    {"open", "KIND NAME", "opens a descriptor of a kind", 2, 2, play_open},
    {"memfd", "NAME TEXT", "a file in memory with this content", 2, 2, play_memfd},
    {"dup", "NAME NEW", "a second number for the same open file description", 2, 2, play_dup},
    {"close", "NAME…", "close(2)", 1, WORDS_MAX, play_close},
    {"count", "", "how many descriptors are open", 0, 0, play_count},
    {"content", "NAME", "what the file begins with", 1, 1, play_content},
    {"read", "NAME [bytes=N]", "read(2)", 1, 2, play_read},
    {"write", "NAME TEXT", "write(2)", 2, 2, play_write},
    {"offset", "NAME [to=N]", "lseek(2)", 1, 2, play_offset},
    {"flags", "NAME", "close-on-exec, O_NONBLOCK, O_APPEND", 1, 1, play_flags},
    {"nonblock", "NAME on|off", "sets or clears O_NONBLOCK", 2, 2, play_nonblock},
    {"lock", "NAME [release]", "flock(2), exclusive, not waiting", 1, 2, play_lock},
    {"same", "NAME NAME", "do both share one open file description?", 2, 2, play_same},
    {"survives-exec", "NAME", "is it open in a program that is started?", 1, 1, play_survives_exec},
    {"limit", "N", "lowers or raises RLIMIT_NOFILE (soft)", 1, 1, play_limit},
    {"leave-free", "N", "lowers RLIMIT_NOFILE until so many slots are free", 1, 1, play_leave_free},
    {NULL, NULL, NULL, 0, 0, NULL},
};
