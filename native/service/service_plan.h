/* SPDX-License-Identifier: Apache-2.0 */
/* What a service was started to do: flags of `serve` (docs/handover-protocol.md). */
#ifndef HANDOVER_SERVICE_PLAN_H
#define HANDOVER_SERVICE_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "arm.h"
#include "phase.h"

enum { PORTS_MAX = 4096 };

struct service_plan {
  uint32_t generation; /* 1: the old process, 2: the new one; what every answer says */
  bool is_datagram;    /* UDP: the listening socket carries the data itself */
  uint32_t listeners;
  uint16_t port_first; /* 0: any free ports, one after the other */
  int backlog;
  uint64_t service_ns;             /* CPU time of a request */
  const struct arm *gives, *takes; /* NULL: neither */
  int channel;                     /* to the other process; -1 without */
  pid_t pulls_from;       /* takes listeners out of this process, which nobody asks; 0: does not */
  const char *find_ports; /* the ports that it looks for there: "80,8000-8009" */
  uint32_t trial_ms;      /* how long the new process serves before the old one may close */
  uint32_t patience_ms;   /* how long either waits for the other's next message */
  uint32_t drain_ms;      /* how long the old process keeps connections that are not over */
  bool keeps_ghost;       /* fault: closes without EPOLL_CTL_DEL (epoll(7), Q&A 6) */
  bool shuts_down;        /* fault: shutdown(2) instead of close(2) */
  enum phase die_at, stop_at;
};

#endif
