/* SPDX-License-Identifier: Apache-2.0 */
/* Reads ids, capabilities and relations: capget(2), getresuid(2), /proc/PID/status, stat, uid_map. */
#include "process_rights.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

enum {
  SMALL_FILE = 4096,
  PATH_ROOM = 64,
  GENERATIONS = 4096, /* a walk upwards must end, also while processes come and go */
};

void own_rights(struct process_rights *ret) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  *ret = (struct process_rights){0};
  uid_t real, effective, saved;
  /* An id that cannot be is not set: the call only answers. */
  if (getresuid(&real, &effective, &saved) == 0)
    ret->users = (struct four_ids){true, real, effective, saved, (uint32_t)setfsuid((uid_t)-1)};
  gid_t real_group, effective_group, saved_group;
  if (getresgid(&real_group, &effective_group, &saved_group) == 0)
    ret->groups = (struct four_ids){true, real_group, effective_group, saved_group,
                                    (uint32_t)setfsgid((gid_t)-1)};
  if (syscall(SYS_capget, &header, data) < 0) return;
  ret->capabilities_known = true;
  ret->permitted = data[0].permitted | (uint64_t)data[1].permitted << 32;
  ret->effective = data[0].effective | (uint64_t)data[1].effective << 32;
}

int read_small_file(const char *path, char *ret, int room) {
  cleanup_close int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed_at("open(/proc)", -errno);
  int length = 0;
  while (length < room - 1) {
    ssize_t got = read(fd, ret + length, (size_t)(room - 1 - length));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed_at("read(/proc)", -errno);
    if (got == 0) break;
    length += (int)got;
  }
  ret[length] = '\0';
  return length;
}

static const char *after(const char *text, const char *label) {
  const char *found = strstr(text, label);
  return found == NULL ? "" : found + strlen(label);
}

bool number_in(const char *text, int base, long long *ret, const char **ret_rest) {
  char *rest;
  errno = 0;
  *ret = strtoll(text, &rest, base);
  *ret_rest = rest;
  return rest != text && errno == 0;
}

static struct four_ids ids_in(const char *text) {
  long long numbers[4];
  for (int i = 0; i < 4; i++)
    if (!number_in(text, 10, &numbers[i], &text)) return (struct four_ids){0};
  return (struct four_ids){true, (uint32_t)numbers[0], (uint32_t)numbers[1], (uint32_t)numbers[2],
                           (uint32_t)numbers[3]};
}

int read_process_status(pid_t pid, struct process_status *ret) {
  char path[PATH_ROOM], text[SMALL_FILE];
  snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
  int length = read_small_file(path, text, sizeof text);
  if (length < 0) return length;
  *ret = (struct process_status){.parent = -1};
  ret->users = ids_in(after(text, "\nUid:"));
  ret->groups = ids_in(after(text, "\nGid:"));
  long long permitted, effective, parent;
  const char *rest;
  ret->capabilities_known = number_in(after(text, "\nCapPrm:"), 16, &permitted, &rest) &&
                            number_in(after(text, "\nCapEff:"), 16, &effective, &rest);
  if (ret->capabilities_known) {
    ret->permitted = (uint64_t)permitted;
    ret->effective = (uint64_t)effective;
  }
  if (number_in(after(text, "\nPPid:"), 10, &parent, &rest)) ret->parent = (pid_t)parent;
  const char *state = after(text, "\nState:");
  ret->state = state[strspn(state, " \t")]; /* '\0' where there is none */
  return 0;
}

enum fact descends_from_caller(pid_t pid) {
  char link[PATH_ROOM];
  ssize_t length = readlink("/proc/self", link, sizeof link - 1);
  if (length <= 0) return FACT_UNKNOWN;
  link[length] = '\0';
  long long own;
  const char *rest;
  if (!number_in(link, 10, &own, &rest)) return FACT_UNKNOWN;
  struct process_status status;
  for (int i = 0; i < GENERATIONS; i++) {
    if (pid == own) return FACT_YES;
    if (pid == 0) return FACT_NO;
    if (read_process_status(pid, &status) < 0 || status.parent < 0) return FACT_UNKNOWN;
    pid = status.parent;
  }
  return FACT_UNKNOWN;
}

bool has_ended(const struct process_status *status) {
  return status->state == 'Z' || status->state == 'X';
}

enum fact dumpable_by_owner(pid_t pid, const struct process_status *status, enum fact maps_differ) {
  char path[PATH_ROOM];
  struct stat file;
  snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
  /* What has ended has no memory any more, and root owns its files. */
  if (has_ended(status)) return FACT_UNKNOWN;
  if (!status->users.known || !status->groups.known || stat(path, &file) < 0) return FACT_UNKNOWN;
  if (file.st_uid != status->users.effective || file.st_gid != status->groups.effective)
    return FACT_NO;
  /* The root of another user namespace may be called anything here. */
  if ((file.st_uid == 0 && file.st_gid == 0) || maps_differ != FACT_NO) return FACT_UNKNOWN;
  return FACT_YES;
}

static enum fact map_differs(pid_t pid, const char *name) {
  char path[PATH_ROOM], own[SMALL_FILE], other[SMALL_FILE];
  snprintf(path, sizeof path, "/proc/self/%s", name);
  if (read_small_file(path, own, sizeof own) < 0) return FACT_UNKNOWN;
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
  if (read_small_file(path, other, sizeof other) < 0) return FACT_UNKNOWN;
  return strcmp(own, other) == 0 ? FACT_NO : FACT_YES;
}

enum fact user_maps_differ(pid_t pid) {
  enum fact users = map_differs(pid, "uid_map"), groups = map_differs(pid, "gid_map");
  if (users == FACT_YES || groups == FACT_YES) return FACT_YES;
  return users == FACT_NO && groups == FACT_NO ? FACT_NO : FACT_UNKNOWN;
}
