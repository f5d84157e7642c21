/* SPDX-License-Identifier: Apache-2.0 */
/* Forged control messages for the one door: whatever the headers say, every descriptor that they carry is handed over or
 * closed, and no other one is touched. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/owned_fd.h"
#include "fuzz.h"
#include "input.h"
#include "open_fds.h"

enum { CONTROL_WORDS_MAX = 350, CREDENTIALS = SCM_CREDENTIALS, PIDFD = 0x04 };

/* What a cmsghdr says of its own length. */
enum honesty { HONEST, TOO_SHORT, TOO_LONG, ANY_LENGTH, HONESTY_COUNT };

struct forgery {
  struct input *input;
  char *control;
  size_t bytes, capacity;
  bool ends; /* behind a header that lies nothing can be found */
};

static int plant(void) {
  int fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  if (fd < 0) finding("no descriptor to plant");
  return fd;
}

static void plant_in(struct forgery *forgery, int type, char *data, size_t bytes) {
  input_fill(forgery->input, data, type == SCM_RIGHTS ? 0 : bytes);
  if (type == PIDFD && bytes >= sizeof(int)) {
    int pidfd = input_below(forgery->input, 4) == 3 ? -EMFILE : plant();
    memcpy(data, &pidfd, sizeof pidfd);
  }
  for (size_t i = 0; type == SCM_RIGHTS && i < bytes / sizeof(int); i++) {
    int fd = plant();
    memcpy(data + i * sizeof fd, &fd, sizeof fd);
  }
}

static size_t lie(struct forgery *forgery, enum honesty honesty, size_t rest) {
  if (honesty == TOO_SHORT) return input_below(forgery->input, (uint32_t)CMSG_LEN(0));
  if (honesty == TOO_LONG) return rest + 1 + input_below(forgery->input, 4096);
  size_t length;
  input_fill(forgery->input, &length, sizeof length);
  bool believable = length >= CMSG_LEN(0) && length <= rest;
  return believable ? SIZE_MAX : length;
}

static void add_header(struct forgery *forgery) {
  static const int types[] = {SCM_RIGHTS, PIDFD, CREDENTIALS, 0x03, 0x7fff};
  static const int levels[] = {SOL_SOCKET, SOL_SOCKET, SOL_SOCKET, 0};
  struct input *input = forgery->input;
  struct cmsghdr header = {.cmsg_type = types[input_below(input, 5)],
                           .cmsg_level = levels[input_below(input, 4)]};
  char *place = forgery->control + forgery->bytes;
  size_t rest = forgery->capacity - forgery->bytes;
  size_t data = input_below(input, (SCM_MAX_FDS + 3) * sizeof(int));
  enum honesty honesty = (enum honesty)(input_byte(input) % 32);
  /* As the kernel cuts one for which there is no room (put_cmsg). */
  header.cmsg_len = CMSG_LEN(data) < rest ? CMSG_LEN(data) : rest;
  forgery->ends = honesty > HONEST && honesty < HONESTY_COUNT;
  if (forgery->ends)
    header.cmsg_len = lie(forgery, honesty, rest);
  else
    plant_in(forgery, header.cmsg_level == SOL_SOCKET ? header.cmsg_type : -1,
             place + sizeof header, header.cmsg_len - CMSG_LEN(0));
  memcpy(place, &header, sizeof header);
  size_t used = forgery->ends ? CMSG_SPACE(0) : CMSG_ALIGN(header.cmsg_len);
  forgery->bytes += used;
}

static void expect_taken(int code, const struct open_fds *before, const struct received *got,
                         size_t fd_limit) {
  if (code < 0 && got->fd_count != 0) finding("an error, and yet %zu descriptors", got->fd_count);
  if (got->fd_count > fd_limit) finding("%zu descriptors, more than %zu", got->fd_count, fd_limit);
  for (size_t i = 0; i < got->fd_count; i++)
    if (got->fds[i] < 0 || before->open[got->fds[i]]) finding("number %d never came", got->fds[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {.bytes = data, .left = size};
  struct open_fds before;
  open_fds_look(&before);
  uint32_t flags = input_byte(&input);
  size_t fd_limit = input_below(&input, SCM_MAX_FDS + 1);
  size_t capacity = 8 * (size_t)input_below(&input, CONTROL_WORDS_MAX);
  /* Of exactly this size, so that AddressSanitizer sees the first byte too many. */
  char *control = calloc(1, capacity > 0 ? capacity : 1);
  if (control == NULL) finding("calloc failed");
  struct forgery forgery = {.input = &input, .control = control, .capacity = capacity};
  while (input.left > 0 && !forgery.ends && capacity - forgery.bytes >= sizeof(struct cmsghdr))
    add_header(&forgery);
  struct msghdr message = {.msg_control = control, .msg_controllen = forgery.bytes};
  if ((flags & 1) != 0) message.msg_flags |= MSG_CTRUNC;
  if ((flags & 2) != 0) message.msg_flags |= MSG_TRUNC;
  struct received got;
  struct message_sender sender = {.pidfd = -1};
  int code = (flags & 4) != 0 ? take_from_control(&message, fd_limit, &got, &sender)
                              : take_fds_from_control(&message, fd_limit, &got);
  if (code < 0 && sender.pidfd >= 0) finding("an error, and yet a pidfd");
  expect_taken(code, &before, &got, fd_limit);
  close_all_consume(got.fds, got.fd_count);
  close_consume(&sender.pidfd);
  free(control);
  open_fds_expect(&before);
  return 0;
}
