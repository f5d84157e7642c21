/* SPDX-License-Identifier: Apache-2.0 */
/* What both sides of the conversation need. */
#include "handing.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/error_text.h"

int handing_say(int channel, enum handing_word word, uint32_t offset, uint32_t count,
                uint32_t total) {
  const struct handing_message message = {
      .header = {.type = word, .sequence = total, .offset = offset, .count = count},
      .pid = getpid()};
  return send_message(channel, &message, sizeof message, NULL, 0);
}

int handing_bound_waits(int channel, uint32_t patience_ms) {
  const struct timeval patience = {.tv_sec = patience_ms / 1000,
                                   .tv_usec = (suseconds_t)(patience_ms % 1000) * 1000};
  static const int options[] = {SO_RCVTIMEO, SO_SNDTIMEO};
  for (int i = 0; i < 2; i++)
    if (setsockopt(channel, SOL_SOCKET, options[i], &patience, sizeof patience) < 0)
      return failed_at("setsockopt", -errno);
  return 0;
}
