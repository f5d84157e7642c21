/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile peer against the core's two ways to receive: what they return is as much as was asked for, or an error. */
#include <stdlib.h>

#include "../core/control_message.h"
#include "../core/owned_fd.h"
#include "fuzz.h"
#include "hostile.h"

enum { MESSAGES_MAX = 32 };

static void receive_parts(int channel, char *data, size_t bytes, size_t fd_limit, bool ask_sender) {
  for (int i = 0; i < MESSAGES_MAX; i++) {
    struct received got;
    struct message_sender sender = {.pidfd = -1};
    int code = ask_sender ? receive_with_sender(channel, data, bytes, fd_limit, 0, &got, &sender)
                          : receive_at_most(channel, data, bytes, fd_limit, 0, &got);
    if (code < 0 && got.fd_count != 0) finding("an error, and yet descriptors");
    if (code < 0 && sender.pidfd >= 0) finding("an error, and yet a pidfd");
    if (got.fd_count > fd_limit || got.data_bytes > bytes) finding("more than asked for");
    close_all_consume(got.fds, got.fd_count);
    close_consume(&sender.pidfd);
  }
}

static void receive_whole(int channel, char *data, size_t bytes, size_t fd_count) {
  for (int i = 0; i < MESSAGES_MAX; i++) {
    /* Of exactly this size, so that AddressSanitizer sees the first one too many. */
    int *fds = malloc(fd_count > 0 ? fd_count * sizeof *fds : 1);
    if (fds == NULL) finding("malloc failed");
    if (receive_exactly(channel, data, bytes, fds, fd_count) == 0) close_all_consume(fds, fd_count);
    free(fds);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {.bytes = data, .left = size};
  struct hostile hostile;
  hostile_begin(&hostile, &input, true);
  uint32_t way = input_below(&input, 3);
  size_t bytes = input_below(&input, 256), fd_count = input_below(&input, SCM_MAX_FDS + 1);
  for (int i = 0; i < MESSAGES_MAX && input.left > 0; i++) {
    static const char honest[256];
    if (input_below(&input, 2) == 0)
      hostile_say(&hostile, honest, bytes, fd_count);
    else
      hostile_babble(&hostile);
  }
  hostile_fall_silent(&hostile);
  char *room = malloc(bytes > 0 ? bytes : 1);
  if (room == NULL) finding("malloc failed");
  if (way == 0)
    receive_whole(hostile.ours, room, bytes, fd_count);
  else
    receive_parts(hostile.ours, room, bytes, fd_count, way == 1);
  free(room);
  hostile_end(&hostile);
  return 0;
}
