/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a process that ends at once, and reaps it, one at a time: what a shell script or a build does to
 * the scheduler, the page tables and the table of processes. */
#include <errno.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "load.h"

static int fork_and_reap(void) {
  pid_t pid = fork();
  if (pid < 0) return failed_at("fork", -errno);
  if (pid == 0) _exit(0);
  while (waitpid(pid, NULL, 0) < 0)
    if (errno != EINTR)
      return failed_at("waitpid", -errno); /* it ends by itself, whatever is pending */
  return 1;
}

const struct load load_forks = {
    .name = "forks",
    .description = "makes a process that ends at once; a round is one that was reaped",
    .prepare = NULL,
    .round = fork_and_reap,
    .end = NULL,
};
