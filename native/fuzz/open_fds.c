/* SPDX-License-Identifier: Apache-2.0 */
/* Looks by poll(2): one call tells of all numbers which are not open. */
#include "open_fds.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "fuzz.h"

void finding(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "FINDING: ");
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "\n");
  va_end(arguments);
  abort();
}

static void limit_fds(rlim_t slots) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) finding("getrlimit failed");
  limit.rlim_cur = slots;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
    finding("the limit of descriptors cannot be %d", (int)slots);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  limit_fds(FUZZ_FDS_MAX);
  return 0;
}

void open_fds_widen(void) { limit_fds(FUZZ_FDS_MAX); }

void open_fds_look(struct open_fds *ret) {
  static struct pollfd asked[FUZZ_FDS_MAX];
  for (int fd = 0; fd < FUZZ_FDS_MAX; fd++) asked[fd] = (struct pollfd){.fd = fd};
  if (poll(asked, FUZZ_FDS_MAX, 0) < 0) finding("poll failed");
  for (int fd = 0; fd < FUZZ_FDS_MAX; fd++) ret->open[fd] = (asked[fd].revents & POLLNVAL) == 0;
}

void open_fds_expect(const struct open_fds *before) {
  struct open_fds now;
  open_fds_look(&now);
  for (int fd = 0; fd < FUZZ_FDS_MAX; fd++) {
    if (now.open[fd] && !before->open[fd]) finding("descriptor %d was left open", fd);
    if (!now.open[fd] && before->open[fd])
      finding("descriptor %d was closed, which was not received", fd);
  }
}

/* By the limit alone: numbers above it stay open, and no new one is below it when all free ones are used. */
void open_fds_narrow(const struct open_fds *now, int slots) {
  int limit = 0;
  for (int free_slots = 0; limit < FUZZ_FDS_MAX && free_slots < slots; limit++)
    free_slots += !now->open[limit];
  limit_fds((rlim_t)limit);
}
