/* SPDX-License-Identifier: Apache-2.0 */
/* From a request to its answer: HTTP, or a frame of a stream. */
#ifndef HANDOVER_ANSWER_H
#define HANDOVER_ANSWER_H

#include "connection.h"

/* Turns the first whole request of `in` into an answer in `out`, which is empty. False: none is whole yet. */
bool answer_next(struct service_loop *service, struct connection *connection);

/* The CPU time of one request. */
void spend_service_time(const struct service_loop *service);

#endif
