/* SPDX-License-Identifier: Apache-2.0 */
/* A donor that does not run: as under a debugger, a frozen cgroup, or a machine without a free CPU for it. */
#ifndef HANDOVER_STOPPED_DONOR_H
#define HANDOVER_STOPPED_DONOR_H

#include <sys/types.h>

/* SIGSTOP (signal(7)), then waits until /proc says that it has stopped. Returns 0 or a negative code; then it runs. By a
 * pidfd: whatever happens to its number, nobody else is meant. */
int donor_stop(pid_t donor, int *ret_pidfd);
int donor_resume(int *pidfd_consume);

#endif
