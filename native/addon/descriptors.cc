// SPDX-License-Identifier: Apache-2.0
// Facts about descriptors, memfds, one of each kind, close.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "owned_number.h"
#include "topics.h"

static Napi::Value MemfdCreate(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const std::string name = ReadString(info[0], "name");
  const int64_t size =
      info[1].IsUndefined() ? 0 : ReadInteger(info[1], "size", 0, INT64_C(1) << 40);
  int fd = memfd_create(name.c_str(), MFD_CLOEXEC);
  if (fd < 0) ThrowCode(env, failed_at("memfd_create", -errno));
  OwnedFds owned(&fd, 1);
  if (ftruncate(fd, size) < 0) ThrowCode(env, failed_at("ftruncate", -errno));
  Napi::Value number = Napi::Number::New(env, fd);
  owned.Release();
  return number;
}

static Napi::Value Close(const Napi::CallbackInfo &info) {
  const int fd = ReadFd(info[0], "fd");
  // Not retried after EINTR: on Linux the number is free then (close(2)).
  if (close(fd) < 0 && errno != EINTR) ThrowCode(info.Env(), failed_at("close", -errno));
  return info.Env().Undefined();
}

static Napi::Value CountFds(const Napi::CallbackInfo &info) {
  return Napi::Number::New(info.Env(), Checked(info.Env(), count_open_fds()));
}

static Napi::Value YesOrThrow(Napi::Env env, int answer_or_code) {
  return Napi::Boolean::New(env, Checked(env, answer_or_code) == 1);
}

static Napi::Value SameDescription(const Napi::CallbackInfo &info) {
  const int one = ReadFd(info[0], "one");
  const int other = ReadFd(info[1], "other");
  return YesOrThrow(info.Env(), fds_are_same(one, other));
}

struct Place {
  int pid, fd;
};

static Place ReadPlace(Napi::Value value, const std::string &what) {
  const Napi::Object place = ReadObject(value, what);
  return {ReadPid(place.Get("pid"), what + ".pid"), ReadFd(place.Get("fd"), what + ".fd")};
}

static Napi::Value SameDescriptionAcross(const Napi::CallbackInfo &info) {
  const Place one = ReadPlace(info[0], "one");
  const Place other = ReadPlace(info[1], "other");
  return YesOrThrow(info.Env(), fds_are_same_by_kcmp(one.pid, one.fd, other.pid, other.fd));
}

static const char *AccessName(int status) {
  if ((status & O_PATH) != 0) return "none";
  if ((status & O_ACCMODE) == O_RDONLY) return "read";
  return (status & O_ACCMODE) == O_WRONLY ? "write" : "read-write";
}

static Napi::Value FdFlags(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int fd = ReadFd(info[0], "fd");
  const int close_on_exec = Checked(env, fd_is_close_on_exec(fd));
  const int status = Checked(env, fd_status_flags(fd));
  Napi::Object flags = Napi::Object::New(env);
  flags.Set("closeOnExec", Napi::Boolean::New(env, close_on_exec == 1));
  flags.Set("nonBlocking", Napi::Boolean::New(env, (status & O_NONBLOCK) != 0));
  flags.Set("append", Napi::Boolean::New(env, (status & O_APPEND) != 0));
  flags.Set("access", Napi::String::New(env, AccessName(status)));
  flags.Set("status", Napi::Number::New(env, status));
  return flags;
}

static Napi::Value SetNonBlocking(const Napi::CallbackInfo &info) {
  const int fd = ReadFd(info[0], "fd");
  const bool wanted = ReadBoolean(info[1], "nonBlocking");
  const bool is_set = (Checked(info.Env(), fd_status_flags(fd)) & O_NONBLOCK) != 0;
  if (is_set != wanted) Checked(info.Env(), fd_toggle_nonblock(fd));
  return info.Env().Undefined();
}

static Napi::Value OpenKind(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const fd_kind *kind = fd_kind_find(ReadString(info[0], "kind").c_str());
  if (kind == nullptr) ThrowWrongValue(env, "kind is unknown; kinds() lists them");
  int fds[2] = {-1, -1};
  Checked(env, kind->open(&fds[0], &fds[1]));
  OwnedFds owned(fds, 2);
  Napi::Object opened = Napi::Object::New(env);
  opened.Set("fd", Napi::Number::New(env, fds[0]));
  opened.Set("companion", fds[1] < 0 ? env.Null() : Napi::Number::New(env, fds[1]));
  owned.Release();
  return opened;
}

void AddDescriptors(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "memfdCreate", MemfdCreate);
  AddFunction(exports, "close", Close);
  AddFunction(exports, "countFds", CountFds);
  AddFunction(exports, "sameDescription", SameDescription);
  AddFunction(exports, "sameDescriptionAcross", SameDescriptionAcross);
  AddFunction(exports, "fdFlags", FdFlags);
  AddFunction(exports, "setNonBlocking", SetNonBlocking);
  AddFunction(exports, "openKind", OpenKind);
}
