/* SPDX-License-Identifier: Apache-2.0 */
/* A step: one call that a player makes when it is told to, raw as a naive program makes it, or by our core. What comes of
 * it is the answer, also when it failed: what fails is what is looked at. docs/steps.md lists all of them. */
#ifndef HANDOVER_STEP_H
#define HANDOVER_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "../transfer/transfer.h"

enum { NAME_ROOM = 40, NAMES_MAX = 1024, STARTED_MAX = 64, ANSWER_ROOM = 8192, WORDS_MAX = 64 };

/* What a player calls one of its descriptors. */
struct named_fd {
  char name[NAME_ROOM];
  int fd;
};

/* A process that the player has started; ended by its pidfd when the player ends. */
struct started {
  char name[NAME_ROOM];
  pid_t pid;
  int pidfd;
};

struct player {
  struct named_fd names[NAMES_MAX];
  size_t name_count;
  struct started started[STARTED_MAX];
  size_t started_count;
  struct held_fds held; /* for the next transfer */
};

/* Fields of the answer beside `result` and `error`: `,"name":value` one after the other. */
struct answer {
  char fields[ANSWER_ROOM];
  size_t bytes;
};

struct step {
  const char *word;
  const char *takes; /* the words after it, as docs and complaints say them */
  const char *does;
  int least, most; /* how many words it takes after its own */
  /* words[0] is the step's own. Returns what the call returned, or a negative code, or STEP_MISUSED. */
  int (*play)(struct player *player, int count, char **words, struct answer *ret);
};

/* The act is wrong, not the kernel: a name that is not there, a word that is not a number. */
enum { STEP_MISUSED = -100000 };

/* Each family ends with a NULL word. */
extern const struct step descriptor_steps[], message_steps[], socket_steps[], unix_steps[],
    pidfd_steps[], process_steps[], credential_steps[], filter_steps[], namespace_steps[],
    sharing_steps[], lifetime_steps[], network_steps[], supervisor_steps[], naming_steps[],
    push_steps[], transfer_steps[];
extern const struct step *const step_families[]; /* ends with NULL */

/* NULL for an unknown word. */
const struct step *step_find(const char *word);

void answer_number(struct answer *answer, const char *name, long long value);
void answer_text(struct answer *answer, const char *name, const char *value);

/* Remembers fd under this name; a name that is used again means the new one, and the old descriptor stays open, nameless.
 * Returns fd, or closes it and returns STEP_MISUSED when there is no room. */
int player_keep(struct player *player, const char *name, int fd);

/* The descriptor that a word means: a name, or a number as `#17` or `#-1`. STEP_MISUSED: no such name. Open or not. */
int player_find(const struct player *player, const char *word);

/* Several of them, "a,b" or "a*254" or "none", and several that arrived, as PREFIX.0, PREFIX.1, …. How many were
 * found, 0 when all are kept, or STEP_MISUSED. */
int player_find_all(const struct player *player, const char *word, int *ret_fds, int room);
int player_keep_all(struct player *player, const char *prefix, const int *fds, size_t count);

void player_forget(struct player *player, const char *name);

/* A started process by name; NULL if there is none. */
struct started *player_find_started(struct player *player, const char *name);
int player_keep_started(struct player *player, const char *name, pid_t pid, int pidfd);

/* What the process of `start-execs` becomes: replaces its program by itself. Returns only when that fails. */
int exec_again(void);

/* Kills and reaps all that the player has started and not reaped. */
void player_end_started(struct player *player);

/* `name=value` among the words, from the step's own on; NULL if it is not there. */
const char *option_text(int count, char **words, const char *name);
/* Its number; `otherwise` without it. A value that is none makes *ret_misused true. */
long option_number(int count, char **words, const char *name, long otherwise, bool *ret_misused);
bool option_flag(int count, char **words, const char *name);
/* A whole word as a number. */
bool word_number(const char *word, long *ret);

#endif
