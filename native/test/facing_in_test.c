/* SPDX-License-Identifier: Apache-2.0 */
/* Starts a service, and speaks to it. */
#include "facing_in_test.h"

#include "../core/channel.h"
#include "../core/owned_fd.h"
#include "tests.h"

struct facing face(const struct service_plan *given) {
  struct service_plan plan = *given;
  struct facing facing;
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  plan.channel = ends[0];
  facing.service = service_start_ready(&plan);
  facing.channel = ends[1];
  return facing;
}

struct facing face_new(const char *arm) {
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  new.patience_ms = 100; /* for what never comes */
  return face(&new);
}

void say(const struct facing *facing, uint32_t word, uint32_t offset, uint32_t count,
         uint32_t total) {
  ASSERT_INT(handing_say(facing->channel, (enum handing_word)word, offset, count, total), ==, 0);
}

void expect_refused(struct facing *facing, int code) {
  ASSERT_INT(service_wait(&facing->service), ==, 0);
  ASSERT_INT(facing->service.seen->code, ==, code);
  ASSERT_INT(facing->service.seen->counts.accepted, ==, 0);
  ASSERT_INT(facing->service.seen->instants.accepting_ns, ==, 0);
  close_consume(&facing->channel);
}
