/* SPDX-License-Identifier: Apache-2.0 */
/* How a role is told to end: SIGINT, SIGTERM, its deadline, or the death of its peer.
 *
 * The handlers only note the reason and arm a repeating timer. The timer matters: a signal that
 * arrives between the check of the flag and the blocking system call would otherwise be lost
 * (signal(7), the race that pselect exists for), and a role would sleep for ever. */
#ifndef HANDOVER_INTERRUPTION_H
#define HANDOVER_INTERRUPTION_H

enum interruption {
  INTERRUPTION_NONE = 0,
  INTERRUPTION_SIGINT,
  INTERRUPTION_SIGTERM,
  INTERRUPTION_DEADLINE,
  INTERRUPTION_PEER_GONE,
};

/* Installs the handlers (without SA_RESTART, so that blocked calls return EINTR) and starts the
 * deadline. deadline_ms 0 means none. Returns 0 or -errno. */
int interruption_install(long deadline_ms);

/* Asks for SIGIO when the other end of `lifeline` is closed. AF_UNIX datagram sockets do not
 * report the death of a peer (unix(7)), so a datagram channel needs this second, stream socket. */
int interruption_watch_lifeline(int lifeline);

/* After this a peer that ends is no longer a reason to stop: both sides have said good-bye. */
void interruption_ignore_peer(void);

enum interruption interruption_pending(void);

/* "SIGTERM", "deadline", …; "" for none. */
const char *interruption_name(enum interruption reason);

#endif
