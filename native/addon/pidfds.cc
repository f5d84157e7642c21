// SPDX-License-Identifier: Apache-2.0
// pidfd calls and who is at the other end.
#include <limits>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

static constexpr int kIntMax = std::numeric_limits<int>::max();

static Napi::Value PidfdOpen(const Napi::CallbackInfo &info) {
  int64_t pid;
  int flags;
  if (!ReadInteger(info[0], "pid", 1, kIntMax, &pid) ||
      !ReadOptionalInt(info[1], "flags", 0, kIntMax, 0, &flags))
    return info.Env().Undefined();
  return NumberOrThrow(info.Env(),
                       pidfd_open_process(static_cast<int>(pid), static_cast<unsigned>(flags)));
}

static Napi::Value PidfdGetfd(const Napi::CallbackInfo &info) {
  int pidfd, number, flags;
  if (!ReadFd(info[0], "pidfd", &pidfd) || !ReadFd(info[1], "number", &number) ||
      !ReadOptionalInt(info[2], "flags", 0, kIntMax, 0, &flags))
    return info.Env().Undefined();
  return NumberOrThrow(info.Env(), pidfd_get_fd_flags(pidfd, number, static_cast<unsigned>(flags)));
}

static Napi::Value PidfdSendSignal(const Napi::CallbackInfo &info) {
  int pidfd;
  int64_t signal;
  if (!ReadFd(info[0], "pidfd", &pidfd) || !ReadInteger(info[1], "signal", 0, 64, &signal))
    return info.Env().Undefined();
  return UndefinedOrThrow(info.Env(), pidfd_send(pidfd, static_cast<int>(signal)));
}

static Napi::Value PeerPidfd(const Napi::CallbackInfo &info) {
  int channel;
  if (!ReadFd(info[0], "channel", &channel)) return info.Env().Undefined();
  return NumberOrThrow(info.Env(), pidfd_of_peer(channel));
}

static Napi::Value PeerPid(const Napi::CallbackInfo &info) {
  int channel;
  pid_t pid = 0;
  if (!ReadFd(info[0], "channel", &channel)) return info.Env().Undefined();
  int code = pid_of_peer(channel, &pid);
  return NumberOrThrow(info.Env(), code < 0 ? code : pid);
}

void AddPidfds(Napi::Env env, Napi::Object exports) {
  exports.Set("pidfdOpen", Napi::Function::New(env, PidfdOpen, "pidfdOpen"));
  exports.Set("pidfdGetfd", Napi::Function::New(env, PidfdGetfd, "pidfdGetfd"));
  exports.Set("pidfdSendSignal", Napi::Function::New(env, PidfdSendSignal, "pidfdSendSignal"));
  exports.Set("peerPidfd", Napi::Function::New(env, PeerPidfd, "peerPidfd"));
  exports.Set("peerPid", Napi::Function::New(env, PeerPid, "peerPid"));
}
