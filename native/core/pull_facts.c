/* SPDX-License-Identifier: Apache-2.0 */
/* Collects the facts of a pull: tries the calls, asks the pidfd, and reads /proc where there is one. */
#include "pull_facts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "owned_fd.h"
#include "pidfd.h"
#include "process_rights.h"

enum {
  PATH_ROOM = 64,
  INFO_ROOM = 1024,
  NUMBERS_TRIED = 64,   /* when none is named: one of the first is open in nearly every program */
  NAMESPACES_DEEP = 33, /* the kernel allows 32 levels below the initial one */
  INITIAL_USER_NAMESPACE = 0xEFFFFFFD, /* PROC_USER_INIT_INO */
};

static int pull_and_close(int pidfd, int number) {
  int fd = pidfd_get_fd(pidfd, number);
  if (fd < 0) return fd;
  close_consume(&fd);
  return 0;
}

static void pull_the_first(int pidfd, struct pull_facts *ret) {
  for (ret->number = 0; ret->number < NUMBERS_TRIED; ret->number++) {
    ret->pulled = pull_and_close(pidfd, ret->number);
    if (ret->pulled != -EBADF) return;
  }
  ret->number = -1;
}

static uint64_t inode_of(int fd) {
  struct stat file;
  return fd >= 0 && fstat(fd, &file) == 0 ? file.st_ino : 0;
}

/* The pidfd's way needs no /proc, the other one no Linux 6.11. */
static int open_user_namespace(int pidfd, const char *path) {
  int fd = pidfd_user_namespace(pidfd);
  return fd >= 0 ? fd : open(path, O_RDONLY | O_CLOEXEC);
}

/* Goes up from the donor's namespace: in one below ours the capability counts if we have it, and the user who made one
 * directly below ours has all in it (user_namespaces(7)). Consumes `fd`. */
static enum fact has_power_over(int fd, const struct process_rights *own) {
  bool has_capability = (own->effective >> FACT_CAP_SYS_PTRACE & 1) != 0;
  enum fact power = FACT_UNKNOWN;
  for (int i = 0; i < NAMESPACES_DEEP && power == FACT_UNKNOWN; i++) {
    uid_t owner = (uid_t)-1;
    if (inode_of(fd) == own->user_namespace) {
      power = has_capability ? FACT_YES : FACT_NO;
      break;
    }
    bool owner_is_known = ioctl(fd, NS_GET_OWNER_UID, &owner) == 0;
    int above = ioctl(fd, NS_GET_PARENT);
    /* EPERM: what is above it is not in our sight, so it is not below ours. */
    if (above < 0 && errno == EPERM) power = FACT_NO;
    if (above < 0) break;
    if (inode_of(above) == own->user_namespace && owner_is_known && owner == own->users.effective)
      power = FACT_YES;
    close_consume(&fd);
    fd = above;
  }
  close_consume(&fd);
  return power;
}

static enum fact power_without_sight(const struct pull_facts *facts) {
  bool has_capability = (facts->own.effective >> FACT_CAP_SYS_PTRACE & 1) != 0;
  if (!facts->own.capabilities_known) return FACT_UNKNOWN;
  if (facts->own.user_namespace == INITIAL_USER_NAMESPACE && has_capability) return FACT_YES;
  /* With the power the namespace could be looked at, if the donor is dumpable. Equal maps do not prove that it is ours: two
   * namespaces may have the same. */
  if (facts->maps_differ == FACT_NO && !has_capability) return FACT_NO;
  if (facts->maps_differ == FACT_NO) return facts->dumpable == FACT_NO ? FACT_YES : FACT_UNKNOWN;
  return facts->donor_pid > 0 && facts->maps_differ == FACT_YES ? FACT_NO : FACT_UNKNOWN;
}

static uint64_t own_user_namespace(int self) {
  cleanup_close int own = open_user_namespace(self, "/proc/self/ns/user");
  return inode_of(own);
}

static void compare_namespaces(int pidfd, struct pull_facts *ret) {
  char path[PATH_ROOM];
  snprintf(path, sizeof path, "/proc/%d/ns/user", (int)ret->donor_pid);
  int theirs = open_user_namespace(pidfd, path);
  ret->donor.user_namespace = inode_of(theirs);
  ret->has_power = FACT_UNKNOWN;
  if (theirs >= 0 && ret->own.user_namespace != 0)
    ret->has_power = has_power_over(theirs, &ret->own);
  else if (theirs >= 0)
    close_consume(&theirs);
  if (ret->has_power == FACT_UNKNOWN) ret->has_power = power_without_sight(ret);
}

/* fdinfo, proc(5): "Pid:" as this /proc names it, "NSpid:" in each pid namespace down to its own. */
static void find_in_proc(int pidfd, struct pull_facts *ret) {
  char path[PATH_ROOM], text[INFO_ROOM];
  long long pid;
  const char *rest;
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", pidfd);
  if (read_small_file(path, text, sizeof text) < 0) return;
  const char *line = strstr(text, "Pid:");
  if (line == NULL || !number_in(line + strlen("Pid:"), 10, &pid, &rest)) return;
  if (pid < 0) ret->ended = FACT_YES; /* and was reaped */
  ret->donor_pid = pid < 0 ? -1 : (pid_t)pid;
  line = strstr(text, "NSpid:");
  if (line == NULL || pid <= 0) return;
  rest = line + strlen("NSpid:");
  while (*rest != '\n' && number_in(rest, 10, &pid, &rest)) ret->pid_levels++;
}

static void read_proc_of_donor(struct pull_facts *ret) {
  struct process_status status;
  if (ret->donor_pid <= 0 || read_process_status(ret->donor_pid, &status) < 0) return;
  if (status.state != 0) ret->ended = has_ended(&status) ? FACT_YES : FACT_NO;
  ret->donor.users = status.users;
  ret->donor.groups = status.groups;
  ret->donor.capabilities_known = status.capabilities_known;
  ret->donor.permitted = status.permitted;
  ret->donor.effective = status.effective;
  ret->maps_differ = user_maps_differ(ret->donor_pid);
  ret->is_descendant = descends_from_caller(ret->donor_pid);
  ret->dumpable = dumpable_by_owner(ret->donor_pid, &status, ret->maps_differ);
}

static void ask_pidfd(int pidfd, struct pull_facts *ret) {
  struct pidfd_facts asked;
  if (pidfd_ask(pidfd, &asked) < 0) return;
  const uid_t *users = asked.users;
  const gid_t *groups = asked.groups;
  ret->donor.users = (struct four_ids){true, users[0], users[1], users[2], users[3]};
  ret->donor.groups = (struct four_ids){true, groups[0], groups[1], groups[2], groups[3]};
  if (asked.dumpable >= 0) ret->dumpable = asked.dumpable == 1 ? FACT_YES : FACT_NO;
}

void drop_what_proc_cannot_know(int pidfd, struct pull_facts *facts) {
  struct pull_facts now = {.donor_pid = -1, .ended = FACT_UNKNOWN};
  if (facts->donor_pid <= 0) return;
  find_in_proc(pidfd, &now);
  if (now.donor_pid == facts->donor_pid) return;
  facts->ended = now.ended;
  facts->donor = (struct process_rights){0};
  facts->donor_pid = now.donor_pid;
  facts->pid_levels = now.pid_levels;
  facts->maps_differ = facts->is_descendant = facts->dumpable = facts->has_power = FACT_UNKNOWN;
}

static int yama_scope(void) {
  char text[16];
  long long scope;
  const char *rest;
  int code = read_small_file("/proc/sys/kernel/yama/ptrace_scope", text, sizeof text);
  if (code >= 0) return number_in(text, 10, &scope, &rest) ? (int)scope : YAMA_UNKNOWN;
  return code == -ENOENT && access("/proc/sys/kernel", F_OK) == 0 ? YAMA_NOT_BUILT : YAMA_UNKNOWN;
}

void collect_pull_facts(pid_t pid, int pidfd, int number, struct pull_facts *ret) {
  *ret = (struct pull_facts){.pulled = CALL_NOT_TRIED,
                             .number = number,
                             .donor_pid = -1,
                             .ended = FACT_UNKNOWN,
                             .maps_differ = FACT_UNKNOWN,
                             .is_descendant = FACT_UNKNOWN,
                             .dumpable = FACT_UNKNOWN,
                             .has_power = FACT_UNKNOWN};
  own_rights(&ret->own);
  ret->seccomp_mode = prctl(PR_GET_SECCOMP);
  ret->yama_scope = yama_scope();
  ret->invalid_call = pull_and_close(-1, -1);
  cleanup_close int self = pidfd_open_process(getpid(), 0);
  ret->from_self = self < 0 ? self : pull_and_close(self, self);
  ret->own.user_namespace = own_user_namespace(self);
  cleanup_close int opened = pidfd < 0 ? pidfd_open_process(pid, 0) : -1;
  if (pidfd < 0) pidfd = opened;
  ret->opened = pidfd < 0 ? pidfd : 0;
  if (pidfd < 0) return;
  if (number < 0)
    pull_the_first(pidfd, ret);
  else
    ret->pulled = pull_and_close(pidfd, number);
  find_in_proc(pidfd, ret);
  read_proc_of_donor(ret);
  ask_pidfd(pidfd, ret);
  compare_namespaces(pidfd, ret);
  drop_what_proc_cannot_know(pidfd, ret);
}
