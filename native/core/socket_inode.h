/* SPDX-License-Identifier: Apache-2.0 */
/* The inode of the TCP socket that listens at an address: what /proc/PID/fd calls it by. */
#ifndef HANDOVER_SOCKET_INODE_H
#define HANDOVER_SOCKET_INODE_H

#include <stdint.h>
#include <sys/types.h>

#include "announcement.h"

/* sock_diag(7): one question about exactly this address; where the kernel does not answer that, all that
 * listen at the port. Sees this process's network namespace. Returns 0, or a negative code:
 * -HANDOVER_NOT_FOUND when nobody listens there. */
int socket_inode_by_netlink(const struct listener_address *address, uint64_t *ret);

/* /proc/PID/net/tcp, proc(5): a line for each TCP socket of that process's network namespace, listening ones first. */
int socket_inode_by_proc(pid_t pid, const struct listener_address *address, uint64_t *ret);

#endif
