/* SPDX-License-Identifier: Apache-2.0 */
/* Waiting for events until something is due. */
#ifndef HANDOVER_WAITING_H
#define HANDOVER_WAITING_H

#include <stdint.h>
#include <sys/epoll.h>

/* epoll_wait(2) that returns in time for until_ns: it asks without sleeping for the last stretch, since a sleeping CPU
 * wakes late. Returns how many events there are, or a negative code. */
int wait_for_events(int epoll, struct epoll_event *ret_events, int room, uint64_t until_ns);

/* A socket to 127.0.0.x:port, non-blocking, its connection begun. x changes with `index`, so that there are more pairs of
 * addresses than one address has ports. Returns it or a negative code. ret_error: of connect(2), EINPROGRESS for none. */
int begin_connection(int socket_type, uint16_t port, uint64_t index, int *ret_error);

#endif
