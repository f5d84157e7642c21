/* SPDX-License-Identifier: Apache-2.0 */
/* Makes channels: a pair to inherit, or a socket file to meet at. */
#include "channel.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

static const struct {
  const char *name;
  int socket_type;
} types[] = {
    [CHANNEL_SEQPACKET] = {"seqpacket", SOCK_SEQPACKET},
    [CHANNEL_STREAM] = {"stream", SOCK_STREAM},
    [CHANNEL_DGRAM] = {"dgram", SOCK_DGRAM},
};

bool channel_type_parse(const char *word, enum channel_type *ret_type) {
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (strcmp(word, types[i].name) != 0) continue;
    *ret_type = (enum channel_type)i;
    return true;
  }
  return false;
}

const char *channel_type_name(enum channel_type type) { return types[type].name; }

int channel_pair(enum channel_type type, int ret_ends[2]) {
  if (socketpair(AF_UNIX, types[type].socket_type | SOCK_CLOEXEC, 0, ret_ends) < 0)
    return failed_at("socketpair", -errno);
  return 0;
}

static int unused_path(struct sockaddr_un *ret_address) {
  uint64_t nonce;
  if (getrandom(&nonce, sizeof nonce, 0) != sizeof nonce) return failed_at("getrandom", -errno);
  const char *folder = getenv("TMPDIR");
  if (folder == NULL || folder[0] == '\0') folder = "/tmp";
  ret_address->sun_family = AF_UNIX;
  int length = snprintf(ret_address->sun_path, sizeof ret_address->sun_path,
                        "%s/fd-handover-%016llx.sock", folder, (unsigned long long)nonce);
  if (length < 0 || (size_t)length >= sizeof ret_address->sun_path)
    return failed_at("bind", -ENAMETOOLONG);
  return 0;
}

int channel_listen(enum channel_type type, char ret_path[CHANNEL_PATH_MAX], int *ret_listener) {
  struct sockaddr_un address = {0};
  int result = unused_path(&address);
  if (result < 0) return result;
  cleanup_close int listener = socket(AF_UNIX, types[type].socket_type | SOCK_CLOEXEC, 0);
  if (listener < 0) return failed_at("socket", -errno);
  /* The file's mode comes from the umask at bind(2), so nobody else can connect in between. */
  mode_t saved = umask(0077);
  int bound = bind(listener, (struct sockaddr *)&address, sizeof address);
  int bind_errno = errno;
  umask(saved);
  if (bound < 0) return failed_at("bind", -bind_errno);
  memcpy(ret_path, address.sun_path, CHANNEL_PATH_MAX);
  if (listen(listener, 1) < 0) {
    result = failed_at("listen", -errno);
    unlink(address.sun_path);
    return result;
  }
  *ret_listener = fd_release(&listener);
  return 0;
}

int channel_connect(enum channel_type type, const char *path, int *ret_channel) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return failed_at("connect", -ENAMETOOLONG);
  memcpy(address.sun_path, path, strlen(path) + 1);
  cleanup_close int channel = socket(AF_UNIX, types[type].socket_type | SOCK_CLOEXEC, 0);
  if (channel < 0) return failed_at("socket", -errno);
  if (connect(channel, (struct sockaddr *)&address, sizeof address) < 0)
    return failed_at("connect", errno == EINTR ? -HANDOVER_INTERRUPTED : -errno);
  *ret_channel = fd_release(&channel);
  return 0;
}

int channel_accept(int listener, int *ret_channel) {
  int channel = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (channel < 0) return failed_at("accept4", errno == EINTR ? -HANDOVER_INTERRUPTED : -errno);
  *ret_channel = channel;
  return 0;
}

void channel_remove_file(const char *path) {
  struct stat facts;
  if (lstat(path, &facts) == 0 && S_ISSOCK(facts.st_mode)) unlink(path);
}
