/* SPDX-License-Identifier: Apache-2.0 */
/* The AF_UNIX socket that both roles use: inherited as a socketpair, or met at a path. */
#ifndef HANDOVER_CHANNEL_H
#define HANDOVER_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum channel_type { CHANNEL_SEQPACKET, CHANNEL_STREAM, CHANNEL_DGRAM };

enum { CHANNEL_PATH_MAX = 108 }; /* sizeof sun_path, unix(7) */

/* "seqpacket", "stream", "dgram". Returns false for any other word. */
bool channel_type_parse(const char *word, enum channel_type *ret_type);
const char *channel_type_name(enum channel_type type);

/* Both ends of a fresh channel, close-on-exec. Returns 0 or -errno. */
int channel_pair(enum channel_type type, int ret_ends[2]);

/* Makes a socket file with a name nobody else has in TMPDIR (or /tmp), for its owner alone, and listens.
 * The path is written to ret_path; whoever gets it unlinks it. */
int channel_listen(enum channel_type type, char ret_path[CHANNEL_PATH_MAX], int *ret_listener);
int channel_connect(enum channel_type type, const char *path, int *ret_channel);
int channel_accept(int listener, int *ret_channel);

/* Removes the socket file of somebody who may not have told the truth: any other file stays. */
void channel_remove_file(const char *path);

#endif
