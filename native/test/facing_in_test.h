/* SPDX-License-Identifier: Apache-2.0 */
/* A service, and the test as the other process of its conversation. */
#ifndef HANDOVER_FACING_IN_TEST_H
#define HANDOVER_FACING_IN_TEST_H

#include "service_in_test.h"

struct facing {
  struct started_service service;
  int channel;
};

/* Of any plan; its channel is made here. */
struct facing face(const struct service_plan *given);
/* A new process of this arm, with little patience. */
struct facing face_new(const char *arm);

void say(const struct facing *facing, uint32_t word, uint32_t offset, uint32_t count,
         uint32_t total);

/* It ends by itself with this code, and has accepted nothing. */
void expect_refused(struct facing *facing, int code);

#endif
