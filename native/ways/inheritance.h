/* SPDX-License-Identifier: Apache-2.0 */
/* What the program that way_inherit_exec starts finds, and what it says: shared by both sides of the exec. Descriptors
 * begin at 3, as sd_listen_fds(3) has it; behind them lie the channel and the sample log. */
#ifndef HANDOVER_INHERITANCE_H
#define HANDOVER_INHERITANCE_H

#include "way.h"

enum { INHERITED_FIRST = 3 }; /* SD_LISTEN_FDS_START */

static inline int inherited_channel(uint32_t batch) { return INHERITED_FIRST + (int)batch; }
static inline int inherited_samples(uint32_t batch) { return INHERITED_FIRST + (int)batch + 1; }

/* Everything from here on is free for the donor's own. */
static inline int inherited_end(uint32_t batch) { return INHERITED_FIRST + (int)batch + 2; }

extern const char inheritor_word[]; /* the program's first word */

/* Its words after that one, all numbers. */
enum inheritor_argument {
  INHERITOR_SEQUENCE,
  INHERITOR_WARMUP,
  INHERITOR_TRANSFERS,
  INHERITOR_BATCH,
  INHERITOR_DONOR_PID,
  INHERITOR_DEADLINE_MS,
  INHERITOR_ARGUMENTS
};

/* Its last message; `header.type` is MESSAGE_BYE. */
struct findings {
  struct message_header header;
  int32_t code;
  char operation[48];
  struct oracle oracle; /* without `expected`, which points nowhere here */
  struct usage usage;
};

/* `oracle` as it stands, with the outcome of `code`, to the donor. */
int findings_tell(int channel, int code, const struct oracle *oracle);

/* Adds what one program found to what was found before it. */
void findings_add(struct oracle *sum, const struct oracle *part);

#endif
