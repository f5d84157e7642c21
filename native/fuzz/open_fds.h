/* SPDX-License-Identifier: Apache-2.0 */
/* Which descriptors are open, before and after each input: one too many is a leak, one too few was not ours to close. */
#ifndef HANDOVER_FUZZ_OPEN_FDS_H
#define HANDOVER_FUZZ_OPEN_FDS_H

#include <stdbool.h>

/* The limit of these programs, so that all numbers can be looked at. */
enum { FUZZ_FDS_MAX = 1024 };

struct open_fds {
  bool open[FUZZ_FDS_MAX];
};

void open_fds_look(struct open_fds *ret);

/* Ends the program with a finding when anything has changed. */
void open_fds_expect(const struct open_fds *before);

/* Leaves `slots` free numbers, as in a process that is short of them; open_fds_widen gives all back. */
void open_fds_narrow(const struct open_fds *now, int slots);
void open_fds_widen(void);

/* Ends the program with a finding. */
_Noreturn void finding(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
