/* SPDX-License-Identifier: Apache-2.0 */
/* A seccomp filter as a container gets it: one call is refused with an errno, all others are let through (seccomp(2)). */
#include <errno.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "step.h"

static int has_ptrace_capability(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2];
  if (syscall(SYS_capget, &header, sets) < 0) return -errno;
  return (sets[CAP_TO_INDEX(CAP_SYS_PTRACE)].effective & CAP_TO_MASK(CAP_SYS_PTRACE)) != 0;
}

/* Only the calls of this machine's own kind are looked at: a player makes no others. */
static int refuse(long call, int error) {
  struct sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof rules / sizeof rules[0], .filter = rules};
  /* Whoever is not root may filter himself only after that; it changes nothing else here. */
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -errno;
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0 ? -errno : 0;
}

static int play_filter(struct player *player, int count, char **words, struct answer *ret) {
  (void)player;
  long call = strcmp(words[1], "pidfd_getfd") == 0  ? SYS_pidfd_getfd
              : strcmp(words[1], "pidfd_open") == 0 ? SYS_pidfd_open
                                                    : -1;
  int error = strcmp(words[2], "EPERM") == 0 ? EPERM : strcmp(words[2], "ENOSYS") == 0 ? ENOSYS : 0;
  bool spares = option_flag(count, words, "unless-ptrace");
  if (call < 0 || error == 0 || (count == 4 && !spares)) return STEP_MISUSED;
  int spared = spares ? has_ptrace_capability() : 0;
  if (spared < 0) return spared;
  answer_number(ret, "filtered", !spared);
  return spared ? 0 : refuse(call, error);
}

const struct step filter_steps[] = {
    {"filter", "pidfd_getfd|pidfd_open EPERM|ENOSYS [unless-ptrace]",
     "a seccomp filter that refuses the call; unless-ptrace as Docker: not with CAP_SYS_PTRACE", 2,
     3, play_filter},
    {NULL, NULL, NULL, 0, 0, NULL},
};
