/* SPDX-License-Identifier: Apache-2.0 */
/* What a player remembers: its descriptors and the processes that it started, by name. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "step.h"

static bool name_fits(const char *name) { return *name != '\0' && strlen(name) < NAME_ROOM; }

static struct named_fd *find_name(const struct player *player, const char *name) {
  for (size_t i = 0; i < player->name_count; i++)
    if (strcmp(player->names[i].name, name) == 0) return (struct named_fd *)&player->names[i];
  return NULL;
}

int player_keep(struct player *player, const char *name, int fd) {
  struct named_fd *known = find_name(player, name);
  if (known == NULL) {
    if (player->name_count == NAMES_MAX || !name_fits(name)) {
      close_consume(&fd);
      return STEP_MISUSED;
    }
    known = &player->names[player->name_count++];
    memcpy(known->name, name, strlen(name) + 1);
  }
  known->fd = fd;
  return fd;
}

int player_find(const struct player *player, const char *word) {
  long number;
  if (word[0] == '#' && word_number(word + 1, &number)) return (int)number;
  const struct named_fd *known = find_name(player, word);
  return known == NULL ? STEP_MISUSED : known->fd;
}

int player_find_all(const struct player *player, const char *word, int *ret_fds, int room) {
  char text[512];
  int total = 0;
  if (strcmp(word, "none") == 0) return 0;
  if (strlen(word) >= sizeof text) return STEP_MISUSED;
  memcpy(text, word, strlen(word) + 1);
  char *rest = NULL;
  for (char *part = strtok_r(text, ",", &rest); part != NULL; part = strtok_r(NULL, ",", &rest)) {
    char *times = strchr(part, '*');
    long repeat = 1;
    if (times != NULL) {
      *times = '\0';
      if (!word_number(times + 1, &repeat)) return STEP_MISUSED;
    }
    int fd = player_find(player, part);
    if (fd == STEP_MISUSED || repeat < 1 || repeat > room - total) return STEP_MISUSED;
    for (long i = 0; i < repeat; i++) ret_fds[total++] = fd;
  }
  return total;
}

int player_keep_all(struct player *player, const char *prefix, const int *fds, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char name[NAME_ROOM];
    if (snprintf(name, sizeof name, "%s.%zu", prefix, i) >= (int)sizeof name) return STEP_MISUSED;
    if (player_keep(player, name, fds[i]) < 0) return STEP_MISUSED;
  }
  return 0;
}

void player_forget(struct player *player, const char *name) {
  struct named_fd *known = find_name(player, name);
  if (known != NULL) *known = player->names[--player->name_count];
}

struct started *player_find_started(struct player *player, const char *name) {
  for (size_t i = 0; i < player->started_count; i++)
    if (strcmp(player->started[i].name, name) == 0) return &player->started[i];
  return NULL;
}

int player_keep_started(struct player *player, const char *name, pid_t pid, int pidfd) {
  if (player->started_count == STARTED_MAX || !name_fits(name)) {
    pidfd_send(pidfd, SIGKILL);
    waitpid(pid, NULL, 0);
    close_consume(&pidfd);
    return STEP_MISUSED;
  }
  struct started *started = &player->started[player->started_count++];
  memcpy(started->name, name, strlen(name) + 1);
  started->pid = pid;
  started->pidfd = pidfd;
  return 0;
}

void player_end_started(struct player *player) {
  for (size_t i = 0; i < player->started_count; i++) {
    struct started *started = &player->started[i];
    if (started->pid <= 0) continue;
    pidfd_send(started->pidfd, SIGKILL);
    while (waitpid(started->pid, NULL, 0) < 0 && errno == EINTR) continue;
    close_consume(&started->pidfd);
  }
  player->started_count = 0;
}

bool word_number(const char *word, long *ret) {
  char *end;
  errno = 0;
  *ret = strtol(word, &end, 10);
  return *word != '\0' && *end == '\0' && errno == 0;
}

const char *option_text(int count, char **words, const char *name) {
  size_t length = strlen(name);
  for (int i = 1; i < count; i++)
    if (strncmp(words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

long option_number(int count, char **words, const char *name, long otherwise, bool *ret_misused) {
  const char *text = option_text(count, words, name);
  long number;
  if (text == NULL) return otherwise;
  if (word_number(text, &number)) return number;
  *ret_misused = true;
  return otherwise;
}

bool option_flag(int count, char **words, const char *name) {
  for (int i = 1; i < count; i++)
    if (strcmp(words[i], name) == 0) return true;
  return false;
}
