/* SPDX-License-Identifier: Apache-2.0 */
/* Steps into namespaces of the player's own, as a container has them. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/own_namespaces.h"
#include "step.h"

/* unshare(2) puts only new processes into the pid namespace. The player goes on as the first of it, with the same input
 * and output; what was the player until now waits, and they end together. */
static int go_on_as_first_process(void) {
  pid_t pid = fork();
  if (pid < 0) return -errno;
  if (pid == 0) return prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ? -errno : 0;
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
  _exit(0);
}

/* /proc shows the processes of the namespace in which it was mounted. */
static int mount_own_proc(void) {
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return -errno;
  return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0 ? -errno : 0;
}

static int play_own_namespaces(struct player *player, int count, char **words, struct answer *ret) {
  (void)player;
  bool user = option_flag(count, words, "user"), pid = option_flag(count, words, "pid");
  if ((int)user + (int)pid != count - 1) return STEP_MISUSED;
  int flags = pid ? CLONE_NEWPID | CLONE_NEWNS : 0;
  int code = 0;
  if (user)
    code = unshare_as_oneself(flags);
  else if (unshare(flags) < 0)
    code = -errno;
  if (code == 0 && pid) code = go_on_as_first_process();
  if (code == 0 && pid) code = mount_own_proc();
  if (code == 0) answer_number(ret, "pid", getpid());
  return code;
}

const struct step namespace_steps[] = {
    {"own-namespaces", "[user] [pid]",
     "unshare(2): the same user in a new namespace, the first process of one with its own /proc", 1,
     2, play_own_namespaces},
    {NULL, NULL, NULL, 0, 0, NULL},
};
