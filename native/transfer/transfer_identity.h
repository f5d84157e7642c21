/* SPDX-License-Identifier: Apache-2.0 */
/* What a descriptor is, said by the giver and checked by the taker: a swapped, lost or reused number shows here. */
#ifndef HANDOVER_TRANSFER_IDENTITY_H
#define HANDOVER_TRANSFER_IDENTITY_H

#include "transfer_talk.h"

/* Device, inode and type of fd, and its number. Returns 0 or -errno. */
int identity_of(int fd, struct talk_identity *ret);

/* Is it the announced file, close-on-exec? HANDOVER_IDENTITY_DIFFERS if not. */
int identity_check(int fd, const struct talk_identity *announced);

#endif
