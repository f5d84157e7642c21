/* SPDX-License-Identifier: Apache-2.0 */
/* The floor: the same bytes at the same places, and no descriptor. What another mechanism costs
 * above it is what moving descriptors costs. */
#include "control_message.h"
#include "mechanism.h"

int give_message_only(int channel, const struct announcement *message, size_t message_bytes,
                      const int *fds) {
  (void)fds;
  return send_message(channel, message, message_bytes, NULL, 0);
}

int receive_message_only(int channel, struct announcement *ret_message, size_t message_bytes,
                         int *ret_fds, size_t count) {
  (void)ret_fds;
  (void)count;
  return receive_exactly(channel, ret_message, message_bytes, NULL, 0);
}

const struct mechanism mechanism_message_only = {
    .name = "message_only",
    .description = "the same message without a descriptor: the floor",
    .moves_descriptors = false,
    .uses_pidfd = false,
    .give = give_message_only,
    .receive = receive_message_only,
    .obtain = NULL,
};
