/* SPDX-License-Identifier: Apache-2.0 */
/* Namespaces of one's own (namespaces(7)), as root or as an ordinary user. */
#ifndef HANDOVER_OWN_NAMESPACE_H
#define HANDOVER_OWN_NAMESPACE_H

#include <stdbool.h>

/* unshare(2) of one kind (CLONE_NEWNET, CLONE_NEWPID), which `operation` names in errors. Whoever may not do it may in a
 * user namespace of his own, where that is allowed; in it he stays who he is (user_namespaces(7)). Returns 0 or -errno. */
int unshare_own(int kind, const char *operation);

/* A network with a loopback that is up; with migrates, a listener that closes leaves its connections to another one of its
 * port (net.ipv4.tcp_migrate_req). Returns 0 or -errno. */
int unshare_own_network(bool migrates);

#endif
