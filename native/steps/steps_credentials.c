/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that change who the player is: users, capabilities, the program that it runs. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "step.h"

enum { CAPABILITY_WORDS = 2 };

/* As a daemon drops root: all groups, all ids, no exec. The kernel takes dumpable away, and the signal at the end of
 * whoever started the player, which is asked for again. */
static int become(uid_t user, uid_t saved) {
  gid_t group = (gid_t)user;
  if (setgroups(0, NULL) < 0 || setresgid(group, group, group) < 0 ||
      setresuid(user, user, saved) < 0)
    return -errno;
  return prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ? -errno : 0;
}

static int play_set_user(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long user;
  (void)player, (void)ret;
  if (!word_number(words[1], &user) || user < 0) return STEP_MISUSED;
  long saved = option_number(count, words, "saved", user, &misused);
  if (misused || saved < 0) return STEP_MISUSED;
  return become((uid_t)user, (uid_t)saved);
}

/* The kernel excuses the privileged from some limits and from most of its rules. */
static int play_be_ordinary(struct player *player, int count, char **words, struct answer *ret) {
  long user;
  (void)player, (void)count, (void)ret;
  if (!word_number(words[1], &user) || user < 1) return STEP_MISUSED;
  return geteuid() == 0 ? become((uid_t)user, (uid_t)user) : 0;
}

static int play_keep_capabilities(struct player *player, int count, char **words,
                                  struct answer *ret) {
  (void)player, (void)count, (void)words, (void)ret;
  return prctl(PR_SET_KEEPCAPS, 1) < 0 ? -errno : 0;
}

static int capability_number(const char *name) {
  static const struct {
    const char *name;
    int number;
  } known[] = {{"net_bind_service", CAP_NET_BIND_SERVICE},
               {"sys_admin", CAP_SYS_ADMIN},
               {"sys_ptrace", CAP_SYS_PTRACE}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(known[i].name, name) == 0) return known[i].number;
  return STEP_MISUSED;
}

static int play_capabilities(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)ret;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[CAPABILITY_WORDS] = {0};
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "none") == 0) continue;
    int number = capability_number(words[i]);
    if (number == STEP_MISUSED) return STEP_MISUSED;
    sets[CAP_TO_INDEX(number)].permitted |= CAP_TO_MASK(number);
    sets[CAP_TO_INDEX(number)].effective |= CAP_TO_MASK(number);
  }
  return syscall(SYS_capset, &header, sets) < 0 ? -errno : 0;
}

/* EINVAL where Yama is not built in, or is off. */
static int play_set_ptracer(struct player *player, int count, char **words, struct answer *ret) {
  long pid = -1;
  (void)player, (void)ret;
  if (strcmp(words[1], "any") != 0 && !word_number(words[1], &pid)) return STEP_MISUSED;
  if (prctl(PR_SET_PTRACER, pid, 0, 0, 0) == 0) return 0;
  return errno == EINVAL && option_flag(count, words, "if-yama") ? 0 : -errno;
}

static void set_close_on_exec(const struct player *player, int count, char **words, int flag) {
  for (int i = 0; i < count; i++) {
    int fd = player_find(player, i == 0 ? "channel" : words[i]);
    if (fd >= 0) fcntl(fd, F_SETFD, flag);
  }
}

/* The program itself again, with the same input, output and channel, and with the descriptors that are named: the new
 * one gives the answer. */
static int play_exec(struct player *player, int count, char **words, struct answer *ret) {
  static char texts[WORDS_MAX][NAME_ROOM + 16];
  char *arguments[WORDS_MAX + 4] = {"handover-helper", "play", "--replaced"};
  int used = 3;
  (void)ret;
  for (int i = 0; i < count; i++) {
    const char *name = i == 0 ? "channel" : words[i];
    int fd = player_find(player, name);
    if (fd == STEP_MISUSED && i == 0) continue;
    if (fd < 0) return STEP_MISUSED;
    snprintf(texts[i], sizeof texts[i], "%s=%d", name, fd);
    arguments[used++] = texts[i];
  }
  set_close_on_exec(player, count, words, 0);
  execv("/proc/self/exe", arguments);
  int code = -errno;
  set_close_on_exec(player, count, words, FD_CLOEXEC);
  return code;
}

const struct step credential_steps[] = {
    {"set-user", "UID [saved=UID]",
     "leaves all groups, then setresgid(2) and setresuid(2), without exec", 1, 2, play_set_user},
    {"be-ordinary", "UID", "becomes this user where the player is root; else it stays who it is", 1,
     1, play_be_ordinary},
    {"keep-capabilities", "", "PR_SET_KEEPCAPS: the permitted ones outlive the next set-user", 0, 0,
     play_keep_capabilities},
    {"capabilities", "NAME…|none", "capset(2): permitted and effective are exactly these", 1,
     WORDS_MAX - 1, play_capabilities},
    {"set-ptracer", "PID|any [if-yama]", "PR_SET_PTRACER (Yama)", 1, 2, play_set_ptracer},
    {"exec", "[NAME…]", "execve(2) of the player, with its channel and the descriptors named", 0,
     WORDS_MAX - 4, play_exec},
    {NULL, NULL, NULL, 0, 0, NULL},
};
