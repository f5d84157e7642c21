/* SPDX-License-Identifier: Apache-2.0 */
/* Services as processes of a test, and a client that asks them. Ports are whatever the kernel gives. */
#ifndef HANDOVER_SERVICE_IN_TEST_H
#define HANDOVER_SERVICE_IN_TEST_H

#include "../service/handing.h"
#include "../service/service.h"

/* What a service's process leaves behind, in memory that it shares with the test. */
struct service_seen {
  int code;
  int open_before, open_after; /* descriptors, but for the channel, which the service closes */
  char operation[48];
  struct service_counts counts;
  struct service_instants instants;
  uint32_t listener_count; /* when it was ready */
  uint16_t ports[PORTS_MAX];
};

struct started_service {
  pid_t pid;
  int orders; /* a byte 'g': hand over. Its end: end */
  struct service_seen *seen;
};

/* Defaults of `serve`; without a channel. */
struct service_plan service_plan_in_test(void);

/* The channel of the plan is closed here: it is the service's. */
struct started_service service_start(const struct service_plan *plan);
/* When it is ready: its ports are in `seen`. */
struct started_service service_start_ready(const struct service_plan *plan);

void service_order(const struct started_service *service);

/* Where its plan has it stop: waits until it has, and lets it go on. */
void service_await_stop(const struct started_service *service);
void service_continue(const struct started_service *service);

/* Waits for its end; exit code, or 128 and the signal. What it left open fails the test. Its orders stay open. */
int service_reap(const struct started_service *service);
/* The same, and closes them. */
int service_wait(struct started_service *service);
/* The same after it was told to. */
int service_end(struct started_service *service);

/* An old and a new one that share a channel; the new one waits for the old one's words. */
struct service_pair {
  struct started_service old, new;
};
struct service_pair service_pair_start(const struct service_plan *old_plan,
                                       const struct service_plan *new_plan);
/* The plans of a pair that moves by this arm. */
void service_pair_plans(const char *arm, struct service_plan *ret_old,
                        struct service_plan *ret_new);

/* Ends the test as skipped where pidfd_getfd(2) is refused here. */
void skip_when_pull_is_refused(void);

/* The rest of the test is in a network of its own: for what lets go of a port and takes it again, since anybody else may
 * have it meanwhile. Ends the test as skipped where none can be made. */
void use_own_network(void);

/* A connection to the port on 127.0.0.1; waits in it are bounded. */
int connect_to(uint16_t port);
int connect_datagrams_to(uint16_t port);

/* Asks once by HTTP and waits for the answer: the generation, or -errno (-EPROTO: an answer that is none, -ENODATA: the
 * end came before it). */
int ask_generation(uint16_t port);
int ask_generation_on(int fd);

#endif
