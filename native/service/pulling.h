/* SPDX-License-Identifier: Apache-2.0 */
/* Takes listeners out of a process that does not know of it. */
#ifndef HANDOVER_PULLING_H
#define HANDOVER_PULLING_H

#include "service.h"

/* Finds in plan->pulls_from the listening sockets of plan->find_ports, pulls each, accepts on them from now on. Fails when
 * one is not found. */
int pull_listeners(struct service_loop *service);

#endif
