/* SPDX-License-Identifier: Apache-2.0 */
/* Ports as flags name them: "80,8000-8009". */
#ifndef HANDOVER_PORTS_H
#define HANDOVER_PORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "service_plan.h"

struct port_list {
  size_t count;
  uint16_t ports[PORTS_MAX];
};

/* False for anything else than ports and ranges, for port 0, for more than PORTS_MAX of them, for none. */
bool port_list_parse(const char *text, struct port_list *ret);

bool port_list_has(const struct port_list *list, int port);

#endif
