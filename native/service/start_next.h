/* SPDX-License-Identifier: Apache-2.0 */
/* Inheritance: the old process starts the new one, which finds the listeners from INHERITED_FIRST on, as
 * sd_listen_fds(3) has it, and behind them its end of the channel. */
#ifndef HANDOVER_START_NEXT_H
#define HANDOVER_START_NEXT_H

#include "service.h"

enum { INHERITED_LISTENERS = 3 }; /* SD_LISTEN_FDS_START */

/* Forks and executes; the service's channel leads to the new process. Returns 0 or a negative code. */
int start_next(struct service_loop *service);

#endif
