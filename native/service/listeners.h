/* SPDX-License-Identifier: Apache-2.0 */
/* The listening sockets of a service. */
#ifndef HANDOVER_LISTENERS_H
#define HANDOVER_LISTENERS_H

#include "service.h"

/* A socket bound to the port on all addresses, listening unless it takes datagrams; non-blocking, close-on-exec.
 * Returns it or a negative code (-EADDRINUSE: somebody else has the port). */
int listener_open(const struct service_plan *plan, uint16_t port, bool shares_port);

/* The port that a socket is bound to, or a negative code. */
int listener_port(int fd);

/* Puts one more into the service's list. The service owns it. */
int listeners_add_take(struct service_loop *service, int fd);

/* All that are not in the epoll set yet. */
int listeners_watch(struct service_loop *service);
void listeners_unwatch(struct service_loop *service);
/* Closes all. With keeps_ghost without EPOLL_CTL_DEL: the fault that it is about. */
void listeners_close(struct service_loop *service);

/* Opens plan->listeners of them. */
int listeners_open_own(struct service_loop *service);

#endif
