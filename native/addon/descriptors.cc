// SPDX-License-Identifier: Apache-2.0
// Facts about descriptors, memfds, one of each kind, close.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <string>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

static Napi::Value MemfdCreate(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::string name;
  int64_t size = 0;
  if (!ReadString(info[0], "name", &name)) return env.Undefined();
  if (!info[1].IsUndefined() && !ReadInteger(info[1], "size", 0, INT64_C(1) << 40, &size))
    return env.Undefined();
  int fd = memfd_create(name.c_str(), MFD_CLOEXEC);
  if (fd < 0) return ThrowCode(env, failed_at("memfd_create", -errno));
  if (ftruncate(fd, size) < 0) {
    int code = failed_at("ftruncate", -errno);
    close_consume(&fd);
    return ThrowCode(env, code);
  }
  return Napi::Number::New(env, fd);
}

static Napi::Value Close(const Napi::CallbackInfo &info) {
  int fd;
  if (!ReadFd(info[0], "fd", &fd)) return info.Env().Undefined();
  // Not retried after EINTR: on Linux the number is free then (close(2)).
  int code = close(fd) < 0 && errno != EINTR ? failed_at("close", -errno) : 0;
  return UndefinedOrThrow(info.Env(), code);
}

static Napi::Value CountFds(const Napi::CallbackInfo &info) {
  return NumberOrThrow(info.Env(), count_open_fds());
}

static Napi::Value YesOrThrow(Napi::Env env, int answer_or_code) {
  if (answer_or_code < 0) return ThrowCode(env, answer_or_code);
  return Napi::Boolean::New(env, answer_or_code == 1);
}

static Napi::Value SameDescription(const Napi::CallbackInfo &info) {
  int one, other;
  if (!ReadFd(info[0], "one", &one) || !ReadFd(info[1], "other", &other))
    return info.Env().Undefined();
  return YesOrThrow(info.Env(), fds_are_same(one, other));
}

static bool ReadPlace(const Napi::Value &value, const char *what, int *ret_pid, int *ret_fd) {
  if (!value.IsObject()) {
    Napi::TypeError::New(value.Env(), std::string(what) + " must be an object with pid and fd")
        .ThrowAsJavaScriptException();
    return false;
  }
  Napi::Object place = value.As<Napi::Object>();
  Napi::Value pid = place.Get("pid"), fd = place.Get("fd");
  int64_t number;
  if (value.Env().IsExceptionPending()) return false;
  if (!ReadInteger(pid, "pid", 1, std::numeric_limits<int>::max(), &number)) return false;
  *ret_pid = static_cast<int>(number);
  return ReadFd(fd, "fd", ret_fd);
}

static Napi::Value SameDescriptionAcross(const Napi::CallbackInfo &info) {
  int pids[2], fds[2];
  if (!ReadPlace(info[0], "one", &pids[0], &fds[0]) ||
      !ReadPlace(info[1], "other", &pids[1], &fds[1]))
    return info.Env().Undefined();
  return YesOrThrow(info.Env(), fds_are_same_by_kcmp(pids[0], fds[0], pids[1], fds[1]));
}

static Napi::Value FdFlags(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  int fd;
  if (!ReadFd(info[0], "fd", &fd)) return env.Undefined();
  int close_on_exec = fd_is_close_on_exec(fd);
  int status = close_on_exec < 0 ? close_on_exec : fd_status_flags(fd);
  if (status < 0) return ThrowCode(env, status);
  int mode = status & O_ACCMODE;
  const char *access = mode == O_RDONLY ? "read" : mode == O_WRONLY ? "write" : "read-write";
  Napi::Object flags = Napi::Object::New(env);
  flags.Set("closeOnExec", Napi::Boolean::New(env, close_on_exec == 1));
  flags.Set("nonBlocking", Napi::Boolean::New(env, (status & O_NONBLOCK) != 0));
  flags.Set("append", Napi::Boolean::New(env, (status & O_APPEND) != 0));
  flags.Set("access", Napi::String::New(env, access));
  flags.Set("status", Napi::Number::New(env, status));
  return flags;
}

static Napi::Value OpenKind(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::string name;
  int fd, companion;
  if (!ReadString(info[0], "kind", &name)) return env.Undefined();
  const fd_kind *kind = fd_kind_find(name.c_str());
  if (kind == nullptr) {
    Napi::TypeError::New(env, "kind is unknown; kinds() lists them").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  int code = kind->open(&fd, &companion);
  if (code < 0) return ThrowCode(env, code);
  Napi::Object opened = Napi::Object::New(env);
  opened.Set("fd", Napi::Number::New(env, fd));
  opened.Set("companion", companion < 0 ? env.Null() : Napi::Number::New(env, companion));
  if (env.IsExceptionPending()) {
    close_consume(&fd);
    close_consume(&companion);
  }
  return opened;
}

void AddDescriptors(Napi::Env env, Napi::Object exports) {
  exports.Set("memfdCreate", Napi::Function::New(env, MemfdCreate, "memfdCreate"));
  exports.Set("close", Napi::Function::New(env, Close, "close"));
  exports.Set("countFds", Napi::Function::New(env, CountFds, "countFds"));
  exports.Set("sameDescription", Napi::Function::New(env, SameDescription, "sameDescription"));
  exports.Set("sameDescriptionAcross",
              Napi::Function::New(env, SameDescriptionAcross, "sameDescriptionAcross"));
  exports.Set("fdFlags", Napi::Function::New(env, FdFlags, "fdFlags"));
  exports.Set("openKind", Napi::Function::New(env, OpenKind, "openKind"));
}
