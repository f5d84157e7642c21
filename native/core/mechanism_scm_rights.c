/* SPDX-License-Identifier: Apache-2.0 */
/* Push: the descriptors ride on the message as ancillary data (unix(7), SCM_RIGHTS). */
#include "control_message.h"
#include "mechanism.h"

static int give(int channel, const struct announcement *message, size_t message_bytes,
                const int *fds) {
  return send_message(channel, message, message_bytes, fds, message->header.count);
}

static int receive(int channel, struct announcement *ret_message, size_t message_bytes,
                   int *ret_fds, size_t count) {
  return receive_exactly(channel, ret_message, message_bytes, ret_fds, count);
}

const struct mechanism mechanism_scm_rights = {
    .name = "scm_rights",
    .description = "push: descriptors attached to the message as ancillary data",
    .moves_descriptors = true,
    .uses_pidfd = false,
    .give = give,
    .receive = receive,
    .obtain = NULL,
};
