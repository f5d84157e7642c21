/* SPDX-License-Identifier: Apache-2.0 */
/* Who a process is and what it may: by system calls of oneself, by /proc of another. */
#ifndef HANDOVER_PROCESS_RIGHTS_H
#define HANDOVER_PROCESS_RIGHTS_H

#include "pull_facts.h"

/* Needs no /proc. The user namespace stays unknown. */
void own_rights(struct process_rights *ret);

/* One /proc/PID/status, proc(5). */
struct process_status {
  struct four_ids users, groups;
  bool capabilities_known;
  uint64_t permitted, effective;
  pid_t parent; /* -1 unknown */
  char state;   /* 'Z', … or 0 */
};

/* Returns 0 or -errno. */
int read_process_status(pid_t pid, struct process_status *ret);

/* A zombie, or what is not even that any more. */
bool has_ended(const struct process_status *status);

/* A short file of /proc, ended by a zero byte. Returns its length, or -errno. */
int read_small_file(const char *path, char *ret, int room);

/* Is `pid` the caller, or does it descend from it? As /proc tells it. */
enum fact descends_from_caller(pid_t pid);

/* By the owner of /proc/PID/status, which is root where the process is not dumpable. Unknown when it is root anyway, and
 * of a zombie. */
enum fact dumpable_by_owner(pid_t pid, const struct process_status *status, enum fact maps_differ);

/* Have the two processes' user namespaces other maps? */
enum fact user_maps_differ(pid_t pid);

/* The number that a text begins with, behind blanks; *ret_rest is what follows it. */
bool number_in(const char *text, int base, long long *ret, const char **ret_rest);

#endif
