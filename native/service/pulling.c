/* SPDX-License-Identifier: Apache-2.0 */
/* For each wanted port: who listens there is asked by sock_diag(7), under which number the other process has it, by
 * /proc/PID/fd; then it is pulled, and asked whether it is the one (native/core/discovery.h). */
#include "pulling.h"

#include <arpa/inet.h>

#include "../core/clock.h"
#include "../core/discovery.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "listeners.h"
#include "ports.h"

static int pull_one(struct service_loop *service, struct receiver_side *from, uint16_t port) {
  /* At all addresses: whoever listens at one of them only is found by the port. */
  const struct listener_address address = {.host = htonl(INADDR_ANY), .port = htons(port)};
  cleanup_close int fd = -1;
  int code = discovery_obtain(&mechanism_pidfd_getfd, from, &address, &fd);
  if (code == 0) code = listeners_add_take(service, fd);
  if (code == 0) fd_release(&fd);
  return code;
}

int pull_listeners(struct service_loop *service) {
  struct port_list wanted;
  service->instants.go_ns = now_ns();
  if (!port_list_parse(service->plan->find_ports, &wanted))
    return failed_at("--find-ports", -EINVAL);
  const struct transfer_plan plan = {.numbers = NUMBERS_BY_PROC, .pidfd_source = PIDFD_FROM_OPEN};
  cleanup_close int pidfd = pidfd_open_process(service->plan->pulls_from, 0);
  if (pidfd < 0) return pidfd;
  struct receiver_side from = {
      .plan = &plan, .channel = -1, .pidfd = pidfd, .donor_pid = service->plan->pulls_from};
  int code = 0;
  for (size_t i = 0; code == 0 && i < wanted.count; i++)
    code = pull_one(service, &from, wanted.ports[i]);
  if (code < 0) return code;
  service->instants.holding_ns = now_ns();
  code = listeners_watch(service);
  service->instants.accepting_ns = now_ns();
  return code;
}
