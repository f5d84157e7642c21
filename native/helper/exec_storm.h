/* SPDX-License-Identifier: Apache-2.0 */
/* A donor that replaces its program again and again: whoever pulls from it meets execve(2), which holds
 * exec_update_lock for a part of its time. Its descriptors stay open, since they are not close-on-exec here. */
#ifndef HANDOVER_EXEC_STORM_H
#define HANDOVER_EXEC_STORM_H

#include <stddef.h>

#include "../core/loops.h"

/* The word that starts this program as a link of the chain; nobody types it. */
#define EXEC_STORM_WORD "exec-storm"

/* Begins the chain in place of this process. Returns only when it fails. */
int begin_exec_storm(struct role *role, const int *fds, size_t count);

/* One link: execs the next, or, when the receiver has said good-bye, prints the donor's line and ends. */
int exec_storm_main(int count, char **words);

#endif
