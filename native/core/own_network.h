/* SPDX-License-Identifier: Apache-2.0 */
/* A network of one's own (network_namespaces(7)), as root or as an ordinary user. */
#ifndef HANDOVER_OWN_NETWORK_H
#define HANDOVER_OWN_NETWORK_H

#include <stdbool.h>

/* Moves the caller into it; its loopback is up. With migrates, a listener that closes leaves its connections to another
 * one of its port (net.ipv4.tcp_migrate_req). 0 or a negative code. */
int unshare_network(bool migrates);

#endif
