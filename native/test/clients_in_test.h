/* SPDX-License-Identifier: Apache-2.0 */
/* Clients inside a test, and servers that misbehave, in processes of their own. */
#ifndef HANDOVER_CLIENTS_IN_TEST_H
#define HANDOVER_CLIENTS_IN_TEST_H

#include <sys/types.h>

#include "../clients/clients.h"

/* A socket of the test's, bound to a port of 127.0.0.1 that the kernel gives; listening where it is a stream. */
int test_server_socket(int socket_type, int backlog, uint16_t *ret_port);

/* A process that serves the socket by this function, until it is ended. The socket is closed here. */
pid_t test_server_start(int fd, void (*serve)(int fd));
void test_server_end(pid_t pid);

struct clients_seen {
  int code;
  struct clients_done done; /* its outcomes are counted from the log */
  uint32_t subject_max, copies_max, generation_max;
};

/* `offered` of a kind at one port, in 100 ms, each with `timeout_ms`. */
struct clients_plan clients_plan_in_test(uint16_t port, uint32_t offered, uint32_t timeout_ms);

/* Runs them to their end. That what was offered is the sum of the outcomes, and that each entry's instants are in order,
 * is looked at here. */
void clients_run(const char *kind, const struct clients_plan *given, struct clients_seen *ret);

#endif
